package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// tick lets time pass as the program's clock does.
func tick(a *App, c *clock, d time.Duration) {
	c.now = c.now.Add(d)
	a.Update(clockMsg{})
}

// moved are newer prices and trades of market 15, unlike any before.
func moved(now time.Time) model.Batch {
	return batch(
		model.NewDepth("15", now, levels("119991", "-1", 30), levels("119992", "1", 30)),
		model.NewTrades("15", now, []model.Trade{trade("15", "119993", "0.7", "1", now, 5000)}),
		model.Positions{Account: profile, At: now, Rows: []model.Position{held("7", model.Long, "98765")}},
		model.OpenOrders{Account: profile, At: now, Rows: []model.Order{order("5", "119994")}})
}

func TestWhatArrivesWhilePausedIsSeenAfterwards(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "space")
	tick(a, c, 3*time.Second)
	held := body(a)
	a.Update(moved(c.now))
	for _, price := range []string{"119,99", "98,765"} {
		hasNot(t, frame(a), price)
	}
	if got := body(a); got != held {
		t.Errorf("the panes change while paused:\n%s\nwas\n%s", got, held)
	}
	has(t, header(a), "PAUSED 3s")
	press(a, "space")
	hasNot(t, frame(a), "PAUSED", "paused")
	has(t, paneText(t, a, paneBook), "119,991", "119,992")
	has(t, paneText(t, a, paneTrades), "119,993")
	has(t, paneText(t, a, paneOpen), "119,994")
	has(t, paneText(t, a, panePositions), "98,765")
}

// body is the frame between the header and the footer.
func body(a *App) string {
	rows := lines(a)
	return strings.Join(rows[1:len(rows)-1], "\n")
}

func TestPausedDataIsNotCalledFresh(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "space")
	tick(a, c, 90*time.Second)
	for _, p := range []paneID{paneBook, paneTrades, panePositions, paneOpen} {
		has(t, title(t, a, p), "paused 1m")
	}
	has(t, header(a), "PAUSED 1m")
}

func TestLinkLossIsToldWhilePaused(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	press(a, "space")
	has(t, header(a), "live")
	a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
	has(t, header(a), "PAUSED", "offline", "connection reset by peer", "retry in 4s")
	hasNot(t, header(a), "live")
}

func TestMarketsCanBeChangedWhilePaused(t *testing.T) {
	a := unmistakable(t, Options{})
	screen(a, 160, 48)
	press(a, "space", "1")
	onlyOf(t, a, "14", marketPanes()...)
	has(t, header(a), "PAUSED")
	a.Update(moved(start()))
	has(t, footer(a), "1 ", "held")
}

// TestMarksNeverLeaveTheScreen goes over all sizes and what can lie on top.
func TestMarksNeverLeaveTheScreen(t *testing.T) {
	for _, key := range []string{"", "z", "/", "?"} {
		for _, offline := range []bool{false, true} {
			t.Run(fmt.Sprintf("key %q, offline %t", key, offline), func(t *testing.T) {
				c := &clock{start()}
				a := lit(t, c, Options{Demo: true})
				if offline {
					a.Update(batch(linksDown(c.now, "connection reset by peer", 4*time.Second)...))
				}
				screen(a, 160, 48)
				press(a, "space")
				tick(a, c, 10*time.Minute)
				if key != "" {
					press(a, key)
				}
				for w := 40; w <= 200; w += 5 {
					for _, h := range []int{12, 14, 20, 24, 48} {
						if text := screen(a, w, h); !strings.Contains(text, " DEMO ") || !strings.Contains(text, " PAUSED 10m ") {
							t.Fatalf("%dx%d: DEMO or PAUSED is not to be seen; the first line is %q", w, h, strings.Split(text, "\n")[0])
						}
					}
				}
			})
		}
	}
}

// TestADangerWhilePausedIsOfNow: the footer's is of this moment, the row's of the moment held, so the footer's says which it is.
func TestADangerWhilePausedIsOfNow(t *testing.T) {
	c := &clock{start()}
	a := lit(t, c, Options{})
	screen(a, 160, 48)
	has(t, footer(a), "APT LONG liquidation 2.57% away")
	press(a, "space")
	tick(a, c, 5*time.Second) // behind the notice
	// Against 5.7 the liquidation at 5.61025316 is 1.57 % away.
	a.Update(batch(model.NewDepth("14", c.now, levels("5.699", "-0.001", 30), levels("5.701", "0.001", 30))))
	has(t, paneText(t, a, panePositions), "-2.57%")
	has(t, footer(a), "APT LONG liquidation now 1.57% away")
	a.Update(batch(model.NewDepth("14", c.now, levels("5.599", "-0.001", 30), levels("5.601", "0.001", 30))))
	has(t, footer(a), "APT LONG liquidation price now crossed")
	press(a, "space")
	tick(a, c, 5*time.Second)
	has(t, footer(a), "APT LONG liquidation price crossed")
}
