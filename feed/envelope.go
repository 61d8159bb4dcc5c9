package feed

import (
	"bytes"
	"errors"
	"io"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

// maxRows bounds the rows taken from one message: more than a full message of honest rows holds.
const maxRows = 50_000

// keepRows bounds the scratch that is kept from one push to the next.
const keepRows = 2 * model.MaxTrades

// decoder turns the messages of one connection into events. It belongs to the connection's reader.
type decoder struct {
	scope   model.Scope
	markets *directory
	opts    []jsontext.Options
	frame   source
	row     row
	levels  []level       // scratch of the book
	prints  []model.Trade // scratch of public trades
	untimed map[untimed]time.Time
	quotes  []quote // scratch of best prices
	haul    haul
	at      time.Time // of the frame being read
	lost    int       // rows of the push being read that are not taken: they cannot be read
}

// source is a JSON decoder over bytes, made to be used again.
type source struct {
	json jsontext.Decoder
	src  bytes.Buffer
	text []byte
}

func (s *source) reset(text []byte, opts []jsontext.Options) {
	s.text = text
	s.src = *bytes.NewBuffer(text)
	s.json.Reset(&s.src, opts...)
}

// next reads the next value and returns it as a part of the text, which outlives the decoder's own buffer. What it returns
// has been found valid as a whole.
func (s *source) next() (jsontext.Value, error) {
	v, err := s.json.ReadValue()
	if err != nil {
		return nil, err
	}
	end := int(s.json.InputOffset())
	return s.text[end-len(v) : end : end], nil
}

// haul is what came of one message. Its slices are used again for the next.
type haul struct {
	events  []model.Event
	heard   []string // known topics of this scope
	counts  model.Counts
	strange bool // something in it was of an unknown topic or could not be read
}

// push is one message of a known topic.
type push struct {
	topic string
	data  jsontext.Value // nil for none
	at    time.Time
}

func newDecoder(scope model.Scope, markets *directory) *decoder {
	return &decoder{
		scope:   scope,
		markets: markets,
		// Twice the same name or a broken character is no reason to lose a message.
		opts: []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)},
	}
}

// market and account are the owner of the scope.
func (d *decoder) market() model.MarketID { return model.MarketID(d.scope.Owner) }
func (d *decoder) account() model.Address { return model.Address(d.scope.Owner) }

// decode reads one frame, which usually holds one message. The haul is good until the next call and shares no memory
// with the frame.
func (d *decoder) decode(frame []byte, at time.Time) *haul {
	d.haul = haul{events: d.haul.events[:0], heard: d.haul.heard[:0], counts: model.Counts{Messages: 1, Bytes: int64(len(frame))}}
	d.frame.reset(frame, d.opts)
	d.at = at
	for first := true; ; first = false {
		err := d.message(at)
		switch {
		case err == nil:
			continue
		case errors.Is(err, io.EOF) && !first:
		default:
			d.fail("frame", "is not JSON", frame)
			d.haul.strange = true
		}
		return &d.haul
	}
}

// message reads the next message of the frame: its fields by name in whatever order, then the rows of its data.
func (d *decoder) message(at time.Time) error {
	if json := &d.frame.json; json.PeekKind() != jsontext.KindBeginObject {
		if err := json.SkipValue(); err != nil {
			return err
		}
		d.unknown()
		return nil
	}
	if err := d.row.open(&d.frame); err != nil {
		return err
	}
	var t *topic
	for _, name := range []string{"message", "topic"} {
		if v := d.row.value(name); t == nil && v.Kind() == jsontext.KindString {
			t = topicNamed(unquoted(v))
		}
	}
	if t == nil || t.kind != d.scope.Kind {
		d.unknown()
		return nil
	}
	d.haul.heard = append(d.haul.heard, t.name)
	t.decode(d, push{t.name, d.row.value("data"), at})
	return nil
}

func (d *decoder) unknown() {
	d.haul.counts.Unknown++
	d.haul.strange = true
}

func (d *decoder) emit(e model.Event) { d.haul.events = append(d.haul.events, e) }

// fail counts something unreadable and remembers what it was.
func (d *decoder) fail(where, what string, raw []byte) {
	d.haul.counts.Failures++
	d.haul.counts.LastFailure = clean(where+": "+what+": "+clean(raw, failureLimit), failureLimit)
}

// collect appends what read makes of each good row of a push to out. It reports whether the push has something to say:
// it was empty, which is news of the scope's owner, or it had a good row. A push of bad rows only says nothing.
func collect[T any](d *decoder, p push, out []T, read func(*decoder, *row) T) ([]T, bool) {
	if p.data == nil {
		return out, false
	}
	data := scan{text: p.data}
	array := data.kind() == '['
	if array {
		data.enter()
	}
	had, taken := 0, len(out)
	d.lost = 0
	for k := data.kind(); k != ']' && k != 0; k = data.kind() {
		had++
		if had > maxRows {
			d.fail(p.topic, "has too many rows", nil)
			break
		}
		if k != '{' {
			d.fail(p.topic, "row is not an object", data.value())
			if array {
				d.lost++
			}
		} else if d.row.read(&data); d.ours() {
			out = take(d, p, out, read)
		}
		if !array {
			break
		}
	}
	return out, had == 0 || len(out) > taken
}

// garbled says that nothing can be read of what a push of a kind had to tell of an owner.
func (d *decoder) garbled(kind model.Kind, owner string, at time.Time) {
	if owner != "" {
		d.emit(model.Garbled{Of: model.Stream{Kind: kind, Owner: owner}, At: at})
	}
}

// mute says so of the scope's owner, if the push had rows.
func (d *decoder) mute(kind model.Kind, p push) {
	if d.lost > 0 && d.scope.Kind == model.ScopeAccount {
		d.garbled(kind, string(d.account().Canonical()), p.at)
	} else if d.lost > 0 {
		d.garbled(kind, d.scope.Owner, p.at)
	}
}

// take appends what read makes of the row, unless the row is bad.
func take[T any](d *decoder, p push, out []T, read func(*decoder, *row) T) []T {
	made := read(d, &d.row)
	if d.row.flaw != "" {
		d.fail(p.topic, d.row.flaw, d.row.raw)
	}
	if d.row.bad {
		d.lost++
		return out
	}
	return append(out, made)
}

// ours reports whether the row is of the scope's owner; one that does not say belongs to it.
func (d *decoder) ours() bool {
	var ours bool
	switch d.scope.Kind {
	case model.ScopeMarket:
		v := d.row.value("market_id", "marketId")
		text, _ := content(v)
		ours = v == nil || string(text) == d.scope.Owner
	case model.ScopeAccount:
		v := d.row.value("address")
		text, _ := content(v)
		ours = v == nil || d.account().Same(model.Address(text))
	default:
		return true
	}
	if !ours {
		d.haul.counts.Foreign++
	}
	return ours
}
