package model

import "testing"

func TestPrintUnitesFillsOfOneTakerInOneTransaction(t *testing.T) {
	one := fill(1, "100")
	one.Version, one.Address, one.Size = 7, "0xa", MustDec("0.5")
	two := one
	two.Price, two.Size = MustDec("102"), MustDec("1.5")
	other := one
	other.Address = "0xb"
	unversioned := one
	unversioned.Version = 0
	tape := tapeOf([]Trade{one, two, other}, []Trade{unversioned, unversioned})
	prints, hidden := tape.Prints(nil, Dec{})
	if len(prints) != 4 || hidden != 0 {
		t.Fatalf("%d prints, %d hidden: %+v", len(prints), hidden, prints)
	}
	for _, p := range prints {
		if p.Fills != 2 {
			continue
		}
		sameNumber(t, "size", p.Size, "2")
		sameNumber(t, "value", p.Value, "203")
		sameNumber(t, "low", p.Low, "100")
		sameNumber(t, "high", p.High, "102")
	}
	prints, hidden = tape.Prints(nil, MustDec("1"))
	if len(prints) != 1 || hidden != 3 {
		t.Errorf("from size 1 on: %d prints, %d hidden", len(prints), hidden)
	}
}
