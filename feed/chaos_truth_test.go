package feed_test

import (
	"fmt"
	"slices"
	"strings"

	"kanatop/feed/sim"
	"kanatop/model"
)

// differences says in what the model differs from the truth of an exchange that stands still.
func differences(m *model.Model, x *sim.Exchange, markets []model.MarketID) []string {
	var all []string
	differ := func(what, got, want string) {
		if got != want {
			all = append(all, fmt.Sprintf("%s:\n got %.300s\nwant %.300s", what, got, want))
		}
	}
	for _, id := range markets {
		truth, book, quote := x.Book(string(id)), m.Book(id), m.Quote(id)
		bids, asks := levels(truth.Bids), levels(truth.Asks)
		differ("bids of "+string(id), held(book.Bids), strings.Join(bids, " "))
		differ("asks of "+string(id), held(book.Asks), strings.Join(asks, " "))
		if len(truth.Bids) > 0 && len(truth.Asks) > 0 {
			differ("best prices of "+string(id), plain(quote.Bid)+" "+plain(quote.Ask), number(truth.Bids[0].Price)+" "+number(truth.Asks[0].Price))
		}
	}
	watched, _ := m.Watched()
	account := m.Account(watched.Profile)
	differ("positions", rows(account.Positions.Rows, positionHeld), rows(x.Positions(), positionTrue))
	differ("open orders", rows(account.Open.Rows, orderHeld), rows(x.OpenOrders(), orderTrue))
	return all
}

func rows[T any](list []T, row func(T) string) string {
	lines := make([]string, len(list))
	for i, r := range list {
		lines[i] = row(r)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n     ")
}

// plain is a number without trailing zeros.
func plain(d model.Dec) string {
	v, known := d.Value()
	if !known {
		return "–"
	}
	return v.Trim(0).String()
}

func number(text string) string { return plain(model.MustDec(text)) }

func levels(side []sim.Level) []string {
	var all []string
	for _, l := range side {
		all = append(all, number(l.Price)+"x"+number(l.Size))
	}
	return all
}

func held(side []model.Level) string {
	var all []string
	for _, l := range side {
		all = append(all, plain(model.Some(l.Price))+"x"+plain(model.Some(l.Size)))
	}
	return strings.Join(all, " ")
}

func positionHeld(p model.Position) string {
	return fmt.Sprint(p.ID, p.Market, p.Side == model.Long, plain(p.Size), plain(p.Available), plain(p.Entry), plain(p.Value), plain(p.Liq), plain(p.Margin), plain(p.Leverage))
}

func positionTrue(p sim.Position) string {
	return fmt.Sprint(p.ID, p.Market, p.Long, number(p.Size), number(p.Available), number(p.Entry), number(p.Value), number(p.Liquidation), number(p.Margin), number(p.Leverage))
}

func orderHeld(o model.Order) string {
	return fmt.Sprintln(o.ID, o.Market, o.Position, o.BookSide() == model.Ask, plain(o.Price), plain(o.Size), plain(o.Remaining))
}

func orderTrue(o sim.Order) string {
	return fmt.Sprintln(o.ID, o.Market, o.Position, o.Ask, number(o.Price), number(o.Size), number(o.Remaining))
}
