package model

import (
	"slices"
	"strings"
)

// Filter picks rows by words, all of which must fit. A word that names a market, a side, an action, a direction or a status
// asks for that; any other is looked for in the text of the row. The zero Filter lets everything through.
type Filter struct{ words []filterWord }

// filterWord is a word in lower case with what it may mean; it fits a row for which one of its meanings holds.
type filterWord struct {
	text      string
	markets   []MarketID
	names     []string // of the markets
	side      Side
	book      BookSide
	action    Action
	direction Direction
	status    string
}

// Traits are what a filter asks of a row. Those that a kind of row does not have stay zero.
type Traits struct {
	Market    MarketID
	Action    Action
	Side      Side
	Book      BookSide
	Direction Direction
	Status    Status
	Text      func() string // what is shown of the row, and its ids; asked only for words without another meaning
}

// Intended fills in what an order type tells.
func (r Traits) Intended(t OrderType) Traits {
	r.Action, r.Side = t.Intent()
	return r
}

// ParseFilter reads the words of a filter; every text is one.
func ParseFilter(text string, markets []Market) Filter {
	var f Filter
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		w := filterWord{text: word}
		for _, m := range markets {
			if m.Matches(word) {
				w.markets, w.names = append(w.markets, m.ID), append(w.names, m.Name)
			}
		}
		w.understand()
		f.words = append(f.words, w)
	}
	return f
}

// understand finds what the exchange's and the trade's own words mean.
func (w *filterWord) understand() {
	switch w.text {
	case "long":
		w.side = Long
	case "short":
		w.side = Short
	case "buy":
		w.book = Bid
	case "sell":
		w.book = Ask
	case "open":
		w.action = Open
	case "increase":
		w.action = Increase
	case "decrease":
		w.action = Decrease
	case "close":
		w.action = Close
	case "deposit":
		w.direction = Deposit
	case "withdrawal":
		w.direction = Withdrawal
	}
	if s := Status(w.text).String(); slices.Contains([]string{"open", "partial", "filled", "cancelled", "closed"}, s) {
		w.status = s
	}
}

// Empty reports whether the filter lets everything through.
func (f Filter) Empty() bool { return len(f.words) == 0 }

// Match reports whether all words fit a row.
func (f Filter) Match(r Traits) bool {
	text, asked := "", false
	for _, w := range f.words {
		if w.means() {
			if !w.fits(r) {
				return false
			}
			continue
		}
		if !asked && r.Text != nil {
			text, asked = strings.ToLower(r.Text()), true
		}
		if !strings.Contains(text, w.text) {
			return false
		}
	}
	return true
}

func (w filterWord) means() bool {
	return w.markets != nil || w.side != SideUnknown || w.book != BookSideUnknown || w.action != ActionUnknown || w.direction != DirectionUnknown || w.status != ""
}

func (w filterWord) fits(r Traits) bool {
	return slices.Contains(w.markets, r.Market) ||
		w.side != SideUnknown && w.side == r.Side ||
		w.book != BookSideUnknown && w.book == r.Book ||
		w.action != ActionUnknown && w.action == r.Action ||
		w.direction != DirectionUnknown && w.direction == r.Direction ||
		w.status != "" && w.status == r.Status.String()
}

// Reading is how the filter was understood, word by word: `BTC-USD, short, text "0x7"`; empty for none.
func (f Filter) Reading() string {
	var parts []string
	for _, w := range f.words {
		switch {
		case w.markets != nil:
			parts = append(parts, strings.Join(w.names, " or "))
		case w.means():
			parts = append(parts, w.text)
		default:
			parts = append(parts, `text "`+w.text+`"`)
		}
	}
	return strings.Join(parts, ", ")
}
