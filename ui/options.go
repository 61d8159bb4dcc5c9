package ui

import (
	"time"

	"kanatop/model"
)

// Options say what the dashboard shows and whom it asks.
type Options struct {
	Network       string // the header's word for the network: "MAINNET"
	Demo          bool   // the data is simulated; the mark DEMO never leaves the screen
	Markets       []model.Market
	Start         model.MarketID                            // the market shown first; empty: the first of Markets
	Theme         string                                    // one of [Themes] or of the own ones; empty means "auto"
	Themes        []OwnTheme                                // the user's own
	ASCII         bool                                      // borders and marks of ASCII characters
	Zone          *time.Location                            // of all times; nil means UTC
	FindZone      func(name string) (*time.Location, error) // by its IANA name; nil: only UTC, Zone and that of the computer are known
	Explorer      string                                    // a URL with {version} in the place of a transaction's; empty for none
	HideMoney     bool
	FundingWindow time.Duration                                // 0 when unknown
	WarnDistance  model.Dec                                    // to the liquidation price, in percent, that is warned of; absent means 5
	TakerFee      model.Dec                                    // in percent of the value; absent means the published one
	Keys          map[string][]string                          // action to keys, over the built-in ones
	Grouping      map[model.MarketID]int64                     // ticks that the book of a market is grouped by at first
	Layout        Layout                                       // as configured
	Accounts      []string                                     // the names of the configured accounts; that of a single one may be empty
	Watch         func(model.MarketID)                         // subscribes one more market
	Reconnect     func()                                       // renews all connections
	Renew         func(model.Scope)                            // renews one
	Raw           func(topic string, scope model.Scope) []byte // the last message of a topic as it came
	Replay        *Replay                                      // the recording that is played in the place of the exchange; nil for none
	Recording     func() Recording                             // how the recording of what comes stands; nil when nothing is recorded
	Usage         func() Usage                                 // what the program has used; nil when that is not known
	Now           func() time.Time                             // the clock; nil means the system's
	Mute          bool                                         // no bell when an alert fires
	Notify        string                                       // one of [Notifications]; empty means the first
	Memory        Memory                                       // what was remembered of the run before
	Remember      func(Memory)                                 // takes what is to be remembered, at once; nil: nothing is
	Export        Export                                       // nil: nothing is exported
	ExportFolder  string                                       // where files are proposed, with the separator at its end
	Surface       Surface                                      // what takes the frames; nil: the framework does, as text
}
