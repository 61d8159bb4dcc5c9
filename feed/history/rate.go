package history

import (
	"time"

	"kanatop/model"
)

// rates appends an entry of funding rates.
func rates(dst []byte, market model.MarketID, all []model.Rate) []byte {
	return entry(dst, ofRates, func(dst []byte) []byte {
		w := writer{dst}
		w.text(string(market), "")
		w.count(uint64(len(all)))
		before := ""
		for _, r := range all {
			w.number(r.At.UnixNano())
			told := int64(0)
			if !r.Told.IsZero() {
				told = r.Told.UnixNano()
			}
			w.number(told)
			gap := uint64(0)
			if r.Gap {
				gap = 1
			}
			w.count(gap)
			text := digits(r.Value)
			w.text(text, before)
			before = text
		}
		return w.buf
	})
}

// readRates reads the content of such an entry.
func readRates(content []byte) (market model.MarketID, all []model.Rate) {
	s := scanner{rest: content}
	market = model.MarketID(s.text(""))
	before := ""
	for n := s.count(); n > 0 && !s.bad && len(all) < model.MaxPending; n-- {
		at, told, gap := s.number(), s.number(), s.count()
		before = s.text(before)
		value, ok := decimal(before)
		if s.bad || !ok || !value.Known() {
			continue
		}
		r := model.Rate{Value: value, At: time.Unix(0, at).UTC(), Gap: gap != 0}
		if told != 0 {
			r.Told = time.Unix(0, told).UTC()
		}
		all = append(all, r)
	}
	return market, all
}

// heard appends an entry of a stretch of time over which all trades of a market were heard.
func heard(dst []byte, market model.MarketID, s model.Stretch) []byte {
	return entry(dst, ofHeard, func(dst []byte) []byte {
		w := writer{dst}
		w.text(string(market), "")
		w.number(s.From.UnixNano())
		w.number(s.To.UnixNano())
		return w.buf
	})
}

// readHeard reads the content of such an entry.
func readHeard(content []byte) (market model.MarketID, stretch model.Stretch, ok bool) {
	s := scanner{rest: content}
	market = model.MarketID(s.text(""))
	stretch.From, stretch.To = time.Unix(0, s.number()).UTC(), time.Unix(0, s.number()).UTC()
	return market, stretch, !s.bad && stretch.From.Before(stretch.To)
}
