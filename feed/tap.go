package feed

import (
	"time"

	"kanatop/model"
)

// NoteKind is what a note tells of.
type NoteKind uint8

// Kinds of notes.
const (
	NoteIn     NoteKind = iota // a frame received
	NoteOut                    // a frame sent
	NoteEvent                  // a connection or the look-up of an account came into a state
	NoteAnswer                 // a look-up was answered
)

// Note is one thing that passed over the wire.
type Note struct {
	Kind  NoteKind
	At    time.Time   // with the running clock
	Scope model.Scope // of a frame
	Path  string      // of an answer
	Data  []byte      // the frame, or the data of the answer; good until the tap returns
	Event model.Event // a [model.Link], of which the counters say nothing, or a [model.Account]
}

// heard tells the tap of a frame received, spoken of one sent.
func (c *Client) heard(s model.Scope, frame []byte, at time.Time) {
	if c.opts.Tap != nil {
		c.opts.Tap(Note{Kind: NoteIn, At: at, Scope: s, Data: frame})
	}
}

func (c *Client) spoken(s model.Scope, frames [][]byte) {
	if c.opts.Tap == nil {
		return
	}
	for _, f := range frames {
		c.opts.Tap(Note{Kind: NoteOut, At: time.Now(), Scope: s, Data: f})
	}
}

// answered tells the tap of the answer to a look-up.
func (c *Client) answered(path string, data []byte) {
	if c.opts.Tap != nil {
		c.opts.Tap(Note{Kind: NoteAnswer, At: time.Now(), Path: path, Data: data})
	}
}

// tell hands on how far an account is known.
func (c *Client) tell(a model.Account) {
	if c.opts.Tap != nil {
		c.opts.Tap(Note{Kind: NoteEvent, At: time.Now(), Event: a})
	}
	c.pacer.add(a)
}

// changed tells the tap of a connection; nil without a tap.
func (c *Client) changed() func(model.Link) {
	if c.opts.Tap == nil {
		return nil
	}
	return func(l model.Link) { c.opts.Tap(Note{Kind: NoteEvent, At: time.Now(), Scope: l.Scope, Event: l}) }
}
