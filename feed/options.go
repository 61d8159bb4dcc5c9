package feed

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"

	"kanatop/model"
)

// Options says what to connect to and what to watch.
type Options struct {
	// WebSocketURL is the exchange's socket, ws, wss, http or https. A trailing slash is kept as given.
	WebSocketURL string
	// RESTURL is the base address of the look-ups, http or https; empty for none.
	RESTURL string
	// APIKey goes into the header x-api-key of requests to RESTURL, and nowhere else.
	APIKey string
	// Markets are subscribed from the start. Their names also resolve rows that carry a symbol.
	Markets []model.Market
	// Accounts are watched from the start, at most [model.MaxAccounts], each over a connection of its own.
	Accounts []Account
	// Frames is the number of batches a second at most, 10 to 60; 0 means 30. Where much is
	// merged there are up to a sixth fewer, down to 25.
	Frames int
	// Dial replaces the network, for an exchange in memory; nil means the network.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Wants says which topics of a scope are subscribed; nil means all. A scope without any has no connection.
	Wants func(s model.Scope, topic string) bool
	// Overhear is shown every frame, before what it says is passed on; nil for nobody. It is called by the readers of
	// several connections at once, must be quick and must not block.
	Overhear func(f Frame)
	// Tap is told of everything that passes over the wire, by whoever sends or receives it, so it must not wait; nil for nobody.
	Tap func(Note)
	// Logger takes the log; nil means silent.
	Logger *slog.Logger
}

// Account is an account to watch.
type Account struct {
	Name string // what it is called; among several they all need one, each its own
	// Profile is its profile address. When it is empty, that of Wallet is looked up.
	Profile, Wallet model.Address
}

// checked returns the options with defaults filled in.
func (o Options) checked() (Options, error) {
	if err := checkURL("WebSocket URL", o.WebSocketURL, "ws", "wss", "http", "https"); err != nil {
		return o, err
	}
	if o.RESTURL != "" {
		if err := checkURL("REST URL", o.RESTURL, "http", "https"); err != nil {
			return o, err
		}
	}
	if !printable(o.APIKey) {
		return o, errors.New("API key: found characters that are not printable ASCII; copy it again")
	}
	if err := checkAccounts(o.Accounts); err != nil {
		return o, err
	}
	if o.Frames == 0 {
		o.Frames = 30
	}
	if o.Frames < 10 || o.Frames > 60 {
		return o, fmt.Errorf("frames a second: found %d; expected 10 to 60", o.Frames)
	}
	if n := len(o.Markets); n > model.MaxMarkets {
		return o, fmt.Errorf("markets: found %d; at most %d can be watched", n, model.MaxMarkets)
	}
	for _, m := range o.Markets {
		if !watchable(m.ID) {
			return o, fmt.Errorf("market id: found %.80q; expected printable text without spaces", string(m.ID))
		}
	}
	o.Markets, o.Accounts = slices.Clone(o.Markets), slices.Clone(o.Accounts)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

// checkAccounts wants addresses and, among several accounts, names and addresses that differ.
func checkAccounts(accounts []Account) error {
	if n := len(accounts); n > model.MaxAccounts {
		return fmt.Errorf("accounts: found %d; at most %d can be watched", n, model.MaxAccounts)
	}
	for i, a := range accounts {
		if a.Profile == "" && a.Wallet == "" {
			return fmt.Errorf("account %d: found no address; expected a profile or a wallet", i+1)
		}
		for _, address := range []model.Address{a.Profile, a.Wallet} {
			if address == "" {
				continue
			}
			if _, err := model.ParseAddress(string(address)); err != nil {
				return err
			}
		}
		if len(accounts) > 1 && (a.Name == "" || a.Name == model.SumName) {
			return fmt.Errorf("account %d: found the name %q; expected one of its own", i+1, a.Name)
		}
		for _, b := range accounts[:i] {
			switch {
			case a.Name == b.Name:
				return fmt.Errorf("account %d: a second one of the name %q; expected names that differ", i+1, a.Name)
			case a.Profile != "" && a.Profile.Same(b.Profile), a.Wallet != "" && a.Wallet.Same(b.Wallet):
				return fmt.Errorf("account %d: the address of account %q again; expected each account once", i+1, b.Name)
			}
		}
	}
	return nil
}

// checkURL checks an address. The errors name no part of it but its scheme, for it may hold a secret.
func checkURL(what, text string, schemes ...string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return fmt.Errorf("%s: found something that is no URL; expected %s://host/", what, schemes[len(schemes)-1])
	case !slices.Contains(schemes, u.Scheme):
		return fmt.Errorf("%s: found scheme %.20q; expected one of %v", what, u.Scheme, schemes)
	case u.Host == "":
		return fmt.Errorf("%s: found no host; expected %s://host/", what, u.Scheme)
	}
	return nil
}

// watchable reports whether an id can be subscribed.
func watchable(id model.MarketID) bool {
	r := row{fields: []field{{[]byte("id"), quoted(nil, string(id))}}}
	return r.id("id") == string(id) && id != ""
}
