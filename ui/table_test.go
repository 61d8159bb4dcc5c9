package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kanatop/ui/canvas"
)

// TestCellsOfATableAreWholeOrAbsent paints tables of any columns into any width: what stands in a row are whole cells, in the
// order of the columns, each below its heading; and of a rank above 0 all or none.
func TestCellsOfATableAreWholeOrAbsent(t *testing.T) {
	a := fresh(t, &clock{start()}, Options{})
	rapid.Check(t, func(t *rapid.T) {
		columns := make([]column, rapid.IntRange(1, 9).Draw(t, "columns"))
		rows := make([][]cell, rapid.IntRange(1, 4).Draw(t, "rows"))
		for i := range columns {
			columns[i] = column{head: fmt.Sprintf("h%d", i), left: rapid.Bool().Draw(t, "left"), rank: rapid.IntRange(0, 4).Draw(t, "rank")}
		}
		columns[0].rank = 0
		for y := range rows {
			for i := range columns {
				word := fmt.Sprintf("%d%d%s", y, i, strings.Repeat("7", rapid.IntRange(0, 9).Draw(t, "length")))
				rows[y] = append(rows[y], cell{text: []byte(word)})
			}
		}
		w := rapid.IntRange(14, 80).Draw(t, "width") // the first column always fits
		c := canvas.New(w, len(rows)+1)
		new(table).paint(a.view(paneOpen), c.Region(), columns, rows, -1)
		painted := strings.Split(c.Text(), "\n")
		heads := strings.Fields(painted[0])
		var shown []int
		for i, col := range columns {
			if len(shown) < len(heads) && col.head == heads[len(shown)] {
				shown = append(shown, i)
			}
		}
		if len(shown) != len(heads) || len(heads) == 0 {
			t.Fatalf("the headings are %q", heads)
		}
		for y, row := range rows {
			var want []string
			for _, i := range shown {
				want = append(want, string(row[i].text))
			}
			if got := strings.Fields(painted[y+1]); strings.Join(got, " ") != strings.Join(want, " ") {
				t.Fatalf("row %d shows %q, not %q:\n%s", y, got, want, c.Text())
			}
		}
		byRank := make(map[int]bool)
		for i, col := range columns {
			seen := slices.Contains(shown, i)
			if before, known := byRank[col.rank]; known && before != seen && col.rank > 0 {
				t.Fatalf("columns of rank %d show in part:\n%s", col.rank, c.Text())
			}
			byRank[col.rank] = seen
		}
	})
}

func TestColumnsDoNotJumpWhenNumbersGetShorter(t *testing.T) {
	a := fresh(t, &clock{start()}, Options{})
	c := canvas.New(40, 2)
	columns := []column{{head: "one", left: true}, {head: "two"}, {head: "three"}}
	var tab table
	paint := func(text string) int {
		c.Clear()
		tab.paint(a.view(paneOpen), c.Region(), columns, [][]cell{{{text: []byte("x")}, {text: []byte(text)}, {text: []byte("1")}}}, -1)
		before, _, _ := strings.Cut(strings.Split(c.Text(), "\n")[0], "three")
		return len(before)
	}
	wide := paint("123456789")
	if got := paint("1"); got != wide {
		t.Errorf("the third column moved from %d to %d", wide, got)
	}
}
