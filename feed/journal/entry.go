package journal

import (
	"strings"
	"time"

	"kanatop/model"
)

// Kind is what an entry tells of.
type Kind uint8

// Kinds of entries.
const (
	In     Kind = iota // a frame received
	Out                // a frame sent
	Event              // a change of a connection or of the look-up of an account
	Answer             // the answer to a look-up
	Lost               // entries given up
)

// Entry is one thing that happened on the wire.
type Entry struct {
	Kind  Kind
	After time.Duration // since the recording began, by a clock that nobody sets
	At    time.Time     // the same moment by the wall clock
	Scope model.Scope   // of a frame
	Path  string        // of an answer
	Data  []byte        // the frame or the answer, as it came
	Event model.Event   // of an [Event]: a [model.Link] or a [model.Account]
	Lost  int64         // how many entries were given up before this one
	Again bool          // it is from an earlier part
}

// Header is the first line of every part of a recording.
type Header struct {
	Format   int            `json:"kanatop"` // of the recording: 1
	Program  string         `json:"program"` // its name and version
	Started  time.Time      `json:"started"` // when the recording began: the same in all its parts
	Part     int            `json:"part"`    // from 1
	Network  string         `json:"network"`
	Word     string         `json:"word"`           // what the screen calls the network
	Demo     bool           `json:"demo,omitempty"` // the data was simulated
	Markets  []Market       `json:"markets"`
	Accounts []string       `json:"accounts"` // the names of the configured ones
	Start    model.MarketID `json:"start,omitempty"`
}

// Market is a market as a header spells it. What is not known is empty, decimals are then -1.
type Market struct {
	ID       model.MarketID `json:"id"`
	Name     string         `json:"name"`
	Symbol   string         `json:"symbol"`
	Decimals [5]int         `json:"decimals"` // of price, size, precision, base, quote
	Numbers  [4]string      `json:"numbers"`  // tick, lot, greatest leverage, maintenance margin
	Source   model.Source   `json:"source"`
}

// MarketOf spells a market for a header.
func MarketOf(m model.Market) Market {
	return Market{
		ID: m.ID, Name: m.Name, Symbol: m.Symbol, Source: m.Source,
		Decimals: [5]int{m.PriceDecimals, m.SizeDecimals, m.Precision, m.BaseDecimals, m.QuoteDecimals},
		Numbers:  [4]string{m.Tick.String(), m.Lot.String(), m.MaxLeverage.String(), m.Maintenance.String()},
	}
}

// Model is the market again. Numbers that cannot be read are absent.
func (m Market) Model() model.Market {
	var numbers [4]model.Dec
	for i, text := range m.Numbers {
		if d, err := model.ReadDec(text); err == nil {
			numbers[i] = d
		}
	}
	out := model.UnknownMarket(m.ID)
	if m.Name != "" {
		out.Name, out.Symbol = cleaned(m.Name), cleaned(m.Symbol)
	}
	decimals := m.Decimals
	for i, d := range decimals {
		decimals[i] = max(-1, min(d, 30))
	}
	out.PriceDecimals, out.SizeDecimals, out.Precision, out.BaseDecimals, out.QuoteDecimals = decimals[0], decimals[1], decimals[2], decimals[3], decimals[4]
	out.Tick, out.Lot, out.MaxLeverage, out.Maintenance = numbers[0], numbers[1], numbers[2], numbers[3]
	out.Source = model.Source(cleaned(string(m.Source)))
	return out
}

// cleaned keeps printable ASCII: a recording may come from anybody, and its texts go to a terminal.
func cleaned(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, text)
	return text[:min(len(text), textLimit)]
}

// textLimit bounds the texts of headers and events.
const textLimit = 200

// scopeText spells a scope.
func scopeText(s model.Scope) string {
	switch s.Kind {
	case model.ScopeMarket:
		return "market/" + s.Owner
	case model.ScopeAccount:
		return "account/" + s.Owner
	}
	return "exchange"
}

// scopeNamed reads a scope.
func scopeNamed(text string) (s model.Scope, ok bool) {
	kind, owner, _ := strings.Cut(text, "/")
	switch {
	case cleaned(text) != text:
		return s, false
	case kind == "exchange" && owner == "":
		return s, true
	case kind == "market" && owner != "" && !strings.Contains(owner, " "):
		return model.MarketScope(model.MarketID(owner)), true
	case kind == "account" && owner != "":
		a, err := model.ParseAddress(owner)
		return model.AccountScope(a), err == nil
	}
	return s, false
}
