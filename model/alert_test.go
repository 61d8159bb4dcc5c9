package model

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const alertAccount = Address("0xa11ce")

// stage is a model on which alerts are watched, second by second.
type stage struct {
	t      *testing.T
	m      *Model
	alerts Alerts
	told   []string
}

// staged is a model whose links are up since second 0, with alerts set.
func staged(t *testing.T, alerts ...string) *stage {
	t.Helper()
	g := &stage{t: t, m: New(alertMarkets())}
	g.m.Apply(batchOf(Account{State: AccountKnown, Profile: alertAccount}))
	g.links(0, LinkUp)
	for _, text := range alerts {
		a, err := ParseAlert(text, alertMarkets())
		if err != nil {
			t.Fatal(err)
		}
		g.alerts.Set(a)
	}
	return g
}

// links puts all links into a state at a second.
func (g *stage) links(second int, state LinkState) {
	for _, s := range []Scope{{}, MarketScope("15"), MarketScope("16"), AccountScope(alertAccount)} {
		l := Link{Scope: s, State: state, Since: after(second), Proven: after(second), Cause: "reset"}
		if state != LinkUp {
			l.Proven = g.m.links[s].Proven
		}
		g.m.Apply(batchOf(l))
	}
}

// prove has the links answer at a second.
func (g *stage) prove(second int) {
	for _, l := range g.m.Links() {
		l.Proven = after(second)
		g.m.Apply(batchOf(l))
	}
}

// idle has the links answer and checks, second by second, while nothing else happens.
func (g *stage) idle(from, to int) {
	for second := from; second <= to; second++ {
		g.prove(second)
		g.at(second)
	}
}

// at applies events at a second and checks; what fired is told as "second alert: what".
func (g *stage) at(second int, events ...Event) {
	g.m.Apply(batchOf(events...))
	for _, f := range g.alerts.Check(g.m, after(second)) {
		parts := []string{f.Alert.String() + ":"}
		if f.Value.Known() {
			parts = append(parts, f.Value.key().String())
		}
		if f.Peak.Known() {
			parts = append(parts, "after "+f.Peak.key().String())
		}
		if f.Word != "" {
			parts = append(parts, f.Word)
		}
		if f.Order.ID != "" {
			parts = append(parts, "#"+string(f.Order.ID))
		}
		if f.Market != "" && f.Alert.Market == "" {
			parts = append(parts, "of "+string(f.Market))
		}
		if f.Already {
			parts = append(parts, "already")
		}
		if f.Grown {
			parts = append(parts, "grown")
		}
		if f.Gap.Reason != "" {
			parts = append(parts, "unseen "+span(f.Gap))
		}
		g.told = append(g.told, span(Gap{To: f.At})+" "+strings.Join(parts, " "))
	}
}

func span(g Gap) string {
	second := func(at time.Time) string { return Int(int64(at.Sub(start) / time.Second)).String() }
	if g.Reason == "" {
		return second(g.To)
	}
	return second(g.From) + "-" + second(g.To) + " " + g.Reason
}

// want compares all that was told.
func (g *stage) want(lines ...string) {
	g.t.Helper()
	if !slices.Equal(g.told, lines) {
		g.t.Errorf("told\n  %s\nwant\n  %s", strings.Join(g.told, "\n  "), strings.Join(lines, "\n  "))
	}
}

// mid is a book of market 16 around a price.
func mid(second int, price string) Event {
	p := MustDec(price)
	return NewDepth("16", after(second), levels(p.Sub(Int(1)).String(), "1"), levels(p.Add(Int(1)).String(), "1"))
}

func TestPriceAlertFiresOnceWhenTheMidReachesTheLevel(t *testing.T) {
	g := staged(t, "ETH > 3000", "ETH < 2900")
	g.at(1, mid(1, "2999"))
	g.at(2, mid(2, "3000"))
	g.at(3, mid(3, "3500"))
	g.at(4, mid(4, "2899.5"))
	g.at(5, mid(5, "3500"))
	g.want("2 ETH > 3000: 3000", "4 ETH < 2900: 2899.5")
	if g.alerts.Len() != 0 {
		t.Errorf("still set: %+v", g.alerts.All())
	}
}

func TestPriceThatJumpsOverTheLevelReachesIt(t *testing.T) {
	g := staged(t, "ETH > 3000")
	g.at(1, mid(1, "2000"))
	g.at(2, mid(2, "4000"))
	g.want("2 ETH > 3000: 4000")
}

func TestAlertThatIsTrueAlreadyFiresAndSaysSo(t *testing.T) {
	g := staged(t, "ETH > 3000")
	g.at(1, mid(1, "3100"))
	g.want("1 ETH > 3000: 3100 already")
}

func TestRepeatingPriceAlertDoesNotChatter(t *testing.T) {
	g := staged(t, "ETH > 4000 repeat") // 5 bp of it are 2
	for i, price := range []string{"3990", "4000", "3999", "4001", "3998", "4000", "3997.5", "4003", "4010", "3000", "4000"} {
		g.at(i, mid(i, price))
	}
	g.want("1 ETH > 4000 repeat: 4000", "7 ETH > 4000 repeat: 4003", "10 ETH > 4000 repeat: 4000")
	if all := g.alerts.All(); len(all) != 1 || all[0].State != WatchSpent || !all[0].Fired.Equal(after(10)) {
		t.Errorf("%+v", all)
	}
}

func TestNothingFiresOnDataThatCannotBeUsed(t *testing.T) {
	g := staged(t, "ETH > 3000", "liq < 50%", "ETH imbalance > 60% bid", "funding", "filled", "position")
	g.at(1, mid(1, "2000"), positions(1, pos("16", "1", Long, "1000")), rate(1, "0.1"), orders(1, order("7", "open", 1)))
	g.links(2, LinkDown)
	g.at(3, mid(3, "3100"), positions(3, pos("16", "1", Long, "3099"), pos("16", "2", Long, "3099")), rate(3, "-0.1"), orders(3, order("7", "filled", 3)))
	g.at(4, NewDepth("16", after(4), levels("3100", "100"), levels("3101", "1")))
	g.want()
	for _, w := range g.alerts.All() {
		if w.State != WatchBlind || !strings.Contains(w.Reason, "offline: reset") {
			t.Errorf("%s: %+v", w.Alert, w)
		}
	}
	// Silence of the far end is no better.
	h := staged(t, "ETH > 3000")
	h.at(1, mid(1, "2000"))
	h.at(20, mid(20, "3100"))
	h.want()
	if w := h.alerts.All()[0]; w.State != WatchBlind || w.Reason != "no sign of life" || !w.Since.Equal(after(0)) {
		t.Errorf("%+v", w)
	}
}

func TestCrossedBookDoesNotFire(t *testing.T) {
	g := staged(t, "ETH > 3000", "ETH imbalance > 60% bid", "liq < 90%")
	g.at(1, NewDepth("16", after(1), levels("3100", "9"), levels("3099", "1")), positions(1, pos("16", "1", Long, "3000")))
	g.want()
}

func TestWhatCameTrueUnseenSaysSo(t *testing.T) {
	g := staged(t, "ETH > 3000", "ETH > 5000")
	g.at(1, mid(1, "2900"))
	g.prove(5)
	g.at(6)
	g.links(8, LinkDown)
	g.at(8)
	g.at(30, mid(30, "3100"))
	g.links(60, LinkUp)
	g.at(60)
	g.want()
	g.at(61, mid(61, "3050"))
	g.want("61 ETH > 3000: 3050 unseen 5-61 offline: reset")
	w := g.alerts.All()
	if len(w) != 1 || w[0].State != WatchArmed || w[0].Gap != (Gap{after(5), after(61), "offline: reset"}) {
		t.Errorf("%+v", w)
	}
	g.prove(70)
	g.at(70, mid(70, "2900"))
	g.at(71, mid(71, "5001"))
	if len(g.told) != 2 || strings.Contains(g.told[1], "unseen") {
		t.Errorf("told %q", g.told)
	}
}

func pos(market MarketID, id TradeID, side Side, liq string) Position {
	return Position{Market: market, ID: id, Side: side, Size: Int(1), Entry: Int(2000), Margin: Int(100), Liq: MustDec(liq)}
}

func positions(second int, rows ...Position) Event {
	return Positions{Account: alertAccount, At: after(second), Rows: rows}
}

func TestLiquidationAlertFiresForEachPositionThatComesNear(t *testing.T) {
	// At a mid of 2000 a long at 1900 is 5 % away, at 1901 it is 4.95 %; a short at 2090 is 4.5 % away.
	g := staged(t, "liq < 5% repeat")
	g.at(1, mid(1, "2000"), positions(1, pos("16", "1", Long, "1900"), pos("16", "2", Short, "2200")))
	g.want()
	g.at(2, positions(2, pos("16", "1", Long, "1901"), pos("16", "2", Short, "2200")))
	g.at(3, positions(3, pos("16", "1", Long, "1899"), pos("16", "2", Short, "2200")))
	g.at(4, positions(4, pos("16", "1", Long, "1901"), pos("16", "2", Short, "2090")))
	g.at(5, positions(5, pos("16", "1", Long, "1880"), pos("16", "2", Short, "2090"))) // 6 %: above 5.5
	g.at(6, positions(6, pos("16", "1", Long, "2001"), pos("16", "2", Short, "2090")))
	g.want("2 liq < 5% repeat: 4.95 of 16", "4 liq < 5% repeat: 4.5 of 16", "6 liq < 5% repeat: -0.05 price crossed of 16")
}

func TestLiquidationAlertSaysWhichPositionItCannotSee(t *testing.T) {
	g := staged(t, "liq < 5%", "ETH liq < 5%", "LINK liq < 5%")
	g.at(1, mid(1, "2000"), positions(1, pos("16", "1", Long, "1990"), pos("15", "2", Short, "1")))
	g.want("1 liq < 5%: 0.5 of 16 already", "1 ETH liq < 5%: 0.5 already")
	g.alerts.Set(Alert{Kind: AlertLiquidation, Level: Int(4)})
	g.at(2, positions(2, pos("16", "1", Long, "1000"), pos("15", "2", Short, "1")))
	if w := g.alerts.All()[1]; w.State != WatchBlind || !strings.HasPrefix(w.Reason, "price of BTC: ") {
		t.Errorf("%+v", w)
	}
	g.at(3, positions(3, pos("16", "1", Long, "0")))
	if w := g.alerts.All()[1]; w.Reason != "the liquidation price of ETH LONG is not known" {
		t.Errorf("%+v", w)
	}
	if w := g.alerts.All()[0]; w.State != WatchArmed {
		t.Errorf("no position to watch: %+v", w)
	}
}

func TestLiquidationAlertWatchesOnBesideAPositionThatCannotBeRead(t *testing.T) {
	g := staged(t, "liq < 5% repeat")
	g.at(1, mid(1, "2000"), flawed(1, pos("16", "1", Long, "1000")))
	if w := g.alerts.All()[0]; w.State != WatchBlind || w.Reason != unreadablePosition {
		t.Errorf("%+v", w)
	}
	g.at(2, flawed(2, pos("16", "1", Long, "1901")))
	g.at(3, flawed(3)) // it may be the one that cannot be read
	g.at(4, positions(4, pos("16", "1", Long, "1901"), pos("16", "2", Short, "2090")))
	g.want("2 liq < 5% repeat: 4.95 of 16", "4 liq < 5% repeat: 4.5 of 16 already")
}

// resumed is a model on which alerts of another run are watched.
func resumed(t *testing.T, texts ...string) *stage {
	g := staged(t)
	for _, text := range texts {
		a, err := ParseAlert(text, alertMarkets())
		if err != nil {
			t.Fatal(err)
		}
		g.alerts.Resume(a)
	}
	return g
}

func TestWhatARepeatingAlertWasToldInAnotherRunIsNotToldAgain(t *testing.T) {
	g := resumed(t, "ETH > 3000 repeat", "ETH > 3000.5", "liq < 5% repeat", "ETH < 9 repeat")
	g.at(1, positions(1, pos("16", "1", Long, "3100"), pos("15", "2", Short, "2090")))
	g.at(2, mid(2, "3100"))
	g.want("2 ETH > 3000.5: 3100 already")
	if w := g.alerts.All()[0]; w.State != WatchSpent || !w.Fired.IsZero() {
		t.Errorf("%+v", w)
	}
	g.at(3, NewDepth("15", after(3), levels("1999", "1"), levels("2001", "1"))) // the other position's price comes later
	g.want("2 ETH > 3000.5: 3100 already")
	g.at(4, positions(4, pos("16", "1", Long, "1"), pos("16", "3", Long, "3099")))
	g.at(5, mid(5, "2900"))
	g.at(6, mid(6, "3001"), positions(6, pos("16", "1", Long, "2999")))
	g.want("2 ETH > 3000.5: 3100 already", "4 liq < 5% repeat: 0.03225806451612903 of 16 already",
		"6 ETH > 3000 repeat: 3001", "6 liq < 5% repeat: 0.06664445184938354 of 16")
}

func TestAResumedAlertTakesNothingForOldThatComesLate(t *testing.T) {
	g := resumed(t, "liq < 5% repeat")
	g.at(1, mid(1, "2000"), positions(1, pos("16", "1", Long, "1"), pos("15", "2", Short, "2090"))) // no price of 15
	g.idle(2, 32)
	g.at(32, positions(32, pos("16", "1", Long, "1"), pos("16", "3", Long, "1990"), pos("15", "2", Short, "2090")))
	g.want("32 liq < 5% repeat: 0.5 of 16 already")
}

func TestImbalanceAlertAddsUpTheFirstLevels(t *testing.T) {
	// 7 of 10 are exactly 70 %; 29 of 40 are 72.5 %. Beyond the tenth level nothing counts.
	g := staged(t, "ETH imbalance > 70% bid repeat", "ETH imbalance > 70% ask")
	book := func(second int, bid, ask string) Event {
		return NewDepth("16", after(second), levels("100", bid), levels("101", ask))
	}
	g.at(1, book(1, "7", "3"))
	g.at(2, book(2, "29", "11"))
	g.at(3, book(3, "13", "7")) // 65 %
	g.at(4, book(4, "29", "11"))
	g.at(5, book(5, "64", "36"))
	g.at(6, book(6, "29", "11")) // too soon
	g.at(7, book(7, "11", "29"))
	g.prove(40)
	g.at(40, book(40, "13", "7"))
	g.at(41, book(41, "29", "11")) // not over since
	g.at(42, book(42, "64", "36"))
	g.at(43, book(43, "29", "11"))
	g.want("2 ETH imbalance > 70% bid repeat: 72.5", "7 ETH imbalance > 70% ask: 72.5", "43 ETH imbalance > 70% bid repeat: 72.5")

	var deep []string
	for i := range 12 {
		deep = append(deep, Int(int64(100-i)).String(), map[bool]string{true: "1", false: "1000"}[i < 10])
	}
	h := staged(t, "ETH imbalance > 90% bid")
	h.at(1, NewDepth("16", after(1), levels(deep...), levels("101", "1")))
	h.want("1 ETH imbalance > 90% bid: 90.90909090909090909 already")
}

func TestImbalanceAlertDoesNotWatchABookWithoutASide(t *testing.T) {
	g := staged(t, "ETH imbalance > 70% bid repeat")
	g.at(1, NewDepth("16", after(1), levels("100", "5"), nil))
	g.at(2, NewDepth("16", after(2), nil, nil))
	g.want()
}

func rate(second int, value string) Event {
	return Funding{Market: "16", Rates: []Rate{{Value: MustDec(value), At: after(second)}}}
}

func TestFundingAlertTellsAChangeOfSignOnly(t *testing.T) {
	g := staged(t, "funding repeat", "funding BTC-USD")
	g.at(1, rate(1, "0.0001"))
	g.at(2, rate(2, "0.0005"))
	g.at(3, rate(3, "0"))
	g.at(4, rate(4, "0.0001"))
	g.want()
	g.at(5, rate(5, "0"), rate(5, "-0.0001"))
	g.at(6, rate(6, "0.0001")) // too soon to be told
	g.at(7, rate(7, "-0.0001"))
	g.idle(8, 69)
	g.prove(70)
	g.at(70, rate(70, "0.0002"))
	g.want("5 funding repeat: -0.0001 of 16", "70 funding repeat: 0.0002 of 16")
	if w := g.alerts.All()[1]; w.State != WatchBlind || w.Reason != "nothing received yet" {
		t.Errorf("%+v", w)
	}
}

func TestFundingSignThatChangedUnseenSaysSo(t *testing.T) {
	g := staged(t, "funding ETH")
	g.at(1, rate(1, "0.0001"))
	g.links(2, LinkDown)
	g.at(3)
	g.links(100, LinkUp)
	g.at(100)
	g.at(101, rate(101, "-0.0001"))
	g.want("101 funding ETH: -0.0001 unseen 0-101 rate of ETH: offline: reset")
}

func TestLinkAlertTellsALossThatLasts(t *testing.T) {
	g := staged(t, "link repeat")
	g.at(1, mid(1, "2000"))
	down := Link{Scope: MarketScope("16"), State: LinkDown, Since: after(2), Proven: after(2), Cause: "reset"}
	up := down
	up.State, up.Proven = LinkUp, after(3)
	g.at(2, down)
	g.at(4, up, mid(4, "2000")) // a moment only
	g.at(5, down)
	g.at(9)
	g.want()
	g.at(10)
	g.at(11)
	g.want("10 link repeat: ETH: offline: reset")
	up.Since, up.Proven = after(12), after(12)
	g.at(12, up, mid(12, "2000"))
	g.prove(13)
	g.at(14, down)
	g.at(20) // it was not well for ten seconds in between
	up.Since, up.Proven = after(21), after(21)
	g.at(21, up, mid(21, "2000"))
	g.prove(30)
	g.at(31)
	g.prove(32)
	g.links(32, LinkDown)
	g.at(32)
	g.at(37)
	g.want("10 link repeat: ETH: offline: reset", "37 link repeat: 4 of 4 connections: offline: reset")
}

// link puts one link into a state at a second.
func (g *stage) link(second int, of Scope, state LinkState) {
	g.m.Apply(batchOf(Link{Scope: of, State: state, Since: after(second), Proven: after(second), Cause: "reset"}))
}

// TestOneOutageIsToldOnceAndGrows: each connection finds out for itself, at its own moment, that the far end is gone.
func TestOneOutageIsToldOnceAndGrows(t *testing.T) {
	g := staged(t, "link repeat")
	btc, eth, account := MarketScope("15"), MarketScope("16"), AccountScope(alertAccount)
	g.at(1, mid(1, "2000"))
	g.link(2, eth, LinkDown)
	g.at(2)
	g.link(3, btc, LinkDown)
	g.at(3)
	g.at(7)
	g.at(8)
	g.link(9, account, LinkDown)
	g.at(9)
	g.link(10, Scope{}, LinkUp)
	g.at(14)
	g.link(15, btc, LinkUp) // back for good, while the others are not
	g.prove(15)
	for second := 15; second <= 30; second++ {
		for _, s := range []Scope{{}, btc} {
			l := g.m.links[s]
			l.Proven = after(second)
			g.m.Apply(batchOf(l))
		}
		g.at(second)
	}
	g.link(31, btc, LinkDown) // and gone again in the same outage
	g.at(31)
	g.at(36)
	g.want("7 link repeat: ETH: offline: reset",
		"8 link repeat: 2 of 4 connections, first ETH: offline: reset grown",
		"14 link repeat: 3 of 4 connections, first ETH: offline: reset grown",
		"36 link repeat: 3 of 4 connections, first ETH: offline: reset grown")
	g.links(40, LinkUp)
	g.at(40, mid(40, "2000"))
	g.idle(41, 60)
	g.link(61, btc, LinkDown)
	g.at(61)
	g.at(66)
	if got := g.told[len(g.told)-1]; got != "66 link repeat: BTC: offline: reset" || len(g.told) != 5 {
		t.Errorf("when all were back, the next loss is told as %q of %d", got, len(g.told))
	}
}

func TestLinkThatWasNeverWellIsGivenTime(t *testing.T) {
	g := staged(t, "link")
	g.links(0, LinkConnecting)
	g.at(1)
	g.at(30)
	g.want()
	g.at(31)
	g.want("31 link: 4 of 4 connections: connecting")
}

func TestChecksOfNoAlertsCostNothing(t *testing.T) {
	g := staged(t)
	if n := testing.AllocsPerRun(100, func() { g.alerts.Check(g.m, after(1)) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestSettingTwiceIsSettingOnce(t *testing.T) {
	g := staged(t, "ETH > 3000", "ETH > 3000.00 repeat")
	if all := g.alerts.All(); len(all) != 1 || !all[0].Alert.Repeat {
		t.Errorf("%+v", all)
	}
	for i := range 2 * MaxAlerts {
		if ok := g.alerts.Set(Alert{Kind: AlertPrice, Market: "16", Level: Int(int64(i + 1))}); ok != (i < MaxAlerts-1) {
			t.Fatalf("alert %d: %v", i, ok)
		}
	}
	g.alerts.Remove(Alert{Kind: AlertPrice, Market: "16", Level: Int(3000)})
	if g.alerts.Len() != MaxAlerts-1 || g.alerts.Has(Alert{Kind: AlertPrice, Market: "16", Level: Int(3000)}) {
		t.Error("not removed")
	}
}

func TestAnOutageGrowsAlsoForAnAlertThatIsSetOnce(t *testing.T) {
	g := staged(t, "link")
	btc, eth := MarketScope("15"), MarketScope("16")
	g.at(1, mid(1, "2000"))
	g.link(2, btc, LinkDown)
	g.at(2)
	g.at(7)
	g.link(9, eth, LinkDown)
	g.at(9)
	g.at(14)
	g.want("7 link: BTC: offline: reset", "14 link: 2 of 4 connections, first BTC: offline: reset grown")
	g.links(40, LinkUp)
	g.at(40, mid(40, "2000"))
	g.idle(41, 60)
	if g.alerts.Len() != 0 {
		t.Error("when the outage is over it is still set")
	}
}
