package model

// AlertKind is what an alert waits for.
type AlertKind uint8

// Kinds of alerts.
const (
	AlertPrice       AlertKind = iota // a market's mark reaches a level
	AlertLiquidation                  // the mark is nearer to a position's liquidation price than a percentage
	AlertFilled                       // the order history says that an order was filled
	AlertCancelled                    // the order history says that an order was cancelled
	AlertPosition                     // a position appears or is no longer listed
	AlertFunding                      // a funding rate changes its sign
	AlertLink                         // a connection is lost or its data stale
	AlertImbalance                    // one side of a book holds more than a share of the size
)

// Alert is what to tell the user about. Two alerts that differ in Repeat only are the same.
type Alert struct {
	Kind   AlertKind
	Market MarketID // empty: any
	Name   string   // of the market, as it is typed
	Below  bool     // the level of AlertPrice is reached from above
	Level  Dec      // price, or percentage of AlertLiquidation and AlertImbalance
	Side   BookSide // of AlertImbalance
	Repeat bool     // stays set after it fired
}

// ImbalanceLevels is the number of levels of each side that AlertImbalance adds up.
const ImbalanceLevels = 10

// Words of the textual form.
const (
	wordRepeat    = "repeat"
	wordLiq       = "liq"
	wordFilled    = "filled"
	wordCancelled = "cancelled"
	wordPosition  = "position"
	wordFunding   = "funding"
	wordLink      = "link"
	wordImbalance = "imbalance"
	wordBid       = "bid"
	wordAsk       = "ask"
)

// String is the alert as it is typed and stored; [ParseAlert] reads it.
func (a Alert) String() string {
	text := a.condition()
	if a.Repeat {
		text += " " + wordRepeat
	}
	return text
}

func (a Alert) condition() string {
	of := a.Name
	if of != "" {
		of += " "
	}
	switch a.Kind {
	case AlertPrice:
		if a.Below {
			return of + "< " + a.Level.String()
		}
		return of + "> " + a.Level.String()
	case AlertLiquidation:
		return of + wordLiq + " < " + a.Level.String() + "%"
	case AlertFilled:
		return of + wordFilled
	case AlertCancelled:
		return of + wordCancelled
	case AlertPosition:
		return of + wordPosition
	case AlertFunding:
		if a.Name == "" {
			return wordFunding
		}
		return wordFunding + " " + a.Name
	case AlertImbalance:
		side := wordBid
		if a.Side == Ask {
			side = wordAsk
		}
		return of + wordImbalance + " > " + a.Level.String() + "% " + side
	}
	return wordLink
}

// Same reports whether two alerts wait for the same thing.
func (a Alert) Same(b Alert) bool {
	return a.Kind == b.Kind && a.Market == b.Market && a.Below == b.Below && a.Level.Cmp(b.Level) == 0 && a.Side == b.Side
}

// about reports whether the alert is about a market.
func (a Alert) about(id MarketID) bool { return a.Market == "" || a.Market == id }
