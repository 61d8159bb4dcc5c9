package model

// Event is a change on one stream. Its methods are unexported: every kind of event lives in this package, and one that
// forgets how it merges or applies does not compile.
type Event interface {
	// stream names what the event changes.
	stream() Stream
	// merge returns one event that stands for this one followed by newer, which is of the same stream.
	merge(newer Event) Event
	// apply changes the one part of the model that the stream owns.
	apply(m *Model)
}

// Kind is what a stream is about.
type Kind uint8

// Kinds of streams.
const (
	KindMarkets Kind = iota
	KindAccount
	KindLink
	KindBook
	KindBest
	KindTrades
	KindFunding
	KindGarbled
	KindPositions
	KindOpenOrders
	KindOrders
	KindFills
	KindTransfers
)

// Stream is one independent sequence of events: a kind, and the market, account or scope it is of.
type Stream struct {
	Kind  Kind
	Owner string
}

// Batch is a sequence of events with at most one event per stream. The zero Batch is empty and ready to use.
type Batch struct {
	events []Event
	places map[Stream]int
	merged int
}

// Add appends an event, merging it with what the batch holds of its stream. It takes ownership: an event is added once.
func (b *Batch) Add(e Event) {
	s := e.stream()
	if at, held := b.places[s]; held {
		b.events[at] = b.events[at].merge(e)
		b.merged++
		return
	}
	if b.places == nil {
		b.places = make(map[Stream]int)
	}
	b.places[s] = len(b.events)
	b.events = append(b.events, e)
}

// Len is the number of streams the batch changes.
func (b Batch) Len() int { return len(b.events) }

// Merged is the number of events that were merged into an earlier one of their stream.
func (b Batch) Merged() int { return b.merged }

// Events returns the merged events in the order in which their streams first spoke.
func (b Batch) Events() []Event { return b.events }

// StreamOf returns the stream an event changes.
func StreamOf(e Event) Stream { return e.stream() }
