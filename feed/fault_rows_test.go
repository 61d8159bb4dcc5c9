package feed

import (
	"strings"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestRowsThatAreWrongAreCountedExactlyAndLoseNoNeighbour(t *testing.T) {
	const d = 2 * time.Minute
	truth := unspoiled(t, d)
	for _, c := range []struct {
		rows   sim.Rows
		fields []string // one of which each topic has
	}{
		{sim.WrongTypes, []string{"address", "market_id"}},
		{sim.OutOfRange, []string{"size", "amount", "rate", "best_bid", "total_size"}},
		{sim.Foreign, []string{"foreign"}},
	} {
		t.Run(string(c.rows), func(t *testing.T) {
			course(t, sim.Fault{Rows: c.rows}, d, func(p *patient) {
				p.knows(truth)
				p.rest()
				p.neverEnded()
				var want model.Counts
				for what, n := range p.x.Spoiled() {
					topic, field, _ := strings.Cut(what, " ")
					switch owner := ownerField(topic); {
					case topic == "orderbook" && (field == "last_updated" || field == "transaction_version"): // not read
					case field == "foreign" || field == owner:
						want.Foreign += int64(n)
					default:
						want.Failures += int64(n)
					}
				}
				sum := p.counted()
				if !visible(sum.LastFailure) {
					p.Errorf("last failure %q", sum.LastFailure)
				}
				if sum.LastFailure = ""; sum != want {
					p.Errorf("counted %+v, want %+v of %v", sum, want, p.x.Spoiled())
				}
				for _, topic := range topics {
					n := 0
					for _, field := range c.fields {
						n += p.x.Spoiled()[topic.name+" "+field]
					}
					if n == 0 {
						p.Errorf("nothing of %s was spoiled", topic.name)
					}
				}
			})
		})
	}
}

// ownerField is the field of a topic by which a row is told to be of the connection's owner.
func ownerField(topic string) string {
	switch topicNamed([]byte(topic)).kind {
	case model.ScopeMarket:
		return "market_id"
	case model.ScopeAccount:
		return "address"
	case model.ScopeExchange:
	}
	return ""
}

func TestOddRowsAreReadForWhatTheySay(t *testing.T) {
	const d = 40 * time.Second
	truth := unspoiled(t, d)
	nothing := func(*patient) {}
	for _, c := range []struct {
		name   string
		fault  sim.Fault
		except string
		also   func(*patient)
	}{
		{"bytes that are not UTF-8", sim.Fault{Rows: sim.BrokenUTF8}, "orders", cleanStatus("Filled···(")},
		{"control sequences", sim.Fault{Rows: sim.Escapes}, "orders", cleanStatus("Filled·[2J·]0;owned···")},
		{"deep rows", sim.Fault{Rows: sim.Nested}, "", nothing},
		{"names twice", sim.Fault{Rows: sim.DuplicateNames}, "", nothing},
		{"levels of nothing", sim.Fault{Rows: sim.ZeroLevels}, "", nothing},
		{"levels twice", sim.Fault{Rows: sim.SplitLevels}, "", nothing},
		{"no order", sim.Fault{Rows: sim.Shuffled}, "", nothing},
		{"history again and again", sim.Fault{Rows: sim.Replayed}, "", nothing},
		{"milliseconds", sim.Fault{Milliseconds: true}, "", nothing},
		{"crossed books", sim.Fault{Rows: sim.Crossed}, "book", crossed},
	} {
		t.Run(c.name, func(t *testing.T) {
			course(t, c.fault, d, func(p *patient) {
				p.knows(truth, c.except)
				c.also(p)
				p.rest()
				p.neverEnded()
				if sum := p.counted(); sum != (model.Counts{}) {
					p.Errorf("counted %+v", sum)
				}
			})
		})
	}
}

// cleanStatus demands a status among the orders, and nothing that could act on a terminal.
func cleanStatus(want model.Status) func(*patient) {
	return func(p *patient) {
		p.look(func(m *model.Model) {
			found := false
			for _, o := range m.Account(model.Address(p.x.Profile())).Orders.Rows {
				found = found || o.Status == want
				if !visible(string(o.Status)) {
					p.Errorf("status %q", o.Status)
				}
			}
			if !found {
				p.Errorf("no order is %q", want)
			}
		})
	}
}

// crossed demands that a crossed book is shown as one, with nothing derived from it.
func crossed(p *patient) {
	p.look(func(m *model.Model) {
		b := m.Book("15")
		if truth := p.x.Book("15"); !b.Crossed() || len(b.Asks) != len(truth.Asks) || len(b.Bids) != len(truth.Bids)+1 {
			p.Errorf("bid %s, ask %s", b.BestBid(), b.BestAsk())
		}
		if last := time.Unix(b.Mids.Points[len(b.Mids.Points)-1].Second, 0); last.After(p.began.Add(healthyFor)) {
			p.Errorf("a mid of a crossed book at %v", last)
		}
	})
}

func TestEmptyPushesLeaveNoGhosts(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.well("before")
		p.x.SetFault(sim.Fault{EmptyPushes: true})
		time.Sleep(3 * time.Minute)
		p.look(func(m *model.Model) {
			a, b := m.Account(model.Address(p.x.Profile())), m.Book("15")
			if len(b.Bids)+len(b.Asks) > 0 || b.BestBid().Known() || b.Mid().Known() {
				p.Errorf("book %+v", b)
			}
			if len(a.Positions.Rows)+len(a.Open.Rows) > 0 {
				p.Errorf("positions %v, open orders %v", a.Positions.Rows, a.Open.Rows)
			}
			if len(a.Orders.Rows) == 0 || a.Fills.Len() == 0 || m.Tape("15").Len() == 0 {
				p.Error("history that has happened is gone")
			}
			if age := m.QuoteAge("15", time.Now()); age.State == model.Live {
				p.Errorf("an empty list of best prices speaks of no market, but: %+v", age)
			}
		})
		p.rest()
		p.neverEnded()
		if sum := p.counted(); sum != (model.Counts{}) {
			p.Errorf("counted %+v", sum)
		}
		p.x.SetFault(sim.Fault{})
		time.Sleep(time.Minute)
		p.well("after")
	})
}

func TestClockOfTheExchangeDoesNotDecideWhatIsLive(t *testing.T) {
	for _, skew := range []time.Duration{-2 * time.Hour, -time.Minute, time.Minute, 2 * time.Hour} {
		t.Run(skew.String(), func(t *testing.T) {
			course(t, sim.Fault{}, 0, func(p *patient) { skewed(p, skew) })
		})
	}
}

// skewed lets the clock of the exchange part from ours and come back.
func skewed(p *patient, skew time.Duration) {
	p.x.SetFault(sim.Fault{Skew: skew})
	p.x.DropAll(1012, "")
	time.Sleep(time.Minute)
	p.well("skewed")
	p.look(func(m *model.Model) {
		tape := m.Tape("15")
		// The clock running behind, trades of before the skew are the newest.
		if told := tape.Newest(0).Time; skew > 0 && told.Sub(time.Now().Add(skew)).Abs() > 10*time.Second {
			p.Errorf("the newest trade is of %v", told)
		}
		if age := m.TapeAge("15", time.Now()); age.State != model.Live {
			p.Errorf("trades %+v", age)
		}
	})
	p.rest()
	p.x.SetFault(sim.Fault{Silent: true, Skew: skew})
	time.Sleep(model.QuietAfter)
	p.look(func(m *model.Model) {
		if age := m.TapeAge("15", time.Now()); age.State == model.Live {
			p.Errorf("silent, but trades are %+v", age)
		}
	})
}
