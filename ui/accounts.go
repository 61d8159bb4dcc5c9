package ui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// ofAccount are the panes that show rows of the account looked at.
func ofAccount(p paneID) bool {
	return slices.Contains([]paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers}, p)
}

// nextAccount looks at the next of several accounts, after the last at the sum of all.
func (a *App) nextAccount() tea.Cmd {
	accounts := a.live.Accounts()
	switch next := a.live.Looked() + 1; {
	case len(accounts) == 0:
		a.tell("no account is configured")
	case len(accounts) == 1:
		a.tell("one account is watched; accounts in the configuration names more")
	case next == len(accounts):
		a.lookAt(model.AllAccounts)
		a.tell("all " + strconv.Itoa(next) + " accounts, added up")
	default:
		a.lookAt(next)
		a.tell("account " + accounts[next].Name)
	}
	return nil
}

// accountWords are the names of the accounts, and that of their sum.
func accountWords(a *App) []string {
	var names []string
	for _, k := range a.live.Accounts() {
		names = append(names, k.Name)
	}
	if len(names) > 1 {
		names = append(names, model.SumName)
	}
	return names
}

// placeNamed is the place of the account of a name; the sum stands behind the last.
func placeNamed(a *App, name string) (int, error) {
	place, err := among("an account", name, accountWords(a))
	if place == len(a.live.Accounts()) {
		place = model.AllAccounts
	}
	return place, err
}

func planAccount(a *App, arg string) (string, error) {
	place, err := placeNamed(a, arg)
	if place == model.AllAccounts {
		return "look at all accounts, added up", err
	}
	return "look at account " + arg, err
}

func runAccount(a *App, arg string) tea.Cmd {
	if place, err := placeNamed(a, arg); err == nil {
		a.lookAt(place)
		a.tell("account " + arg)
	}
	return nil
}

// lookAt makes an account, or the sum of all, the one that all account panes are about. What was chosen, opened or kept of
// another goes: nothing of it may stand under the new name.
func (a *App) lookAt(place int) {
	a.live.Look(place)
	a.shown.Look(place) // a copy while paused
	a.overlay, a.memo = nil, memo{}
	for id, p := range a.panes {
		if l, ok := p.(lister); ok && ofAccount(paneID(id)) {
			*l.chooser() = list{}
		}
	}
}

// several reports whether accounts have to be told apart.
func (v *view) several() bool { return len(v.m.Accounts()) > 1 }

// summed reports whether the sum of several accounts is looked at.
func (v *view) summed() bool { return v.m.Looked() == model.AllAccounts }

// lookedAt are the accounts looked at: one, or all of several.
func (v *view) lookedAt() []model.Account {
	if v.summed() {
		return v.m.Accounts()
	}
	one, _ := v.m.Watched()
	return []model.Account{one}
}

// accountName is the name of the account at a place in at most n cells. A name that is cut and then looks like another
// one is its number instead.
func (v *view) accountName(place, n int) string {
	accounts := v.m.Accounts()
	name := accounts[place].Name
	if canvas.Width(name) <= n {
		return name
	}
	short := cut(name, n)
	for i, other := range accounts {
		if i != place && cut(other.Name, n) == short {
			return "#" + strconv.Itoa(place+1)
		}
	}
	return short
}

// looked names what is looked at in at most n cells, when there are several accounts: the account, or the sum with how many
// of the accounts are in it when not all have told their positions.
func (v *view) looked(n int) string {
	switch {
	case !v.several():
		return ""
	case !v.summed():
		return v.accountName(v.m.Looked(), n)
	}
	heard, of := v.m.Heard(model.KindPositions)
	if heard < of {
		return model.SumName + " " + strconv.Itoa(heard) + "/" + strconv.Itoa(of)
	}
	return model.SumName + " " + strconv.Itoa(of)
}

// Cells that the name of an account may take where there is room, and where there is little.
const (
	fullAccount  = 16
	shortAccount = 8
)

// accountRuns are the header's word for the account looked at. It stands at every width.
func (v *view) accountRuns(step, w int) []run {
	n := fullAccount
	if step >= stepArrows || w < narrowFrom {
		n = shortAccount
	}
	text := v.looked(n)
	if text == "" {
		return nil
	}
	ink := inkOwn
	if heard, of := v.m.Heard(model.KindPositions); v.summed() && heard < of {
		ink = inkWarn
	}
	return []run{{text, ink, 0}, {" ", inkPlain, 0}}
}

// titled adds the account looked at to the name of a pane that shows its rows.
func (v *view) titled(p paneID, name string, short bool) string {
	n := fullAccount
	if short {
		n = shortAccount
	}
	if looked := v.looked(n); looked != "" && ofAccount(p) {
		return v.noted(name, looked)
	}
	return name
}

// withAccounts puts the column of the accounts before others, in the sum.
func (v *view) withAccounts(columns []column) []column {
	if !v.summed() {
		return columns
	}
	return append([]column{{head: "acct", left: true}}, columns...)
}

// ofWhom puts the account of a row before its cells, in the sum.
func (v *view) ofWhom(name string, w int, cells []cell) []cell {
	if !v.summed() {
		return cells
	}
	n := shortAccount
	if w >= mediumFrom {
		n = fullAccount
	}
	mark := len(v.cells)
	v.cells = append(append(v.cells, cell{v.join(v.owner(name, n)), inkDim}), cells...)
	return v.cells[mark:]
}

// owner is the name of a row's account in at most n cells; empty outside of the sum.
func (v *view) owner(name string, n int) string {
	place := slices.IndexFunc(v.m.Accounts(), func(a model.Account) bool { return a.Name == name })
	if name == "" || place < 0 {
		return ""
	}
	return v.accountName(place, n)
}

// usableOf tells by the account of a row whether its part may be shown as current. Rows of one account follow each other.
func (v *view) usableOf(part model.Kind) func(acct string) bool {
	last, judged, usable := "", false, false
	return func(acct string) bool {
		if !judged || acct != last {
			last, judged, usable = acct, true, v.m.RowAge(acct, part, v.now).Usable()
		}
		return usable
	}
}

// ownerLine puts the account before everything that is known of a row, when there are several.
func (v *view) ownerLine(name string, lines []detailLine) []detailLine {
	if !v.several() {
		return lines
	}
	if !v.summed() {
		name = v.m.Accounts()[v.m.Looked()].Name
	}
	return append([]detailLine{{"account", name, "configured"}}, lines...)
}

// ownerField puts the account before what is copied of a row, in the sum.
func (v *view) ownerField(name string, fields []field) []field {
	if name == "" {
		return fields
	}
	return append([]field{{"account", name}}, fields...)
}

// partial says of how many accounts a sum is that lacks some; nothing when it is of all.
func (v *view) partial(part model.Kind) string {
	heard, of := v.m.Heard(part)
	if !v.summed() || heard == of {
		return ""
	}
	return strconv.Itoa(heard) + " of " + strconv.Itoa(of) + " accounts"
}

// unknown says of how many accounts a total is, when it is not of all of them.
func unknown(t model.Totals) string {
	if t.Heard == t.Accounts {
		return ""
	}
	return strconv.Itoa(t.Heard) + " of " + strconv.Itoa(t.Accounts) + " accounts known"
}

// accountOf is the name of the account that a connection is of, when there are several.
func (a *App) accountOf(s model.Scope) string {
	if accounts := a.live.Accounts(); len(accounts) > 1 && s.Kind == model.ScopeAccount {
		for _, k := range accounts {
			if model.AccountScope(k.Profile) == s {
				return k.Name
			}
		}
	}
	return ""
}

// unlinked are lines of accounts that have no connection yet, with the reason.
func (a *App) unlinked() [][]run {
	var out [][]run
	for i, k := range a.live.Accounts() {
		reason := k.Cause
		switch k.State {
		case model.AccountKnown:
			continue
		case model.AccountLookup:
			reason = noted("looking up the profile address", reason)
		case model.AccountNone:
			reason = "nothing is known yet"
		}
		name := k.Name
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		out = append(out, []run{{pad("account "+name, 28), inkStrong, 0}, {reason, inkWarn, 0}})
	}
	return out
}
