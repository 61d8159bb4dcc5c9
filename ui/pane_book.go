package ui

import (
	"github.com/govalues/decimal"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// bookPane is the order book: asks above, bids below, the mid between, cumulative size as a tint behind the figures. It is
// centred on the mid until the cursor is moved; then the level under the cursor stays where it is.
type bookPane struct {
	groups map[model.MarketID]int // grouping step, by market
	single bool                   // bars of the size of a level instead of the cumulative size
	worth  bool                   // cumulative value in the place of the cumulative size, where there is room for one of them
	cursor cursor
	page   int
	moves  moves
	built  ladder // the room of the ladder made last
}

// cursor is a level of the ladder, by its price so that it stays with it.
type cursor struct {
	on    bool
	side  model.BookSide
	price decimal.Decimal
	y     int // its row on the screen
}

func (p *bookPane) names() (full, short string) { return "Book", "Book" }
func (p *bookPane) count(*view) int             { return -1 }
func (p *bookPane) age(v *view) model.Age       { return v.m.BookAge(v.market.ID, v.now) }
func (p *bookPane) height() int                 { return p.page }

// renew centres the book on the mid again.
func (p *bookPane) renew() { p.cursor, p.moves = cursor{}, moves{} }

func (p *bookPane) note(v *view) string {
	text := ""
	if n := p.grouping(v); n > 0 {
		text = "×" + string(v.lean(model.Int(model.GroupStep(n))))
		if v.border == canvas.ASCII() {
			text = "x" + text[len("×"):]
		}
	}
	book := v.m.Book(v.market.ID)
	if book.Rounded { // a level has no room for a mark of its own
		text = noted("rounded", text)
	}
	if book.Crossed() {
		return noted("CROSSED", text)
	}
	if p.cursor.on && p.page > 0 {
		l := p.ladder(v)
		if top, _ := p.frame(l, p.page); top != len(l.asks)-p.page/2 { // as it is centred
			return noted(text, "scrolled")
		}
	}
	return text
}

// group makes the grouping of the market shown coarser or finer.
func (p *bookPane) group(v *view, by int) {
	if v.market.Tick.Known() {
		p.groups[v.market.ID] = clamp(p.grouping(v)+by, 0, model.GroupSteps-1)
	}
	p.cursor = cursor{}
}

// move moves the cursor; the first move begins at the mid.
func (p *bookPane) move(v *view, delta int) {
	l := p.ladder(v)
	at := l.find(p.cursor)
	if !p.cursor.on {
		at = len(l.asks)
	}
	to := clamp(at+clamp(delta, -l.len(), l.len()), 0, l.len()-1)
	if to == len(l.asks) { // the row of the mid is no level
		to += clamp(delta, -1, 1)
	}
	p.point(l, to, p.cursor.y+to-at)
}

// point puts the cursor on row i of the ladder, as near to line y of the pane as the pane allows.
func (p *bookPane) point(l *ladder, i, y int) {
	side, level, ok := l.level(i)
	if ok {
		p.cursor = cursor{on: true, side: side, price: level.Price, y: clamp(y, 0, max(0, p.page-1))}
	}
}

func (p *bookPane) click(v *view, y int) {
	l := p.ladder(v)
	if line := y - p.moves.head; line >= 0 && line < p.page {
		p.point(l, p.moves.top+line, line)
	}
}

// paint draws heading, ladder, marks that are out of sight, and the sums of the cursor or the imbalance.
func (p *bookPane) paint(v *view, r canvas.Region) {
	b := v.m.Book(v.market.ID)
	if b.At.IsZero() {
		v.await(r, "the book of "+v.market.Name, p.age(v))
		return
	}
	l := p.ladder(v)
	rows := r
	if r.H() >= 7 {
		rows = p.foot(v, r, l)
	}
	p.moves.head = 0
	l.columns(v, r, p.worth)
	if r.H() >= 6 {
		l.heading(r)
		rows = rows.Inset(0, 1, 0, 0)
		p.moves.head = 1
	}
	p.ladderRows(v, rows, l, r.H())
	if r.H() >= 7 && !p.cursor.on {
		imbalance(v, r.Sub(0, r.H()-1, r.W(), 1), l, p.moves.top, p.page)
	}
}

// ladderRows draws the rows of a pane of so many lines, and before them what of the own prices lies above or below what shows.
func (p *bookPane) ladderRows(v *view, rows canvas.Region, l *ladder, whole int) {
	top, rows := p.beyond(v, rows, l, whole)
	p.moves.top, p.page = top, rows.H()
	l.sum(top, rows.H())
	l.totals = v.fitting(l.most, sizeStyle(v.market), l.sumWidth)
	l.worths = v.fitting(most(last(l.askWorth), last(l.bidWorth)), style{least: 2, most: 2}, l.sumWidth)
	p.moves.note(l, p.grouping(v), v.now)
	for y := range rows.H() {
		switch i := top + y; {
		case i == len(l.asks):
			l.spread(v, rows, y)
		case i >= 0 && i < l.len():
			p.level(v, rows, y, l, i)
		}
	}
	if len(l.asks) == 0 {
		rows.Text(3, max(0, -top-1), "no asks", inkDim)
	}
	if len(l.bids) == 0 {
		rows.Text(3, min(len(l.asks)-top+1, rows.H()-1), "no bids", inkDim)
	}
}

// frame is the ladder's row that stands on the first of h lines, and the line of the cursor: the mid in the middle, or the
// cursor's level on its line.
func (p *bookPane) frame(l *ladder, h int) (top, y int) {
	if !p.cursor.on {
		return len(l.asks) - h/2, h / 2
	}
	y = clamp(p.cursor.y, 0, max(0, h-1))
	return clamp(l.find(p.cursor)-y, min(0, l.len()-h), max(0, l.len()-h)), y
}

// level draws one level: price, size, cumulative size, own size, marks, bar.
func (p *bookPane) level(v *view, r canvas.Region, y int, l *ladder, i int) {
	side, level, _ := l.level(i)
	ink := inkBid
	if side == model.Ask {
		ink = inkAsk
	}
	if price := l.levelPrice(v, level.Price); l.price-canvas.Width(string(price)) > 0 {
		rightBytes(r, l.price, y, price, ink)
	}
	total, value := l.total(i)
	rightBytes(r, l.size, y, v.fit(model.Some(level.Size), sizeStyle(v.market), l.width), inkPlain)
	own, held := l.owned[i]
	instead := held && l.yours == 0 // the own size, which has no column, stands for the last of the cumulative figures
	if l.sums > 0 && (!instead || l.value > 0) {
		rightBytes(r, l.sums, y, v.fit(total, l.totals, l.sumWidth), inkDim)
	}
	if instead {
		size := v.own(v.fit(own.size, style{most: 8}, l.sumWidth-1))
		rightBytes(r, max(l.sums, l.value), y, v.join(string(orderMark(v, own.exact)), string(size)), l.ordersInk)
	} else if l.value > 0 {
		rightBytes(r, l.value, y, v.fit(value, l.worths, l.sumWidth), inkDim)
	}
	if change := p.moves.change(side, level.Price, v.now); change != ' ' && r.Blank(l.size+1, y) && r.Blank(l.size+2, y) { // a minus that touches a figure would be its sign
		r.Set(l.size+1, y, change, inkFaint)
	}
	l.marksAt(v, r, y, i)
	share, most := total, l.most
	if p.single {
		share, most = model.Some(level.Size), l.largest
	}
	l.bar(v, r, y, side, share, most)
	if p.cursor.on && l.find(p.cursor) == i && v.focused {
		r.TintRow(y, paperRow)
		if r.Blank(1, y) {
			mark := '▎'
			if v.border == canvas.ASCII() {
				mark = '>'
			}
			r.Set(1, y, mark, inkFocus)
		}
	}
}

func last(sums []model.Dec) model.Dec {
	if len(sums) == 0 {
		return model.Dec{}
	}
	return sums[len(sums)-1]
}

// foot writes the sums up to the cursor under the ladder, or leaves the line to the imbalance. It returns what is left.
func (p *bookPane) foot(v *view, r canvas.Region, l *ladder) canvas.Region {
	line := r.Sub(0, r.H()-1, r.W(), 1)
	if !p.cursor.on {
		return r.Inset(0, 0, 0, 1)
	}
	side, groups := l.upTo(l.find(p.cursor))
	levels, n := l.raw(side, groups)
	s := model.SweepTo(levels, n, side, l.mark.Price)
	parts := []run{{"to here ", inkFaint, 0}, {string(v.fit(s.Size, sizeStyle(v.market), 12)), inkStrong, 0}, {" = " + string(v.cash(s.Notional)), inkPlain, 0}}
	putRuns(line, 1, 0, parts)
	lower := r.Sub(0, r.H()-2, r.W(), 1)
	if r.H() < 9 {
		return r.Inset(0, 0, 0, 1)
	}
	putRuns(lower, 1, 0, []run{
		{"slip ", inkFaint, 0},
		{string(v.number(s.Slippage, style{least: 1, most: 2, unit: " bp"})), inkStrong, 0},
		{"  avg " + string(v.price(s.Average, v.market, 2)), inkPlain, 0},
	})
	return r.Inset(0, 0, 0, 2)
}
