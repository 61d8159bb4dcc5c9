package ui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// The commands of the market's panes: grouping, size filter, window, interval.

func groupWords(*App) []string {
	out := make([]string, model.GroupSteps)
	for n := range out {
		out[n] = fmt.Sprint(model.GroupStep(n))
	}
	return out
}

func planGroup(a *App, arg string) (string, error) {
	n, err := among("a number of ticks", arg, groupWords(a))
	if err != nil {
		return "", err
	}
	m := a.shown.Market(a.market)
	if !m.Tick.Known() {
		return "", errors.New("the tick of " + m.Symbol + " is not known, so its prices cannot be grouped")
	}
	return "group " + m.Symbol + " by " + m.Tick.Mul(model.Int(model.GroupStep(n))).String(), nil
}

func runGroup(a *App, arg string) tea.Cmd {
	n, err := among("", arg, groupWords(a))
	if p, ok := a.panes[paneBook].(*bookPane); ok && err == nil {
		return a.groupBook(n - p.groups[a.market])
	}
	return nil
}

func sizeWords(*App) []string { return []string{"all"} }

// leastSize reads the size from which trades are shown; absent for all.
func leastSize(arg string) (model.Dec, error) {
	if arg == "all" || arg == "0" {
		return model.Dec{}, nil
	}
	size, err := model.ParseDec(arg)
	if err != nil || !size.Positive() {
		return size, fmt.Errorf("expected a size such as 0.5, or all, found %q", quotable(arg))
	}
	return size, nil
}

func planSize(a *App, arg string) (string, error) {
	size, err := leastSize(arg)
	if !size.Known() {
		return "show all trades", err
	}
	return "hide trades of " + a.shown.Market(a.market).Symbol + " below " + size.String(), err
}

func runSize(a *App, arg string) tea.Cmd {
	size, err := leastSize(arg)
	if p, ok := a.panes[paneTrades].(*tradesPane); ok && err == nil {
		p.showFrom(size)
	}
	return nil
}

// spans writes durations as the panes do.
func spans(times []time.Duration) []string {
	out := make([]string, len(times))
	var s scratch
	for i, t := range times {
		out[i] = string(s.age(t))
	}
	return out
}

func windowWords(*App) []string { return spans(flowWindows()) }

func planWindow(a *App, arg string) (string, error) {
	_, err := among("a window", arg, windowWords(a))
	return "sum up the trades of the last " + arg, err
}

func runWindow(a *App, arg string) tea.Cmd {
	n, err := among("", arg, windowWords(a))
	if p, ok := a.panes[paneTrades].(*tradesPane); ok && err == nil {
		p.window = n + len(flowWindows()) - 1
	}
	return nil
}

func intervalWords(*App) []string { return append([]string{"auto"}, spans(intervals())...) }

func planInterval(a *App, arg string) (string, error) {
	_, err := among("an interval", arg, intervalWords(a))
	return strings.TrimSuffix("candles of "+arg, "auto") + map[bool]string{true: "an interval that suits the data"}[arg == "auto"], err
}

func runInterval(a *App, arg string) tea.Cmd {
	n, err := among("", arg, intervalWords(a))
	if p, ok := a.panes[paneChart].(*chartPane); ok && err == nil {
		p.chosen = n
	}
	return nil
}
