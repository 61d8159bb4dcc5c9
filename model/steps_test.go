package model

import "testing"

func TestStepsRoundsToTheNearest(t *testing.T) {
	for _, c := range []struct {
		part, whole string
		n, want     int64
		ok          bool
	}{
		{"0.5", "1", 8, 4, true},
		{"0.0625", "1", 8, 1, true},
		{"0.06", "1", 8, 0, true},
		{"3", "2.00", 10, 15, true},
		{"-1", "4", 8, -2, true},
		{"9999999999999999999", "0.0000000000000000001", 8, 0, false},
		{"999999999999", "0.001", 1000, 999_999_999_999_000_000, false},
		{"1", "0", 8, 0, false},
		{"1", "-1", 8, 0, false},
		{"", "1", 8, 0, false},
	} {
		got, ok := Steps(MustDec(c.part), MustDec(c.whole), c.n)
		if !c.ok {
			if ok && got < 1<<40 {
				t.Errorf("Steps(%s, %s, %d) = %d, want far or nothing", c.part, c.whole, c.n, got)
			}
			continue
		}
		if got != c.want || !ok {
			t.Errorf("Steps(%s, %s, %d) = %d, %v, want %d", c.part, c.whole, c.n, got, ok, c.want)
		}
	}
}
