package ui

import (
	"strconv"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// flowWindows are the stretches of the tape that the volume bar can sum up.
func flowWindows() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
}

// tradesPane is the tape: the newest print on top. A print is what one taker traded in one transaction.
type tradesPane struct {
	table    table
	back     int          // prints scrolled back from the newest
	anchor   printID      // the print on top while scrolled, so that it stays there
	filter   int          // index into the sizes of filters
	window   int          // index into flowWindows, counted from the second
	least    model.Dec    // smallest size shown, absent for all
	large    [2]model.Dec // sizes from which a print is large and very large
	measured int          // trades seen when that was measured
	prints   []model.Print
	hidden   int
	of       printsOf
	page     int
}

// measureEvery is the number of trades after which it is measured anew what a large print is.
const measureEvery = 100

// printsOf is what the prints were made of.
type printsOf struct {
	market model.MarketID
	rev    uint64
	filter int
}

// printID tells prints apart.
type printID struct {
	version, nanos int64
	price, size    model.Dec
}

func idOf(p model.Print) printID { return printID{p.Version, p.Time.UnixNano(), p.Price, p.Size} }

func (p *tradesPane) names() (full, short string) { return "Trades", "Trades" }
func (p *tradesPane) count(*view) int             { return -1 }
func (p *tradesPane) age(v *view) model.Age       { return v.m.TapeAge(v.market.ID, v.now) }
func (p *tradesPane) height() int                 { return p.page }

func (p *tradesPane) renew() {
	p.back, p.table, p.of, p.filter, p.least = 0, table{}, printsOf{}, 0, model.Dec{}
}

func (p *tradesPane) note(v *view) string {
	if p.back > 0 {
		return noted(v.lastTrade(), "scrolled")
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

// filters are the shares of prints, in percent, that the steps of the filter hide.
func filters() []int { return []int{0, 50, 75, 90, 97} }

// sift goes to the next step of the size filter.
func (p *tradesPane) sift(v *view) {
	p.filter = (p.filter + 1) % len(filters())
	p.least, p.back = model.Dec{}, 0
	if p.filter > 0 {
		all, _ := v.m.Tape(v.market.ID).Prints(nil, model.Dec{})
		p.least = model.Quantile(all, filters()[p.filter])
	}
}

// showFrom hides trades below a size; an absent one hides none.
func (p *tradesPane) showFrom(size model.Dec) {
	p.filter, p.least, p.back, p.of = 0, size, 0, printsOf{}
}

func (p *tradesPane) nextWindow() { p.window = (p.window + 1) % len(flowWindows()) }

func (p *tradesPane) every() time.Duration {
	w := flowWindows()
	return w[(p.window+1)%len(w)]
}

func (p *tradesPane) move(v *view, delta int) {
	p.gather(v)
	p.back = clamp(p.back+delta, 0, max(0, len(p.prints)-p.page))
	if p.back < len(p.prints) {
		p.anchor = idOf(p.prints[p.back])
	}
}

// gather makes the prints anew when the tape or the filter changed, and finds the one on top again.
func (p *tradesPane) gather(v *view) {
	tape := v.m.Tape(v.market.ID)
	of := printsOf{v.market.ID, tape.Rev, p.filter}
	if of == p.of {
		return
	}
	p.prints, p.hidden = tape.Prints(p.prints[:0], p.least)
	// What is large is measured now and then, so that marks do not come and go.
	if of.market != p.of.market || of.filter != p.of.filter || tape.Seen-p.measured >= measureEvery {
		p.measured = tape.Seen
		p.large = [2]model.Dec{model.Quantile(p.prints, 90), model.Quantile(p.prints, 98)}
	}
	p.of = of
	for i := range p.prints {
		if p.back > 0 && idOf(p.prints[i]) == p.anchor {
			p.back = i
			break
		}
	}
}

func (p *tradesPane) paint(v *view, r canvas.Region) {
	tape := v.m.Tape(v.market.ID)
	p.gather(v)
	switch {
	case tape.At.IsZero():
		v.say(r, inkDim, "waiting for the trades of "+v.market.Name)
		return
	case tape.Len() == 0:
		v.say(r, inkDim, "no trade seen yet")
		return
	}
	r = p.foot(v, r, tape)
	if p.least.Known() {
		sign := "≥ "
		if v.border == canvas.ASCII() {
			sign = ">= "
		}
		text := v.join("shown ", sign, string(v.lean(p.least)), ", ", string(v.integer(p.hidden)), " smaller hidden")
		r.Whole(1, r.H()-1, r.W()-1, string(text), inkWarn)
		r = r.Inset(0, 0, 0, 1)
	}
	p.page = max(0, r.H()-1)
	p.back = clamp(p.back, 0, max(0, len(p.prints)-p.page))
	columns := []column{{head: "", left: true}, {head: "price"}, {head: "size"}, {head: "", left: true, rank: 2}, {head: "value", rank: 3}, {head: "time", rank: 1}}
	rows := make([][]cell, 0, p.page)
	for i := p.back; i < len(p.prints) && len(rows) < p.page; i++ {
		rows = append(rows, p.row(v, p.prints[i], r.W() < 34))
	}
	p.table.paint(v, r, columns, rows, -1)
}

// row is a line of the tape; where it is narrow, marks are of one letter.
func (p *tradesPane) row(v *view, t model.Print, narrow bool) []cell {
	arrow, ink := takerMark(v, t.Side)
	size := inkPlain
	mark := ""
	if t.Fills > 1 {
		mark = "x" + string(v.integer(t.Fills))
	}
	// Two classes of large prints, told by their marks; few prints say nothing of what is large.
	if len(p.prints) >= 20 && t.Size.Cmp(p.large[0]) >= 0 {
		size, mark = inkStrong, "*"+mark
		if t.Size.Cmp(p.large[1]) >= 0 {
			mark = "*" + mark
		}
	}
	if narrow && len(mark) > 1 {
		mark = mark[len(mark)-1:]
		if t.Fills > 1 {
			mark = "x"
		}
	}
	return []cell{
		{v.join(arrow), ink},
		{v.fill(t.Price, v.market), ink},
		{v.fit(t.Size, sizeStyle(v.market), 11), size},
		{v.join(mark), inkOwn},
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

// unknownSide says how much of a flow is in neither sum.
func unknownSide(v *view, f model.Flow) run {
	if f.Unknown.Sign() == 0 {
		return run{}
	}
	return run{"  ? " + string(v.fit(f.Unknown, sizeStyle(v.market), 10)), inkWarn, 0}
}

// foot writes what was bought and sold in the window, by the side of the reported rows, and where there is room the
// cumulative delta and the average price by volume. It returns what is left of the region.
func (p *tradesPane) foot(v *view, r canvas.Region, tape *model.Tape) canvas.Region {
	if r.H() < 6 {
		return r
	}
	f := tape.Flow(v.now.Add(-p.every()))
	window := string(v.age(v.now.Sub(f.Since).Round(time.Second)))
	line := r.Sub(0, r.H()-1, r.W(), 1)
	share := f.Buy.Quo(f.Buy.Add(f.Sell))
	if !share.Known() {
		text := window + ": no trade"
		if f.Trades > 0 {
			text = window + ": " + strconv.Itoa(f.Trades) + " trades of unknown side"
		}
		line.Whole(1, 0, line.W()-1, text, inkDim)
		return r.Inset(0, 0, 0, 1)
	}
	left := v.join(window, " buy ", string(v.share(share)))
	right := v.join(string(v.share(model.Int(1).Sub(share))), " sell")
	if x := line.W() - 1 - len(right); x > len(left)+1 {
		line.Bytes(1, 0, left, inkBid)
		line.Bytes(x, 0, right, inkAsk)
		meter(v, line.Sub(len(left)+2, 0, x-len(left)-3, 1), share)
	}
	if r.H() < 14 {
		return r.Inset(0, 0, 0, 1)
	}
	delta := style{signed: true, least: max(0, v.market.SizeDecimals), most: max(8, v.market.SizeDecimals)}
	putRuns(r.Sub(0, r.H()-2, r.W(), 1), 1, 0, []run{
		{"delta " + string(v.fit(f.Delta(), delta, 12)), gainInk(f.Delta()), 0},
		{"  vwap " + string(v.price(f.VWAP(), v.market, 1)), inkDim, 0},
		unknownSide(v, f),
	})
	return r.Inset(0, 0, 0, 2)
}
