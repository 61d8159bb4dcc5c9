package ui

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// tradesPane is the tape: the newest print on top. A print is what one taker traded in one transaction. Without a cursor
// it follows the flow; with one the rows stay where they are while new prints come above.
type tradesPane struct {
	list
	table    table
	filter   int          // index into the sizes of filters
	window   int          // index into flowWindows, counted from the second
	least    model.Dec    // smallest size shown, absent for all
	large    [2]model.Dec // sizes from which a print is large and very large
	measured int          // what of the tape was settled when that was measured
	prints   []model.Print
	hidden   int
	of       printsOf
	whole    bool // prints are all that are kept, not only the newest
	worth    bool // the value before the time, where there is room for one of them
}

// printsOf is what the prints were made of.
type printsOf struct {
	market model.MarketID
	rev    uint64
	filter int
}

func (p *tradesPane) names() (full, short string) { return "Trades", "Trades" }
func (p *tradesPane) count(*view) int             { return -1 }
func (p *tradesPane) age(v *view) model.Age       { return v.m.TapeAge(v.market.ID, v.now) }

func (p *tradesPane) renew() {
	p.list, p.table, p.of, p.filter, p.least = list{visible: p.visible}, table{}, printsOf{}, 0, model.Dec{}
}

// badge is what a title never loses: the size filter, and how many prints came above what shows.
func (p *tradesPane) badge(v *view) string {
	if p.following() {
		return ""
	}
	p.gather(v)
	var parts []string
	if p.least.Known() {
		parts = append(parts, v.atLeast()+string(v.lean(p.least)))
	}
	if p.selected != "" && p.top > 0 {
		parts = append(parts, strconv.Itoa(p.top)+" newer")
	}
	return strings.Join(parts, " ")
}

// byRows labels what is added up of the tape: whether a match is one row of it or two is not documented.
const byRows = "by rows"

// note says that the tape is held, how long ago the last trade was, and what its sums are made of.
func (p *tradesPane) note(v *view) string {
	held := ""
	if p.selected != "" && p.top == 0 {
		held = "held"
	}
	return v.noted(v.noted(held, v.lastTrade()), byRows)
}

// atLeast is the sign before a lower bound.
func (v *view) atLeast() string {
	if v.border == canvas.ASCII() {
		return ">="
	}
	return "≥"
}

// lastTrade says how long ago a market last traded when that is not a moment ago.
func (v *view) lastTrade() string {
	tape := v.m.Tape(v.market.ID)
	if tape.Len() == 0 {
		return ""
	}
	if ago := v.now.Add(tape.Apart()).Sub(tape.Newest(0).Time); ago >= time.Minute {
		return "last " + string(v.age(ago)) + " ago"
	}
	return ""
}

// move moves the cursor, which begins at the newest print; above it there is only the flow again.
func (p *tradesPane) move(v *view, delta int) {
	n, id := p.rows(v)
	at := p.index + delta
	if p.selected == "" {
		at = delta - 1
	}
	if at < 0 || n == 0 {
		p.list = list{visible: p.visible}
		return
	}
	p.to(at, n, id)
}

// scroll moves what shows under the cursor, which stays in sight; at the top the tape follows the flow again.
func (p *tradesPane) scroll(v *view, by int) {
	n, id := p.rows(v)
	top := clamp(p.top+by, 0, max(0, n-p.visible))
	if top == 0 {
		p.list = list{visible: p.visible}
		return
	}
	at := clamp(p.index, top, top+max(1, p.visible)-1)
	p.to(at, n, id)
	p.top = top
}

// rows tell prints apart by all that stays while fills are added to them, and equal ones by how many like them are older.
func (p *tradesPane) rows(v *view) (int, func(int) string) {
	p.gather(v)
	return len(p.prints), p.id
}

func (p *tradesPane) id(i int) string {
	t := p.prints[i]
	twins := 0
	for k := i + 1; k < len(p.prints) && p.prints[k].Version == t.Version && p.prints[k].Time.Equal(t.Time); k++ {
		if samePrint(p.prints[k], t) {
			twins++
		}
	}
	key := []string{version(t.Version), string(t.Address), string(t.Type), strconv.Itoa(twins)}
	if t.Version == 0 {
		key = append(key, t.Time.String(), t.Price.String(), t.Size.String())
	}
	return strings.Join(key, " ")
}

// samePrint reports whether two prints look the same by what tells them apart.
func samePrint(a, b model.Print) bool {
	if a.Version != b.Version || a.Type != b.Type || a.Address != b.Address {
		return false
	}
	return a.Version != 0 || a.Time.Equal(b.Time) && a.Price.Cmp(b.Price) == 0 && a.Size.Cmp(b.Size) == 0
}

// following reports whether the tape shows the newest prints, whatever their size.
func (p *tradesPane) following() bool { return p.selected == "" && !p.least.Known() }

// gather makes all prints anew when the tape or the filter changed, and keeps the row of the cursor on its line.
func (p *tradesPane) gather(v *view) { p.gatherTo(v, math.MaxInt) }

// fewest is how many prints it takes to tell a large one.
const fewest = 20

// gatherTo is gather for as many prints as will be shown, where the rest does not matter.
func (p *tradesPane) gatherTo(v *view, most int) {
	tape := v.m.Tape(v.market.ID)
	of := printsOf{v.market.ID, tape.Rev, p.filter}
	if of == p.of && (p.whole || len(p.prints) >= most) {
		return
	}
	// What is large is measured now and then, so that marks do not come and go.
	measures := of.market != p.of.market || of.filter != p.of.filter || tape.Settled() != p.measured
	if p.whole = most == math.MaxInt; p.whole {
		p.prints, p.hidden = tape.Prints(p.prints[:0], p.least)
	} else {
		p.prints, p.hidden = tape.Latest(p.prints[:0], most), 0
		p.whole = len(p.prints) < most
	}
	if measures {
		p.measured, p.large = tape.Settled(), [2]model.Dec{}
		if told := tape.SettledPrints(p.least); len(told) >= fewest {
			p.large = [2]model.Dec{model.Rare(told, 10), model.Rare(told, 2)}
		}
	}
	p.of = of
	if p.selected == "" {
		return
	}
	was := p.index
	if p.locate(len(p.prints), p.id); p.selected == "" { // it is no longer kept: the oldest that is takes its place
		p.to(len(p.prints)-1, len(p.prints), p.id)
		return
	}
	p.top = max(0, p.top+p.index-was)
}

func (p *tradesPane) paint(v *view, r canvas.Region) {
	tape := v.m.Tape(v.market.ID)
	most := math.MaxInt
	if p.following() {
		most = max(r.H(), fewest)
	}
	p.gatherTo(v, most)
	switch {
	case tape.At.IsZero() && tape.Len() == 0:
		v.await(r, "the trades of "+v.market.Name, p.age(v))
		return
	case tape.Len() == 0:
		v.say(r, inkDim, "no trade seen yet")
		return
	}
	summed := r.H()
	r = p.foot(v, r, tape)
	summed -= r.H()
	if p.least.Known() {
		p.sayHidden(v, r.Sub(0, r.H()-1, r.W(), 1), summed)
		r = r.Inset(0, 0, 0, 1)
	}
	h := max(0, r.H()-1)
	top, marked := p.frame(len(p.prints), h, p.id)
	if p.selected == "" {
		top, marked, p.top, p.index = 0, -1, 0, 0
	}
	if !v.focused {
		marked = -1
	}
	columns := []column{
		{head: "", left: true},
		{head: "price"},
		{head: "size"},
		{head: "", left: true, rank: 2},
		{head: "value", rank: 3},
		{head: v.timeHead(), rank: 1}, // no links: rows that move with every trade would send them anew each time
	}
	if p.worth {
		columns[4].rank, columns[5].rank = 1, 3
	}
	p.table.rows, p.table.tails, p.table.tailed = p.table.rows[:0], p.table.tails[:0], 2
	for i := top; i < len(p.prints) && len(p.table.rows) < h; i++ {
		row := v.seam(p.row(v, p.prints[i], r.W()), p.prints, i, tape, r.W())
		p.table.rows, p.table.tails = append(p.table.rows, row), append(p.table.tails, p.tail(p.prints[i], row[3].text))
	}
	p.table.paint(v, r, columns, p.table.rows, marked)
}

// tail is the class of a print whose mark has no room for it.
func (p *tradesPane) tail(t model.Print, mark []byte) rune {
	if bytes.ContainsAny(mark, "*#") {
		return 0
	}
	return [...]rune{0, '*', '#'}[p.class(t)]
}

// class is how large a print is: 1 among the largest tenth of those shown, 2 among the largest fiftieth, else 0; few
// prints say nothing of what is large, and one as large as many others is not.
func (p *tradesPane) class(t model.Print) int {
	switch {
	case !p.large[0].Known() || t.Size.Cmp(p.large[0]) < 0:
		return 0
	case !p.large[1].Known() || t.Size.Cmp(p.large[1]) < 0:
		return 1
	}
	return 2
}

// row is a line of the tape in w cells. Its price is an average where it is made of several rows: how many they are is said always.
func (p *tradesPane) row(v *view, t model.Print, w int) []cell {
	arrow, ink := takerMark(v, t.Side)
	class, size := p.class(t), inkPlain
	if class > 0 {
		size = inkStrong
	}
	made := madeOf(v, t)
	worth := 10
	if w < 42 { // mark, value and time have room side by side, if they are short
		worth = 6
	}
	room := markRoom(w)
	mark := printMark(v, made, [...]string{"", "*", "**"}[class], [...]string{"", "*", "#"}[class], room)
	value, day := v.fit(t.Value, style{}, worth), v.day(t.Time)
	if made != "" && room < 2 {
		day, value = v.join(made), v.beside(made, v.fit(t.Value, style{}, 5)) // a part of the time would be another time
	}
	price := v.fill(t.Price, v.market)
	if t.Fills > 1 && t.Low.Cmp(t.High) != 0 { // at several prices: the one that size and value are at
		price = v.price(t.Value.Quo(t.Size), v.market, 0)
	}
	return v.row(
		cell{v.join(arrow), ink},
		cell{price, ink},
		cell{v.fit(t.Size, sizeStyle(v.market), 11), size},
		cell{v.join(mark), inkOwn},
		cell{value, inkDim},
		cell{day, inkFaint},
	)
}
