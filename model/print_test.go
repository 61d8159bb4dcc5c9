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

func TestOfManyEqualPrintsNoneIsRare(t *testing.T) {
	sized := func(sizes ...string) (out []Print) {
		for _, s := range sizes {
			out = append(out, Print{Size: MustDec(s)})
		}
		return out
	}
	for _, c := range []struct {
		prints []Print
		want   Dec
	}{
		{nil, Dec{}},
		{sized("1", "1", "1", "1", "1", "1", "1", "1", "1", "1"), Dec{}},
		{sized("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), MustDec("10")},
		{sized("1", "5", "5", "5", "5", "5", "5", "5", "5", "9"), MustDec("9")},
		{sized("1", "5", "5", "5", "5", "5", "5", "5", "9", "9"), Dec{}},
	} {
		if got := Rare(c.prints, 10); got != c.want {
			t.Errorf("%v: %v, want %v", c.prints, got, c.want)
		}
	}
}
