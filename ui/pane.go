package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// view is what a pane may look at while it paints: one moment of the model, and how things are to be shown.
type view struct {
	*settings
	*scratch
	*memo
	m       *model.Model
	market  model.Market
	now     time.Time // the moment shown: while paused, the moment of the pause
	focused bool
}

// settings are the user's choices about how things are shown.
type settings struct {
	theme   theme
	border  canvas.Border
	zone    *time.Location
	hide    bool          // hide money
	window  time.Duration // funding window, 0 when unknown
	account bool          // an account is configured
	warnAt  model.Dec     // distance to liquidation that is warned of, in percent
	fee     model.Dec     // of a taker, in percent of the value

	explorer string // a URL with {version} in the place of a transaction's; empty for none
}

// pane is a rectangle's worth of the dashboard. It paints inside its frame and knows neither the frame nor its neighbours.
type pane interface {
	// names are the title in full and in short.
	names() (full, short string)
	// count is a number for the title, or -1.
	count(v *view) int
	// note is what stands before the age in the title.
	note(v *view) string
	// age judges the data shown.
	age(v *view) model.Age
	// paint fills the region.
	paint(v *view, r canvas.Region)
}

// mover is a pane that moves in a way of its own. Pages are of the height painted last.
type mover interface {
	move(v *view, delta int)
	height() int
}

// clicker is a pane that takes clicks; y counts from the region's top.
type clicker interface{ click(v *view, y int) }

// pointer is a pane that takes clicks by column; x counts from the region's left.
type pointer interface{ point(v *view, x int) }

// lister is a pane whose rows have an identity: moving, picking and choosing among them is the same for all of them.
type lister interface {
	// rows are how many there are and how they are told apart.
	rows(v *view) (n int, id func(int) string)
	// chooser is the selection and the scroll.
	chooser() *list
}

// detailer is a lister that can tell everything about one of its rows.
type detailer interface {
	lister
	// detail tells about the row of an identity; nothing when it is gone.
	detail(v *view, id string) (title string, lines []detailLine)
}

// detailLine is a label, a value and where the value is from.
type detailLine struct{ label, value, source string }

// newPanes is the table of panes; a new pane is a line here.
func newPanes() [paneCount]pane {
	return [paneCount]pane{
		paneBook:      &bookPane{},
		paneChart:     &chartPane{},
		paneFunding:   &fundingPane{},
		paneTrades:    &tradesPane{},
		panePositions: &positionsPane{},
		paneOpen:      &openPane{},
		paneOrders:    &ordersPane{},
		paneFills:     &fillsPane{},
		paneTransfers: &transfersPane{},
	}
}

// own writes an amount or a size of the account as a mask when money is hidden. Once, for its many callers.
//
//go:noinline
func (v *view) own(text []byte) []byte {
	if v.hide && string(text) != absent {
		return v.join(masked)
	}
	return text
}

// memo keeps what several panes ask of one moment of a model.
type memo struct {
	of    *model.Model
	rev   uint64
	at    time.Time
	place int // of the account

	exposed, resting, funded bool // which of these are known
	positions                []model.Exposure
	orders                   []model.OrderRow
	markets                  []model.Market

	changed int // how many of the changes are known
	ids     [maxMarketKeys]model.MarketID
	changes [maxMarketKeys]model.Change
}

// turn forgets everything that is not of a moment.
func (k *memo) turn(m *model.Model, place int, now time.Time) {
	if k.of != m || k.rev != m.Revision() || k.place != place || !k.at.Equal(now) {
		*k = memo{of: m, rev: m.Revision(), at: now, place: place}
	}
}

// exposures are the positions looked at with their figures, computed once for a moment.
func (v *view) exposures() []model.Exposure { return v.memo.exposures(v.m, v.m.Looked(), v.now) }

func (k *memo) exposures(m *model.Model, place int, now time.Time) []model.Exposure {
	if k.turn(m, place, now); !k.exposed {
		k.positions, k.exposed = m.ExposuresOf(place, now), true
	}
	return k.positions
}

// openRows are the open orders looked at with their figures, likewise.
func (v *view) openRows() []model.OrderRow {
	k := v.memo
	if k.turn(v.m, v.m.Looked(), v.now); !k.resting {
		k.orders, k.resting = v.m.OpenRows(v.now), true
	}
	return k.orders
}

// fundedMarkets are the markets of the funding rates, likewise.
func (v *view) fundedMarkets() []model.Market {
	k := v.memo
	if k.turn(v.m, v.m.Looked(), v.now); !k.funded {
		k.markets, k.funded = v.m.FundedMarkets(), true
	}
	return k.markets
}

// changeOf is how a market changed, likewise: the header asks for it in every way in which it tries to fit.
func (v *view) changeOf(id model.MarketID) model.Change {
	k := v.memo
	k.turn(v.m, v.m.Looked(), v.now)
	if at := slices.Index(k.ids[:k.changed], id); at >= 0 {
		return k.changes[at]
	}
	c := v.m.Change(id, v.now)
	if k.changed < len(k.ids) {
		k.ids[k.changed], k.changes[k.changed] = id, c
		k.changed++
	}
	return c
}

// gainInk is the ink of a signed figure.
func gainInk(d model.Dec) canvas.Ink {
	switch d.Sign() {
	case 1:
		return inkGain
	case -1:
		return inkLoss
	}
	return inkPlain
}

// gainInkAt is the ink of a signed figure that shows so many decimals: what they tell as nothing is plain.
func gainInkAt(d model.Dec, decimals int) canvas.Ink {
	if value, ok := d.Value(); ok && value.Round(decimals).IsZero() {
		return inkPlain
	}
	return gainInk(d)
}

// gainInk is the ink of an amount of the account as v.gain writes it, which tells nothing of it while money is hidden.
func (v *view) gainInk(d model.Dec) canvas.Ink { return v.ownInk(d, 2) }

// ownInk is likewise the ink of an amount of the account that shows so many decimals.
func (v *view) ownInk(d model.Dec, decimals int) canvas.Ink {
	if v.hide {
		return inkDim
	}
	return gainInkAt(d, decimals)
}

// staleMids names the markets of rows whose figures are made of a mid that is not to be trusted.
func staleMids[T any](v *view, rows []T, market func(T) model.MarketID) string {
	var names []string
	for _, row := range rows {
		mark := v.m.Mark(market(row), v.now)
		if name := v.m.Market(market(row)).Symbol; mark.Price.Known() && !mark.Age.Usable() && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "mid of " + strings.Join(names, ", ") + " stale"
}

// say writes a sentence in the middle of a region, broken into lines at spaces.
func (v *view) say(r canvas.Region, ink canvas.Ink, text string) {
	lines := wrap(text, r.W()-2)
	y := max(0, (r.H()-len(lines))/2)
	for i, line := range lines {
		r.Text((r.W()-canvas.Width(line))/2, y+i, line, ink)
	}
}

// await says what has not come yet, and why when that is known: without a link it does not just take its time.
func (v *view) await(r canvas.Region, what string, age model.Age) {
	text := "waiting for " + what
	if !age.Spoken && age.Reason != "" {
		text += ": " + age.Reason
	}
	v.say(r, inkDim, text)
}

// unread is how much came over the links of what is looked at that could not be read.
func (v *view) unread() int64 {
	n := int64(0)
	for _, a := range v.lookedAt() {
		link, _ := v.m.Link(model.AccountScope(a.Profile))
		n += link.Count.Failures
	}
	return n
}

// nothing reports whether the exchange has told all lists of an account that was given by its profile address, and all are empty.
func (v *view) nothing() bool {
	if v.summed() || v.lookedAt()[0].Wallet != "" {
		return false
	}
	for _, k := range [...]model.Kind{model.KindPositions, model.KindOpenOrders, model.KindOrders, model.KindFills} {
		if !v.m.AccountAge(k, v.now).Spoken {
			return false
		}
	}
	h := v.m.Held()
	return len(h.Positions.Rows)+len(h.Open.Rows)+len(h.Orders.Rows)+h.Fills.Len()+len(h.Transfers.Rows) == 0
}

// empty says why an account's list has no rows.
func (v *view) empty(r canvas.Region, age model.Age, none string) {
	switch {
	case !v.account:
		v.say(r, inkDim, "no account: start with --address 0x… (profile address) or --wallet 0x…")
	case age.Spoken && v.summed() && !age.Usable():
		v.say(r, inkWarn, none+"; "+age.Reason)
	case age.Spoken:
		v.say(r, inkDim, none)
	case v.unread() > 0:
		v.say(r, inkWarn, strconv.FormatInt(v.unread(), 10)+" messages or rows of the account could not be read")
	case age.Reason != "" && age.Reason != "no account":
		v.say(r, inkDim, "waiting: "+age.Reason)
	default:
		v.say(r, inkDim, "waiting for the first message")
	}
}
