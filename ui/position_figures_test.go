package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

func TestTheBarOfAPositionIsTheRoomItHasLeft(t *testing.T) {
	// Full from 20 % on, four times the warning distance, in six cells: 2.57 % is 0.77 of them, 7.36 % 2.21, 17.98 % 5.39.
	a := lit(t, &clock{start()}, Options{})
	screen(a, 200, 48)
	text := paneText(t, a, panePositions)
	has(t, rowWith(t, text, "APT"), " ━───── ")
	has(t, rowWith(t, text, "SHORT"), " ━━──── ")
	has(t, rowWith(t, text, "LONG 5x"), " ━━━━━─ ")
	// With a warning at 1.5 % it is full from 6 % on: 2.57 % is 2.57 cells, and the others are full.
	a = lit(t, &clock{start()}, Options{WarnDistance: model.MustDec("1.5")})
	screen(a, 200, 48)
	text = paneText(t, a, panePositions)
	has(t, rowWith(t, text, "APT"), " ━━━─── ")
	has(t, rowWith(t, text, "SHORT"), " ━━━━━━ ")
	a = lit(t, &clock{start()}, Options{ASCII: true})
	screen(a, 200, 48)
	has(t, rowWith(t, paneText(t, a, panePositions), "SHORT"), " ==---- ")
}

func TestAGaugeIsEmptyOrFullOnlyWhenItIs(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	v := a.view(panePositions)
	for share, want := range map[string]string{
		"": "–", "-0.5": "────", "0": "────", "0.0001": "━───", "0.5": "━━──", "0.9999": "━━━─", "1": "━━━━", "7": "━━━━", "0.3333333333333333333": "━───",
	} {
		if got := string(v.gauge(model.MustDec(share), model.Int(1), 4)); got != want {
			t.Errorf("%q of 1 is drawn %s, want %s", share, got, want)
		}
	}
}

func TestTheWarningDistanceIsTheUsers(t *testing.T) {
	for warn, want := range map[string]string{"": "APT LONG liquidation 2.57% away", "2": "", "3": "APT LONG liquidation 2.57% away"} {
		a := lit(t, &clock{start()}, Options{WarnDistance: model.MustDec(warn)})
		screen(a, 160, 48)
		x, y := whereIs(t, a, "-2.57%")
		warned := a.canvas.At(x, y).Ink == inkWarn
		if warned != (want != "") {
			t.Errorf("warning at %q %%: the row is in the ink of a warning: %t", warn, warned)
		}
		if want == "" {
			hasNot(t, footer(a), "liquidation")
		} else {
			has(t, footer(a), want)
		}
	}
}

func TestPositionsStandInTheOrderAskedFor(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	order := func() string {
		return strings.Join(regexp.MustCompile(`(APT|BTC) (LONG|SHORT)`).FindAllString(paneText(t, a, panePositions), -1), ", ")
	}
	for _, want := range []struct{ name, order string }{
		{"", "APT LONG, BTC SHORT, BTC LONG"}, // 2.57, 7.36, 17.98 %
		{"by profit", "BTC LONG, BTC SHORT, APT LONG"},
		{"by size", "BTC LONG, BTC SHORT, APT LONG"},
		{"by market", "APT LONG, BTC LONG, BTC SHORT"},
		{"", "APT LONG, BTC SHORT, BTC LONG"},
	} {
		if got := order(); got != want.order {
			t.Errorf("%s: %s, want %s", want.name, got, want.order)
		}
		if want.name == "" {
			hasNot(t, title(t, a, panePositions), " by ")
		} else {
			has(t, title(t, a, panePositions), want.name)
		}
		press(a, "s")
	}
	a = lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "j", "s")
	has(t, marked(t, a, panePositions), "BTC SHORT") // the cursor goes with its row
	focus(t, a, paneTrades)
	press(a, "s")
	has(t, footer(a), "can be sorted")
}

func TestSidesAreAddedUpUnderThePositions(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 240, 60)
	text := paneText(t, a, panePositions)
	// Long 57.58 + 2,354.75, short 1,177.375; profits 0.001086 + 0.95 and 0.475; 3,589.705 by 591.4239457 is 6.07.
	has(t, text, "exposure 3,589.70   effective leverage 6.1x   margin in use 591.42")
	has(t, text, "long 2  uPnL +0.95  notional 2,412.33", "short 1  uPnL +0.48  notional 1,177.38", "net long 1,234.96")
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{held("2", model.Short, "140000")}}))
	has(t, paneText(t, a, panePositions), "long none", "short 1", "net short 23,547.50") // 0.2 x 117,737.5
	press(a, "H")
	text = paneText(t, a, panePositions)
	hasNot(t, text, "23,547", "147.50 ")
	has(t, text, "net short ***")
}

// detailsOf are the details of the position under the cursor after keys, from the first line to the last.
func detailsOf(t *testing.T, a *App, p paneID, keys ...string) string {
	t.Helper()
	screen(a, 160, 48)
	focus(t, a, p)
	press(a, append(keys, "enter")...)
	return frame(a)
}

func TestDetailsOfAPositionTellEveryFieldReceived(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	d := model.MustDec
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{{
		Address: "0xfeedbeef", Market: "15", ID: "771177", Side: model.Long, Leverage: d("7"), Size: d("0.0213"), Available: d("0.0107"), Value: d("2506.797"),
		Entry: d("117690.5"), Liq: d("103456.789"), Margin: d("358.114"), TP: d("130001"), SL: d("110002"), Updated: time.Date(2025, 7, 22, 8, 7, 6, 0, time.UTC), Version: 3102182809,
	}}}))
	has(t, detailsOf(t, a, panePositions), "0xfeedbeef", "BTC-USD (15)", "771177", "LONG 7x", "0.0213", "0.0107", "2,506.797", "117,690.5", "103,456.789", "358.114",
		"130,001", "110,002", "2025-07-22 08:07:06", "3102182809", "in BTC")
}

func TestDetailsTellWhatClosingBringsWithTheFeeOneReallyPays(t *testing.T) {
	// The short of 0.01 buys at 117,738: 1,177.38 of a cost of 1,177.85. At 0.05 % the fee is 0.58869 and 0.47 - 0.58869 is -0.11869.
	text := detailsOf(t, lit(t, &clock{start()}, Options{}), panePositions, "j")
	has(t, rowWith(t, text, "closing now"), "-0.12 at 117,738", "walks the book; after the fee below")
	has(t, rowWith(t, text, "closing fee"), "0.58869", "0.05% taker fee")
	has(t, rowWith(t, text, "break-even "), "117,726.14", "after 0.05% taker fee of closing alone")    // 117,785 / 1.0005
	has(t, rowWith(t, text, "break-even, both"), "117,667.27", "if entering paid 0.05% taker fee too") // x 0.9995 / 1.0005
	has(t, rowWith(t, text, "way used"), "-0.6%", "in profit")                                         // -47.5 / 8,618.41
	has(t, rowWith(t, text, "of the margin"), "-3.10 bp")                                              // -0.0364986 / 117.785
	// At 0.02 % the fee is 0.235476: 0.47 - 0.235476 is 0.234524.
	text = detailsOf(t, lit(t, &clock{start()}, Options{TakerFee: model.MustDec("0.02")}), panePositions, "j")
	has(t, rowWith(t, text, "closing now"), "+0.23 at 117,738")
	has(t, rowWith(t, text, "closing fee"), "0.235476", "0.02% taker fee")
	has(t, rowWith(t, text, "break-even "), "117,761.45") // 117,785 / 1.0002
}

func TestClosingInAStaleBookSaysSo(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	a.Update(batch(link("15", model.LinkDown, c.now)))
	has(t, rowWith(t, detailsOf(t, a, panePositions, "j"), "closing now"), "stale: -0.12 at 117,738")
	a = lit(t, c, Options{})
	a.Update(batch(model.NewDepth("15", c.now, levels("117740", "-1", 5), levels("117738", "1", 5))))
	has(t, rowWith(t, detailsOf(t, a, panePositions, "j"), "closing now"), "crossed   ", "no figure: the book's bids stand above its asks")
}

func TestWhatShowsAsNothingHasNoInkOfProfitOrLoss(t *testing.T) {
	for d, want := range map[string]canvas.Ink{"0.004": inkPlain, "-0.004": inkPlain, "0.006": inkGain, "-0.006": inkLoss, "0": inkPlain} {
		if got := gainInkAt(model.MustDec(d), 2); got != want {
			t.Errorf("%s, with two decimals, has ink %v, want %v", d, got, want)
		}
	}
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	if got := inkOf(t, a, "0.00 +0.04%"); got != inkPlain {
		t.Errorf("a profit of 0.00 has ink %v", got)
	}
}

func TestClosingInATooShallowBookSaysHowMuchItTakes(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	big := held("1", model.Long, "90000")
	big.Size = model.MustDec("2.5")
	a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{big}},
		model.NewDepth("15", start(), levels("117737", "-1", 3), levels("117738", "1", 3))))
	text := detailsOf(t, a, panePositions)
	has(t, rowWith(t, text, "closing now"), "book too shallow", "for the whole size")
	has(t, rowWith(t, text, "book takes"), "0.92 of 2.5") // 0.34, 0.08 and 0.5
	press(a, "esc", "z")
	has(t, rowWith(t, paneText(t, a, panePositions), "LONG"), "shallow")
	x, y := whereIs(t, a, "shallow")
	if ink := a.canvas.At(x, y).Ink; ink != inkWarn {
		t.Errorf("shallow has ink %d, not that of a warning", ink)
	}
}

// TestHiddenMoneyDoesNotTellWhetherTheBookTakesAPosition: else the sizes of the book, one by one, would tell how much it is.
func TestHiddenMoneyDoesNotTellWhetherTheBookTakesAPosition(t *testing.T) {
	var told []string
	for _, size := range []string{"2.5", "0.1"} { // the book takes 0.92
		a := lit(t, &clock{start()}, Options{HideMoney: true})
		p := held("1", model.Long, "90000")
		p.Size = model.MustDec(size)
		a.Update(batch(model.Positions{Account: profile, At: start(), Rows: []model.Position{p}},
			model.NewDepth("15", start(), levels("117737", "-1", 3), levels("117738", "1", 3))))
		screen(a, 160, 48)
		list := paneText(t, a, panePositions)
		has(t, list, "close now")
		details := detailsOf(t, a, panePositions)
		has(t, rowWith(t, details, "closing now"), "***")
		_, second, _ := strings.Cut(rowWith(t, list, "close now"), "close now")
		second, _, _ = strings.Cut(second, "break-even")
		told = append(told, second+rowWith(t, details, "closing now")+rowWith(t, details, "closing fee"))
		hasNot(t, details, "book takes", "shallow")
	}
	if told[0] != told[1] {
		t.Errorf("what is too much for the book and what is not are told apart:\n%s", strings.Join(told, "\n"))
	}
}

func TestAZoomedPaneHasClosingAndBreakEvenInItsRows(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 160, 48)
	focus(t, a, panePositions)
	press(a, "z")
	text := paneText(t, a, panePositions)
	has(t, text, "close now", "break-even")
	has(t, rowWith(t, text, "SHORT"), "-0.12", "117,726.14")
}
