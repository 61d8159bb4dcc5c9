package ui

import (
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// chartPane has two views. The first draws the session: candles of the trades seen, and the mid as a line where none was
// seen. The second draws the depth of the book.
type chartPane struct {
	depth  bool
	chosen int           // index into intervals plus one; 0 takes one that suits the data
	every  time.Duration // interval drawn last
	since  int64         // from when there is data, second of Unix time; 0 for none
	what   string        // what was drawn last, when it is not candles
	drawn  model.Age
	suits  suiting
	cross  crosshair
	bounds drawn      // last
	span   span       // drawn last
	bars   []bar      // of the columns drawn last
	scope  scope      // of depth, drawn last
	marks  []ownPrice // those drawn last
	spare  []ownPrice // room for those of now
	dots   raster
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

// renew forgets what is of another market; the crosshair stays at its time.
func (p *chartPane) renew() { p.cross.price = model.Dec{} }

// age is that of what was drawn: the trades, the mids, or the book.
func (p *chartPane) age(*view) model.Age { return p.drawn }

// note tells what was drawn: the view, the interval, and from when there is data.
func (p *chartPane) note(v *view) string {
	if p.depth {
		return noted(p.what, "depth")
	}
	if p.since == 0 {
		return v.lastTrade()
	}
	what, auto := p.what, ""
	if what != "" {
		what = v.word(what, " ")
	}
	if p.chosen == 0 {
		auto = " · auto"
	}
	from := v.provenance(v.m.Tape(v.market.ID))
	if from == "" || p.what == "mid" {
		from = v.word("since ", string(v.moment(time.Unix(p.since, 0))))
		if zone := v.timeHead(); zone != "time" {
			from = v.word(from, " ", zone)
		}
	}
	text := v.word(what, string(v.age(p.every)), " · ", from, auto)
	return v.noted(text, v.lastTrade())
}

// interval is the one chosen, or the longest of which candles fill half of n columns up to now, or else the one with the
// most candles, or else the shortest that shows all mids. While the crosshair is on, an automatic choice stays.
func (p *chartPane) interval(v *view, tape *model.Tape, trail model.Trail, n int) time.Duration {
	steps := intervals()
	if p.chosen > 0 {
		return steps[p.chosen-1]
	}
	apart := int64(tape.Apart() / time.Second)
	now := v.now.Unix() + apart
	s := p.suits
	if s.market == v.market.ID && s.every > 0 && (p.cross.on || s.second == now && s.width == n) {
		return s.every
	}
	best, most := steps[0], 0
	for _, every := range steps {
		if k := len(within(tape.Candles(every, n), every, n, now)); k >= n/2 || k > most && most < n/2 {
			best, most = every, k
		}
	}
	for _, every := range steps {
		if points := trail.Points; most > 0 || len(points) == 0 {
			break
		} else if best = every; now-apart-points[0].Second < int64(n)*int64(every/time.Second) {
			break
		}
	}
	p.suits = suiting{v.market.ID, now, n, best}
	return best
}

// mids are the mids of the book or, while there are none, of the best prices; with the age of what they are made of, and their link,
// lost since its last sign of life if what it told is not to be trusted.
func (p *chartPane) mids(v *view) (trail model.Trail, age model.Age, link model.Link) {
	scope := model.MarketScope(v.market.ID)
	trail, age = v.m.Book(v.market.ID).Mids, v.m.BookAge(v.market.ID, v.now)
	if len(trail.Points) == 0 {
		scope, trail, age = model.Scope{}, v.m.Quote(v.market.ID).Mids, v.m.QuoteAge(v.market.ID, v.now)
	}
	if link, _ = v.m.Link(scope); !age.Usable() {
		link.Lose()
	}
	return trail, age, link
}

func (p *chartPane) paint(v *view, r canvas.Region) {
	p.draw(v, r)
	p.present(v, r)
}

// draw paints all but what present does.
func (p *chartPane) draw(v *view, r canvas.Region) {
	p.every, p.since, p.what, p.span, p.scope = 0, 0, "", span{}, scope{}
	if p.depth {
		p.paintDepth(v, r)
		return
	}
	tape := v.m.Tape(v.market.ID)
	trail, age, link := p.mids(v)
	p.drawn = v.m.TapeAge(v.market.ID, v.now)
	axis := axisWidth(v, v.m.Mark(v.market.ID, v.now).Price.Or(tape.Last()))
	if r.W() < axis+10 || r.H() < 4 {
		v.say(r, inkDim, "too small for a chart")
		return
	}
	n := r.W() - 1 - axis
	every := p.interval(v, tape, trail, n)
	step := int64(every / time.Second)
	apart := int64(tape.Apart() / time.Second)
	now, seen := v.now.Unix()+apart, int64(0)
	candles := within(tape.Candles(every, n), every, n, now)
	if len(candles) == 0 {
		p.drawn, p.what = age, "mid"
	}
	if len(candles) == 0 && len(trail.Points) == 0 {
		if tape.Len() > 0 {
			p.drawn = v.m.TapeAge(v.market.ID, v.now)
			v.say(r, inkDim, "no trade in the time shown")
			return
		}
		v.await(r, "prices of "+v.market.Name, v.m.BookAge(v.market.ID, v.now))
		return
	}
	p.every, p.since = every, tape.Since(every)
	if points := trail.Points; len(points) > 0 {
		if seen = points[len(points)-1].Second + apart; len(candles) == 0 {
			p.since = points[0].Second + apart
		}
	}
	p.span = span{lastColumn(candles, seen, step, now), step, n, apart}
	p.bars = p.span.bars(p.bars, candles, trail, link)
	p.paintBars(v, r, axis)
}
