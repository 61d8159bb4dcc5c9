package model

import (
	"slices"
	"time"
)

// Trades is the event of public trades of a market.
type Trades struct {
	Market MarketID
	At     time.Time // of the last push, received
	first  time.Time // of the first push
	pushes pushes[Trade]
	ats    []time.Time // of the pushes that wait, received; nil while only the last waits
}

// NewTrades builds the event of one push; an empty push says that the topic speaks but had nothing to tell.
func NewTrades(market MarketID, at time.Time, rows []Trade) Trades {
	return Trades{Market: market, At: at, first: at, pushes: onePush(rows)}
}

func (t Trades) stream() Stream { return Stream{KindTrades, string(t.Market)} }

func (t Trades) merge(newer Event) Event {
	n, ok := newer.(Trades)
	if !ok {
		return turns{t}.merge(newer)
	}
	ats := n.received(t.received(nil))
	n.first, n.pushes = t.first, t.pushes.join(n.pushes)
	n.ats = ats[len(ats)-len(n.pushes.lists):]
	return n
}

// received is when each of the pushes that wait came, behind those before them.
func (t Trades) received(before []time.Time) []time.Time {
	switch {
	case t.ats == nil && len(t.pushes.lists) == 1:
		return append(before, t.At)
	case before == nil:
		return t.ats
	}
	return append(before, t.ats...)
}

func (t Trades) apply(m *Model) {
	tape := m.tape(t.Market)
	if tape == nil {
		return
	}
	tape.ledger.sweeps = true
	if tape.Told.IsZero() {
		tape.Told = t.first
	}
	for i, p := range t.pushes.lists {
		at := t.At
		if t.ats != nil {
			at = t.ats[i]
		}
		tape.tell(p)
		tape.clocks.compare(p, at)
		for _, trade := range tape.ledger.add(p, MaxTrades) {
			tape.count(trade)
		}
	}
	tape.At = t.At
	tape.Lost += t.pushes.lost
	tape.Rev = m.bump()
}

// tell takes note of the oldest trade the exchange told, whether an earlier run had kept it or not.
func (t *Tape) tell(push []Trade) {
	if !t.First.Known() {
		rows := oldestFirst(push)
		n := 0
		for n < len(rows) && rows[n].moment() == rows[0].moment() {
			n++
		}
		sweep(rows[:n])
		for _, trade := range rows {
			if trade.Price.Known() {
				t.First, t.FirstAt = trade.Price, trade.Time
				break
			}
		}
	}
	for i := range push {
		if at := push[i].Time; !at.IsZero() && at.Before(t.Told) {
			t.Told = at
		}
	}
}

// Tape is the public trades of a market and the candles made of them. Beside what the exchange told there may be what earlier runs
// kept of it, see [PastTrades].
type Tape struct {
	First   Dec // price of the oldest trade of those the exchange told first
	FirstAt time.Time
	Told    time.Time // from when the exchange told the trades in this run; zero before its first message
	Seen    int       // trades seen, those no longer kept too
	Lost    int       // rows given up because the screen did not take them
	At      time.Time // of the exchange's last message, received
	Rev     uint64
	ledger  ledger
	seconds series
	minutes series
	begins  moment    // of the oldest trade counted
	begun   bool      // there was one
	heard   []Stretch // over which earlier runs kept all trades, oldest first
	clocks  clocks
}

// Len is the number of trades kept.
func (t *Tape) Len() int { return len(t.ledger.rows) }

// Newest returns the i-th trade from the newest, which is 0.
func (t *Tape) Newest(i int) Trade { return t.ledger.rows[len(t.ledger.rows)-1-i] }

// Last is the price of the newest trade, absent before the first.
func (t *Tape) Last() Dec {
	if t.Len() == 0 {
		return Dec{}
	}
	return t.Newest(0).Price
}

// Flow is what was bought and sold over a stretch of the tape, by the side of the reported rows.
type Flow struct {
	Buy, Sell, Unknown Dec // sizes, base units
	Value              Dec // of all, quote units
	Trades             int
	Since              time.Time // from when trades are known: the time asked for, or that of the oldest kept if that is later
	Gap                bool      // trades of a time after Since are not known
}

// Delta is bought minus sold.
func (f Flow) Delta() Dec { return f.Buy.Sub(f.Sell) }

// VWAP is the average price by volume; absent without trades.
func (f Flow) VWAP() Dec { return f.Value.Quo(f.Buy.Add(f.Sell).Add(f.Unknown)) }

// Flow adds up the trades from a time on, as far as they are kept.
func (t *Tape) Flow(from time.Time) (f Flow) {
	f = Flow{Buy: Int(0), Sell: Int(0), Unknown: Int(0), Value: Int(0), Since: from}
	defer func() { f.lacking(t.Gaps(), from) }()
	for i := len(t.ledger.rows) - 1; i >= 0; i-- {
		trade := &t.ledger.rows[i] // rows are large, and this is done for every frame
		if trade.Time.Before(from) {
			return f
		}
		switch trade.taker() {
		case Bid:
			f.Buy = f.Buy.Add(trade.Size)
		case Ask:
			f.Sell = f.Sell.Add(trade.Size)
		default:
			f.Unknown = f.Unknown.Add(trade.Size)
		}
		f.Value = f.Value.Add(trade.Price.Mul(trade.Size))
		f.Trades++
	}
	if f.Trades > 0 { // the loop came to the oldest trade kept; what was before it nobody told
		f.Since = t.ledger.rows[0].Time
	}
	return f
}

func (t *Tape) clone() *Tape {
	c := *t
	c.ledger = t.ledger.clone()
	c.seconds.bars = slices.Clone(t.seconds.bars)
	c.minutes.bars = slices.Clone(t.minutes.bars)
	return &c
}
