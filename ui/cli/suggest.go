package cli

import "fmt"

// suggestion is "; did you mean …?" with the candidate that a mistyped word is nearest to, or nothing when none is near.
func suggestion(typed string, candidates []string) string {
	least := 1 + max(2, len(typed)/3)
	if len(typed) < 5 { // with two of four letters changed it may be anything
		least = 2
	}
	nearest := ""
	for _, c := range candidates {
		if d := distance(typed, c); d < least && d < len(c) {
			nearest, least = c, d
		}
	}
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", nearest)
}

// distance is the number of letters to insert, delete or replace, or of neighbours to swap, to turn a into b.
func distance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	above, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := row[j]
			if a[i] != b[j] {
				cost = 1 + min(row[j], row[j+1], next[j])
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, above[j-1]+1)
			}
			next[j+1] = cost
		}
		above, row = row, next
	}
	return row[len(b)]
}
