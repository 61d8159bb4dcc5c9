package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrAlert says that a text is not an alert.
var ErrAlert = errors.New("not an alert")

// ErrAlertMarket says that an alert names a market that is not known, or not yet.
var ErrAlertMarket = errors.New("no such market")

// ParseAlert reads the textual form of an alert: a market and > or < and a price; liq < and a percentage; filled, cancelled,
// position or funding, each of one market or of any; link; a market, imbalance > and a percentage and bid or ask. The word
// repeat may follow. Letters may be small or large, and thousands may be parted by commas. The error is one line, says what was
// expected and wraps [ErrAlert], or [ErrAlertMarket] when all but the market is right.
func ParseAlert(text string, markets []Market) (Alert, error) {
	words := alertWords(text)
	var a Alert
	words, a.Repeat = repeating(words)
	name, err := a.shape(words)
	if err != nil {
		return Alert{}, err
	}
	if name == "" {
		return a, nil
	}
	return a.of(name, markets)
}

// repeating takes the word repeat off the end of an alert, and reports whether it was there.
func repeating(words []string) ([]string, bool) {
	if n := len(words); n > 1 && strings.EqualFold(words[n-1], wordRepeat) {
		return words[:n-1], true
	}
	return words, false
}

// alertWords are the words of a text; < and > stand alone, with or without spaces around them. The text is bounded.
func alertWords(text string) []string {
	const most = 200
	if len(text) > most {
		text = text[:most]
	}
	text = strings.NewReplacer("<=", " < ", ">=", " > ", "<", " < ", ">", " > ").Replace(text)
	return strings.Fields(text)
}

// shape reads everything but the market, and returns the name of that, empty for none.
func (a *Alert) shape(words []string) (name string, err error) {
	is := func(i int, want ...string) bool {
		return i < len(words) && slices.Contains(want, strings.ToLower(words[i]))
	}
	kinds := map[string]AlertKind{wordFilled: AlertFilled, wordCancelled: AlertCancelled, "canceled": AlertCancelled, wordPosition: AlertPosition, wordFunding: AlertFunding}
	switch n := len(words); {
	case is(0, wordLiq) && is(1, "<", ">"):
		return "", a.liquidation(words[1:])
	case is(1, wordLiq):
		return words[0], a.liquidation(words[2:])
	case is(1, wordImbalance):
		return words[0], a.imbalance(words[2:])
	case is(1, "<", ">"):
		return words[0], a.price(words[1:])
	case n == 1 && is(0, wordLink):
		a.Kind = AlertLink
		return "", nil
	case n == 1 || n == 2:
		if kind, found := kinds[strings.ToLower(words[n-1])]; found {
			a.Kind = kind
			return strings.Join(words[:n-1], ""), nil
		}
		if n == 2 && is(0, wordFunding) {
			a.Kind = AlertFunding
			return words[1], nil
		}
	}
	return "", fmt.Errorf("%w: %.60q; expected BTC > 118000, liq < 5%%, filled, cancelled, position, funding, link or BTC imbalance > 70%% bid", ErrAlert, strings.Join(words, " "))
}

func (a *Alert) price(words []string) error {
	a.Kind, a.Below = AlertPrice, words[0] == "<"
	if len(words) != 2 {
		return fmt.Errorf("%w: expected one price behind %s, found %.40q", ErrAlert, words[0], strings.Join(words[1:], " "))
	}
	level, ok := plainNumber(words[1])
	if !ok || !level.Positive() {
		return fmt.Errorf("%w: expected a price above zero behind %s, found %.40q", ErrAlert, words[0], words[1])
	}
	a.Level = level
	return nil
}

func (a *Alert) liquidation(words []string) error {
	a.Kind = AlertLiquidation
	if len(words) != 2 || words[0] != "<" {
		return fmt.Errorf("%w: expected liq < 5%%, found liq %.40q", ErrAlert, strings.Join(words, " "))
	}
	return a.percentage(words[1], Int(0), "above 0 and below 100, such as 5%")
}

func (a *Alert) imbalance(words []string) error {
	a.Kind, a.Side = AlertImbalance, Bid
	if len(words) != 3 || words[0] != ">" {
		return fmt.Errorf("%w: expected imbalance > 70%% and bid or ask, found imbalance %.40q", ErrAlert, strings.Join(words, " "))
	}
	switch strings.ToLower(words[2]) {
	case wordBid:
	case wordAsk:
		a.Side = Ask
	default:
		return fmt.Errorf("%w: expected the side bid or ask, found %.40q", ErrAlert, words[2])
	}
	return a.percentage(words[1], Int(50), "above 50 and below 100, such as 70%")
}

// percentage reads a percentage between a bound and 100; the sign may be left out.
func (a *Alert) percentage(word string, least Dec, want string) error {
	level, ok := plainNumber(strings.TrimSuffix(word, "%"))
	if !ok || level.Cmp(least) <= 0 || level.Cmp(Int(100)) >= 0 {
		return fmt.Errorf("%w: expected a percentage %s, found %.40q", ErrAlert, want, word)
	}
	a.Level = level
	return nil
}

// plainNumber reads a number whose thousands may be parted by commas. A comma anywhere else may mean anything and is refused.
func plainNumber(word string) (Dec, bool) {
	whole, rest, _ := strings.Cut(word, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && (g == "" || len(g) > 3 || g[0] == '0') {
			return Dec{}, false
		}
	}
	if strings.Contains(rest, ",") {
		return Dec{}, false
	}
	d, err := ParseDec(strings.ReplaceAll(word, ",", ""))
	return d.key(), err == nil
}

// of makes the alert one of the market of a name.
func (a Alert) of(name string, markets []Market) (Alert, error) {
	found := named(name, markets)
	switch len(found) {
	case 0:
		return Alert{}, fmt.Errorf("%w: %.40q; expected one of %s", ErrAlertMarket, name, symbols(markets))
	case 1:
		a.Market, a.Name = found[0].ID, AlertName(found[0], markets)
		return a, nil
	}
	return Alert{}, fmt.Errorf("%w: %.40q is the name of %d markets; expected the id of one of them", ErrAlert, name, len(found))
}

// AlertName is the shortest name of a market that no other one has and that is no word of the grammar where it would be read as
// one: what it is called in an alert.
func AlertName(m Market, markets []Market) string {
	for _, short := range []string{m.Symbol, m.Name} {
		if readBack(short) && len(named(short, markets)) == 1 {
			return short
		}
	}
	return string(m.ID)
}

// readBack reports whether a name is read in every alert of one market as it is written there.
func readBack(name string) bool {
	if !slices.Equal(alertWords(name), []string{name}) {
		return false
	}
	for kind := AlertPrice; kind <= AlertImbalance; kind++ {
		if kind == AlertLink { // has none
			continue
		}
		a := Alert{Kind: kind, Name: name, Level: Int(60)}
		for _, a.Repeat = range []bool{false, true} {
			words, repeat := repeating(alertWords(a.String()))
			var b Alert
			if got, err := b.shape(words); err != nil || got != name || b.Kind != kind || repeat != a.Repeat {
				return false
			}
		}
	}
	return true
}

func named(name string, markets []Market) (out []Market) {
	for i := range markets {
		if markets[i].Matches(name) {
			out = append(out, markets[i])
		}
	}
	return out
}

// symbols lists markets, not too many of them.
func symbols(markets []Market) string {
	var names []string
	for _, m := range markets {
		if len(names) == 12 {
			names = append(names, "…")
			break
		}
		names = append(names, m.Symbol)
	}
	return strings.Join(names, ", ")
}
