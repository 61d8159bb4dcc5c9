package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

// copied is what y puts onto the clipboard, nothing when it does not.
func copied(a *App) string {
	_, cmd := a.Update(keyPress("y"))
	a.View()
	if cmd == nil {
		return ""
	}
	msg := cmd()
	if text := fmt.Sprint(msg); fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
		return text
	}
	return ""
}

func TestARowIsCopiedWithAllItsDigits(t *testing.T) {
	for _, c := range []struct {
		pane  paneID
		first []string
		want  string
	}{
		{paneFills, []string{"j", "j", "j"}, `time=2025-07-22T09:28:22Z market=APT-USD intent="decrease long" price=5.75789140 size=10 value=57.57891400 pnl=1.25 fee=0.0288 entry=– leverage=– order=3102289013 position=3102269013 version=3102199013`},
		{paneOrders, nil, `market=BTC-USD intent="open long" price=117000 size=0.1 value=11700 leverage=– order=1111 position=– version=3102199021 kind=limit status=Filled state=filled`},
		{paneTransfers, nil, `time=2025-07-22T09:10:22Z direction=deposit amount=500.25 version=3102182701`},
		{panePositions, nil, `market=APT-USD side=LONG leverage=20 size=10 entry=5.7578914 value=– margin=2.8789457 liq=5.61025316 tp=6.5 sl=– position=2 updated=2025-07-22T09:40:22Z version=– mark=5.758`},
		{paneOpen, []string{"j"}, `market=BTC-USD intent="close long" price=118400 size=0.1 value=11766.7 leverage=5 order=161669017509 position=– version=– remaining=0.04`},
		{paneFunding, []string{"j"}, `market=BTC-USD rate=-0.000031 pays="shorts pay" received=2025-07-22T09:41:10Z`},
		{paneTrades, []string{"j"}, `market=BTC-USD side=sell price=117733 average=117733 size=0.04 value=4709.32 low=117733 high=117733 rows=1 account=– version=239`},
		{paneBook, []string{"j", "j"}, `market=BTC-USD side=bid price=117736 size=0.08 total=0.42 notional=49449.46 received=2025-07-22T09:41:22Z`},
	} {
		a := logged(t, Options{})
		screen(a, 160, 48)
		focus(t, a, c.pane)
		press(a, c.first...)
		got := copied(a)
		has(t, got, c.want)
		has(t, footer(a), "copied: "+got[:20])
		if strings.ContainsAny(got, "\n\t\x1b") {
			t.Errorf("%q has more than a line", got)
		}
	}
}

func TestNothingIsCopiedWithoutARow(t *testing.T) {
	a := logged(t, Options{})
	screen(a, 160, 48)
	for p, say := range map[paneID]string{paneBook: "no level is chosen", paneChart: "no rows"} {
		focus(t, a, p)
		if got := copied(a); got != "" {
			t.Errorf("pane %d copies %q", p, got)
		}
		has(t, footer(a), say)
	}
	press(a, "?")
	if got := copied(a); got != "" {
		t.Errorf("the help copies %q", got)
	}
}

func TestHiddenMoneyIsHiddenInTheCopyToo(t *testing.T) {
	for p, parts := range map[paneID][2]string{
		paneFills: {"price=", "-0.95"}, paneOrders: {"price=117000", "11700 "}, paneTransfers: {"direction=deposit", "500.25"},
		panePositions: {"entry=5.7578914", "2.8789457"}, paneOpen: {"price=6.5", "value=65"},
	} {
		a := logged(t, Options{HideMoney: true})
		screen(a, 160, 48)
		focus(t, a, p)
		press(a, "g")
		row := copied(a)
		has(t, row, parts[0], "=***")
		hasNot(t, row, parts[1])
		if _, ok := a.panes[p].(detailer); ok {
			press(a, "enter")
			all := copied(a)
			has(t, all, "***")
			hasNot(t, all, parts[1])
		}
	}
}

func TestDetailsLinksAndRawMessagesAreCopiedWhole(t *testing.T) {
	raw := "{\"message\":\"order_history\",\x1b[2J\u202e\"data\":[" + strings.Repeat("1,", 300) + "2]}"
	a := logged(t, Options{Raw: func(string, model.Scope) []byte { return []byte(raw) }})
	screen(a, 80, 24)
	focus(t, a, paneOrders)
	press(a, "enter")
	has(t, copied(a), "Order\n", "order id: 1111 (received)\n", "ledger version: 3102199021 (received)\n", "status: Filled (received)\n")
	press(a, "esc", "L")
	has(t, copied(a), "market BTC", "merged on the way")
	press(a, "esc", "v")
	got := copied(a)
	has(t, got, strings.Repeat("1,", 300)+"2]}", "order_history of ", "live_order_history of ", "·[2J·")
	hasNot(t, got, "\x1b", "\u202e")
}

func TestACopyIsBoundedAndSaysSo(t *testing.T) {
	a := logged(t, Options{Raw: func(string, model.Scope) []byte { return []byte(strings.Repeat("ü", 30<<10)) }})
	screen(a, 160, 48)
	focus(t, a, paneOrders)
	press(a, "v")
	got := copied(a)
	if len(got) > longestCopy || len(got) < longestCopy-4 || strings.Contains(got, "\ufffd") {
		t.Errorf("%d bytes are copied", len(got))
	}
	has(t, footer(a), "copied the first ")
}

func TestALineIsReadBackFieldByField(t *testing.T) {
	got := line([]field{{"a", "1"}, {"b", "two words"}, {"c", `"q"=`}, {"d", "two\nlines"}})
	if want := `a=1 b="two words" c="'q'=" d=two·lines`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestTimesAreCopiedInTheZoneShown(t *testing.T) {
	a := logged(t, Options{})
	a.zones[1] = time.FixedZone("CEST", 2*3600)
	screen(a, 160, 48)
	focus(t, a, paneTransfers)
	press(a, "U")
	has(t, copied(a), "time=2025-07-22T11:10:22+02:00")
}

func TestTheHeaderSaysWhichZone(t *testing.T) {
	a := logged(t, Options{})
	a.zones[1] = time.FixedZone("CEST", 2*3600)
	screen(a, 160, 48)
	has(t, header(a), "09:41:22 UTC")
	focus(t, a, paneTransfers)
	has(t, paneText(t, a, paneTransfers), "09:10:22")
	press(a, "U")
	has(t, header(a), "11:41:22 CEST")
	has(t, footer(a), "times in CEST")
	has(t, paneText(t, a, paneTransfers), "11:10:22")
	press(a, "U")
	has(t, header(a), "09:41:22 UTC")
}

func TestHidingMoneyClosesTheRawMessage(t *testing.T) {
	a := logged(t, Options{Raw: func(string, model.Scope) []byte { return []byte("500.25") }})
	screen(a, 160, 48)
	focus(t, a, paneTransfers)
	press(a, "v")
	has(t, frame(a), "500.25")
	press(a, "H")
	hasNot(t, frame(a), "500.25")
	hasNot(t, copied(a), "500.25")
}
