package model

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// start is the first moment of all tests.
var start = time.Date(2025, 7, 22, 6, 24, 47, 0, time.UTC)

func after(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }

// draft is a drawn event that can be made more than once, since a batch takes ownership of what it is given.
type draft struct {
	kind Kind
	at   time.Time
	make func(at time.Time) Event
}

func (d draft) event() Event { return d.make(d.at) }

// drafters draws events of every kind from a small world, so that duplicates, ties and updates are common.
var drafters = map[Kind]func(*rapid.T) draft{
	KindMarkets: func(t *rapid.T) draft {
		ids := rapid.SliceOfN(rapid.SampledFrom([]MarketID{"14", "15", "99"}), 0, 3).Draw(t, "listed")
		return draft{make: func(time.Time) Event {
			var l MarketList
			for _, id := range ids {
				l.Markets = append(l.Markets, UnknownMarket(id))
			}
			return l
		}}
	},
	KindAccount: func(t *rapid.T) draft {
		n := rapid.IntRange(0, 2).Draw(t, "place")
		a := Account{Index: n, Name: string(rune('a' + n)), State: AccountState(rapid.IntRange(0, 3).Draw(t, "state")), Profile: drawAccount(t)}
		return draft{make: func(time.Time) Event { return a }}
	},
	KindLink: func(t *rapid.T) draft {
		l := Link{
			Scope: rapid.SampledFrom([]Scope{{}, MarketScope("14"), MarketScope("15"), AccountScope("0xa1")}).Draw(t, "scope"),
			State: LinkState(rapid.IntRange(0, 2).Draw(t, "state")),
			Tries: rapid.IntRange(0, 5).Draw(t, "tries"),
		}
		return draft{make: func(at time.Time) Event { l.Since = at; return l }}
	},
	KindBook: func(t *rapid.T) draft {
		id, bids, asks := drawMarket(t), drawLevels(t), drawLevels(t)
		return draft{make: func(at time.Time) Event { return NewDepth(id, at, slices.Clone(bids), slices.Clone(asks)) }}
	},
	KindBest: func(t *rapid.T) draft {
		id, bid, ask := drawMarket(t), drawDec(t), drawDec(t)
		return draft{make: func(at time.Time) Event { return NewBest(id, at, bid, ask) }}
	},
	KindTrades: func(t *rapid.T) draft {
		id, rows := drawMarket(t), drawTrades(t)
		return draft{make: func(at time.Time) Event { return NewTrades(id, at, slices.Clone(rows)) }}
	},
	KindFunding: func(t *rapid.T) draft {
		id := drawMarket(t)
		values := rapid.SliceOfN(rapid.SampledFrom([]string{"0.0001", "-0.0002", "0.00010", ""}), 0, 5).Draw(t, "rates")
		told := rapid.SliceOfN(rapid.IntRange(-1, 9), len(values), len(values)).Draw(t, "told")
		return draft{make: func(at time.Time) Event {
			f := Funding{Market: id}
			for i, v := range values {
				r := Rate{Value: MustDec(v), At: at}
				if told[i] >= 0 {
					r.Told = after(told[i])
				}
				f.Rates = append(f.Rates, r)
			}
			return f
		}}
	},
	KindGarbled: func(t *rapid.T) draft {
		of := rapid.SampledFrom([]Stream{{KindBook, "14"}, {KindBook, "15"}, {KindPositions, "0xA1"}, {KindFills, "0xb2"}}).Draw(t, "of")
		return draft{make: func(at time.Time) Event { return Garbled{Of: of, At: at} }}
	},
	KindPositions: func(t *rapid.T) draft {
		owner := drawAccount(t)
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Position {
			return Position{
				Market: "15", Side: rapid.SampledFrom([]Side{Long, Short}).Draw(t, "side"), Size: drawDec(t),
				ID: rapid.SampledFrom([]TradeID{"", "1", "2"}).Draw(t, "position"), Version: rapid.Int64Range(0, 3).Draw(t, "version"),
			}
		}), 0, 4).Draw(t, "positions")
		lost := rapid.IntRange(0, 1).Draw(t, "lost")
		return draft{make: func(at time.Time) Event {
			return Positions{Account: owner, At: at, Rows: slices.Clone(rows), Flawed: lost, Lost: lost}
		}}
	},
	KindOpenOrders: func(t *rapid.T) draft {
		owner, rows := drawAccount(t), drawOrders(t)
		return draft{make: func(at time.Time) Event { return OpenOrders{Account: owner, At: at, Rows: slices.Clone(rows)} }}
	},
	KindOrders: func(t *rapid.T) draft {
		owner, rows, listed := drawAccount(t), drawOrders(t), rapid.Bool().Draw(t, "listed")
		return draft{make: func(at time.Time) Event { return NewOrders(owner, at, slices.Clone(rows), listed) }}
	},
	KindFills: func(t *rapid.T) draft {
		owner, rows, listed := drawAccount(t), drawTrades(t), rapid.Bool().Draw(t, "listed")
		return draft{make: func(at time.Time) Event { return NewFills(owner, at, slices.Clone(rows), listed) }}
	},
	KindTransfers: func(t *rapid.T) draft {
		owner, rows := drawAccount(t), drawTransfers(t)
		return draft{make: func(at time.Time) Event { return NewTransfers(owner, at, slices.Clone(rows)) }}
	},
}

// drawDrafts draws a sequence of events with receive times in any order, in which earlier events come again.
func drawDrafts(t *rapid.T) []draft {
	drafts := make([]draft, rapid.IntRange(1, 40).Draw(t, "events"))
	for i := range drafts {
		if i > 0 && once(t, 2) {
			drafts[i] = drafts[rapid.IntRange(0, i-1).Draw(t, "which")]
			continue
		}
		kind := KindTransfers - Kind(rapid.IntRange(0, int(KindTransfers)).Draw(t, "kind")) // joined kinds more often
		drafts[i] = drafters[kind](t)
		drafts[i].kind = kind
		drafts[i].at = after(rapid.IntRange(0, 30).Draw(t, "at"))
	}
	return drafts
}

func drawMarket(t *rapid.T) MarketID {
	return rapid.SampledFrom([]MarketID{"14", "15"}).Draw(t, "market")
}

// drawAccount draws one of two accounts, one of them in three spellings.
func drawAccount(t *rapid.T) Address {
	return rapid.SampledFrom([]Address{"0xa1", "0xA1", Address("0xa1").Canonical(), "0xb2"}).Draw(t, "account")
}

func drawDec(t *rapid.T) Dec {
	return MustDec(rapid.SampledFrom([]string{"1", "1.0", "2", "3.25", ""}).Draw(t, "number"))
}

func drawLevels(t *rapid.T) []Level {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Level {
		price := Int(rapid.Int64Range(-1, 9).Draw(t, "price"))
		size := Int(rapid.Int64Range(-1, 3).Draw(t, "size"))
		return Level{price.value, size.value}
	}), 0, 12).Draw(t, "levels")
}

// once reports true about once in two to the n times.
func once(t *rapid.T, n int) bool {
	return !slices.Contains(rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "once"), false)
}

// drawRun draws, now and then, the first second of a run of rows a hundred longer than what is kept of them. The second of
// the newest row that falls out is then among those of the short lists.
func drawRun(t *rapid.T) (first int, drawn bool) {
	if !once(t, 4) {
		return 0, false
	}
	return rapid.IntRange(-104, -96).Draw(t, "first"), true
}

func drawTrades(t *rapid.T) []Trade {
	if first, drawn := drawRun(t); drawn {
		return tradeRun(first, MaxTrades+100)
	}
	return rapid.SliceOfN(rapid.Custom(drawTrade), 0, 8).Draw(t, "trades")
}

func drawTrade(t *rapid.T) Trade {
	return Trade{
		Address: drawAccount(t),
		Type:    OrderType(rapid.SampledFrom([]string{"1", "4", "9", ""}).Draw(t, "type")),
		Order:   OrderID(rapid.SampledFrom([]string{"7", "8", ""}).Draw(t, "order")),
		Price:   drawDec(t),
		Size:    drawDec(t),
		Time:    after(rapid.IntRange(-3, 3).Draw(t, "second")),
		Version: rapid.Int64Range(0, 2).Draw(t, "version"),
	}
}

// tradeRun is n trades of rising seconds.
func tradeRun(first, n int) []Trade {
	rows := make([]Trade, n)
	for i := range rows {
		rows[i] = Trade{Price: Int(int64(100 + i%7)), Size: Int(1), Time: after(first + i), Version: int64(first + i)}
	}
	return rows
}

func drawOrders(t *rapid.T) []Order {
	if first, drawn := drawRun(t); drawn {
		return orderRun(first, MaxOrders+100)
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Order {
		n := rapid.IntRange(0, 5).Draw(t, "order")
		return Order{
			Market:  drawMarket(t),
			ID:      OrderID(strconv.Itoa(n)),
			Time:    after(n / 2),
			Updated: after(rapid.IntRange(6, 9).Draw(t, "updated")),
			Version: rapid.Int64Range(0, 2).Draw(t, "version"),
			Status:  Status(rapid.SampledFrom([]string{"Open", "Filled", "Odd"}).Draw(t, "status")),
		}
	}), 0, 8).Draw(t, "orders")
}

// orderRun is n orders of rising seconds.
func orderRun(first, n int) []Order {
	rows := make([]Order, n)
	for i := range rows {
		rows[i] = Order{Market: "15", ID: OrderID(strconv.Itoa(10_000 + first + i)), Time: after(first + i), Updated: after(first + i)}
	}
	return rows
}

func drawTransfers(t *rapid.T) []Transfer {
	if first, drawn := drawRun(t); drawn {
		return transferRun(first, MaxTransfers+100)
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Transfer {
		return Transfer{
			Direction: Direction(rapid.IntRange(0, 2).Draw(t, "direction")),
			Amount:    drawDec(t).key(),
			Time:      after(rapid.IntRange(0, 3).Draw(t, "second")),
		}
	}), 0, 8).Draw(t, "transfers")
}

// transferRun is n deposits of rising seconds.
func transferRun(first, n int) []Transfer {
	rows := make([]Transfer, n)
	for i := range rows {
		rows[i] = Transfer{Direction: Deposit, Amount: Int(1), Time: after(first + i), Version: int64(first + i)}
	}
	return rows
}

func TestEveryKindOfEventIsDrawn(t *testing.T) {
	for kind := KindMarkets; kind <= KindTransfers; kind++ {
		drawn := rapid.Custom(drafters[kind]).Example()
		if got := StreamOf(drawn.make(start)).Kind; got != kind {
			t.Errorf("drafter of kind %d draws kind %d", kind, got)
		}
	}
}
