package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"kanatop/model"
)

// forgetful throws away all that is kept only to be used again.
func forgetful(a *App) {
	a.text, a.memo, a.alarm, a.views = scratch{}, memo{}, memo{}, [paneCount]view{}
	a.laid, a.places = facts{}, arrangement{}
	a.entries, a.names, a.hintRows, a.tabs = nil, [2][]string{}, nil, nil
	for _, p := range a.panes {
		switch p := p.(type) {
		case *bookPane:
			p.built = ladder{}
		case *chartPane:
			p.marks, p.dots = nil, raster{}
		case *ordersPane:
			p.more = nil
		}
		if t := tableOf(p); t != nil {
			t.shown, t.rows, t.under = nil, nil, nil
		}
	}
}

// someOrders are up to five open orders of two markets, inside and outside of what a book shows.
func someOrders(r *rapid.T, now time.Time) []model.Order {
	var rows []model.Order
	for k := range rapid.IntRange(0, 5).Draw(r, "orders") {
		price := model.Int(int64(rapid.IntRange(117700, 117780).Draw(r, "price")))
		size := model.Int(int64(rapid.IntRange(1, 3).Draw(r, "size")))
		kind := model.OrderType(rapid.SampledFrom([]string{"1", "2", "7", "12"}).Draw(r, "type"))
		market := rapid.SampledFrom([]model.MarketID{"15", "14"}).Draw(r, "of")
		rows = append(rows, model.Order{Market: market, ID: model.OrderID(fmt.Sprint(k)), Type: kind, Price: price, Size: size, Remaining: size, Time: now})
	}
	return rows
}

// tableOf is the table of a pane that has one.
func tableOf(p pane) *table {
	switch p := p.(type) {
	case *tradesPane:
		return &p.table
	case *fundingPane:
		return &p.table
	case *positionsPane:
		return &p.table
	case *openPane:
		return &p.table
	case *ordersPane:
		return &p.table
	case *fillsPane:
		return &p.table
	case *transfersPane:
		return &p.table
	}
	return nil
}

// TestWhatIsUsedAgainShowsNothingOld plays random data, keys, sizes and seconds, and compares each frame with one that is made of
// nothing from before.
func TestWhatIsUsedAgainShowsNothingOld(t *testing.T) {
	batches := busy(start())
	rapid.Check(t, func(r *rapid.T) {
		c := &clock{start()}
		a := lit(t, c, Options{})
		a.Update(tea.WindowSizeMsg{Width: 150, Height: 44})
		for range rapid.IntRange(1, 15).Draw(r, "events") {
			switch rapid.IntRange(0, 7).Draw(r, "event") {
			case 0:
				a.Update(tea.WindowSizeMsg{Width: rapid.IntRange(20, 220).Draw(r, "w"), Height: rapid.IntRange(5, 60).Draw(r, "h")})
			case 1:
				c.now = c.now.Add(time.Duration(rapid.IntRange(1, 90).Draw(r, "seconds")) * time.Second)
				a.Update(clockMsg{})
			case 2:
				id := rapid.SampledFrom([]model.MarketID{"14", "15", "77", "9"}).Draw(r, "market")
				rate := model.MustDec(fmt.Sprintf("0.000%d", rapid.IntRange(1, 9).Draw(r, "rate")))
				a.Update(batch(
					model.Funding{Market: id, Rates: []model.Rate{{Value: rate, At: c.now}}},
					model.OpenOrders{Account: profile, At: c.now, Rows: someOrders(r, c.now)}))
			case 3, 4:
				a.Update(batches[rapid.IntRange(0, len(batches)-1).Draw(r, "batch")])
			default:
				press(a, rapid.SampledFrom([]string{"tab", "z", "?", "esc", "T", "H", "j", "k", "space", "d", "+", "t", "L", "1", "2", "3", "A", "enter", "s", "x", "i"}).Draw(r, "key"))
			}
			a.dirty = true
			a.View()
			got := a.canvas.Render(a.theme.palette)
			forgetful(a)
			a.dirty = true
			a.View()
			if want := a.canvas.Render(a.theme.palette); got != want {
				r.Fatalf("with what was kept:\n%s\nwithout:\n%s", got, want)
			}
		}
	})
}

func TestAWordIsItsLettersAndNothingElse(t *testing.T) {
	var s scratch
	rapid.Check(t, func(r *rapid.T) {
		if rapid.Bool().Draw(r, "a frame begins") {
			s.reset()
		}
		before := s.join("text", " of the frame")
		parts := rapid.SliceOfN(rapid.StringN(0, 6, -1), 0, 5).Draw(r, "parts")
		word := s.word(parts...)
		after := s.join("more")
		s.word("overwritten", "?")
		if word != strings.Join(parts, "") || string(before) != "text of the frame" || string(after) != "more" {
			r.Fatalf("%q of %q, between %q and %q", word, parts, before, after)
		}
	})
}

func TestWordsAreForgottenBeforeTheyAreTooMany(t *testing.T) {
	var s scratch
	for i := range 5 * mostWords {
		if got, want := s.word("word ", fmt.Sprint(i)), fmt.Sprint("word ", i); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		if len(s.words) > mostWords {
			t.Fatalf("%d words are kept", len(s.words))
		}
	}
}
