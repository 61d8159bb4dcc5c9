package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// figure is one line of the table. Less is better in all of them.
type figure struct {
	Row   string  `json:"row"`
	What  string  `json:"what"`
	Value float64 `json:"value"` // in the unit
	Limit float64 `json:"limit"` // the goal, in the unit; 0 for a figure that only explains another
	Unit  string  `json:"unit"`
	Noise float64 `json:"noise"` // how far the windows lie apart, as a share of the median; 0 for a single one
	Note  string  `json:"note,omitempty"`
}

// mark says whether the goal is met.
func (f figure) mark() string {
	switch {
	case f.Limit == 0:
		return "-"
	case f.Value <= f.Limit:
		return "ok"
	}
	return "FAIL"
}

// report is everything that one run found.
type report struct {
	Machine machine  `json:"machine"`
	Figures []figure `json:"figures"`
}

// print writes the report for people.
func (r report) print(out io.Writer) error {
	var b strings.Builder
	b.WriteString(r.Machine.String() + "\n\n")
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "row\twhat\tgoal\tmeasured\tof goal\t\tnoise\tnote")
	for _, f := range r.Figures {
		goal, share, spread := "", "", ""
		if f.Limit > 0 {
			goal, share = amount(f.Limit)+" "+f.Unit, fmt.Sprintf("%.2f", f.Value/f.Limit)
		}
		if f.Noise > 0 {
			spread = fmt.Sprintf("%.0f %%", 100*f.Noise)
		}
		_, _ = fmt.Fprintln(t, strings.Join([]string{f.Row, f.What, goal, amount(f.Value) + " " + f.Unit, share, f.mark(), spread, f.Note}, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// printJSON writes the report for scripts.
func (r report) printJSON(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// amount prints a value with three digits or all of its whole part.
func amount(v float64) string {
	switch {
	case v >= 100 || v == 0:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}
