package feed

import "kanatop/model"

// level is one row of a book push, which mixes both sides.
type level struct {
	model.Level
	ask, rounded bool
}

// book reads a whole book: each push replaces the one before.
func (d *decoder) book(p push) {
	levels, ok := collect(d, p, d.levels[:0], readLevel)
	if d.levels = levels; cap(levels) > keepRows {
		d.levels = nil
	}
	if !ok {
		d.mute(model.KindBook, p)
		return
	}
	count, rounded := 0, false
	for _, l := range levels {
		rounded = rounded || l.rounded
		if l.ask {
			count++
		}
	}
	bids, asks := make([]model.Level, 0, len(levels)-count), make([]model.Level, 0, count)
	for _, l := range levels {
		if l.ask {
			asks = append(asks, l.Level)
		} else {
			bids = append(bids, l.Level)
		}
	}
	depth := model.NewDepth(d.market(), p.at, bids, asks)
	depth.Rounded = rounded
	if d.lost > 0 {
		depth = depth.Lacking(d.lost)
	}
	d.emit(depth)
}

func readLevel(_ *decoder, r *row) level {
	cost, much := r.dec("price"), r.dec("size")
	price, priced := cost.Value()
	size, sized := much.Value()
	ask, sided := r.flag("is_ask")
	r.need(priced, "price")
	r.need(sized, "size")
	r.need(sided, "is_ask")
	return level{model.Level{Price: price, Size: size}, ask, cost.Rounded() || much.Rounded()}
}
