package model

import "testing"

func TestALinkRemembersWhereItWasLost(t *testing.T) {
	l := Link{State: LinkConnecting, Proven: after(5)}
	l.Lose() // nothing was there to lose
	if _, bounded := l.Held(after(1).Unix()); bounded {
		t.Error("what was never up was lost")
	}
	for i := range MaxLost + 4 {
		l.State, l.Proven = LinkUp, after(100+10*i)
		l.Lose()
	}
	last := 100 + 10*(MaxLost+3)
	for seen, want := range map[int]int{last: last, last - 1: last, last - 10: last - 10, last - 11: last - 10, 0: 100 + 10*4} {
		if until, bounded := l.Held(after(seen).Unix()); !bounded || until != after(want).Unix() {
			t.Errorf("what was seen at %d is held to %d, want %d", seen, until-after(0).Unix(), want)
		}
	}
	if _, bounded := l.Held(after(last + 1).Unix()); bounded {
		t.Error("a loss bounds what was seen after it")
	}
}
