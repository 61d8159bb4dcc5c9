package feed

import "kanatop/model"

// best reads best prices. Nobody documents the payload: the names are those of third-party clients and of the REST
// answer, the container may be an array of markets or one of them.
func (d *decoder) best(p push) {
	quotes, _ := collect(d, p, d.quotes[:0], readQuote)
	if d.quotes = quotes; cap(quotes) > keepRows {
		d.quotes = nil
	}
	for _, q := range quotes {
		if q.market != "" {
			d.emit(model.NewBest(q.market, p.at, q.bid, q.ask))
		}
	}
}

type quote struct {
	market   model.MarketID
	bid, ask model.Dec
}

func readQuote(d *decoder, r *row) quote {
	bids := []string{"best_bid", "bestBid", "bid", "bestBidPrice", "best_bid_price", "bidPrice", "bid_price"}
	asks := []string{"best_ask", "bestAsk", "ask", "bestAskPrice", "best_ask_price", "askPrice", "ask_price"}
	r.need(r.names(bids...) || r.names(asks...), "best_bid or best_ask")
	q := quote{market: d.subject(r), bid: positive(r.dec(bids...)), ask: positive(r.dec(asks...))}
	// A side that cannot be read must not pass for an empty one.
	if r.bad = r.bad || r.flaw != ""; r.bad {
		d.garbled(model.KindBest, string(q.market), d.at)
	}
	return q
}

func positive(d model.Dec) model.Dec {
	if d.Positive() {
		return d
	}
	return model.Dec{}
}
