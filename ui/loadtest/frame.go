package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// What the load is about. The market is the one the program starts on.
const (
	market  = "15"
	account = "0xa11ce00000000000000000000000000000000000000000000000000000c0ffee"
	middle  = 117_700 // whole dollars
	version = 3_102_182_809
)

// series are sizes by which pushes can be told on a screen, in hundred-thousandths of the base coin. Push n has the size
// first + n mod count. All other sizes of the load are smaller than 1.
type series struct{ first, count int64 }

// The best ask of every book and every trade have a size of their own.
const (
	sizeDigits = 5
	unit       = 100_000
)

func bookSizes() series  { return series{1 * unit, 4 * unit} }
func tradeSizes() series { return series{5 * unit, 5 * unit} }

// size is the size of push n.
func (s series) size(n int64) int64 { return s.first + n%s.count }

// has reports whether a size belongs to the series.
func (s series) has(size int64) bool { return size >= s.first && size < s.first+s.count }

// appendSize appends a size as the exchange prints it, always of the same length below 10.
func appendSize(b []byte, size int64) []byte {
	b = strconv.AppendInt(b, size/unit, 10)
	b = append(b, '.')
	return append(b, strconv.Itoa(unit + int(size%unit))[1:]...)
}

// book is a prebuilt push whose best ask's size is written anew for each sending.
type book struct {
	message []byte
	at      int // where that size stands
	bid     int // best bid; the best ask is one above
}

// stamped writes the size of push n into the message.
func (k *book) stamped(n int64) []byte {
	appendSize(k.message[:k.at], bookSizes().size(n))
	return k.message
}

// variants is how many different books are built; they are sent in turn, and the last leads back to the first. The half is prime, so
// that a screen which takes every n-th push sees many of them.
const variants = 2 * 127

// newBooks builds books of so many levels a side around a mid that walks a dollar at a time. From one to the next a
// quarter of the sizes is new.
func newBooks(levels int, now time.Time) []*book {
	rng := rand.New(rand.NewPCG(1, 2))
	sizes := make([]int64, 2*levels+variants)
	for i := range sizes {
		sizes[i] = 1 + rng.Int64N(unit-1)
	}
	bid := middle
	steps := make([]int, variants/2)
	var books []*book
	for i := range variants {
		switch half := variants / 2; {
		case i < half && rng.IntN(3) == 0:
			steps[i] = 1 - 2*rng.IntN(2)
			bid += steps[i]
		case i >= half:
			bid -= steps[variants-1-i]
		}
		for range max(1, levels/2) {
			sizes[rng.IntN(len(sizes))] = 1 + rng.Int64N(unit-1)
		}
		books = append(books, newBook(market, bid, levels, now, func(price int) int64 { return sizes[mod(price, len(sizes))] }))
	}
	return books
}

func mod(a, n int) int { return ((a % n) + n) % n }

// newBook builds the book of a market whose levels stand a dollar apart, bids and asks in turn.
func newBook(market string, bid, levels int, now time.Time, size func(price int) int64) *book {
	k := &book{bid: bid}
	b := []byte(`{"message":"orderbook","data":[`)
	for i := range 2 * levels {
		price, ask := bid-i/2, i%2 == 1
		if ask {
			price = bid + 1 + i/2
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `{"is_ask":%t,"last_updated":%d,"market_id":%q,"price":%d,"size":"`, ask, now.Unix(), market, price)
		if i == 1 {
			k.at = len(b)
			b = appendSize(b, bookSizes().first)
		} else {
			b = appendSize(b, size(price))
		}
		b = fmt.Appendf(b, `","transaction_version":%d}`, version+i)
	}
	k.message = append(b, "]}"...)
	return k
}

// appendTrade appends the push of trade n: of one taker, in a transaction of its own, at the market's price.
func appendTrade(b []byte, n int64, now time.Time) []byte {
	price, size, kind := int64(middle)+n%3-1, tradeSizes().size(n), 1+n*7%8
	b = append(b, `{"message":"recent_trades","data":[{"address":"0xb0b0000000000000000000000000000000000000000000000000000000bee`...)
	b = strconv.AppendInt(b, 100+n%50, 10)
	b = append(b, `","entry_price":null,"fee":"29.425","last_updated":`...)
	b = strconv.AppendInt(b, now.Unix(), 10)
	b = append(b, `,"leverage":10,"market_id":"`+market+`","order_id":"161672983552653360`...)
	b = strconv.AppendInt(b, 100_000_000+n, 10)
	b = append(b, `","order_type":`...)
	b = strconv.AppendInt(b, kind, 10)
	b = append(b, `,"order_value":"`...)
	b = appendSize(b, price*size)
	b = append(b, `","pnl":"0","price":"`...)
	b = strconv.AppendInt(b, price, 10)
	b = append(b, `","size":"`...)
	b = appendSize(b, size)
	b = append(b, `","timestamp":`...)
	b = strconv.AppendInt(b, now.Unix(), 10)
	b = append(b, `,"trade_id":"1662051641041230600`...)
	b = strconv.AppendInt(b, 10_000+n%9000, 10)
	b = append(b, `","transaction_version":`...)
	b = strconv.AppendInt(b, version+n, 10)
	return append(b, "}]}"...)
}
