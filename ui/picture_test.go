package ui

import (
	"encoding/xml"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// TestReadmeShowsTheScreen keeps the README's picture: a frame of this program, as SVG. Run with -update to draw it anew.
func TestReadmeShowsTheScreen(t *testing.T) {
	a := dark(t, &clock{start()}, Options{Demo: true, FundingWindow: 8 * time.Hour})
	for _, b := range speech(start()) {
		var quiet model.Batch
		for _, e := range b.Events() {
			if model.StreamOf(e).Kind != model.KindTrades {
				quiet.Add(e)
			}
		}
		a.Update(quiet)
	}
	a.Update(batch(walk(start())...))
	a.Update(tea.WindowSizeMsg{Width: 160, Height: 48})
	a.Update(clockMsg{})
	picture := svg(a.View().Content, 160, 48)
	const file = "testdata/screen.svg"
	if *update {
		if err := os.WriteFile(file, []byte(picture), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != picture {
		t.Errorf("%s is not what the program draws; run go test ./ui -run Readme -update", file)
	}
}

// walk is a quiet half hour of trading in every market, and a drifting funding rate.
func walk(now time.Time) []model.Event {
	var events []model.Event
	seed := uint32(7)
	next := func(n uint32) int64 {
		seed = seed*1664525 + 1013904223
		return int64(seed>>16%n) % int64(n)
	}
	for _, p := range []struct{ id, price, step, rate string }{
		{"14", "5.758", "0.001", "0.000125"}, {"15", "117737", "1", "-0.000031"}, {"16", "3712.8", "0.1", "0"}, {"31", "182.44", "0.01", "0.0001"},
	} {
		step, off := model.MustDec(p.step), int64(0)
		rows := make([]model.Trade, 0, 400)
		for k := range 400 {
			off += next(7) - 3
			price := model.MustDec(p.price).Add(step.Mul(model.Int(off)))
			size := fmt.Sprintf("0.%04d", 1+next(40)*next(60))
			rows = append(rows, trade(model.MarketID(p.id), price.String(), size, fmt.Sprint(1+next(4)), now.Add(-time.Duration(k)*2600*time.Millisecond-time.Second), int64(10_000-k)))
		}
		events = append(events, model.NewTrades(model.MarketID(p.id), now, rows))
		var rates []model.Rate
		for k := range 12 {
			drift := model.Int(next(9) - int64(k)).Shift(-6)
			rates = append(rates, model.Rate{Value: model.MustDec(p.rate).Add(drift), At: now.Add(time.Duration(k-24) * time.Second)})
		}
		events = append(events, model.Funding{Market: model.MarketID(p.id), Rates: append(rates, model.Rate{Value: model.MustDec(p.rate), At: now.Add(-12 * time.Second)})})
	}
	return events
}

// svg draws a frame of styled text: one rectangle per tinted run, one text per inked run.
func svg(frame string, w, h int) string {
	const cw, ch = 8.4, 18
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" font-family="JetBrains Mono, DejaVu Sans Mono, Menlo, monospace" font-size="14">`+"\n", cw*float32(w), ch*h)
	out.WriteString(`<rect width="100%" height="100%" fill="#0e1116"/>` + "\n")
	sequence := regexp.MustCompile("\x1b\\[([0-9;]*)m")
	for y, line := range strings.Split(frame, "\n") {
		fore, back, bold, x := "#c9d1d9", "", "", 0
		at := 0
		draw := func(text string) {
			n := len([]rune(text))
			if back != "" {
				fmt.Fprintf(&out, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`, cw*float32(x), y*ch, cw*float32(n), ch, back)
			}
			if strings.TrimSpace(text) != "" {
				fmt.Fprintf(&out, `<text x="%.1f" y="%d" fill="%s"%s xml:space="preserve" textLength="%.1f">`, cw*float32(x), y*ch+14, fore, bold, cw*float32(n))
				_ = xml.EscapeText(&out, []byte(text))
				out.WriteString("</text>")
			}
			x += n
		}
		for _, m := range sequence.FindAllStringSubmatchIndex(line, -1) {
			if m[0] > at {
				draw(line[at:m[0]])
			}
			fore, back, bold = attributes(line[m[2]:m[3]])
			at = m[1]
		}
		draw(line[at:])
		out.WriteString("\n")
	}
	return out.String() + "</svg>\n"
}

// attributes reads the colours and the weight of an escape sequence's parameters.
func attributes(parameters string) (fore, back, bold string) {
	fore = "#c9d1d9"
	p := strings.Split(parameters, ";")
	for i := 0; i < len(p); i++ {
		switch {
		case p[i] == "1":
			bold = ` font-weight="bold"`
		case (p[i] == "38" || p[i] == "48") && i+4 < len(p):
			var r, g, b int
			if _, err := fmt.Sscan(strings.Join(p[i+2:i+5], " "), &r, &g, &b); err != nil {
				continue
			}
			colour := fmt.Sprintf("#%02x%02x%02x", r, g, b)
			if p[i] == "38" {
				fore = colour
			} else {
				back = colour
			}
			i += 4
		}
	}
	return fore, back, bold
}
