package feed

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"kanatop/model"
)

// slowRetry is the wait before asking again what the exchange has answered with no.
const slowRetry = time.Minute

// errNoProfile says that the exchange answered without an address.
var errNoProfile = errors.New("the exchange knows no profile address of this wallet")

// lookUps says which accounts are watched and starts what has to be looked up.
func (c *Client) lookUps(ctx context.Context, crew *crew, all *sync.WaitGroup) {
	if c.opts.RESTURL != "" {
		attempts := c.attempt()
		crew.start(all, "market list", func() { c.listMarkets(ctx, attempts) })
	}
	for i, a := range c.opts.Accounts {
		told := model.Account{Index: i, Name: a.Name, Wallet: a.Wallet, Profile: a.Profile}
		switch {
		case a.Profile != "":
			c.found(told)
		case c.opts.RESTURL == "":
			told.State, told.Cause = model.AccountNotFound, "no REST address to look up the wallet; use the profile address"
			c.tell(told)
		default:
			told.State = model.AccountLookup
			c.tell(told)
			attempts := c.attempt()
			crew.start(all, "profile look-up of account "+strconv.Itoa(i+1), func() { c.findProfile(ctx, attempts, told) })
		}
	}
}

// found begins to watch an account whose profile address is known.
func (c *Client) found(told model.Account) {
	told.State = model.AccountKnown
	if holder, ok := c.watch(told.Profile, told.Name); !ok {
		told.State, told.Profile, told.Cause = model.AccountNotFound, "", "the same account as "+holder
	}
	c.tell(told)
}

// findProfile looks up the profile address of an account until it is found. Trouble on the way is retried soon; a no is
// retried slowly.
func (c *Client) findProfile(ctx context.Context, attempts *attempts, told model.Account) {
	waits := newWaits()
	for ctx.Err() == nil {
		attempt, end := attempts.begin(ctx)
		profile, err := c.profileOf(attempt, told.Wallet)
		if err == nil {
			end()
			told.Profile, told.Cause = profile, ""
			c.found(told)
			return
		}
		if attempt.Err() == nil {
			told.State, told.Cause = model.AccountLookup, c.refusalCause(err)
			wait := waits.after(err)
			if final(err) {
				told.State, wait = model.AccountNotFound, max(wait, slowRetry)
			}
			c.log.Warn("profile look-up", "account", told.Index+1, "cause", told.Cause, "wait", wait)
			c.tell(told)
			sleep(attempt, wait)
		}
		end()
	}
}

// profileOf asks for the profile address of a wallet.
func (c *Client) profileOf(ctx context.Context, wallet model.Address) (model.Address, error) {
	data, err := c.get(ctx, "getProfileAddress", url.Values{"userAddress": {string(wallet)}})
	if err != nil {
		return "", err
	}
	text, _ := content(data)
	profile, err := model.ParseAddress(string(text))
	if err != nil {
		return "", errNoProfile
	}
	return profile, nil
}

// final reports whether an error is the exchange's no, so that asking again soon is of no use.
func final(err error) bool {
	e, refused := errors.AsType[statusError](err)
	busy := e.code >= 500 || e.code == http.StatusTooManyRequests || e.code == http.StatusRequestTimeout
	return refused && !busy || errors.Is(err, errNoProfile)
}

// refusalCause is [cause] with what the user can do about it.
func (c *Client) refusalCause(err error) string {
	e, refused := errors.AsType[statusError](err)
	denied := e.code == http.StatusUnauthorized || e.code == http.StatusForbidden
	switch {
	case refused && denied && c.opts.APIKey == "":
		return clean(statusError{code: e.code}.Error()+": set the API key, or give the profile address with --address", causeLimit)
	case refused && denied:
		return clean(statusError{code: e.code}.Error()+": the API key was not accepted", causeLimit)
	case refused && e.code < 300 && e.text != "":
		return e.text
	}
	return cause(err)
}
