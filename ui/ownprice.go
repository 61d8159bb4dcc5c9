package ui

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// ownPrices are, in the room of out, the prices of the account's positions in the market shown, the gravest first, and of one kind, as several
// accounts have it, the nearest to the mid; faded when the positions of their account are stale.
func ownPrices(v *view, out []ownPrice) []ownPrice {
	held := v.m.Held().Positions
	fresh := v.usableOf(model.KindPositions)
	out = out[:0]
	for _, p := range held.Rows {
		if p.Market != v.market.ID {
			continue
		}
		p, _ = p.Descaled(v.market)
		of, from := v.owner(p.Acct, shortAccount), len(out)
		for _, o := range [...]ownPrice{{'L', "liq", p.Liq, inkWarn, of}, {'S', "SL", p.SL, inkLoss, of}, {'T', "TP", p.TP, inkGain, of}, {'E', "entry", p.Entry, inkFocus, of}} {
			if o.price.Positive() {
				out = append(out, o)
			}
		}
		if !fresh(p.Acct) {
			fadeMarks(out[from:])
		}
	}
	mid := v.m.Mark(v.market.ID, v.now).Price
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return cmp.Or(strings.IndexRune(gravity, a.mark)-strings.IndexRune(gravity, b.mark), a.price.Sub(mid).Abs().Cmp(b.price.Sub(mid).Abs())) < 0
	})
	return out
}

// ownOrders adds the prices of the account's open orders in the market shown, one for each price and side; faded when the
// orders are stale. Their word is the arrow of their side.
func ownOrders(v *view, out []ownPrice) []ownPrice {
	held, fresh := v.m.Held().Open, v.usableOf(model.KindOpenOrders)
	mark := '◆'
	if v.border == canvas.ASCII() {
		mark = '@'
	}
	from := len(out)
	for _, o := range held.Rows {
		if o.Market != v.market.ID || !o.Price.Positive() {
			continue
		}
		arrow, _ := takerMark(v, o.BookSide())
		if !slices.ContainsFunc(out[from:], func(k ownPrice) bool { return k.word == arrow && k.price.Cmp(o.Price) == 0 }) {
			ink := inkOwn
			if !fresh(o.Acct) {
				ink = inkStale
			}
			out = append(out, ownPrice{mark: mark, word: arrow, price: o.Price, ink: ink})
		}
	}
	return out
}

func fadeMarks(marks []ownPrice) {
	for i := range marks {
		marks[i].ink = inkStale
	}
}

// whose is the word with the account before it, in the sum of several.
func (o ownPrice) whose() string {
	if o.of == "" {
		return o.word
	}
	return o.of + " " + o.word
}

// label is an own price in short: what it is, and the price.
func (o ownPrice) label(v *view) []byte {
	name := o.word
	switch o.mark {
	case 'L':
		name = "L"
	case 'E':
		name = "E"
	}
	finer := 0 // of entry and liquidation, which are averages and results of a formula
	if o.mark != 'E' && o.mark != 'L' {
		finer = 8
	}
	return v.join(name, " ", string(v.price(o.price, v.market, finer)))
}

// beyond tells of own prices outside a range, the gravest first, with their distance from the mark while that is to be
// trusted; of orders it tells how many, and at last how many more prices there are.
// The arrows are those for below and above.
func beyond(v *view, marks []ownPrice, low, high model.Dec, arrows [2]string, room int) []run {
	mark := v.m.Mark(v.market.ID, v.now)
	out := v.distant(len(marks) + 2)
	var orders [2]int
	faded := inkOwn
	for _, o := range marks {
		way := 0
		switch {
		case o.price.Cmp(high) > 0:
			way = 1
		case o.price.Cmp(low) >= 0:
			continue
		}
		if !strings.ContainsRune(gravity, o.mark) {
			orders[way]++
			faded = o.ink
			continue
		}
		away := ""
		if mark.Price.Known() && mark.Age.Usable() && o.ink != inkStale { // no distance is told of what is not to be trusted
			away = v.word(" ", string(v.percent(o.price.Sub(mark.Price).Quo(mark.Price).Mul(model.Int(100)))))
		}
		lead := arrows[way]
		if o.ink == inkStale {
			lead = v.word("stale ", lead)
		}
		out = append(out, far{
			v.word(lead, " ", o.whose(), " ", string(v.price(o.price, v.market, 2)), away, "  "),
			v.word(lead, " ", string(o.label(v)), away, " "), v.word(lead, " ", string(o.label(v)), " "), o.ink, 1,
		})
	}
	for way, n := range orders {
		if n > 0 {
			word := " orders "
			if n == 1 {
				word = " order "
			}
			text := v.word(arrows[way], " ", string(v.integer(n)), word)
			out = append(out, far{v.word(text, " "), text, text, faded, n})
		}
	}
	return fitted(v, out, room)
}

// far is an own price, or several, beyond what shows: in words, shorter, and without its distance, each with the gap to the next.
type far struct {
	long, short, bare string
	ink               canvas.Ink
	prices            int
}

// fitted is as much of what lies beyond as has room, the gravest first, in words where they do, and how many prices more there
// are.
func fitted(v *view, all []far, room int) []run {
	long := func(f far) string { return f.long }
	short := func(f far) string { return f.short }
	bare := func(f far) string { return f.bare }
	for _, text := range []func(far) string{long, short} {
		if out, dropped := chosen(v, all, text, room); dropped == 0 {
			return out
		}
	}
	prices := 0
	for _, f := range all {
		prices += f.prices
	}
	dots := "…"
	if v.border == canvas.ASCII() {
		dots = ".."
	}
	var best []run
	fewest := math.MaxInt
	for i, way := range []struct {
		text          func(far) string
		before, after string
	}{{long, "", " more"}, {short, "", " more"}, {short, dots, ""}, {bare, "", " more"}} {
		first := way.text(all[0])
		gap := len(first) - len(strings.TrimRight(first, " "))
		count := func(n int) string { return v.word(way.before, string(v.integer(n)), way.after) }
		out, dropped := chosen(v, all, way.text, room-gap-canvas.Width(count(prices)))
		if len(out) > 0 && out[0].text == first && dropped < fewest {
			best, fewest = append(out, run{count(dropped), inkDim, 0}), dropped
		}
		if i > 0 && best != nil { // words or letters, whichever tells more; the others only where neither has room
			return best
		}
	}
	return []run{{string(v.join(string(v.integer(prices)), " out of sight")), inkDim, 0}}
}

// chosen are those whose text fits in so many cells, and how many prices the others are.
func chosen(v *view, all []far, text func(far) string, room int) (out []run, dropped int) {
	out = v.room(len(all) + 1)
	for _, f := range all {
		t := text(f)
		if inked(t) > room {
			dropped += f.prices
			continue
		}
		out = append(out, run{t, f.ink, 0})
		room -= canvas.Width(t)
	}
	return out, dropped
}

// arrowPair are the glyphs for below and above, or left and right.
func arrowPair(v *view, glyphs, ascii [2]string) [2]string {
	if v.border == canvas.ASCII() {
		return ascii
	}
	return glyphs
}
