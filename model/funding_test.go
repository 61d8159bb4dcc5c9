package model

import "testing"

func TestPositiveRateIsPaidByLongs(t *testing.T) {
	for _, c := range []struct {
		side Side
		rate string
		want string
	}{
		{Long, "0.0001", "-0.1"},
		{Short, "0.0001", "0.1"},
		{Long, "-0.0001", "0.1"},
		{Short, "-0.0001", "-0.1"},
		{Long, "0", "0"},
		{SideUnknown, "0.0001", ""},
		{Long, "", ""},
	} {
		sameNumber(t, c.side.String()+" at rate "+c.rate, Payment(c.side, Int(1000), MustDec(c.rate)), c.want)
	}
	sameNumber(t, "payment on an unknown notional", Payment(Short, Dec{}, MustDec("0.0001")), "")
}

func TestRunOfEqualRatesIsKeptAsItsFirstAndLast(t *testing.T) {
	m := New(nil)
	for i, v := range []string{"1", "1", "1.0", "1", "2", "1", "1", "1"} {
		m.Apply(batchOf(Funding{Market: "15", Rates: []Rate{{Value: MustDec(v), At: after(i)}}}))
	}
	rates := m.Funding("15").Rates
	want := []int{0, 3, 4, 5, 7}
	if len(rates) != len(want) {
		t.Fatalf("%d rates kept, want %d: %v", len(rates), len(want), rates)
	}
	for i, second := range want {
		if !rates[i].At.Equal(after(second)) {
			t.Errorf("rate %d was heard at %v, want %v", i, rates[i].At, after(second))
		}
	}
	if got := m.Funding("15").Current(); !got.At.Equal(after(7)) {
		t.Errorf("current rate was heard at %v", got.At)
	}
}

func TestMarketWithoutARateHasNone(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(Funding{Market: "15"}))
	if r := m.Funding("15").Current(); r.Value.Known() || !r.At.IsZero() {
		t.Errorf("rate is %+v, want none", r)
	}
	if got := m.FundedMarkets(); len(got) != 0 {
		t.Errorf("an empty push made funded markets of %v", got)
	}
}
