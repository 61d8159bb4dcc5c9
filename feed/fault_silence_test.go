package feed

import (
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

func TestPeersThatAreGoneAreNoticedAndTriedAgainWithoutAStorm(t *testing.T) {
	for _, c := range []struct {
		name         string
		fault        sim.Fault
		causes       []string
		fewest, most int // attempts in ten minutes
	}{
		{"half-open", sim.Fault{HalfOpen: true}, []string{"no answer to ping"}, 18, 50},
		{"deaf and mute", sim.Fault{Deaf: true, Silent: true}, []string{"no answer to ping", "timed out"}, 18, 50},
	} {
		t.Run(c.name, func(t *testing.T) {
			admit(t, nil, func(p *patient) {
				p.well("before")
				p.x.SetFault(c.fault)
				began := time.Now()
				time.Sleep(unprovenFor)
				for time.Since(began) < 10*time.Minute {
					p.gone(time.Since(began))
					time.Sleep(2 * time.Second)
				}
				for _, s := range p.scopes() {
					if n := p.ends(s, began, c.causes...); n < c.fewest || n > c.most {
						p.Errorf("%s: %d attempts", s, n)
					}
				}
				p.x.SetFault(sim.Fault{})
				time.Sleep(healedIn)
				p.well("after")
			})
		})
	}
}

func TestSilenceWithPongIsQuietNotStale(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{Silent: true})
		time.Sleep(model.QuietAfter + time.Second)
		for range 200 {
			p.look(func(m *model.Model) {
				m.Witness(time.Now())
				for what, age := range ages(m) {
					if age.State != model.Quiet {
						p.Fatalf("%s: %+v", what, age)
					}
				}
			})
			time.Sleep(3 * time.Second)
		}
		for _, s := range p.scopes() {
			if l := p.link(s); l.State != model.LinkUp || len(p.past(s, model.LinkDown)) != 0 {
				p.Errorf("%+v", l)
			}
		}
		p.x.SetFault(sim.Fault{})
		time.Sleep(time.Second)
		p.look(func(m *model.Model) {
			if age := m.BookAge("15", time.Now()); age.State != model.Live {
				p.Errorf("after: %+v", age)
			}
		})
	})
}

func TestEachTopicCanFallSilentAlone(t *testing.T) {
	for _, topic := range topics {
		t.Run(topic.name, func(t *testing.T) {
			admit(t, nil, func(p *patient) {
				p.settle()
				p.x.SetFault(sim.Fault{SilentTopic: topic.name})
				time.Sleep(beatEvery + time.Second) // until what was heard before has been told
				before := p.spoken()
				time.Sleep(2 * time.Minute)
				after := p.spoken()
				for _, other := range topics {
					// Transfers are rare by nature.
					name := other.name
					if silent := after[name] == before[name]; silent != (name == topic.name) && name != "deposit_withdraw_history" {
						p.Errorf("%s: %d messages, before %d", name, after[name], before[name])
					}
				}
				for _, s := range p.scopes() {
					if n := len(p.past(s, model.LinkDown)); n != 0 {
						p.Errorf("%s went down %d times", s, n)
					}
				}
			})
		})
	}
}

// spoken is the number of messages of each topic over all connections.
func (p *patient) spoken() map[string]int64 {
	out := make(map[string]int64)
	p.look(func(m *model.Model) {
		for _, l := range m.Links() {
			for _, t := range l.Topics {
				if t.Name != "" {
					out[t.Name] += t.Messages
				}
			}
		}
	})
	return out
}

func TestBookThatFallsSilentAloneIsContradictedAndComesBackWithANewConnection(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{SilentTopic: "orderbook"})
		doubted := func() (ids []model.MarketID) {
			p.look(func(m *model.Model) {
				m.Witness(time.Now())
				ids = m.Doubtful(time.Now())
			})
			return ids
		}
		for n := 0; len(doubted()) < 2; n++ {
			if n > 60 {
				p.Fatalf("after a minute only %v are doubted", doubted())
			}
			time.Sleep(time.Second)
		}
		p.look(func(m *model.Model) {
			age, tape, h := m.BookAge("15", time.Now()), m.TapeAge("15", time.Now()), m.Health("15", time.Now())
			if age.State != model.Stale || age.Reason == "" || !tape.Usable() || h.State != model.HealthStale || h.Reason != age.Reason {
				p.Errorf("book %+v, tape %+v, %+v", age, tape, h)
			}
		})
		p.client.Renew(bitcoin)
		time.Sleep(time.Second)
		p.look(func(m *model.Model) {
			if age := m.BookAge("15", time.Now()); age.Usable() {
				p.Errorf("renewed, still silent: %+v", age)
			}
		})
		p.x.SetFault(sim.Fault{})
		time.Sleep(10 * time.Second)
		p.well("after")
	})
}

func TestServerThatHearsNothingButSpeaksIsLeftForOneThatHears(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{Deaf: true})
		began := time.Now()
		for time.Since(began) < 5*time.Minute {
			time.Sleep(time.Second)
			p.look(func(m *model.Model) {
				age, l := m.BookAge("15", time.Now()), m.Book("15")
				if age.Usable() && time.Since(l.At) > model.ProofLimit {
					p.Fatalf("%+v", age)
				}
			})
		}
		for _, s := range p.scopes() {
			if n := p.ends(s, began, "no answer to ping", "timed out"); n < 8 || n > 30 {
				p.Errorf("%s: %d attempts", s, n)
			}
		}
		p.x.SetFault(sim.Fault{})
		time.Sleep(healedIn)
		p.well("after")
	})
}

func TestSlowServerIsUnderstoodWhileItAnswersInTime(t *testing.T) {
	admit(t, func(o *Options) { o.Markets, o.Accounts = nil, nil }, func(p *patient) {
		began := time.Now()
		p.x.DropAll(1012, "")
		time.Sleep(100 * time.Millisecond)
		p.x.SetFault(sim.Fault{ByteEvery: 5 * time.Millisecond, SilentTopic: "bestPrice"})
		time.Sleep(2 * time.Minute)
		l := p.link(exchange)
		if n := p.ends(exchange, began); l.State != model.LinkUp || n != 0 || l.RTT < 15*time.Millisecond || l.Count.Failures != 0 {
			p.Errorf("went down %d times: %+v", n, l)
		}
		p.look(func(m *model.Model) {
			if age := m.FundingAge("15", time.Now()); !age.Usable() {
				p.Errorf("%+v", age)
			}
		})
	})
}

func TestServerTooSlowToAnswerIsNotTakenForLive(t *testing.T) {
	admit(t, nil, func(p *patient) {
		p.x.SetFault(sim.Fault{ByteEvery: 50 * time.Millisecond})
		began := time.Now()
		// A message that was on its way for long proves life as any other: it takes a ping to find out.
		time.Sleep(unprovenFor + pongTimeout + beatEvery)
		for time.Since(began) < 5*time.Minute {
			p.look(func(m *model.Model) {
				// The account's connection has little to say and may keep up.
				for what, age := range ages(m) {
					if age.Usable() && what != "account" {
						p.Fatalf("%v into the fault: %s is %+v", time.Since(began), what, age)
					}
				}
				if h := m.Health("15", time.Now()); h.State < model.HealthStale {
					p.Fatalf("%+v", h)
				}
			})
			time.Sleep(time.Second)
		}
		for _, s := range []model.Scope{exchange, bitcoin} {
			if n := p.ends(s, began, "no answer to ping", "timed out"); n < 6 || n > 30 {
				p.Errorf("%s: %d attempts", s, n)
			}
		}
		if sum := p.counted(); sum != (model.Counts{}) {
			p.Errorf("%+v", sum)
		}
		p.x.SetFault(sim.Fault{})
		time.Sleep(healedIn)
		p.well("after")
	})
}
