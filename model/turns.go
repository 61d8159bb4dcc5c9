package model

// turns are events of one stream of which none can be merged into another, in the order in which they came: what was kept from
// earlier runs, and what the exchange told before and after it was read. There are few of the former, so these are few.
type turns []Event

func (t turns) stream() Stream { return t[0].stream() }

func (t turns) apply(m *Model) {
	for _, e := range t {
		e.apply(m)
	}
}

func (t turns) merge(newer Event) Event {
	if more, ok := newer.(turns); ok {
		for _, e := range more {
			t = t.then(e)
		}
		return t
	}
	return t.then(newer)
}

// then appends an event, merged into the last one where both are what the exchange told.
func (t turns) then(newer Event) turns {
	last := len(t) - 1
	mergeable := false
	switch t[last].(type) {
	case Trades:
		_, mergeable = newer.(Trades)
	case Funding:
		_, mergeable = newer.(Funding)
	}
	if mergeable {
		t[last] = t[last].merge(newer)
		return t
	}
	return append(t, newer)
}
