package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

// course lets a client watch an exchange with a fault from the start for a while; judge then gets what came of it.
func course(t *testing.T, fault sim.Fault, d time.Duration, judge func(p *patient)) {
	t.Helper()
	admit(t, nil, func(p *patient) {
		p.x.SetFault(fault)
		time.Sleep(d)
		p.settle()
		judge(p)
	})
}

// told is what the model knows, in lines by part, but for what a fault has made up and marked with 666666 or market 66.
func (p *patient) told() map[string]string {
	out := make(map[string]string)
	put := func(part, line string) {
		if !strings.Contains(line, "666666") {
			out[part] += line + "\n"
		}
	}
	p.look(func(m *model.Model) {
		for _, id := range []model.MarketID{"14", "15"} {
			b, tape := m.Book(id), m.Tape(id)
			for _, l := range append(append([]model.Level(nil), b.Bids...), b.Asks...) {
				put("book", fmt.Sprint(l.Price.Trim(0), "×", l.Size.Trim(0)))
			}
			// Those of the last seconds only: what a fault makes up takes the place of older ones.
			for i := range tape.Len() {
				if trade := tape.Newest(i); time.Since(trade.Time) < 15*time.Second {
					put("trades", fmt.Sprint(trade))
				}
			}
			put("best prices", fmt.Sprint(m.Quote(id).Bid, m.Quote(id).Ask))
			put("funding", fmt.Sprint(m.Funding(id).Current().Value, m.Funding(id).Current().Told))
		}
		a := m.Account(model.Address(p.x.Profile()))
		for _, row := range a.Positions.Rows {
			put("positions", fmt.Sprint(row))
		}
		for _, row := range a.Open.Rows {
			put("open orders", fmt.Sprint(row))
		}
		for _, row := range a.Orders.Rows {
			put("orders", fmt.Sprint(row))
		}
		for i := range a.Fills.Len() {
			put("fills", fmt.Sprint(a.Fills.Newest(i)))
		}
		for _, row := range a.Transfers.Rows {
			put("transfers", fmt.Sprint(row))
		}
	})
	for part, text := range out {
		// Of positions, open orders and trades of one transaction the order means nothing.
		lines := strings.Split(text, "\n")
		slices.Sort(lines)
		out[part] = strings.Join(lines, "\n")
	}
	return out
}

// unspoiled is what a client knows that watched the same market for as long without a fault.
func unspoiled(t *testing.T, d time.Duration) (truth map[string]string) {
	t.Helper()
	course(t, sim.Fault{}, d, func(p *patient) { truth = p.told() })
	if len(truth) != 9 {
		t.Fatalf("the truth has %d parts", len(truth))
	}
	return truth
}

// knows demands that the model knows the truth, but for some parts.
func (p *patient) knows(truth map[string]string, except ...string) {
	p.Helper()
	got := p.told()
	for part, want := range truth {
		if fmt.Sprint(except) != fmt.Sprint([]string{part}) && got[part] != want {
			p.Errorf("%s\ngot\n%.600s\nwant\n%.600s", part, got[part], want)
		}
	}
}

// never demands that no connection ended.
func (p *patient) neverEnded() {
	p.Helper()
	for _, s := range p.scopes() {
		if n := len(p.past(s, model.LinkDown)); n != 0 {
			p.Errorf("%s went down %d times: %s", s, n, p.link(s).Cause)
		}
	}
}

func TestJunkOfEachKindIsCountedExactlyAndLosesNothing(t *testing.T) {
	const d = time.Minute
	truth := unspoiled(t, d)
	for kind, why := range map[sim.Junk]string{
		sim.Truncated:    "frame: is not JSON: {",
		sim.Invalid:      "frame: is not JSON: ",
		sim.Binary:       "frame: is not JSON: ··",
		sim.Deep:         "frame: is not JSON: {",
		sim.UnknownTopic: "",
		sim.ErrorFrame:   "",
	} {
		t.Run(string(kind), func(t *testing.T) {
			course(t, sim.Fault{JunkEvery: 3, Junk: kind}, d, func(p *patient) {
				p.knows(truth)
				p.neverEnded()
				p.well("meanwhile")
				p.rest()
				sent := p.x.Spoiled()[string(kind)]
				sum, want := p.counted(), model.Counts{}
				if why == "" {
					want.Unknown = int64(sent)
				} else {
					want.Failures = int64(sent)
				}
				if !strings.HasPrefix(sum.LastFailure, why) || !visible(sum.LastFailure) {
					p.Errorf("last failure %q", sum.LastFailure)
				}
				if sum.LastFailure = ""; sum != want || sent < 50 {
					p.Errorf("counted %+v of %d", sum, sent)
				}
				if raw := p.client.Raw("", bitcoin); len(raw) == 0 && kind != sim.Invalid {
					p.Error("the last one is not kept")
				}
			})
		})
	}
}

func TestFramesThatBreakTheConnectionAreToldAndDoNotCauseAStorm(t *testing.T) {
	for kind, cause := range map[sim.Junk]string{
		sim.Oversized: "message too big",
		sim.Deflated:  "the server broke the WebSocket protocol",
	} {
		t.Run(string(kind), func(t *testing.T) {
			admit(t, onlyBitcoin, func(p *patient) {
				p.x.SetFault(sim.Fault{JunkEvery: 3, Junk: kind})
				began := time.Now()
				time.Sleep(5 * time.Minute)
				if n := p.ends(bitcoin, began, cause); n < 10 || n > 45 {
					p.Errorf("%d attempts", n)
				}
				if l := p.link(bitcoin); l.Count.Failures+l.Count.Unknown > 0 {
					p.Errorf("%+v", l)
				}
				p.x.SetFault(sim.Fault{})
				time.Sleep(healedIn)
				p.look(func(m *model.Model) {
					if age := m.BookAge("15", time.Now()); age.State != model.Live {
						p.Errorf("after: %+v", age)
					}
				})
			})
		})
	}
}

func TestFirstOfTwoValuesOfANameCounts(t *testing.T) {
	course(t, sim.Fault{}, time.Second, func(p *patient) {
		p.x.SetFault(sim.Fault{Silent: true})
		p.x.Push("orderbook", []byte(`{"message":"orderbook","data":[{"is_ask":true,"price":7,"size":"1","size":"2","is_ask":true}],"data":[],"message":"positions"}`))
		p.settle()
		p.look(func(m *model.Model) {
			if got := prices(m.Book("15").Asks); got != "7×1" {
				p.Errorf("the book is %q", got)
			}
		})
	})
}
