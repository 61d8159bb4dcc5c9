package ui

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kanatop/model"
)

func TestBookGroupingIsRememberedPerMarket(t *testing.T) {
	var got []Memory
	a := lit(t, &clock{start()}, Options{Remember: func(m Memory) { got = append(got, m) }})
	press(a, "+", "+", "+", "1", "+")
	want := map[model.MarketID]int64{"15": 10, "14": 2}
	if len(got) != 4 || !cmp.Equal(got[3].Groups, want) {
		t.Fatalf("remembered %+v", got)
	}
	b := lit(t, &clock{start()}, Options{Memory: got[3]})
	screen(b, 160, 48)
	has(t, frame(b), "×10")
	press(b, "1")
	has(t, frame(b), "×2")
	press(b, "3")
	hasNot(t, frame(b), "×2", "×10")
}

func TestGroupingOfATickIsNotWorthRemembering(t *testing.T) {
	var got []Memory
	a := lit(t, &clock{start()}, Options{Remember: func(m Memory) { got = append(got, m) }})
	press(a, "-")
	if len(got) > 0 {
		t.Errorf("nothing changed and %+v is remembered", got)
	}
	press(a, "+", "-")
	if len(got) != 2 || len(got[0].Groups) != 1 || len(got[1].Groups) != 0 {
		t.Errorf("remembered %+v", got)
	}
}

func TestNonsenseInMemoryHasNoEffect(t *testing.T) {
	a := lit(t, &clock{start()}, Options{Memory: Memory{Groups: map[model.MarketID]int64{"15": 3, "14": -5, "16": 0, "nobody": 1 << 60}}})
	screen(a, 160, 48)
	hasNot(t, frame(a), "×")
}
