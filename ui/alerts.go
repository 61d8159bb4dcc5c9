package ui

import (
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"kanatop/model"
)

// alarms are the alerts that are set, and the news of them that the terminal has still to be told.
type alarms struct {
	set    model.Alerts
	unread []unreadAlert // remembered texts that are no alert, or not yet one: their market may still become known
	read   uint64        // revision of the markets they were last read with
	first  uint64        // the same of before the exchange listed its markets
	since  time.Time     // when they were remembered
	warned bool          // that the market of some is not known
	news   []string      // to be sent to the terminal
	sent   time.Time     // when that was last done
}

// unreadAlert is a remembered text and what is wrong with it.
type unreadAlert struct {
	text string
	err  error
}

// recallAlerts sets the alerts that were remembered. One that is no alert is told and kept as it is.
func (a *App) recallAlerts() {
	a.alarms = alarms{read: a.live.MarketsRev(), first: a.live.MarketsRev(), since: a.now}
	for _, text := range a.memory.Alerts {
		a.readAlert(text)
	}
	for _, u := range a.alarms.unread {
		if !errors.Is(u.err, model.ErrAlertMarket) {
			a.warn("remembered alert: " + u.err.Error() + "; it is kept and does nothing")
		}
	}
}

func (a *App) readAlert(text string) {
	alert, err := model.ParseAlert(text, a.live.Markets())
	if err == nil {
		set := a.alarms.set.Set
		if slices.Contains(a.memory.Told, text) {
			set = a.alarms.set.Resume
		}
		err = a.arm(alert, set)
	}
	if err != nil && len(a.alarms.unread) < model.MaxAlerts {
		a.alarms.unread = append(a.alarms.unread, unreadAlert{text, err})
	}
}

// arm sets an alert, or resumes it, and has its market subscribed, without which it could not be watched.
func (a *App) arm(alert model.Alert, set func(model.Alert) bool) error {
	if !set(alert) {
		return fmt.Errorf("there are %d alerts already; delete one of them first", model.MaxAlerts)
	}
	if alert.Market != "" && !slices.Contains(a.strip, alert.Market) && a.opts.Watch != nil {
		a.opts.Watch(alert.Market)
	}
	return nil
}

// readAgain reads the remembered alerts whose market was not known, when the markets have changed.
func (a *App) readAgain() {
	if len(a.alarms.unread) == 0 || a.alarms.read == a.live.MarketsRev() {
		return
	}
	a.alarms.read = a.live.MarketsRev()
	texts := a.alarms.unread
	a.alarms.unread = nil
	for _, u := range texts {
		a.readAlert(u.text)
	}
}

// unknownFor is how long the market of a remembered alert may be unknown while the exchange has not listed its markets.
const unknownFor = time.Minute

// warnUnknown tells once of the remembered alerts whose market is not known, when the exchange has had its say.
func (a *App) warnUnknown() {
	k := &a.alarms
	if k.warned || len(k.unread) == 0 || k.read == k.first && a.now.Sub(k.since) < unknownFor {
		return
	}
	k.warned = true
	var unknown []string
	for _, u := range k.unread {
		if errors.Is(u.err, model.ErrAlertMarket) {
			unknown = append(unknown, u.text)
		}
	}
	switch n := len(unknown); n {
	case 0:
	case 1:
		a.warn("not watched: " + cut(unknown[0], 60) + ": no such market; it is kept")
	default:
		a.warn(fmt.Sprintf("not watched: %s and %d more: no such market; they are kept", cut(unknown[0], 60), n-1))
	}
}

// unwatchedNote counts the alerts that cannot be watched for longer than it takes to notice; empty for none.
func (a *App) unwatchedNote() string {
	n := len(a.alarms.unread)
	if !a.alarms.warned { // their market may still become known
		n = 0
	}
	for _, w := range a.alarms.set.All() {
		if w.State == model.WatchBlind && a.now.Sub(w.Since) > model.ProofLimit {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 alert not watched"
	}
	return fmt.Sprint(n) + " alerts not watched"
}

// keepAlerts remembers the alerts as they are set now, but for those that fired once and wait only for what they told to be over.
func (a *App) keepAlerts() {
	a.memory.Alerts = nil
	for _, w := range a.alarms.set.All() {
		if w.Alert.Repeat || w.Fired.IsZero() {
			a.memory.Alerts = append(a.memory.Alerts, w.Alert.String())
		}
	}
	for _, u := range a.alarms.unread {
		a.memory.Alerts = append(a.memory.Alerts, u.text)
	}
	a.remember()
}

// setAlert sets the alert of a text and says what it waits for. The error says what was expected.
func (a *App) setAlert(text string) (string, error) {
	alert, err := model.ParseAlert(text, a.live.Markets())
	if err != nil {
		return "", err
	}
	if err := a.arm(alert, a.alarms.set.Set); err != nil {
		return "", err
	}
	a.keepAlerts()
	return "alert set: " + alert.String(), nil
}

// replaceAlert sets the alert of a text in the place of another one, which stays when the text is no alert.
func replaceAlert(a *App, old, text string) tea.Cmd {
	next, err := model.ParseAlert(text, a.live.Markets())
	if err != nil {
		return runAlert(a, text)
	}
	if was, err := model.ParseAlert(old, a.live.Markets()); err == nil && !was.Same(next) {
		a.alarms.set.Remove(was)
	}
	a.alarms.unread = slices.DeleteFunc(a.alarms.unread, func(u unreadAlert) bool { return u.text == old })
	return runAlert(a, text)
}

// previewAlert says what the alert of a text would do. The error says what was expected.
func (a *App) previewAlert(text string) (string, error) {
	alert, err := model.ParseAlert(text, a.live.Markets())
	if err != nil {
		return "", err
	}
	return a.outlookText(alert), nil
}

// acknowledge takes what fired out of the footer.
func (a *App) acknowledge() tea.Cmd {
	if n := len(a.memory.Fired); n > 0 {
		a.memory.Fired = nil
		a.remember()
	}
	return nil
}

// deleteAlert takes an alert away; dismiss takes away one that fired.
func (a *App) deleteAlert(alert model.Alert) {
	a.alarms.set.Remove(alert)
	a.keepAlerts()
}

func (a *App) dismiss(at int) {
	a.memory.Fired = slices.Delete(a.memory.Fired, at, at+1)
	a.remember()
}

// The commands of the palette.

// alertCommand sets an alert.
const alertCommand = "alert"

func alertWords(a *App) []string {
	name := model.AlertName(a.live.Market(a.market), a.live.Markets())
	words := []string{name + " liq < 5%", "liq < 5%", "filled", "cancelled", "position", "funding " + name, "link", name + " imbalance > 70% bid", name + " imbalance > 70% ask"}
	if price := a.live.Mark(a.market, a.now).Price; price.Known() { // a percent away: what is reached already is no alert
		away := price.Shift(-2)
		words = append([]string{name + " > " + a.tidy(price.Add(away)), name + " < " + a.tidy(price.Sub(away))}, words...)
	}
	return words
}

// tidy is a price with no more digits than the market's prices have.
func (a *App) tidy(price model.Dec) string {
	value, _ := price.Value()
	if places := a.live.Market(a.market).PriceDecimals; places >= 0 {
		value = value.Round(places)
	}
	return value.Trim(0).String()
}

func planAlert(a *App, arg string) (string, error) {
	if arg == "" {
		return "", errors.New("expected what to wait for, such as BTC > 118000, liq < 5%, filled, link; repeat may follow")
	}
	return a.previewAlert(arg)
}

func runAlert(a *App, arg string) tea.Cmd {
	said, err := a.setAlert(arg)
	if err != nil {
		said = err.Error()
	}
	a.tell(said)
	return a.watchAlerts()
}

// alertHere opens the palette with an alert to be gone on with: at the level under the book's cursor, at the liquidation of the
// position chosen, else of the market's price.
func (a *App) alertHere() tea.Cmd {
	v := a.view(a.focus)
	name := func(id model.MarketID) string { return model.AlertName(a.live.Market(id), a.live.Markets()) }
	mark := a.live.Mark(a.market, a.now).Price
	switch p := a.panes[a.focus].(type) {
	case *bookPane:
		if p.cursor.on {
			return a.openPalette("alert " + priceAlert(name(a.market), model.Some(p.cursor.price), mark))
		}
	case *positionsPane:
		n, id := p.rows(v)
		if at := rowOf(p, v, p.choose(n, id)); at >= 0 {
			return a.openPalette("alert " + name(p.shown(v)[at].Market) + " liq < 5% ")
		}
	}
	return a.openPalette("alert " + name(a.market) + " > ") // any price of now would be reached at once
}

// priceAlert is the beginning of an alert at a price: below the present one it waits for the price to fall.
func priceAlert(name string, price, now model.Dec) string {
	way := " > "
	if now.Known() && price.Cmp(now) < 0 {
		way = " < "
	}
	if !price.Known() {
		return name + way
	}
	return name + way + price.String() + " "
}
