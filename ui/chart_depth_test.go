package ui

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// deep is an app whose zoomed chart shows the depth of a book with a mid of 100,000.5.
func deep(t testing.TB, o Options, bids, asks []model.Level) *App {
	t.Helper()
	c := &clock{start()}
	o.Start = "15"
	a := fresh(t, c, o)
	a.Update(batch(linksUp(c.now)...))
	a.Update(batch(model.NewDepth("15", c.now, bids, asks)))
	screen(a, 120, 30)
	press(a, "d")
	focus(t, a, paneChart)
	press(a, "z")
	return a
}

func level(price, size string) model.Level { return model.Level{Price: dec(price), Size: dec(size)} }

func roundBids() []model.Level {
	return []model.Level{level("100000", "1"), level("99990", "0.5"), level("99980", "2"), level("99960.5", "4")}
}

func roundAsks() []model.Level {
	return []model.Level{level("100001", "0.25"), level("100021", "0.75"), level("100040.5", "1")}
}

func TestTheDepthSaysWhatRestsOnBothSides(t *testing.T) {
	a := deep(t, Options{}, roundBids(), roundAsks())
	// 1+0.5+2+4 and 100000+49995+199960+399842; 0.25+0.75+1 and 25000.25+75015.75+100040.5; 40 of 100000.5 is 0.04%.
	has(t, readOut(t, a), "bids 7.5 BTC", "= 749,797.00", "asks 2 BTC", "= 200,056.50", "within 40 · 0.04%")
	hasNot(t, readOut(t, a), "beyond")
	has(t, title(t, a, paneChart), "depth")
	text := paneText(t, a, paneChart)
	has(t, text, "100,000.5", "99,980", "100,020")
	axis := rowWith(t, text, "100,000.5")
	has(t, axis, "99,980")
}

func TestTheDepthCursorReadsWhatRestsUpToIt(t *testing.T) {
	a := deep(t, Options{}, roundBids(), roundAsks())
	press(a, "C")
	has(t, readOut(t, a), "100,000.5", "inside the spread", "0.00%")
	press(a, "h")
	has(t, readOut(t, a), "100,000 ", "bids to here 1 BTC", "= 100,000.00", " 0.00%", "-0.05 bp") // 0.5 of 100000.5
	press(a, "l")
	has(t, readOut(t, a), "100,001 ", "asks to here 0.25 BTC", "= 25,000.25", " 0.00%", "+0.05 bp")
	press(a, "G")
	has(t, readOut(t, a), "100,040.5", "asks to here 2 BTC", "= 200,056.50", "+0.04%", "+4.0 bp")
	press(a, "g")
	has(t, readOut(t, a), "99,960.5", "bids to here 7.5 BTC", "= 749,797.00", "-0.04%", "-4.0 bp")
	s := shownSlot(t, a, paneChart)
	click(a, s.x+2, s.y+9) // the lowest price shown
	has(t, readOut(t, a), "bids to here 3.5 BTC", "= 349,955.00")
	press(a, "1")
	hasNot(t, readOut(t, a), "99,96", "100,0")
}

// TestTheDepthCursorPassesEveryTick: also where a column is less than a tick wide.
func TestTheDepthCursorPassesEveryTick(t *testing.T) {
	a := deep(t, Options{}, roundBids(), roundAsks())
	press(a, "C")
	seen := readOut(t, a)
	for range 30 {
		press(a, "h")
		if got := readOut(t, a); got == seen {
			t.Fatalf("the cursor stands still at %s", got)
		} else {
			seen = got
		}
	}
	has(t, seen, "99,971 ") // of whole ticks from 100,000 on
	for range 29 {
		press(a, "l")
	}
	has(t, readOut(t, a), "100,000 ")
}

// TestTheDepthCurveRisesOutwards: the top of each column is never lower than that of the one nearer to the mid.
func TestTheDepthCurveRisesOutwards(t *testing.T) {
	for _, o := range []Options{{}, {ASCII: true}, {Theme: "mono"}} {
		a := deep(t, o, levels("100000", "-3", 40), levels("100001", "2", 60))
		s := shownSlot(t, a, paneChart)
		p, ok := a.panes[paneChart].(*chartPane)
		if !ok {
			t.Fatal("the pane of the chart is another")
		}
		top := func(x int) int {
			for y := s.y + 2; y < s.y+s.h-2; y++ {
				if ch := a.canvas.At(x, y).Rune; ch >= '⠁' && ch <= '⣿' || ch == '#' || ch == '=' {
					return y
				}
			}
			return s.y + s.h
		}
		from, middle, to := s.x+2, s.x+2+p.scope.n/2, s.x+2+p.scope.n
		for x := from + 1; x < middle; x++ {
			if top(x) < top(x-1) {
				t.Fatalf("%+v: the bids fall outwards in column %d:\n%s", o, x, paneText(t, a, paneChart))
			}
		}
		for x := middle + 1; x < to; x++ {
			if top(x) > top(x-1) {
				t.Fatalf("%+v: the asks fall outwards in column %d:\n%s", o, x, paneText(t, a, paneChart))
			}
		}
	}
}

func TestAFewOrdersFarAwayDoNotPressTheOthersTogether(t *testing.T) {
	bids := append(levels("100000", "-1", 30), level("1", "500"), level("2", "300"))
	a := deep(t, Options{}, bids, levels("100001", "1", 30))
	has(t, readOut(t, a), "+2 levels beyond", "within 49.5") // the 17th bid is 16.5 away
	hasNot(t, readOut(t, a), "bids 800")
}

func TestTheDepthOfAnOddBook(t *testing.T) {
	a := deep(t, Options{}, roundBids(), nil)
	has(t, readOut(t, a), "bids 7.5 BTC", "no asks")
	press(a, "C", "h")
	hasNot(t, readOut(t, a), "bp") // no mid to be away from
	a = deep(t, Options{}, nil, roundAsks())
	has(t, readOut(t, a), "no bids", "asks 2 BTC")
	a = deep(t, Options{}, nil, nil)
	has(t, paneText(t, a, paneChart), "the book is empty")
	a = deep(t, Options{}, []model.Level{level("100000", "1")}, []model.Level{level("100000", "1")})
	has(t, title(t, a, paneChart), "CROSSED", "STALE")
	a = deep(t, Options{}, []model.Level{level("100000", "1")}, nil)
	has(t, readOut(t, a), "bids 1 BTC", "no asks")
	a = fresh(t, &clock{start()}, Options{})
	screen(a, 120, 30)
	press(a, "d")
	has(t, paneText(t, a, paneChart), "waiting for the book")
}

func TestTheDepthOfACrossedOrStaleBookIsDimmed(t *testing.T) {
	crossed := deep(t, Options{}, []model.Level{level("100002", "1"), level("100000", "1")}, roundAsks())
	late := deep(t, Options{}, roundBids(), roundAsks())
	late.Update(batch(link("15", model.LinkDown, start().Add(time.Second))))
	for _, a := range []*App{crossed, late} {
		has(t, title(t, a, paneChart), "STALE")
		if in := inks(t, a, paneChart); len(in) != 1 || in[inkStale] == 0 {
			t.Errorf("not dimmed: %v", in)
		}
	}
}

func TestOwnPricesAreMarkedInTheDepth(t *testing.T) {
	a := deep(t, Options{Accounts: []string{""}}, roundBids(), roundAsks())
	d := model.MustDec
	a.Update(batch(model.Account{State: model.AccountKnown, Profile: profile},
		model.Positions{Account: profile, At: start(), Rows: []model.Position{{Market: "15", ID: "1", Side: model.Long, Size: d("0.02"), Entry: d("99985"), Liq: d("90000"), TP: d("100030"), Margin: d("1")}}},
		model.OpenOrders{Account: profile, At: start(), Rows: []model.Order{order("1", "99995"), order("2", "110000")}}))
	text := strings.Split(paneText(t, a, paneChart), "\n")
	has(t, text[2], "◀ liq 90,000 -10.00%", "▶ 1 order ")
	marks := strings.Join(strings.Fields(strings.Trim(text[3], "│")), "")
	if i, j, k := strings.Index(marks, "E"), strings.Index(marks, "◆"), strings.Index(marks, "T"); i < 0 || j < i || k < j {
		t.Errorf("entry, order and take profit do not stand in their order: %s", text[3])
	}
	a.Update(batch(model.OpenOrders{Account: profile, At: start(), Rows: []model.Order{order("1", "99960.5")}}))
	has(t, strings.Split(paneText(t, a, paneChart), "\n")[3], "│ ◆") // also where the curve is highest
}

func TestBothViewsFitEverySize(t *testing.T) {
	var e eye
	for _, o := range []Options{{}, {ASCII: true, Theme: "mono"}, {Theme: "16"}} {
		a := lit(t, &clock{start()}, o)
		screen(a, 120, 36)
		focus(t, a, paneChart)
		press(a, "z")
		for _, keys := range [][]string{{}, {"C"}, {"d"}, {"C"}} {
			press(a, keys...)
			for w := 8; w <= 130; w += 7 {
				for h := 3; h <= 40; h += 1 + h/9 {
					e.steady(t, a, w, h)
				}
			}
		}
		if !o.ASCII {
			continue
		}
		for y, row := range lines(a) {
			for _, ch := range row {
				if ch >= 0x2190 {
					t.Errorf("line %d: %c is not an ASCII character: %s", y, ch, row)
				}
			}
		}
	}
}

func TestTheKeyOfTheDepthBringsAHiddenChartIntoView(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 80, 24)
	press(a, "d")
	has(t, paneText(t, a, paneChart), "bids 9.3926 BTC")
	press(a, "d")
	hasNot(t, paneText(t, a, paneChart), "bids")
}

// TestTheDepthIsMeasuredFromThePriceThatTheProgramGoesBy: of a book without bids, or crossed, that of the best prices, by its name.
func TestTheDepthIsMeasuredFromThePriceThatTheProgramGoesBy(t *testing.T) {
	best := batch(model.NewBest("15", start(), model.MustDec("99999"), model.MustDec("100000")))
	a := deep(t, Options{}, nil, roundAsks())
	has(t, readOut(t, a), "from best ask 100,001")
	a.Update(best)
	// Of the asks the farthest is 41 from 99,999.5.
	has(t, readOut(t, a), "no bids", "asks 2 BTC", "from best mid 99,999.5", "within 41 ")
	a = deep(t, Options{}, []model.Level{level("100002", "1")}, roundAsks())
	a.Update(best)
	has(t, readOut(t, a), "from best mid 99,999.5")
	a = deep(t, Options{}, roundBids(), roundAsks())
	a.Update(best)
	hasNot(t, readOut(t, a), "from")
}
