package cli

import (
	"kanatop/feed"
	"kanatop/feed/journal"
)

// entryOf is a note as a recording holds it.
func entryOf(n feed.Note) journal.Entry {
	kinds := [...]journal.Kind{feed.NoteIn: journal.In, feed.NoteOut: journal.Out, feed.NoteEvent: journal.Event, feed.NoteAnswer: journal.Answer}
	return journal.Entry{Kind: kinds[n.Kind], At: n.At, Scope: n.Scope, Path: n.Path, Data: n.Data, Event: n.Event}
}

// noteOf is an entry as it was noted; ok is false for one that tells of the recording itself.
func noteOf(e journal.Entry) (n feed.Note, ok bool) {
	n = feed.Note{At: e.At, Scope: e.Scope, Path: e.Path, Data: e.Data, Event: e.Event}
	switch e.Kind {
	case journal.In:
		n.Kind = feed.NoteIn
	case journal.Out:
		n.Kind = feed.NoteOut
	case journal.Event:
		n.Kind = feed.NoteEvent
	case journal.Answer:
		n.Kind = feed.NoteAnswer
	case journal.Lost:
		return n, false
	}
	return n, true
}
