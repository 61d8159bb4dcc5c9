package ui

import (
	"testing"
	"time"

	"kanatop/model"
)

func TestLinkViewTellsStateTrafficAndFailures(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	l := link("15", model.LinkDown, c.now)
	l.Count = model.Counts{Messages: 7, Bytes: 900, Failures: 3, Foreign: 2, Unknown: 1, LastFailure: "orderbook: size is not a number: {\x1b[31m"}
	l.Topics[0] = model.Topic{Name: "orderbook", At: c.now.Add(-4 * time.Second), Messages: 5}
	a.Update(batch(l))
	press(a, "L")
	has(t, frame(a), "market BTC", "retry in 9s", "last ended: connection reset by peer", "unread 3", "of others 2", "unknown topics 1",
		"size is not a number", "4s ago", "5 messages", "merged on the way 0 events", "given up 0 rows")
	hasNot(t, frame(a), "\x1b[31m")
	press(a, "L")
	hasNot(t, frame(a), "merged on the way")
}

func TestLinkViewMeasuresTraffic(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "L")
	l := link("15", model.LinkUp, c.now)
	l.RTT, l.Count = 38*time.Millisecond, model.Counts{Messages: 12, Bytes: 34_000}
	a.Update(batch(l))
	tick(a, c, time.Second)
	has(t, frame(a), "12/s", "34 kB/s")
}

// TestTrafficOfOnceASecondReadsSoWhenItComesJustBeforeOrAfterTheSecond: in the box and in the footer.
func TestTrafficOfOnceASecondReadsSoWhenItComesJustBeforeOrAfterTheSecond(t *testing.T) {
	var p pulse
	now, total := start(), int64(100)
	if p.beat(now, total); p.text() != absent {
		t.Errorf("before a second has passed it tells %s", p.text())
	}
	for i := range 20 {
		total += []int64{1, 0, 2, 1, 1}[i%5]
		now = now.Add(time.Second)
		p.beat(now, total)
		if i >= 4 && p.text() != "1" {
			t.Errorf("after %d s it tells %s", i+1, p.text())
		}
	}
	for range 4 {
		now = now.Add(time.Second)
		p.beat(now, total)
	}
	if p.text() != "<1" && p.text() != "0" {
		t.Errorf("of one in five seconds it tells %s", p.text())
	}
	p.beat(now.Add(time.Second), total)
	p.beat(now.Add(2*time.Second), 3) // counted anew
	if p.text() != absent {
		t.Errorf("counted anew it tells %s", p.text())
	}
}

func TestRawViewShowsTheMessageOfThePaneAndNoControlCharacter(t *testing.T) {
	var asked []string
	raw := func(topic string, s model.Scope) []byte {
		asked = append(asked, topic+" "+s.Owner)
		if topic == "live_funding_rate" {
			return []byte("{\"rate\":\"\x1b]0;x\a1\"}")
		}
		return nil
	}
	a := lit(t, &clock{start()}, Options{Raw: raw})
	screen(a, 120, 36)
	press(a, "v")
	has(t, frame(a), "orderbook of market 15", "nothing received")
	press(a, "esc")
	focus(t, a, paneFunding)
	press(a, "v")
	has(t, frame(a), `{"rate":"·]0;x·1"}`, "bestPrice")
	if len(asked) == 0 || asked[0] != "orderbook 15" {
		t.Errorf("asked for %q", asked)
	}
}

func TestContradictedBookIsStaleAndItsConnectionRenewed(t *testing.T) {
	c := &clock{start()}
	var renewed []model.Scope
	a := lit(t, c, Options{Renew: func(s model.Scope) { renewed = append(renewed, s) }})
	screen(a, 160, 48)
	for range 13 {
		tick(a, c, time.Second)
		a.Update(batch(linksUp(c.now)...))
		a.Update(batch(model.NewBest("15", c.now, model.MustDec("119000"), model.MustDec("119010"))))
	}
	has(t, title(t, a, paneBook), "STALE 13s")
	hasNot(t, header(a), "live")
	if len(renewed) != 1 || renewed[0] != model.MarketScope("15") {
		t.Errorf("renewed %v, want the market's connection once", renewed)
	}
	has(t, frame(a), "119,005") // what positions are valued at now
	a.Update(batch(model.NewDepth("15", c.now, levels("119000", "-1", 30), levels("119010", "1", 30))))
	hasNot(t, title(t, a, paneBook), "STALE")
}
