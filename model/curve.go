package model

import "sort"

// Cumulative is the running sum of the sizes of a side, best first: the i-th is what rests at the i-th level and at all better ones, in base units.
func Cumulative(levels []Level) []Dec {
	out := make([]Dec, len(levels))
	sum := Int(0)
	for i, l := range levels {
		sum = sum.Add(Some(l.Size))
		out[i] = sum
	}
	return out
}

// Within is how many levels of a side, best first, stand at a price or at a better one; none for an absent price.
func Within(levels []Level, side BookSide, price Dec) int {
	limit, ok := price.Value()
	if !ok {
		return 0
	}
	return sort.Search(len(levels), func(i int) bool {
		if side == Ask {
			return levels[i].Price.Cmp(limit) > 0
		}
		return levels[i].Price.Cmp(limit) < 0
	})
}
