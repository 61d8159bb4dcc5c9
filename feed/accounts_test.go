package feed

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kanatop/feed/sim"
	"kanatop/model"
)

// simulated are the accounts of the simulation by profile.
func simulated() []Account {
	var all []Account
	for _, a := range sim.Accounts() {
		all = append(all, Account{Name: a.Name, Profile: model.Address(a.Profile)})
	}
	return all
}

// positionIDs are the ids of the positions that the model and the exchange know of an account.
func positionIDs(m *model.Model, x *sim.Exchange, profile model.Address) (held, truth []string) {
	for _, p := range m.Account(profile).Positions.Rows {
		held = append(held, string(p.ID)+" "+p.Size.String())
	}
	for _, p := range x.PositionsOf(string(profile)) {
		truth = append(truth, p.ID+" "+p.Size)
	}
	slices.Sort(held)
	slices.Sort(truth)
	return held, truth
}

func TestEveryAccountHasItsOwnConnectionAndData(t *testing.T) {
	watch(t, sim.Fault{}, func(o *Options) { o.Accounts = simulated() }, func(r *rig) {
		time.Sleep(3 * time.Second)
		r.look(func(m *model.Model) {
			same(r.T, "accounts", m.Accounts(), []model.Account{
				{Index: 0, Name: "main", State: model.AccountKnown, Profile: simulated()[0].Profile},
				{Index: 1, Name: "hedge", State: model.AccountKnown, Profile: simulated()[1].Profile},
			})
			for _, a := range simulated() {
				held, truth := positionIDs(m, r.x, a.Profile)
				if len(truth) < 2 {
					r.Errorf("%s has %d positions", a.Name, len(truth))
				}
				same(r.T, "positions of "+a.Name, held, truth)
				link, known := m.Link(model.AccountScope(a.Profile))
				if !known || link.State != model.LinkUp || link.Count.Foreign+link.Count.Failures > 0 {
					r.Errorf("link of %s: %+v", a.Name, link)
				}
			}
			m.Look(model.AllAccounts)
			if age := m.AccountAge(model.KindPositions, time.Now()); !age.Usable() {
				r.Errorf("the sum is %+v", age)
			}
		})
		for _, a := range simulated() {
			n := 0
			for _, frame := range r.x.Received() {
				if strings.Contains(frame, `"address":"`+string(a.Profile)+`"`) {
					n++
				}
			}
			if n != 7 {
				r.Errorf("%d topics of %s were subscribed", n, a.Name)
			}
		}
	})
}

func TestAnAccountThatIsOfflineTakesNoOtherAlong(t *testing.T) {
	var late atomic.Bool // from then on wallets are found, and sockets refused
	edit := func(o *Options) {
		o.Accounts, o.RESTURL = simulated(), "http://rest"
		o.Accounts[1] = Account{Name: "hedge", Wallet: model.Address(sim.Accounts()[1].Wallet)}
		dial := o.Dial
		o.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			if strings.HasPrefix(addr, "rest") != late.Load() {
				return nil, errors.New("nobody listens")
			}
			return dial(ctx, network, addr)
		}
	}
	watch(t, sim.Fault{}, edit, func(r *rig) {
		time.Sleep(3 * time.Second)
		r.look(func(m *model.Model) {
			m.Look(model.AllAccounts)
			age := m.AccountAge(model.KindPositions, time.Now())
			if age.State != model.Waiting || !age.Spoken || age.Reason != "1 of 2 accounts known: hedge: looking up the profile address" {
				r.Errorf("while looking up: %+v", age)
			}
		})
		late.Store(true)
		time.Sleep(time.Minute)
		r.look(func(m *model.Model) {
			held, truth := positionIDs(m, r.x, simulated()[0].Profile)
			same(r.T, "positions of main", held, truth)
			m.Look(0)
			if age := m.AccountAge(model.KindPositions, time.Now()); !age.Usable() {
				r.Errorf("main: %+v", age)
			}
			m.Look(1)
			if age := m.AccountAge(model.KindPositions, time.Now()); age.State != model.Waiting || !strings.HasPrefix(age.Reason, "offline: ") {
				r.Errorf("hedge: %+v", age)
			}
			m.Look(model.AllAccounts)
			if age := m.AccountAge(model.KindPositions, time.Now()); age.Usable() || !strings.HasPrefix(age.Reason, "1 of 2 accounts known: hedge: offline: ") {
				r.Errorf("the sum: %+v", age)
			}
		})
	})
}

func TestALookUpThatFailsLeavesTheOtherAccountsAlone(t *testing.T) {
	edit := func(o *Options) {
		o.Accounts, o.RESTURL = append(simulated(), Account{Name: "lost", Wallet: "0x1"}), "http://sim"
	}
	watch(t, sim.Fault{}, edit, func(r *rig) {
		time.Sleep(3 * time.Second)
		r.look(func(m *model.Model) {
			if lost := m.Accounts()[2]; lost.State != model.AccountNotFound || lost.Cause != "HTTP 400: Profile address not found" {
				r.Errorf("lost: %+v", lost)
			}
			m.Look(model.AllAccounts)
			if heard, of := m.Heard(model.KindPositions); heard != 2 || of != 3 {
				r.Errorf("%d of %d accounts are heard of", heard, of)
			}
			if age := m.AccountAge(model.KindPositions, time.Now()); age.Reason != "2 of 3 accounts known: lost: HTTP 400: Profile address not found" {
				r.Errorf("the sum: %+v", age)
			}
		})
	})
}

func TestOneAccountUnderTwoAddressesIsWatchedOnce(t *testing.T) {
	edit := func(o *Options) {
		o.Accounts, o.RESTURL = append(simulated()[:1], Account{Name: "again", Wallet: model.Address(sim.Accounts()[0].Wallet)}), "http://sim"
	}
	watch(t, sim.Fault{}, edit, func(r *rig) {
		time.Sleep(3 * time.Second)
		r.look(func(m *model.Model) {
			if again := m.Accounts()[1]; again.State != model.AccountNotFound || again.Cause != "the same account as main" || again.Profile != "" {
				r.Errorf("again: %+v", again)
			}
			one := len(m.Account(simulated()[0].Profile).Positions.Rows)
			m.Look(model.AllAccounts)
			if got := len(m.Held().Positions.Rows); got != one || one == 0 {
				r.Errorf("the sum has %d positions, the account %d", got, one)
			}
		})
	})
}
