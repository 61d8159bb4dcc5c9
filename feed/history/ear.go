package history

import (
	"slices"
	"time"

	"kanatop/model"
)

// pendingLimit is how many trades wait for the disk at most.
const pendingLimit = 50_000

// ear is what is heard of one market, or of the rates of all, and not yet written.
type ear struct {
	since time.Time // of the connection
	open  bool      // the connection has told something and nothing of it lacks
	torn  bool      // something lacks of which a list may tell again, unnoticed
	span  model.Stretch
	wrote time.Time       // the end of span when it was last written
	ended []model.Stretch // before span
	heap  heap
}

// heap is pushes of trades, one behind the other.
type heap struct {
	rows []model.Trade
	ends []int // of the pushes
}

func (h *heap) add(push []model.Trade) {
	h.rows = append(h.rows, push...)
	h.ends = append(h.ends, len(h.rows))
}

// each hands on the pushes in their order.
func (h *heap) each(take func(push []model.Trade)) {
	from := 0
	for _, end := range h.ends {
		take(h.rows[from:end:end])
		from = end
	}
}

// emptied is an empty heap in the memory of h, if that is not out of proportion.
func (h *heap) emptied() heap {
	if cap(h.rows) > 2*enoughRows {
		return heap{}
	}
	clear(h.rows)
	return heap{h.rows[:0], h.ends[:0]}
}

// enoughRows is how many trades wait before they are written at once, and not with the next second: they take much room.
const enoughRows = 2000

// linked takes the state of the connection. What a connection told is known up to its last sign of life.
func (e *ear) linked(l model.Link) (renewed bool) {
	switch {
	case l.State != model.LinkUp:
		renewed, e.open = e.open, false
	case !l.Since.Equal(e.since):
		renewed, e.open, e.since = e.open, false, l.Since
	case e.open && l.Proven.After(e.span.To):
		e.span.To = l.Proven
	}
	return renewed
}

// told takes trades that came. What a connection tells first is a list, and of the time from its oldest row on all is known; unless
// rows from before the connection may be among them, or the list is not all that came.
func (e *ear) told(t model.Trades, listed bool) {
	pushes := t.Pushes()
	if t.Lost() > 0 {
		e.tear()
	}
	if !e.open {
		listed = listed && !e.torn
		if e.span.From.Before(e.span.To) {
			e.ended = append(e.ended, e.span)
		}
		e.span = model.Stretch{From: t.At, To: t.At}
		for _, p := range pushes {
			for i := range p {
				if at := p[i].Time; listed && !at.IsZero() && at.Before(e.span.From) {
					e.span.From = at
				}
			}
		}
		e.open, e.torn = true, false
	}
	if t.At.After(e.span.To) {
		e.span.To = t.At
	}
	for _, p := range pushes {
		if len(e.heap.rows)+len(p) > pendingLimit {
			e.tear()
			return
		}
		e.heap.add(p)
	}
}

// tear notes that something lacks.
func (e *ear) tear() { e.open, e.torn = false, true }

// unwritten returns the stretches that are over, and the present one when its time has come and it has grown.
func (e *ear) unwritten(beat bool) []model.Stretch {
	out := e.ended
	e.ended = nil
	if beat && e.span.From.Before(e.span.To) && e.span.To.After(e.wrote) {
		out, e.wrote = append(out, e.span), e.span.To
	}
	return out
}

// Hear takes note of what was told. It does not wait, and keeps nothing of the batch.
func (k *Keeper) Hear(b model.Batch) {
	k.mu.Lock()
	defer k.mu.Unlock()
	fresh := make(map[string]bool) // the markets whose connection was renewed in this very batch
	for _, e := range b.Events() {
		l, ok := e.(model.Link)
		if !ok {
			continue
		}
		switch l.Scope.Kind {
		case model.ScopeMarket:
			if k.wants(model.MarketID(l.Scope.Owner)) {
				fresh[l.Scope.Owner] = k.ear(model.MarketID(l.Scope.Owner)).linked(l)
			}
		case model.ScopeExchange:
			k.exchange.linked(l)
		case model.ScopeAccount:
		}
	}
	for _, e := range b.Events() {
		switch e := e.(type) {
		case model.Trades:
			if k.wants(e.Market) {
				ear := k.ear(e.Market)
				if ear.told(e, !fresh[string(e.Market)]); len(ear.heap.rows) >= enoughRows {
					k.hurry()
				}
			}
		case model.Funding:
			k.rated(e)
		}
	}
}

// hurry has what was heard written soon. What is heard before the reading is over waits for that.
func (k *Keeper) hurry() {
	select {
	case k.much <- struct{}{}:
	default:
	}
}

// rated takes note of rates. The first one over a connection is behind a gap.
func (k *Keeper) rated(f model.Funding) {
	if !k.wants(f.Market) {
		return
	}
	last := k.rates[f.Market]
	if last == nil {
		last = new(ratings)
		k.rates[f.Market] = last
	}
	for _, r := range f.Rates {
		r.Gap = last.at.IsZero() || last.at.Before(k.exchange.since) && !r.At.Before(k.exchange.since)
		last.at = r.At
		last.news = last.news || r.Gap || len(last.all) == 0 && r.Value.Cmp(last.value) != 0 || len(last.all) > 0 && r.Value.Cmp(last.all[len(last.all)-1].Value) != 0
		last.all = model.JoinRates(last.all, []model.Rate{r})
	}
}

// ratings are the rates of a market that are not yet written.
type ratings struct {
	all   []model.Rate
	news  bool      // they say more than that the rate still is what it was
	at    time.Time // received last
	value model.Dec // written last
}

// unwritten returns them when they are news, or when the time for others has come.
func (r *ratings) unwritten(beat bool) []model.Rate {
	if n := len(r.all); n == 0 || !beat && !r.news {
		return nil
	}
	out := r.all
	r.all, r.news, r.value = nil, false, out[len(out)-1].Value
	return out
}

func (k *Keeper) wants(id model.MarketID) bool { return slices.Contains(k.opts.Markets, id) }

func (k *Keeper) ear(id model.MarketID) *ear {
	e := k.ears[id]
	if e == nil {
		e = new(ear)
		k.ears[id] = e
	}
	return e
}
