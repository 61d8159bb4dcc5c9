package ui

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"kanatop/model"
)

// absent stands for a value nobody sent.
const absent = "–"

// masked stands for an amount that is hidden on purpose.
const masked = "***"

// style of a number.
type style struct {
	least, most int    // decimals
	signed      bool   // a plus before positive numbers
	tiny        bool   // a number that rounds to zero is told as less than the last digit
	unit        string // behind the number
}

// number writes a decimal with grouped thousands, rounded half to even beyond most decimals. What rounds to zero has no sign:
// -0.00 would tell of a loss that the digits deny.
func (s *scratch) number(d model.Dec, f style) []byte {
	v, ok := d.Value()
	if !ok {
		return s.join(absent)
	}
	mark := len(s.b)
	sign := v.Sign()
	v = v.Round(f.most).Trim(f.least).Pad(f.least)
	if f.tiny && sign > 0 && v.IsZero() {
		s.b = append(s.b, '<')
		v = decimal.MustNew(1, f.most)
	}
	switch {
	case v.Sign() < 0:
		s.b = append(s.b, '-')
	case v.Sign() > 0 && f.signed:
		s.b = append(s.b, '+')
	}
	var digits [24]byte
	text := strconv.AppendUint(digits[:0], v.Coef(), 10)
	scale := v.Scale()
	whole := len(text) - scale
	if whole <= 0 {
		s.b = append(s.b, '0')
	}
	for i := range max(whole, 0) {
		if i > 0 && (whole-i)%3 == 0 {
			s.b = append(s.b, ',')
		}
		s.b = append(s.b, text[i])
	}
	if scale > 0 {
		s.b = append(s.b, '.')
		for range max(0, -whole) {
			s.b = append(s.b, '0')
		}
		s.b = append(s.b, text[max(whole, 0):]...)
	}
	s.b = append(s.b, f.unit...)
	return s.since(mark)
}

// fitting is the style with as many decimals as let a number fit a width, the same for all that are smaller.
func (s *scratch) fitting(largest model.Dec, f style, width int) style {
	for f.most > 0 && utf8.RuneCount(s.number(largest, f)) > width {
		f.most = min(f.most, max(f.least, 1)) - 1
		f.least = min(f.least, f.most)
	}
	return f
}

// fit writes a number within a width, if need be shortened with a unit (12.3K, 1.2M); empty when nothing fits.
func (s *scratch) fit(d model.Dec, f style, width int) []byte {
	f.tiny = true
	text := s.number(d, f)
	if utf8.RuneCount(text) <= width {
		return text
	}
	// Fewer decimals do as long as two digits of the number are left.
	enough := 0
	for abs, limit := d.Abs(), model.Int(10); enough < 18 && abs.Sign() > 0 && abs.Cmp(limit) < 0; limit = limit.Shift(-1) {
		enough++
	}
	for most := f.most - 1; most >= enough; most-- {
		short := f
		short.least, short.most = min(f.least, most), most
		if text = s.number(d, short); len(text) <= width {
			return text
		}
	}
	for _, u := range []struct {
		shift int
		name  string
	}{{3, "K"}, {6, "M"}, {9, "B"}, {12, "T"}} {
		for _, most := range []int{2, 1, 0} {
			text = s.number(d.Shift(-u.shift), style{most: most, signed: f.signed, unit: u.name})
			if len(text) <= width && d.Abs().Shift(-u.shift).Cmp(model.MustDec("0.1")) >= 0 {
				return text
			}
		}
	}
	return nil
}

// bound writes a lower bound within a width with its sign before it: what has no room for all its digits is rounded down, as more than
// that would not be true. It is absent when nothing fits.
func (v *view) bound(d model.Dec, width int) []byte {
	sign := v.atLeast()
	width -= utf8.RuneCountInString(sign)
	for _, u := range []struct {
		shift, most int
		name        string
	}{{0, 8, ""}, {3, 2, "K"}, {6, 2, "M"}, {9, 2, "B"}, {12, 2, "T"}} {
		value, ok := d.Shift(-u.shift).Value()
		if u.shift > 0 && value.Cmp(decimal.One) < 0 {
			break
		}
		for most := u.most; ok && most >= 0; most-- {
			if text := v.number(model.Some(value.Floor(most)), style{most: most, unit: u.name}); len(text) <= width {
				return v.join(sign, string(text))
			}
		}
	}
	return v.join(absent)
}

// price writes a price with the market's tick decimals, and up to extra more where the price is finer.
func (s *scratch) price(d model.Dec, m model.Market, extra int) []byte {
	if m.PriceDecimals < 0 {
		return s.received(d)
	}
	return s.number(d, style{least: m.PriceDecimals, most: m.PriceDecimals + extra})
}

// size writes a size with the decimals of the market's lot.
func (s *scratch) size(d model.Dec, m model.Market) []byte {
	if m.SizeDecimals < 0 {
		return s.received(d)
	}
	return s.number(d, style{least: m.SizeDecimals, most: max(m.SizeDecimals, 8)})
}

// lean writes a size without trailing zeros.
func (s *scratch) lean(d model.Dec) []byte { return s.number(d, style{most: 8}) }

// received writes the digits as they came, thousands grouped.
func (s *scratch) received(d model.Dec) []byte {
	v, _ := d.Value()
	return s.told(d, s.number(d, style{least: v.Scale(), most: v.Scale()}))
}

// told is the text of a number that was received, with a mark before it when more digits were sent than are held.
func (s *scratch) told(d model.Dec, text []byte) []byte {
	if d.Rounded() && len(text) > 0 {
		return s.join(model.RoundedMark, string(text))
	}
	return text
}

// fill writes the price of a fill: the digits received, at least those of the tick, as far as a column takes them.
func (s *scratch) fill(d model.Dec, m model.Market) []byte {
	v, _ := d.Value()
	return s.told(d, s.fit(d, style{least: max(v.Scale(), m.PriceDecimals), most: max(v.Scale(), m.PriceDecimals, 0)}, 14))
}

// amount writes a size of the account and cash an amount of money, as far as a column takes them.
func (s *scratch) amount(d model.Dec) []byte { return s.fit(d, style{most: 8}, 11) }

func (s *scratch) cash(d model.Dec) []byte { return s.fit(d, style{least: 2, most: 2}, 12) }

func (s *scratch) money(d model.Dec) []byte { return s.number(d, style{least: 2, most: 2}) }
func (s *scratch) gain(d model.Dec) []byte {
	return s.number(d, style{least: 2, most: 2, signed: true})
}

func (s *scratch) percent(d model.Dec) []byte {
	return s.number(d, style{least: 2, most: 2, signed: true, unit: "%"})
}

// share writes a fraction as whole percent; nearly nothing and nearly all are not told as nothing and all.
func (s *scratch) share(d model.Dec) []byte {
	text := s.number(d.Mul(model.Int(100)), style{unit: "%"})
	switch {
	case string(text) == "100%" && d.Cmp(model.Int(1)) < 0:
		return s.join("99%")
	case string(text) == "0%" && d.Sign() > 0:
		return s.join("1%")
	}
	return text
}

// age writes a duration in its largest unit; below a second it says so.
func (s *scratch) age(d time.Duration) []byte {
	mark := len(s.b)
	switch {
	case d < time.Second:
		s.b = append(s.b, "<1s"...)
	case d < time.Minute:
		s.b = append(strconv.AppendInt(s.b, int64(d/time.Second), 10), 's')
	case d < time.Hour:
		s.b = append(strconv.AppendInt(s.b, int64(d/time.Minute), 10), 'm')
	case d < 48*time.Hour:
		s.b = append(strconv.AppendInt(s.b, int64(d/time.Hour), 10), 'h')
	default:
		s.b = append(strconv.AppendInt(s.b, int64(d/(24*time.Hour)), 10), 'd')
	}
	return s.since(mark)
}

func (s *scratch) integer(n int) []byte {
	mark := len(s.b)
	s.b = strconv.AppendInt(s.b, int64(n), 10)
	return s.since(mark)
}

// clock writes the time of day; absent for the zero time.
func (s *scratch) clock(t time.Time, layout string, zone *time.Location) []byte {
	if t.IsZero() {
		return s.join(absent)
	}
	mark := len(s.b)
	s.b = t.In(zone).AppendFormat(s.b, layout)
	return s.since(mark)
}
