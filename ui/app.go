package ui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"kanatop/model"
	"kanatop/ui/canvas"
)

// App is the dashboard as a Bubble Tea model.
type App struct {
	settings
	opts   Options
	memory Memory
	alarms alarms
	keys   keymap
	live   *model.Model // what batches are applied to
	shown  *model.Model // what is looked at: live, or a copy of it while paused
	paused time.Time    // since when, zero while running
	held   int          // batches that came meanwhile
	merged int          // events merged into others on their way
	market model.MarketID
	strip  []model.MarketID // markets of the number keys

	panes   [paneCount]pane
	focus   paneID
	recent  []paneID
	zoomed  bool
	layout  layoutChoice
	overlay overlay

	zones   [2]*time.Location         // UTC and the other one
	located map[string]*time.Location // zones that were asked for by name

	themeName string
	dark      bool
	colours   colorprofile.Profile
	asked     bool   // the environment, for how many there are
	terminal  string // what the environment calls it
	surroundings

	width, height int
	laid          facts // what places were made of
	places        arrangement
	entries       []entry // of the header, as painted last
	names         [2][]string
	hintRows      []helpRow
	tabs          []hit // where tabs and markets stand, for the mouse
	canvas        *canvas.Canvas
	text          scratch
	memo          memo
	views         [paneCount]view // of the moment each was last asked for
	alarm         memo            // of all accounts
	now           time.Time
	notice        string
	noticed       time.Time
	books         pulse // pushes of the book shown
	perf          performance
	recording     Recording
	playing       Playing
	renewed       map[model.MarketID]time.Time // when a contradicted book's connection was last renewed
	dirty         bool
	frame         string
	looks         *canvas.Looks // of the theme, for the surface
	calm          calm
	windowTitle   string
}

// New builds the dashboard. The error names the theme, the action or the key that is wrong.
func New(o Options) (*App, error) {
	keys, err := newKeymap(o.Keys)
	if err != nil {
		return nil, err
	}
	if o.Theme == "" {
		o.Theme = "auto"
	}
	if names := themeNames(o.Themes); !slices.Contains(names, o.Theme) {
		return nil, fmt.Errorf("theme: unknown theme %q%s", o.Theme, nearest(o.Theme, names))
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &App{
		opts:      o,
		keys:      keys,
		live:      model.New(o.Markets, o.Accounts...),
		panes:     newPanes(),
		canvas:    canvas.New(0, 0),
		themeName: o.Theme,
		dark:      true,
		colours:   colorprofile.TrueColor,
		now:       o.Now(),
		dirty:     true,
		renewed:   make(map[model.MarketID]time.Time),
		market:    o.Start,
	}
	a.shown = a.live
	a.thread()
	a.zones = [2]*time.Location{time.UTC, time.Local}
	a.border, a.zone = canvas.Rounded(), a.zones[0]
	if o.ASCII {
		a.border = canvas.ASCII()
	}
	if o.Zone != nil && o.Zone != time.UTC {
		a.zones[1], a.zone = o.Zone, o.Zone
	}
	a.hide, a.window, a.account, a.explorer = o.HideMoney, o.FundingWindow, len(o.Accounts) > 0, o.Explorer
	a.warnAt, a.fee = o.WarnDistance.Or(model.Int(defaultWarn)), o.TakerFee.Or(model.DefaultTakerFee())
	for _, m := range o.Markets {
		a.strip = append(a.strip, m.ID)
	}
	if a.market == "" && len(a.strip) > 0 {
		a.market = a.strip[0]
	}
	a.recall()
	a.restyle()
	return a, nil
}

type clockMsg time.Time

// Init asks the terminal for its background and starts the one-second clock.
func (a *App) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, a.tick())
}

// tick waits for the next whole second, so that ages and the clock change together.
func (a *App) tick() tea.Cmd {
	if a.replays() { // its seconds are the recording's
		return nil
	}
	now := a.opts.Now()
	return tea.Tick(now.Truncate(time.Second).Add(time.Second).Sub(now), func(time.Time) tea.Msg { return clockMsg{} })
}

// Update takes in one message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if a.perf.on {
		defer a.updated(a.opts.Now())
	}
	a.now = a.clock()
	a.calm.unsettle(msg)
	switch msg := msg.(type) {
	case model.Batch:
		a.take(msg)
		return a, both(a.watchAlerts(), a.watchCalm())
	case calmMsg:
		return a, a.endCalm()
	case Played:
		return a, a.played(msg)
	case Warning:
		a.warn(string(msg))
	case exportDone:
		a.exported(msg)
	case clockMsg:
		a.second()
		return a, tea.Batch(a.tick(), a.watchAlerts())
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
		return a, tea.ClearScreen // what the renderer remembers of another size is not to be trusted
	case tea.KeyPressMsg:
		a.dirty = true
		return a, a.press(msg)
	case tea.PasteMsg:
		a.dirty = true
		a.passOn(msg)
	case tea.MouseClickMsg:
		a.dirty = true
		a.click(msg.X, msg.Y, msg.Button)
	case tea.MouseWheelMsg:
		a.dirty = true
		a.wheel(msg.X, msg.Y, msg.Button)
	case tea.BackgroundColorMsg:
		a.dark = msg.IsDark()
		a.restyle()
	case tea.EnvMsg:
		a.terminal = msg.Getenv("TERM_PROGRAM")
		a.surroundings = newSurroundings(msg)
	case tea.ColorProfileMsg:
		return a, a.recolour(msg.Profile)
	case tea.ResumeMsg:
		a.dirty = true
		return a, a.reconnect()
	case tea.MouseMotionMsg, tea.MouseReleaseMsg:
	case fmt.Stringer:
		return a, colourReply(msg)
	}
	return a, nil
}

// View is the frame, painted again only when something changed.
func (a *App) View() tea.View {
	switch {
	case a.opts.Surface != nil:
		a.draw()
	case a.dirty:
		begun := a.opts.Now()
		a.paint()
		a.frame = a.canvas.Render(a.theme.palette)
		a.windowTitle = "kanatop " + plain(a.shown.Market(a.market).Symbol)
		a.dirty = false
		if a.perf.on {
			a.painted(begun)
		}
	}
	return a.frameView()
}

func (a *App) take(b model.Batch) {
	a.live.Apply(b)
	a.live.Witness(a.now)
	a.merged += b.Merged()
	if !a.paused.IsZero() {
		a.held++
	}
	a.dirty = true
}

// second is what happens once a second: ages change, and contradicted books have their connection renewed.
func (a *App) second() {
	a.dirty = true
	a.measure()
	a.keepTold()
	a.record()
	a.books.beat(a.now, int64(a.live.Book(a.market).Pushes))
	a.live.Witness(a.now)
	if o, ok := a.overlay.(interface{ second(a *App) }); ok {
		o.second(a)
	}
	for _, id := range a.live.Doubtful(a.now) {
		if a.opts.Renew != nil && a.now.Sub(a.renewed[id]) > renewEvery {
			a.renewed[id] = a.now
			a.opts.Renew(model.MarketScope(id))
		}
	}
}

// renewEvery is the shortest time between two renewals of a connection for a contradiction.
const renewEvery = 30 * time.Second

func (a *App) resize(w, h int) {
	a.width, a.height = clamp(w, 0, 1000), clamp(h, 0, 1000)
	a.canvas.Resize(a.width, a.height)
	if a.opts.Surface != nil {
		a.opts.Surface.Forget() // also of the same size: it may have been another in between
	}
	a.dirty = true
}

// restyle compiles the theme: the one chosen, unless the terminal shows no colours or only sixteen.
func (a *App) restyle() {
	name := paired(a.themeName, a.dark)
	switch {
	case a.colours <= colorprofile.ASCII:
		name = "mono"
	case a.colours == colorprofile.ANSI && a.themeName == "auto":
		name = "16"
	}
	a.theme = newTheme(name, a.dark, a.opts.Themes)
	a.relook()
	a.dirty = true
}

// view is the moment the panes look at.
func (a *App) view(p paneID) *view {
	v := &a.views[p]
	*v = view{settings: &a.settings, scratch: &a.text, memo: &a.memo, m: a.shown, market: a.shown.Market(a.market), now: a.now, focused: a.focus == p}
	if !a.paused.IsZero() {
		v.now = a.paused
	}
	return v
}
