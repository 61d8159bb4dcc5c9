package model

import (
	"testing"
	"time"
)

func TestMergedEventsTellTheRowsOfAllTheirMessages(t *testing.T) {
	at := time.Unix(1_750_000_000, 0)
	two, one := []Trade{{Version: 1}, {Version: 2}}, []Trade{{Version: 3}}
	var b Batch
	b.Add(NewTrades("15", at, two))
	b.Add(NewTrades("15", at.Add(time.Second), one))
	b.Add(NewFills("0x1", at, two, true))
	b.Add(NewFills("0x1", at, one, false))
	b.Add(NewOrders("0x1", at, []Order{{Version: 1}, {Version: 2}}, true))
	b.Add(NewOrders("0x1", at, []Order{{Version: 3}}, false))
	b.Add(NewTransfers("0x1", at, []Transfer{{Version: 1}, {Version: 2}}))
	b.Add(NewTransfers("0x1", at, []Transfer{{Version: 3}}))
	var told [][]int64
	for _, e := range b.Events() {
		var versions []int64
		switch e := e.(type) {
		case Trades:
			for _, r := range e.Rows() {
				versions = append(versions, r.Version)
			}
		case Fills:
			for _, r := range e.Rows() {
				versions = append(versions, r.Version)
			}
		case Orders:
			for _, r := range e.Rows() {
				versions = append(versions, r.Version)
			}
		case Transfers:
			for _, r := range e.Rows() {
				versions = append(versions, r.Version)
			}
		}
		told = append(told, versions)
	}
	if len(told) != 4 {
		t.Fatalf("%d events, want 4", len(told))
	}
	for i, versions := range told {
		if len(versions) != 3 || versions[0] != 1 || versions[1] != 2 || versions[2] != 3 {
			t.Errorf("event %d tells %v, want 1 2 3", i, versions)
		}
	}
}

func TestRowsGivenUpAreCounted(t *testing.T) {
	var b Batch
	for range 3 {
		b.Add(NewTrades("15", time.Unix(1, 0), make([]Trade, MaxPending)))
	}
	e, ok := b.Events()[0].(Trades)
	if !ok || e.Lost() != 2*MaxPending || len(e.Rows()) != MaxPending {
		t.Errorf("%d lost, %d told; want %d and %d", e.Lost(), len(e.Rows()), 2*MaxPending, MaxPending)
	}
}
