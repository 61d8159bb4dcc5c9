package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// kept are trades of an earlier run: one every second from nine minutes up to a time ago.
func kept(now time.Time, to time.Duration) model.PastTrades {
	const from = 9 * time.Minute
	p := model.Past{Market: "15"}
	for ago := to; ago <= from; ago += time.Second {
		at := now.Add(-ago)
		p.Take([]model.Trade{trade("15", "117600", "0.5", "1", at, at.Unix())})
	}
	return p.Event([]model.Stretch{{From: now.Add(-from), To: now.Add(-to)}})
}

func ratesOf(now time.Time) model.PastRates {
	var rates []model.Rate
	for i, v := range []string{"0.0001", "0.0002", "-0.000031"} {
		rates = append(rates, model.Rate{Value: model.MustDec(v), At: now.Add(time.Duration(i-60) * time.Minute)})
	}
	return model.PastRates{Market: "15", Rates: rates}
}

// linked is an app whose links are up and on which nothing has spoken; all alerts that can fire for prices are set.
func linked(t *testing.T, c *clock, o Options) *App {
	t.Helper()
	a := dark(t, c, o)
	a.Update(speech(c.now)[0])
	screen(a, 160, 48)
	set(t, a, "BTC > 1")
	return a
}

func TestBeforeTheExchangeSpeaksTheHistoryIsShownAndCalledSo(t *testing.T) {
	c := &clock{start()}
	a := linked(t, c, Options{})
	a.Update(batch(kept(c.now, 4*time.Minute), ratesOf(c.now)))
	chart := paneText(t, a, paneChart)
	has(t, chart, "disk to 09:37", "waiting", " gap ", "░", "│")
	hasNot(t, chart, "live")
	tape := paneText(t, a, paneTrades)
	has(t, tape, "waiting", "117,600", "gap", "09:37:22")
	funding := paneText(t, a, paneFunding)
	has(t, funding, "waiting", "BTC      –", "08:41") // its line begins then
	hasNot(t, funding, "0.0001", "0.0000", "longs", "shorts")
	has(t, strings.Join(lines(a)[:1], ""), "2 BTC –")
	hasNot(t, screenFooter(a), "acknowledge")
}

func TestTheChartSaysWhatIsOfDiskAndTheGapIsAGap(t *testing.T) {
	c := &clock{start()}
	a := linked(t, c, Options{})
	a.Update(batch(kept(c.now, 4*time.Minute), ratesOf(c.now)))
	var rows []model.Trade
	for ago := 100 * time.Second; ago >= 0; ago -= time.Second {
		rows = append(rows, trade("15", "117740", "0.5", "2", c.now.Add(-ago), c.now.Add(-ago).Unix()))
	}
	a.Update(batch(model.NewTrades("15", c.now, rows), model.Funding{Market: "15", Rates: []model.Rate{{Value: model.MustDec("-0.000031"), At: c.now}}}))
	chart := paneText(t, a, paneChart)
	has(t, chart, "disk to 09:37 · live since 09:39", " gap ", "░")
	tape := paneText(t, a, paneTrades)
	has(t, tape, "5m, gap buy")
	hasNot(t, tape, "disk")
	focus(t, a, paneTrades)
	press(a, "z")
	for range 110 {
		press(a, "down")
	}
	has(t, paneText(t, a, paneTrades), "gap", "117,600")
	press(a, "z")
	has(t, paneText(t, a, paneFunding), "┊")
	focus(t, a, paneFunding)
	press(a, "g", "down", "enter")
	has(t, strings.Join(lines(a), "\n"), "(the rates seen, the newest first)", "before it a gap", "from disk")
	press(a, "esc")

	// A window of which nothing is of the gap is whole.
	c.now = c.now.Add(4 * time.Minute)
	up, _ := a.live.Link(model.MarketScope("15"))
	up.Proven = c.now
	a.Update(batch(up, model.NewTrades("15", c.now, rows[99:])))
	has(t, paneText(t, a, paneTrades), "5m buy")
	hasNot(t, paneText(t, a, paneTrades), "5m, gap")
}

func TestAListThatReachesBackToDiskLeavesNoGap(t *testing.T) {
	c := &clock{start()}
	a := linked(t, c, Options{})
	past := kept(c.now, time.Minute)
	a.Update(batch(past, model.NewTrades("15", c.now, []model.Trade{
		trade("15", "117600", "0.5", "1", c.now.Add(-time.Minute), c.now.Add(-time.Minute).Unix()),
		trade("15", "117640", "0.5", "1", c.now, 9),
	})))
	has(t, paneText(t, a, paneChart), "disk to 09:40 · live since 09:40")
	hasNot(t, paneText(t, a, paneChart), "gap", "░")
	has(t, paneText(t, a, paneTrades), "0.50000 d  58,800 09:40:21", "5m buy")
}

func TestGapsInASCII(t *testing.T) {
	c := &clock{start()}
	a := linked(t, c, Options{ASCII: true})
	a.Update(batch(kept(c.now, 4*time.Minute), ratesOf(c.now)))
	chart := paneText(t, a, paneChart)
	has(t, chart, "::::", " gap ")
	for _, r := range strings.Join(lines(a), "") {
		if r > 0x7e && r != '–' && r != '…' && r != '·' && r != '●' {
			t.Errorf("%q in\n%s", r, strings.Join(lines(a), "\n"))
			break
		}
	}
}

func TestAnExportTellsWhatIsOfDiskAndTheGap(t *testing.T) {
	c := &clock{start()}
	a := linked(t, c, Options{})
	a.Update(batch(kept(c.now, 4*time.Minute), ratesOf(c.now)))
	a.Update(batch(model.NewTrades("15", c.now, []model.Trade{
		trade("15", "117700", "0.1", "1", c.now.Add(-20*time.Second), 900), trade("15", "117701", "0.1", "1", c.now.Add(-10*time.Second), 901),
	})))
	screen(a, 160, 48)
	for name, of := range map[string]struct {
		pane paneID
		all  bool
		time string
	}{
		"trades": {paneTrades, true, "time"}, "prints": {paneTrades, false, "time"}, "candles": {paneChart, true, "start"},
	} {
		box := &exportBox{pane: of.pane, all: of.all}
		var told []string
		for _, row := range box.rows(a) {
			fresh, _ := valueOf(row, freshness)
			if at, _ := valueOf(row, of.time); strings.HasPrefix(fresh, "gap") {
				fresh += " from " + at
			}
			if len(told) == 0 || told[len(told)-1] != fresh {
				told = append(told, fresh)
			}
		}
		want := []string{ofDisk, "gap: nothing is known until 2025-07-22T09:41:02Z from 2025-07-22T09:37:22Z", "live"}
		if of.pane == paneTrades {
			slices.Reverse(want)
		}
		if !slices.Equal(told, want) {
			t.Errorf("%s: %q, want %q", name, told, want)
		}
	}
	rates := (&exportBox{pane: paneFunding, all: true}).rows(a)
	if fresh, _ := valueOf(rates[0], freshness); len(rates) != 3 || fresh != ofDisk {
		t.Errorf("%d rates, the first %s", len(rates), fresh)
	}
}
