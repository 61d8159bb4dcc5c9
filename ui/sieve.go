package ui

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// sieve is the choice of the rows of a pane that show: by words, and by the market shown. What is let through is found
// anew only when the rows, the choice or what is shown of a row changed.
type sieve struct {
	words string // as typed
	here  bool   // only rows of the market shown
	of    sifting
	kept  []int           // indices of the rows let through
	ids   map[string]bool // and their identities, where the rows change their order
}

// sifting is what the rows let through depend on.
type sifting struct {
	model                 *model.Model
	rev, markets, watched uint64
	rows, place           int // how many, and of which account
	words                 string
	here                  model.MarketID
	zone                  *time.Location
	hide                  bool
}

// sifted is a lister of which some rows may be hidden.
type sifted interface {
	lister
	sifter() *sieve
	// gather finds the rows that are let through.
	gather(v *view)
}

func (s *sieve) sifter() *sieve { return s }

// on reports whether rows may be hidden.
func (s *sieve) on() bool { return s.here || s.words != "" }

// filter is the words as a filter.
func (s *sieve) filter(v *view) model.Filter {
	if s.words == "" {
		return model.Filter{}
	}
	return model.ParseFilter(s.words, v.m.Markets())
}

// changed reports whether what is let through is to be found anew among n rows of a revision.
func (s *sieve) changed(v *view, rev uint64, n int) bool {
	_, watched := v.m.Watched()
	of := sifting{model: v.m, rev: rev, markets: v.m.MarketsRev(), watched: watched, rows: n, place: v.m.Looked(), words: s.words, zone: v.zone, hide: v.hide}
	if s.here {
		of.here = v.market.ID
	}
	if of == s.of {
		return false
	}
	s.of = of
	return true
}

// sift lets n rows through; those that pass are handed to take.
func (s *sieve) sift(v *view, n int, traits func(i int) model.Traits, take func(i int)) {
	f := s.filter(v)
	s.kept = s.kept[:0]
	for i := range n {
		if s.on() {
			if row := traits(i); s.here && row.Market != v.market.ID || !f.Match(row) {
				continue
			}
		}
		s.kept = append(s.kept, i)
		take(i)
	}
}

// siftByID lets n rows through by their identities.
func (s *sieve) siftByID(v *view, n int, id func(int) string, traits func(i int) model.Traits) {
	if !s.on() {
		return
	}
	s.ids = make(map[string]bool, n)
	s.sift(v, n, traits, func(i int) { s.ids[id(i)] = true })
}

// hidden is how many rows are not shown.
func (s *sieve) hidden() int {
	if !s.on() {
		return 0
	}
	return s.of.rows - len(s.kept)
}

// badge is for the title how many rows of how many show.
func (s *sieve) badge(short bool) string {
	if !s.on() {
		return "all " + strconv.Itoa(s.of.rows)
	}
	if short {
		return strconv.Itoa(len(s.kept)) + "/" + strconv.Itoa(s.of.rows)
	}
	return strconv.Itoa(len(s.kept)) + " of " + strconv.Itoa(s.of.rows)
}

// label is the choice in words.
func (s *sieve) label(v *view) string {
	label := cut(strings.Join(strings.Fields(s.words), " "), 24)
	if s.here {
		label = strings.TrimSpace("only " + v.market.Symbol + " " + label)
	}
	return label
}

// nothing says that no row is let through.
func (s *sieve) nothing(v *view) string {
	return "none of " + strconv.Itoa(s.of.rows) + " is let through by the filter: " + s.label(v)
}

// counted is a number of things, one of which is called so.
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// counted is [counted] as a word.
func (s *scratch) counted(n int, one string) string {
	if n == 1 {
		return s.word("1 ", one)
	}
	return s.word(string(s.integer(n)), " ", one, "s")
}

// clear shows all rows again.
func (s *sieve) clear() { s.words, s.here = "", false }

// rowText is what a filter's words are looked for in: the fields of a row, numbers with their thousands grouped too.
func rowText(fields []field, more ...string) string {
	var s scratch
	for _, f := range fields {
		if f.value == absent {
			continue
		}
		s.b = append(append(s.b, f.value...), '\n')
		if d, err := model.ReadDec(f.value); err == nil && len(f.value) > 3 {
			s.received(d)
			s.b = append(s.b, '\n')
		}
	}
	for _, text := range more {
		s.b = append(append(s.b, text...), '\n')
	}
	return string(s.b)
}

// badge stands behind a pane's name: how many of its rows show, or how many there are.
func (a *App) badge(p paneID, v *view, short bool) string {
	switch pane := a.panes[p].(type) {
	case sifted:
		if pane.sifter().on() && v.account {
			pane.gather(v)
			return pane.sifter().badge(short)
		}
	case interface{ badge(v *view) string }:
		return pane.badge(v)
	}
	if n := a.panes[p].count(v); n >= 0 {
		return v.text(v.integer(n))
	}
	return ""
}

// filterLabel is a pane's filter in words, empty without one.
func (a *App) filterLabel(p paneID) string {
	if s, ok := a.panes[p].(sifted); ok && s.sifter().on() {
		return s.sifter().label(a.view(p))
	}
	return ""
}

// noteOf is a pane's note, behind the words of its filter.
func (a *App) noteOf(p paneID, v *view) string { return v.noted(a.filterLabel(p), a.panes[p].note(v)) }

// siftHere shows only the rows of the market shown, or all again.
func (a *App) siftHere() tea.Cmd {
	s, ok := a.panes[a.focus].(sifted)
	if !ok {
		a.tell("this pane has no filter")
		return nil
	}
	k := s.sifter()
	k.here = !k.here
	a.tell(map[bool]string{true: "only rows of the market shown", false: "rows of all markets"}[k.here])
	return nil
}

// passing are the rows whose identities are let through; all of them without a filter.
func passing[T any](s *sieve, rows []T, id func(int) string) []T {
	if !s.on() {
		return rows
	}
	out := make([]T, 0, len(rows))
	for i := range rows {
		if s.ids[id(i)] {
			out = append(out, rows[i])
		}
	}
	return out
}

// hasFilter and hasTransactions say what the focused pane offers.
func (a *App) hasFilter() bool {
	_, ok := a.panes[a.focus].(sifted)
	return ok
}

func (a *App) hasTransactions() bool {
	_, ok := a.panes[a.focus].(onChain)
	return ok
}
