package ui

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

const transaction = "https://explorer.example/txn/3102182701?network=mainnet"

// linksOf are where the cells of a text on the screen lead, one for all its cells, or a complaint.
func linksOf(t *testing.T, a *App, text string) string {
	t.Helper()
	a.View()
	for y, row := range strings.Split(a.canvas.Text(), "\n") {
		before, _, found := strings.Cut(row, text)
		if !found {
			continue
		}
		x := len([]rune(before))
		url := a.canvas.URL(x, y)
		for i := range len([]rune(text)) {
			if a.canvas.URL(x+i, y) != url {
				return "not all of it is one link"
			}
		}
		return url
	}
	return "not on the screen"
}

func TestTheTransactionOfARowLeadsToTheExplorer(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 160, 48)
	focus(t, a, paneTransfers)
	if got := linksOf(t, a, "3102182701"); got != transaction {
		t.Errorf("the column leads to %q", got)
	}
	for _, beside := range []string{"500.25", " 3102182701", "3102182701 ", "transaction"} {
		if got := linksOf(t, a, beside); got == transaction {
			t.Errorf("%q is linked too", beside)
		}
	}
	press(a, "o")
	has(t, frame(a), "Transaction 3102182701", transaction)
	if got := linksOf(t, a, transaction); got != transaction {
		t.Errorf("the link leads to %q", got)
	}
	if got := copied(a); got != transaction {
		t.Errorf("y copies %q", got)
	}
	press(a, "o")
	if a.overlay != nil {
		t.Error("o does not close it")
	}
	focus(t, a, paneOrders)
	press(a, "enter")
	if got := linksOf(t, a, "3102199021"); got != "https://explorer.example/txn/3102199021?network=mainnet" {
		t.Errorf("the details lead to %q", got)
	}
	press(a, "o")
	has(t, frame(a), "Transaction 3102199021")
}

// TestTheTapeSendsNoLinks: its rows move with every trade, and each would be sent with its link again.
func TestTheTapeSendsNoLinks(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 160, 48)
	focus(t, a, paneTrades)
	press(a, "z")
	if content := a.View().Content; strings.Contains(content, "\x1b]8;") {
		t.Error("a tape alone on the screen has links")
	}
	press(a, "j", "o")
	has(t, frame(a), "https://explorer.example/txn/239?")
}

func TestALinkThatIsBrokenIntoLinesIsOneLink(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 45, 20)
	focus(t, a, paneTransfers)
	press(a, "o")
	for _, part := range []string{"https://explorer.example/txn/31021827", "network=mainnet"} {
		if got := linksOf(t, a, part); got != transaction {
			t.Errorf("%q leads to %q", part, got)
		}
	}
}

func TestWhyThereIsNoLinkIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		o     Options
		pane  paneID
		first []string
		say   string
	}{
		"no version": {Options{}, paneFills, []string{"g"}, "came without a transaction"},
		"simulated":  {Options{Demo: true}, paneTransfers, nil, "simulated"},
		"a book":     {Options{}, paneBook, nil, "no transactions"},
		"no row":     {Options{}, paneFills, []string{"f", "z", "z", "z", "z", "enter"}, "no row"},
	} {
		a := logged(t, c.o)
		screen(a, 160, 48)
		focus(t, a, c.pane)
		press(a, c.first...)
		press(a, "o")
		if a.overlay != nil {
			t.Errorf("%s: a link is shown", name)
		}
		has(t, footer(a), c.say)
	}
	a := logged(t, Options{})
	a.explorer = ""
	screen(a, 160, 48)
	focus(t, a, paneTransfers)
	press(a, "o")
	has(t, footer(a), "no explorer is set")
	if got := linksOf(t, a, "3102182701"); got != "" {
		t.Errorf("the column leads to %q", got)
	}
}

func TestFramesWithLinksAreWhole(t *testing.T) {
	a := logged(t, Options{})
	var e eye
	for _, size := range [][2]int{{240, 70}, {160, 48}, {120, 36}, {80, 24}, {45, 20}, {20, 6}} {
		for _, p := range []paneID{paneFills, paneTransfers, paneOrders, paneTrades} {
			screen(a, size[0], size[1])
			focus(t, a, p)
			if err := e.check(a.View().Content, size[0], size[1]); err != nil {
				t.Errorf("%v, pane %d: %v", size, p, err)
			}
		}
	}
}

// TestTheTerminalIsSentLinksAndCopies runs the whole program and reads what it wrote: hyperlinks that are opened and closed,
// and the clipboard in base64.
func TestTheTerminalIsSentLinksAndCopies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := logged(t, Options{})
		a.opts.Now = time.Now
		out := play(t, a, func(p *tea.Program) {
			time.Sleep(100 * time.Millisecond)
			for _, key := range []string{"shift+tab", "z", "y", "o", "y"} {
				p.Send(keyPress(key))
				time.Sleep(200 * time.Millisecond)
			}
			p.Send(keyPress("esc"))
			p.Send(keyPress("1")) // a market: the pane below is drawn over
			time.Sleep(1200 * time.Millisecond)
			p.Send(keyPress("q"))
		})
		if a.focus != paneTransfers {
			t.Fatalf("the pane is %d", a.focus)
		}
		links := regexp.MustCompile("\x1b]8;[^;]*;([^\x07\x1b]*)(?:\x07|\x1b\\\\)").FindAllStringSubmatchIndex(out, -1)
		open, seen := "", 0
		for i, l := range links {
			url := out[l[2]:l[3]]
			if url != "" && open != "" {
				t.Errorf("a link to %q is opened inside one to %q", url, open)
			}
			if url == transaction {
				seen++
				text := out[l[1]:]
				if i+1 < len(links) {
					text = out[l[1]:links[i+1][0]]
				}
				if strings.ContainsAny(text, "\n│╭╰") || strings.Contains(text, "500.25") {
					t.Errorf("the link goes over %q", text)
				}
			}
			open = url
		}
		if seen < 2 || open != "" {
			t.Errorf("%d links of %d lead to the transaction; the last is open: %q", seen, len(links), open)
		}
		for _, want := range []string{"time=2025-07-22T09:10:22Z direction=deposit amount=500.25 version=3102182701", transaction} {
			if copied := fmt.Sprintf("\x1b]52;c;%s\x07", base64.StdEncoding.EncodeToString([]byte(want))); !strings.Contains(out, copied) {
				t.Errorf("the clipboard is not sent %q", want)
			}
		}
	})
}
