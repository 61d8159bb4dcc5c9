package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTheLatestPrintsAreTheFirstOfAll(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tape := new(Tape)
		for range rapid.IntRange(0, 12).Draw(r, "trades") {
			tape.ledger.rows = append(tape.ledger.rows, Trade{
				Version: int64(rapid.IntRange(0, 3).Draw(r, "version")), Price: Int(5), Size: Int(int64(rapid.IntRange(1, 9).Draw(r, "size"))),
			})
		}
		all, _ := tape.Prints(nil, Dec{})
		most := rapid.IntRange(0, 14).Draw(r, "most")
		got := tape.Latest(nil, most)
		if len(got) != min(most, len(all)) {
			r.Fatalf("%d of %d prints, asked for %d", len(got), len(all), most)
		}
		for i, p := range got {
			if p.Fills != all[i].Fills || !cmp.Equal(p.Size.String(), all[i].Size.String()) || p.Version != all[i].Version {
				r.Fatalf("print %d is %+v, of all it is %+v", i, p, all[i])
			}
		}
	})
}

func TestWhatIsLargeDependsOnWhatWasSeenAlone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		tape := new(Tape)
		see := func(n int) {
			for range n {
				tape.Seen++
				tape.ledger.rows = append(tape.ledger.rows, Trade{Version: int64(tape.Seen), Price: Int(5), Size: Int(int64(tape.Seen % 37))})
			}
			tape.ledger.rows = tape.ledger.rows[max(0, len(tape.ledger.rows)-MaxTrades):]
		}
		see(rapid.IntRange(0, 3*MaxTrades).Draw(r, "trades"))
		settled, told := tape.Settled(), tape.SettledPrints(Dec{})
		if tape.Seen-settled >= settledEach || len(told) < min(settled, MaxTrades-settledEach) {
			r.Fatalf("of %d trades %d are settled, of these %d prints tell what is large", tape.Seen, settled, len(told))
		}
		for tape.Seen >= settledEach { // as long as it is not told anew, the same ones tell
			if see(1); tape.Settled() != settled {
				return
			}
			if now := tape.SettledPrints(Dec{}); len(now) != len(told) || now[0].Version != told[0].Version || now[len(now)-1].Version != told[len(told)-1].Version {
				r.Fatalf("after %d trades other prints tell what is large", tape.Seen)
			}
		}
	})
}
