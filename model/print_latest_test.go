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
