package ui

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// aroundMidnight is an app whose zoomed chart has trades before and after midnight of UTC, at 00:40.
func aroundMidnight(t *testing.T, zone *time.Location, interval int) *App {
	t.Helper()
	midnight := time.Date(2025, 7, 22, 0, 0, 0, 0, time.UTC)
	c := &clock{midnight.Add(40 * time.Minute)}
	a := fresh(t, c, Options{Start: "15", Zone: zone})
	a.Update(batch(linksUp(c.now)...))
	var rows []model.Trade
	for i, k := range []struct {
		after       time.Duration
		price, size string
	}{
		{-70 * time.Minute, "100", "1"},
		{-15*time.Minute - time.Second, "105", "2"},
		{-15 * time.Minute, "103", "1"},
		{-time.Second, "110", "0.5"},
		{0, "108", "4"},
		{15*time.Minute - time.Second, "101", "1"},
		{15 * time.Minute, "104", "2"},
		{39 * time.Minute, "102", "3"},
	} {
		rows = append(rows, trade("15", k.price, k.size, "1", midnight.Add(k.after), int64(i+1)))
	}
	a.Update(batch(model.NewTrades("15", c.now, rows)))
	screen(a, 120, 30)
	focus(t, a, paneChart)
	press(a, "z")
	for range interval {
		press(a, "i")
	}
	press(a, "C")
	return a
}

// leftwards reads the candle under the crosshair and those to the left of it, with what each has to say.
func leftwards(t *testing.T, a *App, want ...[]string) {
	t.Helper()
	for _, parts := range want {
		has(t, readOut(t, a), parts...)
		press(a, "h")
	}
}

func TestCandlesOfAQuarterAreThoseOfTheTradesOverMidnight(t *testing.T) {
	a := aroundMidnight(t, nil, 6)
	has(t, title(t, a, paneChart), " 15m ", "since 07-21 22:45")
	leftwards(t, a,
		[]string{" 00:30:00 ", "O 102 ", "C 102 ", "vol 3 BTC", "of 1 row ", "so far"},
		[]string{" 00:15:00 ", "O 104 ", "H 104", "L 104", "C 104 ", "vol 2 BTC"},
		[]string{" 00:00:00 ", "O 108 ", "H 108", "L 101", "C 101 ", "-6.48%", "vol 5 BTC", "of 2 rows"}, // 7 of 108
		[]string{" 07-21 23:45 ", "O 103 ", "H 110", "L 103", "C 110 ", "+6.80%", "vol 1.5 BTC"},         // 7 of 103
		[]string{" 07-21 23:30 ", "O 105 ", "C 105 ", " 0.00%", "vol 2 BTC"},
		[]string{" 07-21 23:15 ", "no trade"},
		[]string{" 07-21 23:00 ", "no trade"},
		[]string{" 07-21 22:45 ", "O 100 ", "vol 1 BTC"},
		[]string{" 07-21 22:30 ", "before the first data"})
}

func TestCandlesOfAnHourAreThoseOfTheTradesOverMidnight(t *testing.T) {
	a := aroundMidnight(t, nil, 7)
	has(t, title(t, a, paneChart), " 1h ", "since 07-21 22:00")
	leftwards(t, a,
		[]string{" 00:00:00 ", "O 108 ", "H 108", "L 101", "C 102 ", "-5.56%", "vol 10 BTC", "of 4 rows", "so far"}, // 6 of 108
		[]string{" 07-21 23:00 ", "O 105 ", "H 110", "L 103", "C 110 ", "+4.76%", "vol 3.5 BTC", "of 3 rows"},       // 5 of 105
		[]string{" 07-21 22:00 ", "O 100 ", "C 100 ", "vol 1 BTC"},
		[]string{" 07-21 21:00 ", "before the first data"})
}

// TestTheTimeAxisNamesTheDayBeforeMidnight: of the zone shown, and each label stands under the interval that begins then.
func TestTheTimeAxisNamesTheDayBeforeMidnight(t *testing.T) {
	half := time.FixedZone("IST", 5*3600+1800)
	for _, c := range []struct {
		zone     *time.Location
		interval int
		step     time.Duration
		labels   []string
	}{
		{nil, 6, 15 * time.Minute, []string{"07-21 12:00", "07-21 16:00", "07-21 20:00", "00:00"}},
		{half, 6, 15 * time.Minute, []string{"07-21 20:00", "00:00", "04:00"}},
		{nil, 7, time.Hour, []string{"07-20 00:00", "07-21 00:00", "00:00"}},
		{half, 7, time.Hour, []string{"07-20 00:30", "07-21 00:30", "00:30"}}, // hours of UTC begin at the half ones of this zone
	} {
		a := aroundMidnight(t, c.zone, c.interval)
		press(a, "C")
		rows := strings.Split(paneText(t, a, paneChart), "\n")
		axis := strings.TrimPrefix(rows[len(rows)-2], "│") // whose second cell is the first column
		zone := a.zone
		before, last := -1, time.Time{}
		for _, label := range c.labels {
			x := strings.Index(axis, "  "+label+" ") + 1
			layout, text := "2006-01-02 15:04", "2025-"+label
			if len(label) == len("15:04") {
				text = a.now.In(zone).Format("2006-01-02 ") + label
			}
			at, err := time.ParseInLocation(layout, text, zone)
			if err != nil {
				t.Fatal(err)
			}
			if x == 0 || before >= 0 && x-before != int(at.Sub(last)/c.step) {
				t.Errorf("%v in %s: %q stands at %d, %q before at %d in\n%s", c.step, zone, label, x, last, before, axis)
			}
			before, last = x, at
		}
		// The crosshair on the interval of the last label stands under it.
		press(a, "C")
		for range 200 {
			if strings.Contains(readOut(t, a), " "+last.Format("15:04")+":00 ") || strings.Contains(readOut(t, a), " "+last.Format("01-02 15:04")+" ") {
				break
			}
			press(a, "h")
		}
		p, _ := a.panes[paneChart].(*chartPane)
		if x := p.span.column(p.cross.at); x != before {
			t.Errorf("%v in %s: %s is column %d, its label stands at %d", c.step, zone, last, x, before)
		}
	}
}

func TestTheOtherZoneOfTheChartIsAKeyAway(t *testing.T) {
	a := aroundMidnight(t, time.FixedZone("IST", 5*3600+1800), 6)
	has(t, readOut(t, a), " 06:00:00 ", "O 102 ")
	press(a, "U")
	has(t, readOut(t, a), " 00:30:00 ", "O 102 ")
}
