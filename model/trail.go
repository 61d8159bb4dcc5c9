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
	Reach  Reach // of every price since [Alerts.Check] last looked, sampled or not
}

// Reach is the lowest and the highest of a run of prices, both absent for none.
type Reach struct{ Low, High Dec }

// join is the reach of both; of equal prices the earlier is kept.
func (r Reach) join(newer Reach) Reach {
	if !r.Low.Known() || newer.Low.Known() && newer.Low.Cmp(r.Low) < 0 {
		r.Low = newer.Low
	}
	if !r.High.Known() || newer.High.Known() && newer.High.Cmp(r.High) > 0 {
		r.High = newer.High
	}
	return r
}

func newTrail(at time.Time, price Dec) Trail {
	if !price.Known() {
		return Trail{}
	}
	p := Point{Second: at.Unix(), Price: price}
	return Trail{First: p, Points: []Point{p}, Reach: Reach{price, price}}
}

// join appends a newer trail; of one second the newer price counts, and seconds before the last one are ignored.
func (t Trail) join(newer Trail) Trail {
	if !t.First.Price.Known() {
		t.First = newer.First
	}
	t.Reach = t.Reach.join(newer.Reach)
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

// lapse is the longest time between two times without a sample in between.
func (t Trail) lapse(from, to time.Time) time.Duration {
	last, longest := from, time.Duration(0)
	i, _ := slices.BinarySearchFunc(t.Points, from.Unix(), func(p Point, s int64) int { return cmp.Compare(p.Second, s) })
	for _, p := range t.Points[i:] {
		if at := time.Unix(p.Second, 0); at.After(last) && at.Before(to) {
			longest, last = max(longest, at.Sub(last)), at
		}
	}
	return max(longest, to.Sub(last))
}
