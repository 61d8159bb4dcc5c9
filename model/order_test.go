package model

import (
	"testing"
	"time"
)

func logOf(pushes ...[]Order) *OrderLog {
	m := New(nil)
	for i, p := range pushes {
		m.Apply(batchOf(NewOrders(profile, after(i), p, false)))
	}
	return &m.Account(profile).Orders
}

func state(id OrderID, updated int, version int64, status Status) Order {
	return Order{Market: "15", ID: id, Time: start, Updated: after(updated), Version: version, Status: status}
}

func TestNewerStateOfAnOrderReplacesTheOlderWhicheverComesFirst(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []Order
		want Status
	}{
		{"in order", []Order{state("1", 0, 1, "Open"), state("1", 5, 2, "Filled")}, "Filled"},
		{"out of order", []Order{state("1", 5, 2, "Filled"), state("1", 0, 1, "Open")}, "Filled"},
		{"one second, newer version last", []Order{state("1", 5, 1, "Open"), state("1", 5, 2, "Filled")}, "Filled"},
		{"one second, newer version first", []Order{state("1", 5, 2, "Filled"), state("1", 5, 1, "Open")}, "Filled"},
		{"no way to tell", []Order{state("1", 5, 0, "Open"), state("1", 5, 0, "Filled")}, "Filled"},
		{"unknown status", []Order{state("1", 0, 1, "Open"), state("1", 5, 2, "Gone Fishing")}, "Gone Fishing"},
	} {
		var pushes [][]Order
		for _, r := range c.rows {
			pushes = append(pushes, []Order{r})
		}
		for name, l := range map[string]*OrderLog{"one push": logOf(c.rows), "a push each": logOf(pushes...)} {
			if len(l.Rows) != 1 || l.Rows[0].Status != c.want {
				t.Errorf("%s, %s: %+v, want one row with status %q", c.name, name, l.Rows, string(c.want))
			}
		}
	}
}

func TestOrderKeepsItsPlaceWhenItsStateChanges(t *testing.T) {
	row := func(id OrderID, created, updated int) Order {
		o := state(id, updated, 1, "Open")
		o.Time = after(created)
		return o
	}
	l := logOf([]Order{row("1", 1, 1), row("2", 2, 2), row("3", 3, 3)}, []Order{row("2", 2, 60)})
	for i, want := range []OrderID{"3", "2", "1"} {
		if l.Rows[i].ID != want {
			t.Errorf("row %d is order %s, want %s", i, l.Rows[i].ID, want)
		}
	}
	if got := l.Rows[1].Updated; !got.Equal(after(60)) {
		t.Errorf("order 2 is of %v", got)
	}
}

func TestOrderWhoseTimeIsCorrectedMovesToItsPlace(t *testing.T) {
	first, second := state("1", 1, 1, "Open"), state("2", 1, 1, "Open")
	second.Time = after(1)
	moved, late := state("1", 2, 2, "Filled"), state("1", 0, 0, "Open")
	moved.Time, late.Time = after(5), after(9)
	l := logOf([]Order{first, second}, []Order{moved}, []Order{late})
	if len(l.Rows) != 2 || l.Rows[0].ID != "1" || l.Rows[0].Status != "Filled" {
		t.Errorf("rows are %+v", l.Rows)
	}
}

func TestSameOrderNumberInTwoMarketsIsTwoOrders(t *testing.T) {
	other := state("1", 0, 1, "Open")
	other.Market = "14"
	if l := logOf([]Order{state("1", 0, 1, "Open"), other}); len(l.Rows) != 2 {
		t.Errorf("%d orders, want 2", len(l.Rows))
	}
}

func TestOrdersThatFellOutDoNotComeBack(t *testing.T) {
	l := logOf(orderRun(0, MaxOrders), orderRun(MaxOrders, 20), orderRun(0, MaxOrders))
	if len(l.Rows) != MaxOrders || l.Rows[0].ID != "10519" || l.Rows[MaxOrders-1].ID != "10020" {
		t.Errorf("%d rows from %s to %s", len(l.Rows), l.Rows[0].ID, l.Rows[len(l.Rows)-1].ID)
	}
}

func TestListAndLiveTopicAreHeardApart(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(NewOrders(profile, after(1), nil, true), NewFills(profile, after(1), nil, false)))
	m.Apply(batchOf(NewOrders(profile, after(2), nil, false)))
	h := m.Account(profile)
	if !h.Orders.At.Equal(after(2)) || !h.Orders.Listed.Equal(after(1)) {
		t.Errorf("orders were heard at %v, listed at %v", h.Orders.At, h.Orders.Listed)
	}
	if !h.Fills.At.Equal(after(1)) || !h.Fills.Listed.Equal(time.Time{}) {
		t.Errorf("fills were heard at %v, listed at %v", h.Fills.At, h.Fills.Listed)
	}
}

func TestRowAbsentFromAFullPushIsGone(t *testing.T) {
	m := New(nil)
	m.Apply(batchOf(OpenOrders{Account: profile, At: start, Rows: orderRun(0, 3)}, Positions{Account: profile, At: start, Rows: samplePositions()}))
	m.Apply(batchOf(OpenOrders{Account: profile, At: after(1)}, Positions{Account: profile, At: after(1)}))
	h := m.Account(profile)
	if len(h.Open.Rows) != 0 || len(h.Positions.Rows) != 0 {
		t.Errorf("%d orders and %d positions are left", len(h.Open.Rows), len(h.Positions.Rows))
	}
	if h.Open.At.IsZero() || h.Positions.At.IsZero() {
		t.Error("an account that has nothing looks as if it was not heard")
	}
}

func TestTransfersAreUnitedByVersionDirectionAndAmount(t *testing.T) {
	paid := Transfer{Direction: Deposit, Amount: MustDec("25.5"), Time: start, Version: 1}
	back, more, later := paid, paid, paid
	back.Direction = Withdrawal
	more.Amount = MustDec("26")
	later.Time, later.Version = after(1), 2
	again := paid
	again.Amount, again.Updated = MustDec("25.50"), after(60)

	m := New(nil)
	m.Apply(batchOf(NewTransfers(profile, start, []Transfer{paid, back, more})))
	m.Apply(batchOf(NewTransfers(profile, after(1), []Transfer{later, again, back})))
	rows := m.Account(profile).Transfers.Rows
	if len(rows) != 4 || !rows[0].Time.Equal(after(1)) {
		t.Errorf("%d transfers, newest of %v; want 4, newest of %v", len(rows), rows[0].Time, after(1))
	}
}
