package ui

import (
	"unicode/utf8"

	"github.com/govalues/decimal"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// bookPane is the order book: asks above, bids below, the mid between, cumulative size as a tint behind the figures.
type bookPane struct {
	offset int // rows scrolled away from the mid: positive towards the bids
	page   int
}

func (p *bookPane) names() (full, short string) { return "Book", "Book" }
func (p *bookPane) count(*view) int             { return -1 }
func (p *bookPane) age(v *view) model.Age       { return v.m.BookAge(v.market.ID, v.now) }
func (p *bookPane) renew()                      { p.offset = 0 }
func (p *bookPane) height() int                 { return p.page }
func (p *bookPane) note(v *view) string {
	if v.m.Book(v.market.ID).Crossed() {
		return "CROSSED"
	}
	if p.offset != 0 {
		return "scrolled"
	}
	return ""
}

func (p *bookPane) move(v *view, delta int) {
	b := v.m.Book(v.market.ID)
	above := p.page / 2
	below := p.page - 1 - above
	p.offset = clamp(p.offset+delta, -max(0, len(b.Asks)-above), max(0, len(b.Bids)-below))
}

// ladder is how the columns of a book stand.
type ladder struct {
	price, size, total, own int       // right edges; own is 0 when it has no column
	width                   int       // of a column
	totals                  style     // of all cumulative sizes, so that they stand on one point
	most                    model.Dec // the largest cumulative size that shows, the measure of the bars
	marks                   map[decimal.Decimal]model.Dec
}

func (p *bookPane) paint(v *view, r canvas.Region) {
	b := v.m.Book(v.market.ID)
	if b.At.IsZero() {
		v.say(r, inkDim, "waiting for the book of "+v.market.Name)
		return
	}
	l := p.columns(v, r)
	rows := r
	if r.H() >= 7 {
		p.imbalance(v, r.Sub(0, r.H()-1, r.W(), 1), b, (r.H()-3)/2)
		rows = r.Inset(0, 0, 0, 1)
	}
	if r.H() >= 6 {
		p.heading(r, l)
		rows = rows.Inset(0, 1, 0, 0)
	}
	p.page = rows.H()
	middle := clamp(rows.H()/2-p.offset, -endless, endless)
	l.most = p.deepest(b, middle, rows.H())
	l.totals = v.fitting(l.most, sizeStyle(v.market), l.width)
	for y := range rows.H() {
		switch {
		case y < middle && middle-1-y < len(b.Asks):
			p.level(v, rows, y, l, b.Asks, middle-1-y, inkAsk, paperAsk)
		case y == middle:
			p.spread(v, rows, y, b)
		case y > middle && y-middle-1 < len(b.Bids):
			p.level(v, rows, y, l, b.Bids, y-middle-1, inkBid, paperBid)
		}
	}
	if len(b.Asks) == 0 && middle > 0 {
		rows.Text(3, min(middle, rows.H())-1, "no asks", inkDim)
	}
	if len(b.Bids) == 0 && middle+1 < rows.H() {
		rows.Text(3, max(middle, 0)+1, "no bids", inkDim)
	}
}

// columns places price, size and cumulative size, and the own size where there is room.
func (p *bookPane) columns(v *view, r canvas.Region) ladder {
	l := ladder{marks: make(map[decimal.Decimal]model.Dec)}
	for _, o := range v.m.Account(p.account(v)).Open.Rows {
		if price, ok := o.Price.Value(); ok && o.Market == v.market.ID {
			key := price.Trim(0)
			l.marks[key] = o.Remaining.Add(l.marks[key].Or(model.Int(0)))
		}
	}
	n := 3
	if r.W() >= 38 && len(l.marks) > 0 {
		n = 4
	}
	room := r.W() - 3
	l.width = room/n - 1
	l.price = 1 + room/n
	l.size = 1 + 2*room/n
	l.total = 1 + 3*room/n
	if n == 4 {
		l.own = 1 + room
	}
	return l
}

func (p *bookPane) account(v *view) model.Address {
	account, _ := v.m.Watched()
	return account.Profile
}

func (p *bookPane) heading(r canvas.Region, l ladder) {
	r.Right(l.price, 0, "price", inkFaint)
	r.Right(l.size, 0, "size", inkFaint)
	r.Right(l.total, 0, "total", inkFaint)
	if l.own > 0 {
		r.Right(l.own, 0, "yours", inkFaint)
	}
}

// deepest is the largest cumulative size among the rows that show, the measure of the bars.
func (p *bookPane) deepest(b model.Book, middle, h int) model.Dec {
	asks := model.Depths(b.Asks, clamp(middle, 0, len(b.Asks)))
	bids := model.Depths(b.Bids, clamp(h-middle-1, 0, len(b.Bids)))
	if asks.Cmp(bids) > 0 {
		return asks
	}
	return bids
}

func (p *bookPane) level(v *view, r canvas.Region, y int, l ladder, levels []model.Level, i int, ink canvas.Ink, paper canvas.Paper) {
	level := levels[i]
	total := model.Depths(levels, i+1)
	if price := v.price(model.Some(level.Price), v.market, 8); l.price-utf8.RuneCount(price) > 0 {
		rightBytes(r, l.price, y, price, ink)
	}
	rightBytes(r, l.size, y, v.fit(model.Some(level.Size), sizeStyle(v.market), l.width), inkPlain)
	rightBytes(r, l.total, y, v.fit(total, l.totals, l.width), inkDim)
	if own, held := l.marks[level.Price.Trim(0)]; held {
		mark := '◆'
		if v.border == canvas.ASCII() {
			mark = '@'
		}
		r.Set(0, y, mark, inkOwn)
		if l.own > 0 {
			rightBytes(r, l.own, y, v.own(v.fit(own, style{most: 8}, l.width)), inkOwn)
		}
	}
	p.bar(v, r, y, total, l.most, paper)
}

// bar tints a share of the row from the right; where a tint cannot be seen, its blank cells are dotted.
func (p *bookPane) bar(v *view, r canvas.Region, y int, total, most model.Dec, paper canvas.Paper) {
	n, ok := model.Steps(total, most, 10_000)
	if !ok {
		return
	}
	if !v.theme.glyphBars {
		r.Bar(2, y, r.W()-3, n, 10_000, paper, true)
		return
	}
	w := int(n) * (r.W() - 3) / 10_000
	dotBlanks(r, r.W()-1-w, y, w)
}

// dotBlanks marks the cells of a run of which both neighbours are blank.
func dotBlanks(r canvas.Region, x, y, w int) {
	for i := x; i < x+w; i++ {
		if r.Blank(i-1, y) && r.Blank(i, y) && r.Blank(i+1, y) {
			r.Set(i, y, '·', inkFaint)
		}
	}
}

func sizeStyle(m model.Market) style {
	if m.SizeDecimals < 0 {
		return style{most: 8}
	}
	return style{least: m.SizeDecimals, most: max(8, m.SizeDecimals)}
}

// rightBytes writes a text that ends at a column, whole or not at all.
func rightBytes(r canvas.Region, right, y int, text []byte, ink canvas.Ink) {
	if x := right - utf8.RuneCount(text) + 1; x >= 0 {
		r.Bytes(x, y, text, ink)
	}
}

// spread is the row between the sides: mid, spread in price and in basis points.
func (p *bookPane) spread(v *view, r canvas.Region, y int, b model.Book) {
	line := '─'
	if v.border == canvas.ASCII() {
		line = '-'
	}
	r.HLine(y, line, inkBorder)
	mid := b.Mid()
	if !mid.Known() {
		r.Text(3, y, " no mid ", inkDim)
		return
	}
	price := v.price(mid, v.market, 1)
	x := 4
	if x+len(price) > r.W() {
		return
	}
	r.Set(x-1, y, ' ', inkPlain)
	x = r.Bytes(x, y, price, inkStrong)
	word := " spread "
	if r.W() < 36 {
		word = " "
	}
	rest := v.join(word, string(v.price(b.Spread(), v.market, 0)), " · ", string(v.number(b.SpreadBP(), style{most: 2})), " bp ")
	if x+2+utf8.RuneCount(rest) > r.W() {
		rest = v.join(" ", string(v.price(b.Spread(), v.market, 0)), " ")
	}
	r.Set(x, y, ' ', inkDim)
	if x+2+utf8.RuneCount(rest) <= r.W() {
		r.Bytes(x+2, y, rest, inkDim)
	}
}

// imbalance is the share of bids and asks in the size of the levels shown, as words and as a line.
func (p *bookPane) imbalance(v *view, r canvas.Region, b model.Book, levels int) {
	bids := b.Imbalance(levels)
	if !bids.Known() {
		return
	}
	left := v.join("bid ", string(v.share(bids)))
	right := v.join(string(v.share(model.Int(1).Sub(bids))), " ask")
	x := r.W() - 1 - len(right)
	if x <= len(left)+1 {
		return
	}
	r.Bytes(1, 0, left, inkBid)
	r.Bytes(x, 0, right, inkAsk)
	meter(v, r.Sub(len(left)+2, 0, x-len(left)-3, 1), bids)
}

// meter is a line divided in two at a share.
func meter(v *view, r canvas.Region, share model.Dec) {
	n, ok := model.Steps(share, model.Int(1), int64(r.W()))
	if !ok {
		return
	}
	first, second := '━', '─'
	if v.border == canvas.ASCII() {
		first, second = '=', '-'
	}
	for x := range r.W() {
		if int64(x) < n {
			r.Set(x, 0, first, inkBid)
		} else {
			r.Set(x, 0, second, inkAsk)
		}
	}
}
