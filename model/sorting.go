package model

import (
	"cmp"
	"slices"
)

// ExposureOrder is an order of positions.
type ExposureOrder uint8

// Orders of positions.
const (
	ByRisk     ExposureOrder = iota // the nearest to liquidation first, as [Model.Exposures] returns them
	ByProfit                        // the greatest unrealised profit first
	ByNotional                      // the greatest notional at the mark first
	ByMarket                        // markets in their order, longs before shorts
	exposureOrders
)

// Next is the order after this one; the first follows the last.
func (o ExposureOrder) Next() ExposureOrder { return (o + 1) % exposureOrders }

// String is the order in words.
func (o ExposureOrder) String() string {
	return [...]string{"risk", "profit", "size", "market"}[min(o, ByMarket)]
}

// SortExposures returns rows that are in order of risk in another order. Rows that the order cannot tell apart stay in
// order of risk; those without the figure come last.
func SortExposures(rows []Exposure, by ExposureOrder) []Exposure {
	return inOrder(rows, func(a, b *Exposure) int {
		switch by {
		case ByProfit:
			return b.UPnL.Cmp(a.UPnL)
		case ByNotional:
			return b.Notional.Cmp(a.Notional)
		case ByMarket:
			return cmp.Or(compareIDs(a.Market, b.Market), cmp.Compare(a.Side, b.Side))
		}
		return 0
	})
}

// InOrder is for rows of other packages what inOrder is.
func InOrder[T any](rows []T, compare func(a, b *T) int) []T { return inOrder(rows, compare) }

// inOrder returns a copy of rows in an order; those it cannot tell apart stay as they stand. It sorts where they are and not the
// rows, which are large.
func inOrder[T any](rows []T, compare func(a, b *T) int) []T {
	places := make([]*T, len(rows))
	for i := range rows {
		places[i] = &rows[i]
	}
	slices.SortStableFunc(places, compare)
	out := make([]T, len(rows))
	for i, place := range places {
		out[i] = *place
	}
	return out
}

// put makes room for a row at a place. It does what [slices.Insert] does, of which the program would hold a large copy for each type.
func put[T any](rows []T, at int, row T) []T {
	rows = append(rows, row)
	copy(rows[at+1:], rows[at:])
	rows[at] = row
	return rows
}

// OpenOrder is an order of open orders.
type OpenOrder uint8

// Orders of open orders.
const (
	OpenByMarket   OpenOrder = iota // markets in their order, the dearest first, as [Model.OpenRows] returns them
	OpenByPrice                     // the dearest first, whatever the market
	OpenByDistance                  // the nearest to the mid first, measured in parts of the mid
	OpenByAge                       // the newest first
	openOrderings
)

// Next is the order after this one; the first follows the last.
func (o OpenOrder) Next() OpenOrder { return (o + 1) % openOrderings }

// String is the order in words.
func (o OpenOrder) String() string {
	return [...]string{"market", "price", "distance", "age"}[min(o, OpenByAge)]
}

// SortOpen returns rows that are in order of market in another order. Those without the figure come last.
func SortOpen(rows []OrderRow, by OpenOrder) []OrderRow {
	return inOrder(rows, func(a, b *OrderRow) int {
		switch by {
		case OpenByPrice:
			return cmp.Or(known(b.Price)-known(a.Price), b.Price.Cmp(a.Price))
		case OpenByDistance:
			return cmp.Or(known(b.Distance)-known(a.Distance), a.Distance.Abs().Cmp(b.Distance.Abs()))
		case OpenByAge:
			return b.Time.Compare(a.Time)
		}
		return 0
	})
}

// RestingTotal is what rests of open orders on one side of the book.
type RestingTotal struct {
	Count int
	Value Dec // unfilled size times price, quote units
}

// RestingTotals are the sums over open orders. Those whose side, price or unfilled size is not known are in neither;
// Missing counts them.
type RestingTotals struct {
	Count, Missing int
	Buys, Sells    RestingTotal
}

// TotalResting adds up open orders by side.
func TotalResting(rows []OrderRow) RestingTotals {
	t := RestingTotals{Count: len(rows), Buys: RestingTotal{Value: Int(0)}, Sells: RestingTotal{Value: Int(0)}}
	for _, o := range rows {
		value := o.Unfilled()
		side := &t.Buys
		switch o.BookSide() {
		case Ask:
			side = &t.Sells
		case BookSideUnknown:
			value = Dec{}
		}
		if !value.Known() {
			t.Missing++
			continue
		}
		side.Count++
		side.Value = side.Value.Add(value)
	}
	return t
}
