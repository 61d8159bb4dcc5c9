package model

import "testing"

func order(id OrderID, status Status, second int) Order {
	return Order{Market: "16", ID: id, Type: "1", Price: Int(2000), Size: Int(1), Status: status, Time: after(second), Updated: after(second)}
}

// orders is a push of the list of the order history.
func orders(second int, rows ...Order) Event {
	return NewOrders(alertAccount, after(second), rows, true)
}

func working(second int, ids ...OrderID) Event {
	o := OpenOrders{Account: alertAccount, At: after(second)}
	for _, id := range ids {
		o.Rows = append(o.Rows, order(id, "", second))
	}
	return o
}

func TestRowsThatWereThereAreNoNews(t *testing.T) {
	g := staged(t, "filled repeat", "cancelled repeat", "position repeat")
	// The live topic may speak first; of what is new the list decides.
	g.at(1, NewOrders(alertAccount, after(1), []Order{order("1", "Filled", 0)}, false))
	g.at(2, orders(2, order("1", "Filled", 0), order("2", "Cancelled", 0), order("3", "Open", 0)), working(2, "3"), positions(2, pos("16", "1", Long, "1")))
	g.at(3, orders(3, order("1", "Filled", 0), order("2", "Cancelled", 0)), positions(3, pos("16", "1", Long, "1")))
	g.at(4, orders(4, order("0", "Filled", -50))) // a list that reaches further back
	g.want()
}

func TestOrdersAreFilledOrCancelledWhenTheHistorySaysSo(t *testing.T) {
	g := staged(t, "filled repeat", "cancelled repeat", "BTC-USD filled")
	g.at(1, orders(1), working(1, "1", "2", "3"))
	g.at(2, NewOrders(alertAccount, after(2), []Order{order("1", "Partially Filled", 2)}, false))
	g.want()
	g.at(3, NewOrders(alertAccount, after(3), []Order{order("1", "Filled", 3)}, false), working(3, "2", "3"))
	g.at(4, NewOrders(alertAccount, after(4), []Order{order("1", "Filled", 3), order("2", "canceled", 4)}, false))
	g.at(5, orders(5, order("1", "Filled", 3), order("2", "canceled", 4), order("9", "FILLED", 5))) // a market order
	g.at(30, working(30))
	g.want("3 filled repeat: filled #1 of 16", "4 cancelled repeat: cancelled #2 of 16", "5 filled repeat: filled #9 of 16")
}

func TestAnOrderOfWhichNobodySaysHowItEndedIsGone(t *testing.T) {
	g := staged(t, "filled", "cancelled")
	g.at(1, orders(1), working(1, "1", "2", "3"))
	g.at(2, working(2, "3"))
	g.at(5, NewOrders(alertAccount, after(5), []Order{order("2", "Expired", 5)}, false))
	g.at(11)
	g.want()
	g.prove(12)
	g.at(12)
	g.want("12 filled: gone #1 of 16", "12 filled: gone, the history says Expired #2 of 16")
	g.at(13, orders(13, order("1", "Filled", 2))) // the truth comes late, and is what the alert waits for
	g.want("12 filled: gone #1 of 16", "12 filled: gone, the history says Expired #2 of 16", "13 filled: filled #1 of 16")
	if w := g.alerts.All(); len(w) != 1 || w[0].Alert.Kind != AlertCancelled {
		t.Errorf("%+v", w)
	}
}

func TestAnOrderThatCannotBeReadIsNotGone(t *testing.T) {
	g := staged(t, "filled")
	g.at(1, orders(1), working(1, "1"))
	flawed := OpenOrders{Account: alertAccount, At: after(2), Flawed: 1}
	g.at(2, flawed)
	g.prove(20)
	g.at(20)
	g.at(21, working(21, "1"))
	g.at(22, working(22))
	g.at(23, working(23, "1")) // there again
	g.prove(40)
	g.at(40)
	g.want()
}

func TestWhatHappenedToTheAccountUnseenIsTold(t *testing.T) {
	g := staged(t, "filled repeat", "position repeat")
	g.at(1, orders(1), working(1, "1", "2"), positions(1, pos("16", "1", Long, "1"), pos("15", "2", Short, "1")))
	g.links(5, LinkDown)
	g.at(5)
	g.links(60, LinkUp)
	g.at(60)
	g.want()
	g.at(61, orders(61, order("1", "Filled", 40)), positions(61, pos("16", "1", Long, "1"), pos("16", "3", Short, "1")))
	g.at(62, working(62))
	g.prove(72)
	g.at(73)
	g.want(
		"61 filled repeat: filled #1 of 16 unseen 0-61 offline: reset",
		"61 position repeat: 2000 opened of 16 unseen 0-61 offline: reset",
		"61 position repeat: 2000 closed of 15 unseen 0-61 offline: reset",
		"73 filled repeat: gone #2 of 16 unseen 0-61 offline: reset")
}

// flawed is a list of positions of which one cannot be read.
func flawed(second int, rows ...Position) Event {
	return Positions{Account: alertAccount, At: after(second), Rows: rows, Flawed: 1}
}

func TestAPositionThatCanBeReadAgainIsNotOpened(t *testing.T) {
	eth, btc, sol := pos("16", "1", Long, "1000"), pos("15", "2", Long, "1000"), pos("17", "3", Short, "9")
	g := staged(t, "position repeat")
	g.at(1, flawed(1, eth))
	if w := g.alerts.All()[0]; w.State != WatchBlind || w.Reason != unreadablePosition {
		t.Errorf("one of the first list cannot be read: %+v", w)
	}
	g.at(2, flawed(2, eth, sol))
	g.at(3, positions(3, eth, btc, sol))
	g.want()
	if w := g.alerts.All()[0]; w.State != WatchArmed {
		t.Errorf("all can be read: %+v", w)
	}
	g.at(4, flawed(4, eth, btc)) // sol may be the one that cannot be read
	g.at(5, flawed(5, eth))
	g.at(6, positions(6, eth, btc, sol))
	g.want()
	g.at(7, positions(7, eth, btc))
	g.at(8, flawed(8, eth, btc, sol)) // all were known before, so it is new
	g.want("7 position repeat: 2000 closed of 17", "8 position repeat: 2000 opened of 17")
	late := pos("16", "9", Long, "5")
	g.at(9, positions(9, eth, btc, sol, late)) // it may have been there at 8
	g.want("7 position repeat: 2000 closed of 17", "8 position repeat: 2000 opened of 17")
}

func TestAPositionThatWentWhileSomeCouldNotBeReadIsToldWithTheGap(t *testing.T) {
	eth, btc := pos("16", "1", Long, "1000"), pos("15", "2", Long, "1000")
	g := staged(t, "position repeat")
	g.at(1, positions(1, eth, btc))
	g.at(2, flawed(2, eth))
	g.at(3, positions(3, eth))
	g.want("3 position repeat: 2000 closed of 15 unseen 0-3 a position cannot be read")
}

func TestPositionsThatAppearOrGoAreTold(t *testing.T) {
	g := staged(t, "position repeat", "ETH position")
	g.at(1, positions(1, pos("16", "1", Long, "1")))
	g.at(2, positions(2, pos("16", "1", Long, "1"), pos("15", "2", Short, "1")))
	g.at(3, flawed(3, pos("16", "1", Long, "1"))) // the other may be the one that cannot be read
	g.at(4, positions(4, pos("16", "1", Long, "5"), pos("15", "2", Short, "1")))
	g.want("2 position repeat: 2000 opened of 15")
	g.at(5, positions(5, pos("15", "2", Short, "1")))
	g.want("2 position repeat: 2000 opened of 15", "5 position repeat: 2000 closed of 16", "5 ETH position: 2000 closed")
}

func TestAnotherAccountIsNoNews(t *testing.T) {
	g := staged(t, "position repeat", "filled repeat")
	g.at(1, orders(1), positions(1, pos("16", "1", Long, "1")))
	other := Address("0xb0b")
	up := Link{Scope: AccountScope(other), State: LinkUp, Since: after(1), Proven: after(1)}
	g.at(2, Account{State: AccountKnown, Profile: other}, up, Positions{Account: other, At: after(2), Rows: []Position{pos("15", "7", Long, "1")}},
		NewOrders(other, after(2), []Order{order("8", "Filled", 2)}, true))
	g.want()
}
