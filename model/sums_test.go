package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSumsOfFillsTellWhatIsMissing(t *testing.T) {
	var s Sums
	for _, row := range []Trade{
		{PnL: MustDec("-0.95"), Fee: MustDec("0.588925"), Value: MustDec("1177.85")},
		{Fee: MustDec("0.1")},
		{PnL: MustDec("2.45"), Fee: MustDec("0"), Value: MustDec("100")},
		{PnL: MustDec("0"), Fee: MustDec("0.01"), Value: MustDec("0.15")},
	} {
		s.Add(row)
	}
	// -0.95 + 2.45 + 0; 0.588925 + 0.1 + 0 + 0.01; 1,177.85 + 100 + 0.15.
	sameNumber(t, "profit", s.PnL, "1.5")
	sameNumber(t, "fees", s.Fees, "0.698925")
	sameNumber(t, "value", s.Value, "1278")
	if s.Count != 4 || s.Missing != 1 || s.Wins != 1 || s.Losses != 1 {
		t.Errorf("%d rows, %d incomplete, %d won, %d lost", s.Count, s.Missing, s.Wins, s.Losses)
	}
}

func TestASumBeyondADecimalIsAbsentAndStaysSo(t *testing.T) {
	var s Sums
	for _, value := range []string{"9999999999999999999", "9999999999999999999", "5"} {
		s.Add(Trade{Value: MustDec(value)})
	}
	if s.Value.Known() {
		t.Errorf("the sum of what no decimal holds is said to be %s", s.Value)
	}
}

func TestSumsOfNothingAreAbsent(t *testing.T) {
	if s := (Sums{}); s.PnL.Known() || s.Fees.Known() || s.Value.Known() {
		t.Error("sums of no fills are known")
	}
	if (TransferSums{}).Net().Known() {
		t.Error("the net of no transfers is known")
	}
}

func TestOrdersAreCountedByStatus(t *testing.T) {
	var s OrderSums
	for _, o := range []Order{
		{Status: "expired", Value: Int(1)},
		{Status: "Cancelled", Value: Int(10)},
		{Status: "Filled", Value: MustDec("57.5")},
		{Status: "canceled", Value: Int(20)},
		{Status: "FILLED", Value: MustDec("0.5")},
		{Status: "Partially Filled"},
		{Value: Int(4)},
	} {
		s.Add(o)
	}
	var names []string
	for _, k := range s.ByStatus {
		names = append(names, k.Status)
	}
	if want := []string{"filled", "partial", "cancelled", "expired", "–"}; !slices.Equal(names, want) {
		t.Fatalf("statuses %v, want %v", names, want)
	}
	sameNumber(t, "value of the filled", s.ByStatus[0].Value, "58")
	sameNumber(t, "value of the cancelled", s.ByStatus[2].Value, "30")
	if s.ByStatus[1].Value.Known() || s.ByStatus[0].Count != 2 || s.Count != 7 || s.Missing != 1 {
		t.Errorf("%+v", s)
	}
}

func TestTransfersAddUpToTheirNet(t *testing.T) {
	var s TransferSums
	rows := []Transfer{
		{Direction: Deposit, Amount: Int(1000)},
		{Direction: Withdrawal, Amount: MustDec("25.5")},
		{Direction: Withdrawal, Amount: MustDec("0.25")},
		{Direction: Deposit},
		{Amount: Int(7)},
	}
	for _, row := range rows {
		s.Add(row)
	}
	sameNumber(t, "deposits", s.Deposits, "1000")
	sameNumber(t, "withdrawals", s.Withdrawals, "25.75")
	sameNumber(t, "net", s.Net(), "974.25")
	if s.In != 1 || s.Out != 2 || s.Missing != 2 || s.Count != 5 {
		t.Errorf("%+v", s)
	}
	var out TransferSums
	out.Add(rows[1])
	sameNumber(t, "net of a withdrawal alone", out.Net(), "-25.5")
}

// TestSumsOfPartsAddUpToTheSumOfAll whichever rows are in which part.
func TestSumsOfPartsAddUpToTheSumOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all, left, right Sums
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			cents := rapid.Int64Range(-10_000, 10_000).Draw(t, "cents")
			row := Trade{PnL: Int(cents).Shift(-2), Fee: Int(cents % 7), Value: Int(cents * cents)}
			all.Add(row)
			if rapid.Bool().Draw(t, "left") {
				left.Add(row)
			} else {
				right.Add(row)
			}
		}
		zero := Int(0)
		if all.PnL.Or(zero).Cmp(left.PnL.Or(zero).Add(right.PnL.Or(zero))) != 0 ||
			all.Value.Or(zero).Cmp(left.Value.Or(zero).Add(right.Value.Or(zero))) != 0 ||
			all.Wins != left.Wins+right.Wins || all.Losses != left.Losses+right.Losses || all.Count != left.Count+right.Count {
			t.Fatalf("%+v and %+v are not %+v", left, right, all)
		}
	})
}
