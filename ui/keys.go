package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// binding is a row of the key table: what can be done, by which keys, in which words.
type binding struct {
	action string   // its name in the configuration
	keys   []string // as Bubble Tea names them
	help   string
	group  string
	run    func(*App) tea.Cmd
	here   func(*App) bool // whether it does anything in the focused pane; nil: it does not depend on the pane
	of     []paneID        // the panes it is about, whichever has the focus
}

const maxMarketKeys = 9

// bindings is the key table: dispatch, hints, help, rebinding and the README are made from it.
func bindings() []binding {
	rows := []binding{
		{action: "next-market", keys: []string{"]"}, help: "next market", group: "Markets", run: func(a *App) tea.Cmd { return a.stepMarket(1) }},
		{action: "previous-market", keys: []string{"["}, help: "previous market", group: "Markets", run: func(a *App) tea.Cmd { return a.stepMarket(-1) }},
		{action: "find", keys: []string{"/"}, help: "find a market by symbol, name or id", group: "Markets", run: (*App).openFinder},
		{action: "markets", keys: []string{"m"}, help: "all markets at a glance", group: "Markets", run: (*App).openWatch},
		{action: "next-pane", keys: []string{"tab"}, help: "next pane", group: "Panes", run: func(a *App) tea.Cmd { return a.stepPane(1) }},
		{action: "previous-pane", keys: []string{"shift+tab"}, help: "previous pane", group: "Panes", run: func(a *App) tea.Cmd { return a.stepPane(-1) }},
		{action: "zoom", keys: []string{"z"}, help: "give the pane the whole screen, and back", group: "Panes", run: (*App).zoom},
		{action: "up", keys: []string{"k", "up"}, help: "row up", group: "Moving", run: func(a *App) tea.Cmd { return a.move(-1) }, here: (*App).hasRows},
		{action: "down", keys: []string{"j", "down"}, help: "row down", group: "Moving", run: func(a *App) tea.Cmd { return a.move(1) }, here: (*App).hasRows},
		{action: "left", keys: []string{"h", "left"}, help: "pane or tab to the left", group: "Moving", run: func(a *App) tea.Cmd { return a.sideways(-1) }},
		{action: "right", keys: []string{"l", "right"}, help: "pane or tab to the right", group: "Moving", run: func(a *App) tea.Cmd { return a.sideways(1) }},
		{action: "page-up", keys: []string{"pgup", "ctrl+b"}, help: "page up", group: "Moving", run: func(a *App) tea.Cmd { return a.page(-1) }, here: (*App).hasRows},
		{action: "page-down", keys: []string{"pgdown", "ctrl+f"}, help: "page down", group: "Moving", run: func(a *App) tea.Cmd { return a.page(1) }, here: (*App).hasRows},
		{action: "top", keys: []string{"g", "home"}, help: "first row", group: "Moving", run: func(a *App) tea.Cmd { return a.move(-endless) }, here: (*App).hasRows},
		{action: "bottom", keys: []string{"G", "end"}, help: "last row", group: "Moving", run: func(a *App) tea.Cmd { return a.move(endless) }, here: (*App).hasRows},
		{action: "details", keys: []string{"enter"}, help: "everything known of the row", group: "Moving", run: (*App).openDetail, here: (*App).hasDetail},
		{action: "filter", keys: []string{"f"}, help: "filter rows by market, side, status, text", group: "Rows", run: (*App).openFilter, here: (*App).hasFilter},
		{action: "filter-market", keys: []string{"F"}, help: "only rows of the market shown, and back", group: "Rows", run: (*App).siftHere, here: (*App).hasFilter},
		{action: "copy", keys: []string{"y"}, help: "copy the row, or what lies on top", group: "Rows", run: (*App).copyRow, here: (*App).hasRows},
		{action: "explorer", keys: []string{"o"}, help: "the row's transaction in the explorer", group: "Rows", run: (*App).openExplorer, here: (*App).hasTransactions},
		{action: "export", keys: []string{"e"}, help: "write the pane's rows to a file, CSV or JSON", group: "Rows", run: (*App).openExport, here: (*App).hasExport},
		{action: "center", keys: []string{"c"}, help: "centre the book on the mid", group: "Data", run: (*App).recentre, of: []paneID{paneBook}},
		{action: "coarser", keys: []string{"+"}, help: "group the book's prices coarser", group: "Data", run: func(a *App) tea.Cmd { return a.groupBook(1) }, of: []paneID{paneBook}},
		{action: "finer", keys: []string{"-"}, help: "group the book's prices finer", group: "Data", run: func(a *App) tea.Cmd { return a.groupBook(-1) }, of: []paneID{paneBook}},
		{action: "bars", keys: []string{"B"}, help: "bars of the book: cumulative or of each level", group: "Data", run: (*App).switchBars, of: []paneID{paneBook}},
		{action: "sort", keys: []string{"s"}, help: "next order of positions or open orders", group: "Data", run: (*App).sortRows, of: []paneID{panePositions, paneOpen}},
		{action: "trade-size", keys: []string{"t"}, help: "hide small trades, in steps", group: "Data", run: (*App).siftTrades, of: []paneID{paneTrades}},
		{action: "trade-window", keys: []string{"w"}, help: "window of the tape's sums", group: "Data", run: (*App).nextWindow, of: []paneID{paneTrades}},
		{action: "book-sums", keys: []string{"V"}, help: "value instead of size (book) or of time (tape)", group: "Data", run: (*App).switchSums, of: []paneID{paneBook, paneTrades}},
		{action: "interval", keys: []string{"i"}, help: "next interval of the chart", group: "Data", run: (*App).nextInterval, of: []paneID{paneChart}},
		{action: "alert-here", keys: []string{"a"}, help: "alert at the price, or of the position, under the cursor", group: "Alerts", run: (*App).alertHere},
		{action: "alerts", keys: []string{"!"}, help: "the alerts: set, fired, not watched", group: "Alerts", run: (*App).openAlerts},
		{action: "acknowledge", keys: []string{"x"}, help: "acknowledge the alerts that fired", group: "Alerts", run: (*App).acknowledge},
		{action: "raw", keys: []string{"v"}, help: "the last raw message of the pane", group: "Data", run: (*App).openRaw, here: (*App).hasRaw},
		{action: "crosshair", keys: []string{"C"}, help: "crosshair on the chart; left and right move it", group: "Data", run: (*App).switchCrosshair, of: []paneID{paneChart}},
		{action: "depth", keys: []string{"d"}, help: "chart of the book's depth, and back", group: "Data", run: (*App).switchDepth, of: []paneID{paneChart}},
		{action: "links", keys: []string{"L"}, help: "the connections: state, traffic, failures", group: "Data", run: (*App).openLinks},
		{action: "pause", keys: []string{"space"}, help: "hold what is shown; the feed runs on (a recording stands still)", group: "Data", run: (*App).pause},
		{action: "step", keys: []string{"."}, help: "recording: stand still behind the next message", group: "Data", run: func(a *App) tea.Cmd { return a.order(PlayOrder{Do: PlayStep}) }, here: (*App).replays},
		{action: "slower", keys: []string{"<"}, help: "recording: play slower", group: "Data", run: func(a *App) tea.Cmd { return a.order(PlayOrder{Do: PlaySlower}) }, here: (*App).replays},
		{action: "faster", keys: []string{">"}, help: "recording: play faster", group: "Data", run: func(a *App) tea.Cmd { return a.order(PlayOrder{Do: PlayFaster}) }, here: (*App).replays},
		{action: "reconnect", keys: []string{"r"}, help: "renew all connections now", group: "Data", run: (*App).reconnect},
		{action: "account", keys: []string{"A"}, help: "next account, after the last all of them added up", group: "Data", run: (*App).nextAccount},
		{action: "hide-money", keys: []string{"H"}, help: "hide the account's amounts and sizes", group: "Looks", run: (*App).hideMoney},
		{action: "zone", keys: []string{"U"}, help: "times in UTC or local", group: "Looks", run: (*App).switchZone},
		{action: "theme", keys: []string{"T"}, help: "next theme", group: "Looks", run: (*App).nextTheme},
		{action: "palette", keys: []string{":"}, help: "run a command by its name", group: "Program", run: func(a *App) tea.Cmd { return a.openPalette("") }},
		{action: "performance", keys: []string{"f12"}, help: "what the program costs, and back", group: "Program", run: (*App).switchPerformance},
		{action: "help", keys: []string{"?"}, help: "these keys", group: "Program", run: (*App).openHelp},
		{action: "back", keys: []string{"esc"}, help: "close what is open; zoom out", group: "Program", run: (*App).back},
		{action: "quit", keys: []string{"q", "ctrl+c"}, help: "quit", group: "Program", run: func(*App) tea.Cmd { return tea.Quit }},
		{action: "suspend", keys: []string{"ctrl+z"}, help: "suspend to the shell", group: "Program", run: func(*App) tea.Cmd { return tea.Suspend }},
	}
	markets := make([]binding, 0, maxMarketKeys+len(rows))
	for i := range maxMarketKeys {
		n := fmt.Sprint(i + 1)
		markets = append(markets, binding{action: "market-" + n, keys: []string{n}, help: "market " + n + " of the strip", group: "Markets", run: func(a *App) tea.Cmd { return a.pickMarket(i) }})
	}
	return append(markets, withLayouts(rows)...)
}

// Actions returns the names that may be bound to other keys.
func Actions() []string {
	var names []string
	for _, b := range bindings() {
		names = append(names, b.action)
	}
	return names
}

// keymap is the key table as bound by the user.
type keymap struct {
	rows  []binding
	byKey map[string]int

	markets string // keys of markets that are their numbers, the most that follow each other: "1-9", "2-9"; empty without two such
}

// newKeymap applies the user's keys to the table. An unknown action is an error; an unknown key, a key
// bound twice and none for leaving are a [KeyError].
func newKeymap(user map[string][]string) (keymap, error) {
	m := keymap{rows: bindings(), byKey: make(map[string]int)}
	for action, keys := range user {
		at := slices.IndexFunc(m.rows, func(b binding) bool { return b.action == action })
		if at < 0 {
			return m, fmt.Errorf("keys: unknown action %q%s", action, nearest(action, Actions()))
		}
		if action == "quit" && len(keys) == 0 {
			return m, &KeyError{Action: action, None: true}
		}
		m.rows[at].keys = slices.Clone(keys)
	}
	for i, b := range m.rows {
		for _, k := range b.keys {
			if !bindable(k) {
				return m, &KeyError{Action: b.action, Key: k}
			}
			if other, taken := m.byKey[k]; taken {
				return m, &KeyError{Action: b.action, Key: k, Other: m.rows[other].action}
			}
			m.byKey[k] = i
		}
	}
	m.markets = m.numbered()
	return m, nil
}

// numbered spells the most markets in a row whose first key is their number.
func (m keymap) numbered() (text string) {
	most, n := 1, 0
	for to := 1; to <= maxMarketKeys; to++ {
		n++
		if m.key(fmt.Sprint("market-", to)) != fmt.Sprint(to) {
			n = 0
		}
		if n > most {
			most, text = n, fmt.Sprintf("%d-%d", to-n+1, to)
		}
	}
	return text
}

// nearest suggests a name for a misspelt one.
func nearest(text string, names []string) string {
	if found := fuzzy.Find(text, names); len(found) > 0 {
		return fmt.Sprintf("; did you mean %q?", found[0].Str)
	}
	if len(names) == 0 {
		return "; there is none"
	}
	return "; known: " + strings.Join(names, ", ")
}

// bindable reports whether a text names a key as Bubble Tea reports it.
func bindable(key string) bool {
	parts := strings.Split(key, "+")
	if key == "+" {
		return true
	}
	last := parts[len(parts)-1]
	for _, p := range parts[:len(parts)-1] {
		if !slices.Contains([]string{"ctrl", "alt", "shift"}, p) {
			return false
		}
	}
	if n := len([]rune(last)); n == 1 {
		return last > " " && !slices.Contains(parts[:len(parts)-1], "shift") // the terminal reports the character itself
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(last, "f")); err == nil && last[0] == 'f' {
		return n >= 1 && n <= 63
	}
	return slices.Contains([]string{"enter", "tab", "esc", "space", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end", "pgup", "pgdown"}, last)
}

func (m keymap) find(key string) (binding, bool) {
	if at, found := m.byKey[key]; found {
		return m.rows[at], true
	}
	if key == "ctrl+c" { // there is always a way out
		return binding{action: "quit", run: func(*App) tea.Cmd { return tea.Quit }}, true
	}
	return binding{}, false
}

// key is the first key of an action, as people write it.
func (m keymap) key(action string) string {
	for _, b := range m.rows {
		if b.action == action && len(b.keys) > 0 {
			return b.keys[0]
		}
	}
	return ""
}

// helpRow is a line of the help and of the README.
type helpRow struct {
	group, keys, help string
	here              func(*App) bool
	of                []paneID
}

// helpRows are the bound actions, the market keys folded into one row.
func (m keymap) helpRows() []helpRow {
	var rows []helpRow
	folded := m.markets == fmt.Sprint("1-", maxMarketKeys)
	if folded {
		rows = append(rows, helpRow{group: "Markets", keys: "1 to 9", help: "market of that number in the strip"})
	}
	for _, b := range m.rows {
		if folded && strings.HasPrefix(b.action, "market-") || len(b.keys) == 0 {
			continue
		}
		rows = append(rows, helpRow{b.group, strings.Join(b.keys, " "), b.help, b.here, b.of})
	}
	return rows
}

// KeyTable is the key table as Markdown, with the keys as they are without any rebinding.
func KeyTable() string {
	m, err := newKeymap(nil)
	if err != nil {
		return ""
	}
	var out strings.Builder
	out.WriteString("| keys | what they do |\n|---|---|\n")
	for _, r := range m.helpRows() {
		keys := strings.Fields(strings.ReplaceAll(r.keys, " to ", "–"))
		for i, k := range keys {
			keys[i] = "`" + k + "`"
		}
		fmt.Fprintf(&out, "| %s | %s |\n", strings.Join(keys, " "), r.help)
	}
	out.WriteString("| mouse | click focuses a pane, chooses a tab, selects a row or switches the market; the wheel scrolls |\n")
	return out.String()
}
