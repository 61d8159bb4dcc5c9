package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// command is a row of the palette: an action of the key table, or something that takes an argument.
type command struct {
	name  string
	args  string // how the argument is written; empty: it takes none
	help  string
	key   string                                   // the key that does the same
	free  bool                                     // the argument may be any, not only one of those offered
	words func(a *App) []string                    // arguments worth offering
	plan  func(a *App, arg string) (string, error) // says what will happen, or what is wrong with the argument
	run   func(a *App, arg string) (cmd tea.Cmd)   // for an argument that plan accepts
}

// commands are all that the palette can do: those with an argument, then every action of the key table.
func (a *App) commands() []command {
	out := argumentCommands()
	if a.replays() {
		out = append(out, seekCommand())
	}
	for _, b := range a.keys.rows {
		out = append(out, command{
			name: b.action, help: b.help, key: a.keys.key(b.action),
			run: func(a *App, _ string) tea.Cmd { return b.run(a) },
		})
	}
	return out
}

func (a *App) commandNames() []string {
	var names []string
	for _, c := range a.commands() {
		names = append(names, c.name)
	}
	return names
}

func argumentCommands() []command {
	return []command{
		{name: "market", args: "NAME", help: "show a market, by symbol, name or id", words: marketWords, plan: planMarket, run: runMarket},
		{name: alertCommand, args: "BTC > PRICE", help: "tell when something happens", free: true, words: alertWords, plan: planAlert, run: runAlert},
		{name: "look", args: "ACCOUNT", help: "look at one of several accounts, or at all", words: accountWords, plan: planAccount, run: runAccount},
		{name: "pane", args: "NAME", help: "go to a pane", words: paneWords, plan: planPane, run: runPane},
		{name: "hide", args: "PANE", help: "hide a pane", words: shownWords, plan: planHide, run: runHide},
		{name: "show", args: "PANE", help: "show a hidden pane again", words: hiddenWords, plan: planShow, run: runPane},
		{name: "group", args: "TICKS", help: "group the book's prices", free: true, words: groupWords, plan: planGroup, run: runGroup},
		{name: "size", args: "SIZE", help: "hide trades smaller than this", free: true, words: sizeWords, plan: planSize, run: runSize},
		{name: "window", args: "TIME", help: "window of the tape's sums", words: windowWords, plan: planWindow, run: runWindow},
		{name: "candles", args: "TIME", help: "interval of the chart", words: intervalWords, plan: planInterval, run: runInterval},
		{name: "arrange", args: "LAYOUT", help: "how the panes share the screen", words: layoutWords, plan: planLayout, run: runLayout},
		{name: "times", args: "ZONE", help: "zone of all times", free: true, words: zoneWords, plan: planZone, run: runZone},
		{name: "colours", args: "THEME", help: "choose a theme", words: themeWords, plan: planTheme, run: runTheme},
	}
}

// marketNamed finds a market by symbol, full name or id.
func (a *App) marketNamed(name string) (model.Market, error) {
	markets := a.shown.Markets()
	if at := slices.IndexFunc(markets, func(m model.Market) bool { return m.Matches(name) }); at >= 0 {
		return markets[at], nil
	}
	return model.Market{}, expected("a market", name, marketWords(a))
}

// expected says what an argument should have been, with the nearest of those that are known.
func expected(what, found string, known []string) error {
	if found == "" {
		return errors.New("expected " + what)
	}
	hint := nearest(found, known)
	if len(hint) > 80 {
		hint = "" // a list that long helps nobody
	}
	return fmt.Errorf("no such thing as %q: expected %s%s", quotable(found), what, hint)
}

func marketWords(a *App) []string {
	markets := a.shown.Markets()
	out := make([]string, len(markets))
	for i, m := range markets {
		out[i] = m.Symbol
	}
	return out
}

func planMarket(a *App, arg string) (string, error) {
	m, err := a.marketNamed(arg)
	return "show " + m.Name + " (id " + string(m.ID) + ")", err
}

func runMarket(a *App, arg string) tea.Cmd {
	if m, err := a.marketNamed(arg); err == nil {
		a.show(m.ID)
	}
	return nil
}

func paneWords(*App) []string {
	names := paneNames()
	return names[:]
}

func planPane(a *App, arg string) (string, error) {
	p, err := paneNamed(arg)
	if err != nil {
		return "", err
	}
	full, _ := a.panes[p].names()
	return "go to " + full, nil
}

func paneNamed(name string) (paneID, error) {
	names := paneNames()
	if at := slices.Index(names[:], name); at >= 0 {
		return paneID(at), nil //nolint:gosec // there are few panes
	}
	return 0, expected("a pane", name, names[:])
}

func runPane(a *App, arg string) tea.Cmd {
	if p, err := paneNamed(arg); err == nil {
		a.focusOn(p)
	}
	return nil
}

// among gives a command whose argument is one of a few words: what it offers, and where in them the argument stands.
func among(what, arg string, words []string) (int, error) {
	if at := slices.Index(words, strings.TrimSpace(arg)); at >= 0 {
		return at, nil
	}
	return 0, expected(what, arg, words)
}

func themeWords(a *App) []string { return themeNames(a.opts.Themes) }

func planTheme(a *App, arg string) (string, error) {
	_, err := among("a theme", arg, themeWords(a))
	return "theme " + arg, err
}

func runTheme(a *App, arg string) tea.Cmd {
	a.themeName = arg
	a.restyle()
	a.tell("theme " + a.theme.name)
	return nil
}
