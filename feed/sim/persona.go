package sim

import "time"

// Account is a simulated account: what it is called, its wallet, and its profile, for which the account topics answer.
type Account struct{ Name, Wallet, Profile string }

// Accounts returns the accounts of every simulated exchange, whatever its seed. The profile address of the first has 63
// digits: the real exchange cuts leading zeros.
func Accounts() []Account {
	var all []Account
	for _, p := range personas() {
		all = append(all, p.Account)
	}
	return all
}

// persona is what makes an account another than the others: its addresses, its past and its habits.
type persona struct {
	Account
	past    func(a *account)
	slots   []*slot
	restful bool // it sends no market orders
}

func personas() []persona {
	return []persona{
		{
			Account: Account{
				"main",
				"0xd35db5fed1be938fd6d28a48aca8eceb11d7d1b7dee88ffd6fa6502807e60f28",
				"0xe09443cf678c137e2fac49e148c22435aa79d315b36ae40f0823dad3f6af6cc",
			},
			past: (*account).mainPast,
			slots: []*slot{
				{market: 0, kind: increaseLong, leverage: 20, near: 3, far: 8, lots: 60_000, bound: 520_000},
				{market: 0, kind: decreaseLong, leverage: 20, near: 3, far: 8, lots: 50_000, bound: 300_000},
				{market: 0, kind: increaseLong, leverage: 20, near: 35, far: 55, lots: 80_000, bound: 600_000},
				{market: 1, kind: increaseShort, leverage: 10, near: 25, far: 45, lots: 4_000, bound: 30_000},
				{market: 1, kind: increaseLong, leverage: 5, near: 2, far: 6, lots: 6_000, bound: 40_000},
				{market: 1, kind: decreaseLong, leverage: 5, near: 3, far: 9, lots: 5_000, bound: 15_000},
				{market: 1, kind: increaseShort, leverage: 10, near: 2, far: 7, lots: 3_000, bound: 20_000},
				{market: 1, kind: decreaseShort, leverage: 10, near: 3, far: 9, lots: 2_500, bound: 6_000},
			},
		},
		{
			Account: Account{
				"hedge",
				"0x5b1e6a7c0d94f2835e17ab60c9d8430f7e2256b19ac84d7f03e6915dba24c870",
				"0x91c4e7082fa63bd5190e8d47cb26fa50873d1e94ab60f7c25d38e019b4627fda",
			},
			past:    (*account).hedgePast,
			restful: true,
			slots: []*slot{
				{market: 1, kind: increaseShort, leverage: 5, near: 4, far: 9, lots: 4_000, bound: 60_000},
				{market: 1, kind: decreaseShort, leverage: 5, near: 4, far: 9, lots: 3_000, bound: 20_000},
				{market: 2, kind: increaseShort, leverage: 10, near: 3, far: 8, lots: 6_000, bound: 50_000},
				{market: 2, kind: decreaseShort, leverage: 10, near: 30, far: 60, lots: 5_000, bound: 10_000},
			},
		},
	}
}

// mainPast is that of a trader: positions held for hours, closed trades, transfers.
func (a *account) mainPast() {
	apt, btc := a.markets[0], a.markets[1]
	a.hold(apt, past{kind: openLong, leverage: 20, price: units(57578914, 7), lots: 400_000, ago: 9 * time.Hour}, "6.1", "")
	a.hold(btc, past{kind: openLong, leverage: 5, price: units(1174125, 1), lots: 25_000, ago: 26 * time.Hour}, "", "110000")
	a.hold(btc, past{kind: openShort, leverage: 10, price: units(117905, 0), lots: 10_000, ago: 5 * time.Hour}, "112000", "121500")
	for i := range 8 {
		a.roundTrip(a.markets[(i+2)%len(a.markets)], time.Duration(30+i*170)*time.Minute)
	}
	a.bought(apt, past{kind: unnamed, leverage: 20, price: units(575789140, 8), lots: 10_000, ago: 31 * time.Hour})
	a.leave(apt)
	a.remember(btc, past{kind: increaseLong, leverage: 5, ticks: 116_950, lots: 8_000, ago: 3 * time.Hour, status: statusCancelled})
	a.remember(a.markets[3], past{kind: openShort, leverage: 10, ticks: 18_410, lots: 25_000, ago: 7 * time.Hour, status: statusCancelled})
	a.transferred(11, 31, transfer{amount: "250"}, transfer{amount: "1500", deposit: true}, transfer{amount: "25.5"}, transfer{amount: "4000", deposit: true}, transfer{amount: "10000", deposit: true})
}

// hedgePast is that of an account which holds against another: two short positions and little else.
func (a *account) hedgePast() {
	btc, eth := a.markets[1], a.markets[2]
	a.hold(btc, past{kind: openShort, leverage: 5, price: units(1181402, 1), lots: 40_000, ago: 21 * time.Hour}, "", "124000")
	a.hold(eth, past{kind: openShort, leverage: 10, price: units(37355, 1), lots: 30_000, ago: 8 * time.Hour}, "3400", "")
	for i := range 3 {
		a.roundTrip(a.markets[1+i%2], time.Duration(95+i*310)*time.Minute)
	}
	a.remember(eth, past{kind: increaseShort, leverage: 10, ticks: 37_600, lots: 9_000, ago: 4 * time.Hour, status: statusCancelled})
	a.transferred(19, 40, transfer{amount: "750", deposit: true}, transfer{amount: "6000", deposit: true})
}
