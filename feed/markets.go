package feed

import (
	"context"
	"strconv"
	"time"

	"kanatop/model"
)

// listTries is how often the market list is asked for. Without it the markets of the options serve, so its failure is
// logged and nothing else.
const listTries = 5

// marketsPath is where the markets are looked up.
const marketsPath = "getPerpetualAssetsInfo/allMarkets"

// listMarkets tells the markets the exchange lists.
func (c *Client) listMarkets(ctx context.Context, attempts *attempts) {
	waits := newWaits()
	for range listTries {
		attempt, end := attempts.begin(ctx)
		markets, err := c.fetchMarkets(attempt)
		if err == nil && len(markets) > 0 {
			c.pacer.add(model.MarketList{Markets: markets, Source: model.Exchange})
			end()
			return
		}
		if err != nil {
			c.log.Warn("market list", "cause", cause(err))
		}
		sleep(attempt, waits.after(err))
		end()
	}
}

func (c *Client) fetchMarkets(ctx context.Context) ([]model.Market, error) {
	data, err := c.get(ctx, marketsPath, nil)
	if err != nil {
		return nil, err
	}
	rows, counts := readMarkets(c.markets, data, time.Now())
	if n := counts.Failures; n > 0 {
		c.log.Warn("market list", "unreadable", n, "last", counts.LastFailure)
	}
	return rows, nil
}

// readMarkets reads the answer to a look-up of the markets.
func readMarkets(known *directory, data []byte, at time.Time) ([]model.Market, model.Counts) {
	d := newDecoder(model.Scope{}, known)
	rows, _ := collect(d, push{"market list", data, at}, nil, readMarket)
	return rows[:min(len(rows), model.MaxMarkets)], d.haul.counts
}

// readMarket reads one market. What the exchange leaves out is taken from what was known before.
func readMarket(d *decoder, r *row) model.Market {
	id := model.MarketID(r.id("market_id"))
	r.need(id != "", "market_id")
	m := model.NewMarket(id, r.text("base_name"), r.dec("lot_size"), r.dec("tick_size"),
		r.small("quote_precision"), r.small("base_decimals"), r.small("quote_decimals"))
	m.MaxLeverage = r.dec("max_leverage")
	m.Maintenance = r.dec("maintenance_margin").Quo(model.Int(10_000)) // published in basis points
	m.Source = model.Exchange
	for _, known := range d.markets.known {
		if known.ID == id {
			return completed(m, known)
		}
	}
	return m
}

// completed fills the gaps of m.
func completed(m, known model.Market) model.Market {
	if m.Name == model.UnknownMarket(m.ID).Name {
		m.Name, m.Symbol = known.Name, known.Symbol
	}
	if !m.Tick.Known() {
		m.Tick, m.PriceDecimals, m.Precision = known.Tick, known.PriceDecimals, known.Precision
	}
	if !m.Lot.Known() {
		m.Lot, m.SizeDecimals, m.BaseDecimals = known.Lot, known.SizeDecimals, known.BaseDecimals
	}
	if m.QuoteDecimals < 0 {
		m.QuoteDecimals = known.QuoteDecimals
	}
	m.MaxLeverage = m.MaxLeverage.Or(known.MaxLeverage)
	m.Maintenance = m.Maintenance.Or(known.Maintenance)
	return m
}

// small reads a number of decimals; -1 when there is none.
func (r *row) small(name string) int {
	text, _ := content(r.value(name))
	if n, err := strconv.Atoi(string(text)); err == nil && n >= 0 && n <= 30 {
		return n
	}
	return -1
}
