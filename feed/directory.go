package feed

import (
	"maps"
	"sync"

	"kanatop/model"
)

// directory knows which market a row speaks of. It is shared by the readers.
type directory struct {
	known []model.Market
	mu    sync.Mutex
	heard map[model.MarketID]bool
}

func newDirectory(markets []model.Market) *directory {
	d := &directory{known: markets, heard: make(map[model.MarketID]bool)}
	for _, m := range markets {
		d.expect(m.ID)
	}
	return d
}

func (d *directory) clone() *directory {
	d.mu.Lock()
	defer d.mu.Unlock()
	return &directory{known: d.known, heard: maps.Clone(d.heard)}
}

// expect admits a market that this program watches, however many others there are.
func (d *directory) expect(id model.MarketID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.heard[id] = true
}

// named finds a market by its symbol or name; empty when it is not known.
func (d *directory) named(text string) model.MarketID {
	for _, m := range d.known {
		if m.Matches(text) {
			return m.ID
		}
	}
	return ""
}

// admits reports whether a market id may pass. What the exchange names is bounded here, because every id becomes a
// stream of its own.
func (d *directory) admits(id model.MarketID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.heard[id] && len(d.heard) < model.MaxMarkets {
		d.heard[id] = true
	}
	return d.heard[id]
}

// subject is the market of a row that is not on a market's own connection. It makes the row bad when it names none, and
// returns nothing for a market that is not known.
func (d *decoder) subject(r *row) model.MarketID {
	id := model.MarketID(r.id("market_id", "marketId"))
	if id == "" || !digits([]byte(id)) {
		name := r.text("symbol", "market", "base_name")
		if id != "" {
			name = string(id)
		}
		r.need(name != "", "market_id")
		id = d.markets.named(name)
	}
	if r.bad {
		return ""
	}
	if id == "" || !d.markets.admits(id) {
		d.haul.counts.Foreign++
		return ""
	}
	return id
}
