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

func (p *tradesPane) nextWindow() { p.window = (p.window + 1) % len(flowWindows()) }

func (p *tradesPane) every() time.Duration {
	w := flowWindows()
	return w[(p.window+1)%len(w)]
}

// unknownSide says how much of a flow is in neither sum.
func unknownSide(v *view, f model.Flow) run {
	if f.Unknown.Sign() == 0 {
		return run{}
	}
	return run{v.word("  ? ", string(v.fit(f.Unknown, sizeStyle(v.market), 10))), inkWarn, 0}
}

// foot writes what was bought and sold in the window, by the side of the reported rows, and where there is room the
// cumulative delta and the average price by volume, on a line of its own if need be. It returns what is left of the region.
func (p *tradesPane) foot(v *view, r canvas.Region, tape *model.Tape) canvas.Region {
	if r.H() < 6 {
		return r
	}
	now := v.now.Add(tape.Apart())
	f := tape.Flow(now.Add(-p.every()))
	window := v.text(v.age(p.every()))
	short := window
	if known := now.Sub(f.Since).Round(time.Second); known < p.every() {
		short = v.text(v.age(known))
		window = v.word(short, " of ", window)
	}
	link, _ := v.m.Link(model.MarketScope(v.market.ID))
	back := link.State == model.LinkUp && link.Cause != "" && link.Since.After(v.now.Add(-p.every()))
	usable := v.m.TapeAge(v.market.ID, v.now).Usable()
	if back || f.Gap || !usable { // what was traded while the link was down may lack
		window, short = v.word(window, ", gap"), v.word(short, ", gap")
	}
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
	rows := ""
	if line.W() >= 40 || !usable { // beside other tabs or a reason the title has no room for it
		rows = " " + byRows
	}
	right := v.join(string(v.share(model.Int(1).Sub(share))), " sell")
	x := line.W() - 1 - len(right)
	for _, of := range [...]string{v.word(window, rows), v.word(short, rows), window, short} {
		if left := v.join(of, " buy ", string(v.share(share))); x > len(left)+1 {
			line.Bytes(1, 0, left, inkBid)
			line.Bytes(x, 0, right, inkAsk)
			meter(v, line.Sub(len(left)+2, 0, x-len(left)-3, 1), share)
			break
		}
	}
	r = r.Inset(0, 0, 0, 1)
	if r.H() < 13 {
		return r
	}
	delta := style{signed: true, least: max(0, v.market.SizeDecimals), most: max(8, v.market.SizeDecimals)}
	sums := v.line(run{v.word("delta ", string(v.fit(f.Delta(), delta, 12))), gainInk(f.Delta()), 0}, unknownSide(v, f))
	average := run{v.word("vwap ", string(v.price(f.VWAP(), v.market, 1))), inkDim, 0}
	if runsWidth(sums)+canvas.Width(average.text)+4 <= r.W() {
		putRuns(r, 1, r.H()-1, v.line(sums[0], run{"  ", inkDim, 0}, average, sums[1]))
		return r.Inset(0, 0, 0, 1)
	}
	if !usable {
		sums = appendPhrases(sums, r.W(), phrase{{" " + byRows, inkDim, 0}})
	}
	putRuns(r, 1, r.H()-1, sums)
	r = r.Inset(0, 0, 0, 1)
	if r.H() < 16 {
		return r
	}
	putRuns(r, 1, r.H()-1, []run{average})
	return r.Inset(0, 0, 0, 1)
}
