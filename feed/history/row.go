package history

import (
	"math/bits"
	"time"

	"kanatop/model"
)

// Fields of a row of trades, as bits of its mask.
const (
	fieldTime = 1 << iota
	fieldVersion
	fieldTexts // the first of the texts
)

// texts of a row of trades, by place.
const (
	textAddress = iota
	textType
	textOrder
	textPosition
	textPrice
	textSize
	textValue
	textCount
)

// row is a trade as it is written.
type row struct {
	nanos, version int64
	texts          [textCount]string
}

// product stands for a value that is price times size.
const product = "="

func rowOf(t *model.Trade) row {
	r := row{t.Time.UnixNano(), t.Version, [...]string{
		string(t.Address), string(t.Type), string(t.Order), string(t.Position), digits(t.Price), digits(t.Size), digits(t.Value),
	}}
	if t.Value.Known() && r.texts[textValue] == digits(t.Price.Mul(t.Size)) {
		r.texts[textValue] = product
	}
	return r
}

// digits are those of a number; none of an absent one.
func digits(d model.Dec) string {
	if !d.Known() {
		return ""
	}
	return d.String()
}

// decimal reads a number; an empty text is an absent one.
func decimal(text string) (d model.Dec, ok bool) {
	if text == "" {
		return d, true
	}
	if len(text) > numberLimit {
		return d, false
	}
	d, err := model.ReadDec(text)
	return d, err == nil
}

// id reports whether a text can be an id or an address as the feed hands them on.
func id(text string) bool {
	for _, c := range []byte(text) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return len(text) <= 66
}

// trade makes a trade of a row; it is none without what the feed wants of one.
func (r *row) trade(market model.MarketID) (t model.Trade, ok bool) {
	x := &r.texts
	price, good := decimal(x[textPrice])
	size, good2 := decimal(x[textSize])
	value, good3 := price.Mul(size), true
	if x[textValue] != product {
		value, good3 = decimal(x[textValue])
	}
	if !good || !good2 || !good3 || !price.Positive() || !size.Positive() || r.version < 0 ||
		!id(x[textAddress]) || !id(x[textOrder]) || !id(x[textPosition]) {
		return t, false
	}
	return model.Trade{
		Market: market, Address: model.Address(x[textAddress]), Type: model.OrderType(x[textType]),
		Order: model.OrderID(x[textOrder]), Position: model.TradeID(x[textPosition]),
		Price: price, Size: size, Value: value, Time: time.Unix(0, r.nanos).UTC(), Version: r.version,
	}, true
}

// trades appends an entry of trades.
func trades(dst []byte, market model.MarketID, all []model.Trade) []byte {
	return entry(dst, ofTrades, func(dst []byte) []byte {
		w := writer{dst}
		w.text(string(market), "")
		w.count(uint64(len(all)))
		var before row
		for i := range all {
			r := rowOf(&all[i])
			w.row(&r, &before)
			before = r
		}
		return w.buf
	})
}

func (w *writer) row(r, before *row) {
	mask := uint64(0)
	if r.nanos != before.nanos {
		mask |= fieldTime
	}
	if r.version != before.version {
		mask |= fieldVersion
	}
	for i, s := range r.texts {
		if s != before.texts[i] {
			mask |= fieldTexts << i
		}
	}
	w.count(mask)
	if mask&fieldTime != 0 {
		w.number(r.nanos - before.nanos)
	}
	if mask&fieldVersion != 0 {
		w.number(r.version - before.version)
	}
	for left := mask / fieldTexts; left != 0; left &= left - 1 {
		i := bits.TrailingZeros64(left)
		w.text(r.texts[i], before.texts[i])
	}
}

func (s *scanner) row(r *row) {
	mask := s.count()
	if mask >= fieldTexts<<textCount {
		s.bad = true
	}
	if mask&fieldTime != 0 {
		r.nanos += s.number()
	}
	if mask&fieldVersion != 0 {
		r.version += s.number()
	}
	for left := mask / fieldTexts; left != 0 && !s.bad; left &= left - 1 {
		i := bits.TrailingZeros64(left)
		r.texts[i] = s.text(r.texts[i])
		if i == textAddress && s.known != nil && len(s.known) < mostKnown {
			s.known[r.texts[i]] = r.texts[i]
		}
	}
}

// mostKnown bounds the addresses of which one copy serves all trades.
const mostKnown = 4096

// readTrades reads the content of an entry of trades and hands them to take, until that has enough. Rows that are no trades lose no others.
func readTrades(content []byte, known map[string]string, wants func(model.MarketID) bool, take func(model.Trade)) {
	s := scanner{rest: content, known: known}
	market := model.MarketID(s.text(""))
	if s.bad || !wants(market) {
		return
	}
	var r row
	for n := s.count(); n > 0; n-- {
		if s.row(&r); s.bad {
			return
		}
		if t, ok := r.trade(market); ok {
			take(t)
		}
	}
}
