package ui

import (
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// chartPane draws the session: candles of the trades seen, or the mid as a line before the first trade.
type chartPane struct {
	chosen int           // index into intervals plus one; 0 takes one that suits the data
	every  time.Duration // interval drawn last
	since  int64         // start of the first candle drawn last, second of Unix time; 0 for none
	drawn  model.Age
	suits  suiting
}

// suiting is an automatic choice of the interval, made anew once a second.
type suiting struct {
	market model.MarketID
	second int64
	width  int
	every  time.Duration
}

func intervals() []time.Duration {
	return []time.Duration{time.Second, 5 * time.Second, 15 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}
}

func (p *chartPane) names() (full, short string) { return "Chart", "Chart" }
func (p *chartPane) count(*view) int             { return -1 }
func (p *chartPane) next()                       { p.chosen = (p.chosen + 1) % (len(intervals()) + 1) }

// age is that of what was drawn: the trades, or the mid of the book or of the best prices.
func (p *chartPane) age(*view) model.Age { return p.drawn }

// note tells what was drawn: the interval, and from when there is data.
func (p *chartPane) note(v *view) string {
	if p.since == 0 {
		if last := v.lastTrade(); last != "" {
			return "mid · " + last
		}
		return "mid"
	}
	text := string(v.age(p.every))
	if p.chosen == 0 {
		text += " auto"
	}
	text += " · since " + string(v.moment(time.Unix(p.since, 0)))
	if last := v.lastTrade(); last != "" {
		text += " · " + last
	}
	return text
}

// interval is the one chosen, or the longest of which candles fill half of n columns up to now, or else the one with the
// most candles.
func (p *chartPane) interval(v *view, tape *model.Tape, n int) time.Duration {
	steps := intervals()
	if p.chosen > 0 {
		return steps[p.chosen-1]
	}
	now := v.now.Unix()
	if s := p.suits; s.market == v.market.ID && s.second == now && s.width == n {
		return s.every
	}
	best, most := steps[0], 0
	for _, every := range steps {
		if k := len(within(tape.Candles(every, n), every, n, now)); k >= n/2 || k > most && most < n/2 {
			best, most = every, k
		}
	}
	p.suits = suiting{v.market.ID, now, n, best}
	return best
}

// within leaves out the candles that stand to the left of n columns up to now.
func within(candles []model.Candle, every time.Duration, n int, now int64) []model.Candle {
	step := int64(every / time.Second)
	first := lastColumn(candles, step, now) - int64(n-1)*step
	for len(candles) > 0 && candles[0].Start < first {
		candles = candles[1:]
	}
	return candles
}

// lastColumn is the interval at the right edge: the present one, or a later one of which there is a candle already.
func lastColumn(candles []model.Candle, step, now int64) int64 {
	last := now / step * step
	if n := len(candles); n > 0 {
		last = max(last, candles[n-1].Start)
	}
	return last
}

func (p *chartPane) paint(v *view, r canvas.Region) {
	p.every, p.since, p.drawn = 0, 0, v.m.TapeAge(v.market.ID, v.now)
	tape := v.m.Tape(v.market.ID)
	axis := canvas.Width(string(v.price(v.m.Mark(v.market.ID, v.now).Price.Or(tape.Last()), v.market, 1))) + 3
	if r.W() < axis+10 || r.H() < 4 {
		v.say(r, inkDim, "too small for a chart")
		return
	}
	field := r.Inset(1, 0, axis, 0)
	if tape.Len() == 0 {
		p.line(v, r, field)
		return
	}
	every := p.interval(v, tape, field.W())
	candles := within(tape.Candles(every, field.W()), every, field.W(), v.now.Unix())
	if len(candles) == 0 {
		p.line(v, r, field)
		return
	}
	p.every, p.since = every, candles[0].Start
	volume := 0
	if r.H() >= 10 {
		volume = 2
	}
	g := plot{r: field, low: candles[0].Low, high: candles[0].High, rows: r.H() - 1 - volume}
	for _, c := range candles {
		g.low, g.high = least(g.low, c.Low), most(g.high, c.High)
	}
	tagged := v.m.Mark(v.market.ID, v.now)
	if tagged.Price.Known() {
		g.low, g.high = least(g.low, tagged.Price), most(g.high, tagged.Price)
	}
	g = g.widened()
	g.axis(v, r)
	p.lines(v, g, r)
	step := int64(every / time.Second)
	last := lastColumn(candles, step, v.now.Unix())
	for _, c := range candles {
		x := g.column(c.Start, last, step)
		g.candle(v, x, c)
	}
	p.volumes(v, r.Sub(1, r.H()-1-volume, field.W(), volume), candles, last, step)
	p.times(v, r.Sub(0, r.H()-1, r.W(), 1), field.W(), last, step)
	g.tag(v, r, tagged)
}

// lines are the account's own prices of the market: entry, liquidation, take profit and stop loss, as far as they are in range.
func (p *chartPane) lines(v *view, g plot, r canvas.Region) {
	for _, e := range v.exposures() {
		if e.Market != v.market.ID {
			continue
		}
		for _, own := range []struct {
			mark  string
			price model.Dec
			ink   canvas.Ink
		}{{"E", e.Entry, inkFocus}, {"L", e.Liq, inkWarn}, {"TP", e.TP, inkGain}, {"SL", e.SL, inkLoss}} {
			h, inside := g.half(own.price)
			if !own.price.Known() || !inside {
				continue
			}
			dash := '╌'
			if v.border == canvas.ASCII() {
				dash = '-'
			}
			dots(g.r, h/2, dash, own.ink)
			text := v.join(own.mark, " ", string(v.price(own.price, v.market, 0)))
			r.Sub(g.r.W()+1, h/2, r.W(), 1).Fill(inkPlain, paperNone)
			rightBytes(r, r.W()-2, h/2, text, own.ink)
		}
	}
}

// volumes draws the volume under the candles.
func (p *chartPane) volumes(v *view, r canvas.Region, candles []model.Candle, last, step int64) {
	if r.H() == 0 {
		return
	}
	most := model.Dec{}
	for _, c := range candles {
		if c.Volume.Cmp(most) > 0 {
			most = c.Volume
		}
	}
	for _, c := range candles {
		n, ok := model.Steps(c.Volume, most, int64(8*r.H()))
		if !ok {
			continue
		}
		n = max(n, 1)
		x := r.W() - 1 - int((last-c.Start)/step)
		for y := r.H() - 1; y >= 0 && n > 0; y-- {
			ch := canvas.Eighth(int(min(n, 8)))
			if v.border == canvas.ASCII() {
				ch = '|'
			}
			r.Set(x, y, ch, inkFaint)
			n -= 8
		}
	}
}
