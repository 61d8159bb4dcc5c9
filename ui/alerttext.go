package ui

import (
	"time"

	"kanatop/model"
)

// Sentences about alerts. None holds an amount or a size of the account: they go to places that hiding money does not reach.

// firedText says what happened.
func (a *App) firedText(f model.Fired) string {
	text := a.eventText(f)
	if f.Acct != "" {
		text = f.Acct + " " + text
	}
	if f.Already && f.Alert.Kind != model.AlertPrice {
		text += ", so from the start"
	}
	if f.Gap.Reason != "" {
		text += ", " + a.gapText(f.Gap)
	}
	return text
}

func (a *App) eventText(f model.Fired) string {
	var s scratch
	m := a.live.Market(f.Market)
	switch f.Alert.Kind {
	case model.AlertPrice:
		mid := " mid "
		if a.live.Mark(f.Market, a.now).FromBest() {
			mid = " best mid "
		}
		if f.Peak.Known() {
			return m.Symbol + mid + a.touched(f)
		}
		return m.Symbol + mid + string(s.price(f.Value, m, 1)) + a.passed(f)
	case model.AlertLiquidation:
		if f.Word != "" {
			return m.Symbol + " " + f.Side.String() + " liquidation " + f.Word
		}
		return m.Symbol + " " + f.Side.String() + " liquidation " + string(s.number(f.Value, style{least: 2, most: 2, tiny: true, unit: "%"})) + " from the mid"
	case model.AlertImbalance:
		return m.Symbol + " book " + string(s.number(f.Value, style{least: 1, most: 1, unit: "% "})) + bookSide(f.Alert.Side) + firstLevels()
	case model.AlertFunding:
		return m.Symbol + " funding now " + string(s.number(f.Value, style{most: 12, signed: true})) + ", " + whoPays(f.Value)
	case model.AlertPosition:
		if f.Word == "closed" {
			return m.Symbol + " " + f.Side.String() + " closed: no longer listed"
		}
		return m.Symbol + " " + f.Side.String() + " " + f.Word + ", entry " + string(s.price(f.Value, m, 2))
	case model.AlertFilled, model.AlertCancelled:
		text := m.Symbol + " " + f.Order.Type.String() + " at " + string(s.price(f.Order.Price, m, 8)) + " " + f.Word
		if f.Word == "gone" {
			text += ", filled or cancelled is not known"
		}
		return text
	}
	return "connection lost: " + f.Word
}

// passed says how the price came to the level.
func (a *App) passed(f model.Fired) string {
	var s scratch
	level := string(s.price(f.Alert.Level, a.live.Market(f.Market), 8))
	reached := " past "
	if f.Value.Cmp(f.Alert.Level) == 0 {
		reached = " to "
		if f.Already {
			return ", already there"
		}
	}
	switch {
	case f.Already && f.Alert.Below:
		return ", already below " + level
	case f.Already:
		return ", already above " + level
	case f.Alert.Below:
		return " fell" + reached + level
	}
	return " rose" + reached + level
}

// touched says that the price came to the level and has left it again.
func (a *App) touched(f model.Fired) string {
	var s scratch
	m := a.live.Market(f.Market)
	text := "reached " + string(s.price(f.Peak, m, 1))
	if f.Peak.Cmp(f.Alert.Level) != 0 {
		text += " past " + string(s.price(f.Alert.Level, m, 8))
	}
	return text + ", now " + string(s.price(f.Value, m, 1))
}

func bookSide(side model.BookSide) string {
	if side == model.Ask {
		return "ask"
	}
	return "bid"
}

func firstLevels() string {
	var s scratch
	return " of the first " + string(s.integer(model.ImbalanceLevels)) + " levels"
}

// gapText says from when to when, and why, an alert could not be watched.
func (a *App) gapText(g model.Gap) string {
	var s scratch
	const layout = "15:04:05"
	return "not watched " + string(s.clock(g.From, layout, a.zone)) + "-" + string(s.clock(g.To, layout, a.zone)) + ": " + g.Reason
}

// outlookText says what an alert waits for, and how things stand now.
func (a *App) outlookText(alert model.Alert) string {
	how := "once, when "
	if alert.Repeat {
		how = "each time "
	}
	text := how + a.waitsFor(alert)
	if a.alarms.set.Has(alert) {
		text = "set already; " + text
	}
	if now := a.standing(alert); now != "" {
		text += "; " + now
	}
	return text
}

func (a *App) waitsFor(alert model.Alert) string {
	var s scratch
	m := a.live.Market(alert.Market)
	of := ""
	if alert.Market != "" {
		of = " of " + m.Symbol
	}
	level := string(s.number(alert.Level, style{most: 8, unit: "%"}))
	switch alert.Kind {
	case model.AlertPrice:
		way := "rises to "
		if alert.Below {
			way = "falls to "
		}
		return "the mid" + of + " " + way + string(s.price(alert.Level, m, 8))
	case model.AlertLiquidation:
		return "a liquidation price" + of + " is nearer than " + level + " to the mid"
	case model.AlertFilled:
		return "the history says that an order" + of + " is filled"
	case model.AlertCancelled:
		return "the history says that an order" + of + " is cancelled"
	case model.AlertPosition:
		return "a position" + of + " appears or is no longer listed"
	case model.AlertFunding:
		return "the sign of a funding rate" + of + " changes"
	case model.AlertImbalance:
		return "over " + level + firstLevels() + of + " is " + bookSide(alert.Side)
	}
	return "a connection is lost, or its data stale, for 5s"
}

// standing says how the condition of an alert stands now.
func (a *App) standing(alert model.Alert) string {
	var s scratch
	if alert.Market == "" && alert.Kind == model.AlertFunding {
		return ""
	}
	m, now := a.live.Market(alert.Market), alert.Outlook(a.live, a.now)
	switch {
	case alert.Kind == model.AlertFunding:
		return "now " + string(s.number(a.live.Funding(m.ID).Current().Value, style{most: 12, signed: true}))
	case now.Blind != "":
		return "not seen now: " + now.Blind
	case now.Holds:
		return "so already: fires at once"
	case alert.Kind == model.AlertPrice:
		away := alert.Level.Sub(now.Value).Quo(now.Value).Mul(model.Int(100)).Abs()
		return "now " + string(s.price(now.Value, m, 1)) + ", " + string(s.number(away, style{least: 2, most: 2, tiny: true, unit: "% away"}))
	case alert.Kind == model.AlertLiquidation && !now.Value.Known():
		return "no such position now"
	case alert.Kind == model.AlertLiquidation:
		return "nearest " + now.Side.String() + " " + string(s.number(now.Value, style{least: 2, most: 2, tiny: true, unit: "%"}))
	case alert.Kind == model.AlertImbalance:
		return "now " + string(s.number(now.Value, style{least: 1, most: 1, unit: "%"}))
	}
	return ""
}

// stateText says how an alert that is set stands.
func (a *App) stateText(w model.Watched) string {
	var s scratch
	text := "armed"
	switch w.State {
	case model.WatchBlind:
		text = "cannot watch since " + string(s.clock(w.Since, "15:04:05", a.zone)) + ": " + w.Reason
	case model.WatchSpent:
		text = "fired, waits until it is over"
		if w.Fired.IsZero() {
			text = "so from the start of the program, waits until it is over"
		}
	case model.WatchArmed:
		if now := a.standing(w.Alert); now != "" {
			text += ", " + now
			if w.Alert.Kind == model.AlertImbalance {
				text += firstLevels()
			}
		}
	}
	if !w.Fired.IsZero() {
		text += "; last fired " + a.timeText(w.Fired)
	}
	if w.Gap.Reason != "" {
		text += "; " + a.gapText(w.Gap)
	}
	return text
}

// timeText is a time of day, with the date when it is of another day.
func (a *App) timeText(at time.Time) string {
	var s scratch
	layout := "15:04:05"
	if now := a.now.In(a.zone); at.In(a.zone).Format(time.DateOnly) != now.Format(time.DateOnly) {
		layout = "01-02 15:04"
	}
	return string(s.clock(at, layout, a.zone))
}
