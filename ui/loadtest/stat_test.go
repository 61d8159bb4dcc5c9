package main

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestQuantileIsTheNearestRank(t *testing.T) {
	tests := []struct {
		q    float64
		want int
	}{{0, 15}, {0.05, 15}, {0.3, 20}, {0.4, 20}, {0.5, 35}, {0.99, 50}, {1, 50}}
	for _, tt := range tests {
		if got := quantile([]int{35, 20, 15, 50, 40}, tt.q); got != tt.want {
			t.Errorf("quantile %v is %d, want %d", tt.q, got, tt.want)
		}
	}
	if got := quantile[int](nil, 0.5); got != 0 {
		t.Errorf("quantile of nothing is %d", got)
	}
}

func TestQuantileIsASampleThatEnoughOthersDoNotExceed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		samples := rapid.SliceOfN(rapid.Int(), 1, 50).Draw(t, "samples")
		q := rapid.Float64Range(0.001, 1).Draw(t, "q")
		got := quantile(samples, q)
		below, under := 0, 0
		for _, s := range samples {
			if s <= got {
				below++
			}
			if s < got {
				under++
			}
		}
		n := float64(len(samples))
		if !slices.Contains(samples, got) || float64(below) < q*n || float64(under) >= q*n {
			t.Fatalf("quantile %v of %v is %d", q, samples, got)
		}
	})
}

func TestNoiseIsTheSpreadAsAShareOfTheMedian(t *testing.T) {
	for _, tt := range []struct {
		windows []float64
		want    float64
	}{{nil, 0}, {[]float64{0, 0}, 0}, {[]float64{4}, 0}, {[]float64{5, 4, 3}, 0.5}} {
		if got := noise(tt.windows); got != tt.want {
			t.Errorf("noise of %v is %v, want %v", tt.windows, got, tt.want)
		}
	}
}

// at is a moment so many milliseconds after a fixed one.
func at(ms int) time.Time { return time.UnixMilli(1_753_165_487_000 + int64(ms)) }

func TestSizesAreRecognisedAsTheNewestPushSentByThen(t *testing.T) {
	s := series{first: 100, count: 10}
	sent := []stamp{{3, at(10)}, {9, at(20)}, {14, at(30)}}
	seen := []sight{
		{102, at(5)},  // before anything was sent
		{102, at(12)}, // push 2
		{109, at(20)}, // push 9, in the very moment
		{103, at(29)}, // push 3 still: 13 was not sent yet
		{103, at(35)}, // push 13 by now
		{105, at(36)}, // push 5: 15 was not sent
	}
	want := []stamp{{2, at(12)}, {9, at(20)}, {3, at(29)}, {13, at(35)}, {5, at(36)}}
	if diff := cmp.Diff(want, recognise(seen, sent, s), cmp.AllowUnexported(stamp{})); diff != "" {
		t.Errorf("recognised (-want +got):\n%s", diff)
	}
}

func TestEveryPushIsRecognisedHoweverOftenSizesRepeat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := bookSizes()
		newest := rapid.Int64Range(0, 5*s.count).Draw(t, "newest")
		shown := newest - rapid.Int64Range(0, min(newest, s.count-1)).Draw(t, "behind")
		got := recognise([]sight{{s.size(shown), at(1)}}, []stamp{{newest, at(0)}}, s)
		if len(got) != 1 || got[0].serial != shown {
			t.Fatalf("push %d is recognised as %v", shown, got)
		}
	})
}

func TestDelayLastsUntilThePushOrANewerOneIsShown(t *testing.T) {
	sent := []stamp{{0, at(0)}, {1, at(10)}, {2, at(20)}, {3, at(30)}, {4, at(40)}}
	shown := []stamp{{0, at(5)}, {2, at(33)}, {3, at(50)}}
	var got []int64
	for _, d := range delays(sent, shown, at(100)) {
		got = append(got, d.Milliseconds())
	}
	if want := []int64{5, 23, 13, 20, 60}; !slices.Equal(got, want) {
		t.Errorf("delays %v, want %v", got, want)
	}
}

func TestAgeIsThatOfTheNewestPushOnTheScreen(t *testing.T) {
	sent := []stamp{{0, at(0)}, {1, at(10)}, {2, at(20)}}
	shown := []stamp{{0, at(10)}, {2, at(30)}}
	var got []int64
	for _, d := range ages(sent, shown, at(0), at(50), 10*time.Millisecond) {
		got = append(got, d.Milliseconds())
	}
	// Nothing is shown at 0; push 0 at 10 and 20; push 2 at 30 and 40.
	if want := []int64{10, 20, 10, 20}; !slices.Equal(got, want) {
		t.Errorf("ages %v, want %v", got, want)
	}
}

func TestPartHoldsItsBeginningAndNotItsEnd(t *testing.T) {
	all := []stamp{{0, at(0)}, {1, at(1)}, {2, at(2)}}
	if diff := cmp.Diff(all[1:2], between(all, at(1), at(2)), cmp.AllowUnexported(stamp{})); diff != "" {
		t.Errorf("part (-want +got):\n%s", diff)
	}
}
