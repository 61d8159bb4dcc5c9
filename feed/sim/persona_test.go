package sim

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/govalues/decimal"
)

func TestAccountsDifferAndAreKnownByWalletAndProfile(t *testing.T) {
	x := New(Options{Seed: 3})
	for i, who := range Accounts() {
		if status, success, data := ask(t, x, "/getProfileAddress?userAddress="+who.Wallet, ""); status != 200 || !success || data != who.Profile {
			t.Errorf("wallet of %s: status %d, %v", who.Name, status, data)
		}
		positions, open := x.PositionsOf(who.Profile), x.OpenOrdersOf(who.Profile)
		if len(positions) < 2 || len(open) == 0 || len(x.accounts[i].fills) == 0 || len(x.accounts[i].transfers) == 0 {
			t.Errorf("%s has %d positions and %d open orders", who.Name, len(positions), len(open))
		}
		for _, other := range Accounts()[:i] {
			if other.Name == who.Name || slices.Equal(x.PositionsOf(other.Profile), positions) {
				t.Errorf("%s and %s are alike", other.Name, who.Name)
			}
		}
	}
	if x.PositionsOf("0x1") != nil || x.OpenOrdersOf("0x1") != nil {
		t.Error("a stranger has an account")
	}
}

func TestSameSeedGivesEveryAccountTheSameLife(t *testing.T) {
	lives := func() (out []Position) {
		x := New(Options{Seed: 9})
		age(x, 2000, func(time.Time) {})
		for _, who := range Accounts() {
			out = append(out, x.PositionsOf(who.Profile)...)
		}
		return out
	}
	synctest.Test(t, func(t *testing.T) { // so that both begin at the same moment
		a, b := lives(), lives()
		if !slices.Equal(a, b) {
			t.Errorf("%+v\n%+v", a, b)
		}
	})
}

func TestAccountsThatTradeWithEachOtherAreBothSettled(t *testing.T) {
	x := New(Options{Seed: 1})
	main, hedge, btc := x.accounts[0], x.accounts[1], x.market("15")
	for _, ask := range []bool{true, false} {
		var all []*order
		for _, l := range *btc.book.side(ask) {
			all = append(all, l.orders...)
		}
		for _, o := range all {
			btc.cancel(o)
		}
	}
	before := hedge.held(btc, false).lots
	resting := hedge.place(btc, order{kind: increaseShort, ticks: 117_800, lots: 700})
	main.place(btc, order{kind: increaseLong, market: true, lots: 500})
	main.settleAll()
	hedge.settleAll()
	if got := hedge.held(btc, false).lots; got != before+500 || resting.left != 200 || len(btc.owned) != 0 {
		t.Errorf("short of %d lots after %d, %d left of the order, %d fills unsettled", got, before, resting.left, len(btc.owned))
	}
	own := hedge.fills[0]
	if own.order.address != hedge.Profile || !own.size.Equal(decimal.MustParse("0.005")) || main.fills[0].order.address != main.Profile {
		t.Errorf("fills %+v and %+v", own, main.fills[0])
	}
}
