package ui

import (
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// flowWindow is the stretch of the tape that the volume bar sums up.
const flowWindow = 5 * time.Minute

// tradesPane is the tape: the newest trade on top.
type tradesPane struct {
	table table
	back  int // rows scrolled back from the newest
	seen  int // trades seen at the last paint, so that scrolled rows stay in place
	page  int
}

func (p *tradesPane) names() (full, short string) { return "Trades", "Trades" }
func (p *tradesPane) count(*view) int             { return -1 }
func (p *tradesPane) age(v *view) model.Age       { return v.m.TapeAge(v.market.ID, v.now) }
func (p *tradesPane) renew()                      { p.back, p.seen, p.table = 0, 0, table{} }
func (p *tradesPane) height() int                 { return p.page }
func (p *tradesPane) note(v *view) string {
	if p.back > 0 {
		return "scrolled"
	}
	return v.lastTrade()
}

// lastTrade says how long ago a market last traded when that is not a moment ago.
func (v *view) lastTrade() string {
	tape := v.m.Tape(v.market.ID)
	if tape.Len() == 0 {
		return ""
	}
	if ago := v.now.Sub(tape.Newest(0).Time); ago >= time.Minute {
		return "last " + string(v.age(ago)) + " ago"
	}
	return ""
}

func (p *tradesPane) move(v *view, delta int) {
	n := v.m.Tape(v.market.ID).Len()
	p.back = clamp(p.back+delta, 0, max(0, n-p.page))
}

func (p *tradesPane) paint(v *view, r canvas.Region) {
	tape := v.m.Tape(v.market.ID)
	if p.back > 0 && tape.Seen > p.seen {
		p.back = min(p.back+tape.Seen-p.seen, max(0, tape.Len()-p.page))
	}
	p.seen = tape.Seen
	switch {
	case tape.At.IsZero():
		v.say(r, inkDim, "waiting for the trades of "+v.market.Name)
		return
	case tape.Len() == 0:
		v.say(r, inkDim, "no trade seen yet")
		return
	}
	if r.H() >= 6 {
		p.flow(v, r.Sub(0, r.H()-1, r.W(), 1), tape)
		r = r.Inset(0, 0, 0, 1)
	}
	p.page = max(0, r.H()-1)
	columns := []column{{head: "", left: true}, {head: "price"}, {head: "size"}, {head: "value", rank: 2}, {head: "time", rank: 1}}
	rows := make([][]cell, 0, p.page)
	for i := p.back; i < tape.Len() && len(rows) < p.page; i++ {
		rows = append(rows, p.row(v, tape.Newest(i)))
	}
	p.table.paint(v, r, columns, rows, -1)
}

func (p *tradesPane) row(v *view, t model.Trade) []cell {
	arrow, ink := takerMark(v, t.Taker())
	return []cell{
		{v.join(arrow), ink},
		{v.fill(t.Price, v.market), ink},
		{v.fit(t.Size, sizeStyle(v.market), 11), inkPlain},
		{v.fit(t.Value, style{}, 10), inkDim},
		{v.day(t.Time), inkFaint},
	}
}

// takerMark is an arrow up for a buyer and down for a seller, with its ink.
func takerMark(v *view, side model.BookSide) (string, canvas.Ink) {
	ascii := v.border == canvas.ASCII()
	switch {
	case side == model.Bid && ascii:
		return "^", inkBid
	case side == model.Bid:
		return "▲", inkBid
	case side == model.Ask && ascii:
		return "v", inkAsk
	case side == model.Ask:
		return "▼", inkAsk
	}
	return "?", inkDim
}

// flow is what was bought and sold in the window, by the side of the reported rows.
func (p *tradesPane) flow(v *view, r canvas.Region, tape *model.Tape) {
	f := tape.Flow(v.now.Add(-flowWindow))
	share := f.Buy.Quo(f.Buy.Add(f.Sell))
	if !share.Known() {
		r.Text(1, 0, "5m: no trade", inkDim)
		return
	}
	left := v.join("5m buy ", string(v.share(share)))
	right := v.join(string(v.share(model.Int(1).Sub(share))), " sell")
	x := r.W() - 1 - len(right)
	if x <= len(left)+1 {
		return
	}
	r.Bytes(1, 0, left, inkBid)
	r.Bytes(x, 0, right, inkAsk)
	meter(v, r.Sub(len(left)+2, 0, x-len(left)-3, 1), share)
}
