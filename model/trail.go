package model

import (
	"cmp"
	"slices"
	"time"
)

// Point is a price at a second of Unix time.
type Point struct {
	Second int64
	Price  Dec
}

// Trail is a price sampled once a second: the last one of each second in which it was seen.
type Trail struct {
	First  Point // the first ever seen; its price is absent until then
	Points []Point
}

func newTrail(at time.Time, price Dec) Trail {
	if !price.Known() {
		return Trail{}
	}
	p := Point{Second: at.Unix(), Price: price}
	return Trail{First: p, Points: []Point{p}}
}

// join appends a newer trail; of one second the newer price counts, and seconds before the last one are ignored.
func (t Trail) join(newer Trail) Trail {
	if !t.First.Price.Known() {
		t.First = newer.First
	}
	for _, p := range newer.Points {
		n := len(t.Points)
		switch {
		case n == 0 || p.Second > t.Points[n-1].Second:
			t.Points = trimmed(append(t.Points, p), MaxPoints)
		case p.Second == t.Points[n-1].Second:
			t.Points[n-1] = p
		}
	}
	return t
}

// trimmed keeps the last limit elements. Appending to the result moves it to new memory from time to time, which frees the rest.
func trimmed[T any](s []T, limit int) []T { return s[max(0, len(s)-limit):] }

// Sampled returns the point at or before a second, if there is one.
func (t Trail) Sampled(second int64) (Point, bool) {
	i, found := slices.BinarySearchFunc(t.Points, second, func(p Point, s int64) int { return cmp.Compare(p.Second, s) })
	switch {
	case found:
		return t.Points[i], true
	case i == 0:
		return Point{}, false
	}
	return t.Points[i-1], true
}
