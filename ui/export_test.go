package ui

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// drawer takes the files that an app exports.
type drawer struct {
	files map[string]string
	fails error
}

func (d *drawer) export(path string, text []byte, replace bool) error {
	if _, taken := d.files[path]; taken && !replace {
		return fmt.Errorf("write %s: %w", path, fs.ErrExist)
	}
	if d.fails != nil {
		return d.fails
	}
	d.files[path] = string(text)
	return nil
}

// exporting is an app with a drawer.
func exporting(t *testing.T, o Options) (*App, *drawer) {
	t.Helper()
	d := &drawer{files: make(map[string]string)}
	o.Export, o.ExportFolder = d.export, "~/"
	a := lit(t, &clock{start()}, o)
	screen(a, 120, 36)
	return a, d
}

// enter presses keys and then enter, and lets what that asks for happen.
func enter(a *App, keys ...string) {
	press(a, keys...)
	if _, cmd := a.Update(keyPress("enter")); cmd != nil {
		a.Update(cmd())
	}
	a.View()
}

// records are the lines of a CSV text.
func records(t *testing.T, text string) [][]string {
	t.Helper()
	out, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return out
}

func TestAPaneIsExportedAsCSVWithAllDigits(t *testing.T) {
	a, d := exporting(t, Options{})
	focus(t, a, panePositions)
	enter(a, "e")
	const path = "~/kanatop-positions-20250722-094122.csv"
	rows := records(t, d.files[path])
	if len(rows) != 4 {
		t.Fatalf("%d lines in %v", len(rows), d.files)
	}
	at := func(row []string, head string) string { return row[slices.Index(rows[0], head)] }
	// The nearest to liquidation first: 410 ... of APT, then the short and the long of BTC.
	for head, want := range map[string]string{
		"market": "APT-USD", "side": "LONG", "size": "10", "entry": "5.7578914", "liq": "5.61025316", "margin": "2.8789457", "tp": "6.5", "sl": "",
		"mark": "5.758", "mark source": "book mid", "upnl at mark": "0.0010860", "freshness": "live",
	} {
		if got := at(rows[1], head); got != want {
			t.Errorf("%s is %q, want %q", head, got, want)
		}
	}
	has(t, footer(a), "exported 3 rows to kanatop-positions-20250722-094122.csv")
	if a.overlay != nil {
		t.Error("the box stays")
	}
}

func TestAPaneIsExportedAsJSON(t *testing.T) {
	a, d := exporting(t, Options{Demo: true})
	focus(t, a, paneTransfers)
	enter(a, "e", "tab")
	text := d.files["~/kanatop-demo-transfers-20250722-094122.json"]
	var got struct {
		Network, Pane, Exported string
		Market                  *string
		Rows                    []map[string]*string
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatalf("%v in %v", err, d.files)
	}
	if got.Network != "DEMO" || got.Pane != "Transfers" || got.Market != nil || len(got.Rows) != 2 || *got.Rows[0]["amount"] != "25.5" || *got.Rows[0]["direction"] != "withdrawal" {
		t.Errorf("%s", text)
	}
}

func TestWhatAFilterHidesIsExportedOnRequestOnly(t *testing.T) {
	a, d := exporting(t, Options{})
	focus(t, a, paneOpen)
	press(a, "f", "A", "P", "T", "enter")
	enter(a, "e")
	shown := records(t, d.files["~/kanatop-open-orders-20250722-094122.csv"])
	enter(a, "e", "shift+tab", "backspace", "x")
	all := records(t, d.files["~/kanatop-open-orders-20250722-094122.csx"])
	if len(shown) != 2 || len(all) != 5 {
		t.Errorf("%d and %d lines with the heading, want 2 and 5", len(shown), len(all))
	}
}

func TestAFileThatIsThereIsReplacedAfterAYesOnly(t *testing.T) {
	a, d := exporting(t, Options{})
	const path = "~/kanatop-fills-20250722-094122.csv"
	d.files[path] = "mine"
	focus(t, a, paneFills)
	enter(a, "e")
	has(t, a.canvas.Text(), "the file exists. Replace it? y / n")
	press(a, "n")
	a.View()
	has(t, a.canvas.Text(), "left as it is")
	enter(a)
	press(a, "esc") // a no as well
	if d.files[path] != "mine" || a.overlay == nil {
		t.Fatalf("after two refusals: %q", d.files[path])
	}
	enter(a)
	_, cmd := a.Update(keyPress("y"))
	a.Update(cmd())
	if d.files[path] == "mine" || a.overlay != nil {
		t.Error("not replaced after a yes")
	}
}

func TestAFailedExportIsToldAndTheBoxStays(t *testing.T) {
	a, d := exporting(t, Options{})
	d.fails = errors.New("write /x: no space\nleft \x1b[2Jon device")
	focus(t, a, paneFills)
	enter(a, "e")
	has(t, a.canvas.Text(), "write /x: no space left ·[2Jon device")
	press(a, "esc")
	if a.overlay != nil || len(d.files) > 0 {
		t.Error("esc does not close it")
	}
}

func TestHiddenMoneyStaysHiddenInFiles(t *testing.T) {
	a, d := exporting(t, Options{HideMoney: true})
	for _, p := range []paneID{panePositions, paneOpen, paneOrders, paneFills, paneTransfers} {
		focus(t, a, p)
		enter(a, "e", "shift+tab")
	}
	if len(d.files) != 5 {
		t.Fatalf("%d files", len(d.files))
	}
	for path, text := range d.files {
		rows := records(t, text)
		for i, head := range rows[0] {
			if slices.Contains([]string{"size", "value", "margin", "upnl at mark", "pnl", "fee", "amount", "remaining"}, head) {
				for _, row := range rows[1:] {
					if row[i] != masked && row[i] != "" {
						t.Errorf("%s: %s is %q", path, head, row[i])
					}
				}
			}
		}
	}
}

func TestEveryPaneCanBeExported(t *testing.T) {
	a, d := exporting(t, Options{})
	for p := range paneCount {
		focus(t, a, p)
		enter(a, "e")
		enter(a, "e", "shift+tab", "backspace")
	}
	if len(d.files) != 2*int(paneCount) {
		t.Errorf("%d files, want %d", len(d.files), 2*int(paneCount))
	}
	for path, text := range d.files {
		if n := len(records(t, text)); n < 2 {
			t.Errorf("%s has %d lines", path, n)
		}
	}
}

func TestATextIsNoFormulaAndANumberStaysANumber(t *testing.T) {
	for text, want := range map[string]string{
		"-0.95": "-0.95", "+1e5": "+1e5", "=1+2": "'=1+2", "-1+2": "'-1+2", "@sum": "'@sum", "+cmd|x": "'+cmd|x", "\tx": "'\tx", "a=1": "a=1", "": "",
	} {
		if got := unformulated(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	got := string(csvText([][]field{{{"a", "x,\"y\"\nz"}, {"b", absent}}, {{"a", "=HYPERLINK(1)"}, {"b", "-2"}, {"c", "3"}}}))
	if want := "a,b,c\n\"x,\"\"y\"\"\nz\",,\n'=HYPERLINK(1),-2,3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMarketsNameCannotLeadToAnotherFolder(t *testing.T) {
	a, d := exporting(t, Options{})
	a.Update(batch(model.MarketList{Markets: []model.Market{model.NewMarket("15", "../../x-USD", model.Int(1), model.Int(1), 0, 8, 6)}}))
	focus(t, a, paneBook)
	enter(a, "e")
	for path := range d.files {
		if strings.Count(path, "/") != 1 || strings.Contains(path, "..") {
			t.Errorf("the file is %s", path)
		}
	}
}

func TestNothingIsExportedWhereNobodyWritesFiles(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	screen(a, 120, 36)
	focus(t, a, paneFills)
	press(a, "e")
	if a.overlay != nil {
		t.Error("a box is open")
	}
	has(t, footer(a), "nothing to export here")
	if _, cmd := a.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); cmd != nil {
		t.Error("enter does something")
	}
}
