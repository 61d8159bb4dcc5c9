package feed

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"kanatop/model"
)

// userAgent is how the program introduces itself.
const userAgent = "kanatop"

// Client watches an exchange. Its methods may be called from any goroutine.
type Client struct {
	opts    Options
	log     *slog.Logger
	pacer   *pacer
	markets *directory
	raw     shelf

	mu       sync.Mutex
	running  bool
	wanted   []model.Scope // in the order asked for; those from started on have no runner yet
	started  int
	watched  int       // markets among them
	accounts []account // of the accounts among them
	attempts []*attempts
	runners  map[model.Scope]*attempts // those of connections, by scope
	asked    chan struct{}             // holds one token while a wanted scope may have no runner
}

// New returns a client that does nothing until [Client.Run]. The error, one line, says which option is wrong.
func New(o Options) (*Client, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	c := &Client{
		opts:    o,
		log:     o.Logger,
		pacer:   newPacer(time.Second / time.Duration(o.Frames)).stretched(),
		markets: newDirectory(o.Markets),
		asked:   make(chan struct{}, 1),
		runners: make(map[model.Scope]*attempts),
	}
	c.want(model.Scope{Kind: model.ScopeExchange})
	for _, m := range o.Markets {
		c.Watch(m.ID)
	}
	return c, nil
}

// Watch subscribes one more market. It does not wait, does nothing for a market that is watched already, and ignores
// ids that cannot be subscribed and markets beyond [model.MaxMarkets].
func (c *Client) Watch(id model.MarketID) {
	if watchable(id) && c.want(model.MarketScope(id)) {
		c.markets.expect(id)
	}
}

// Reconnect renews all connections now and ends the waits between attempts. It does not wait for the result.
func (c *Client) Reconnect() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.attempts {
		a.renew()
	}
}

// Renew renews the connection of one scope now.
func (c *Client) Renew(s model.Scope) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a := c.runners[s]; a != nil {
		a.renew()
	}
}

// Raw returns the beginning, up to 64 KiB, of the last frame of a topic as it came: not cleaned, fit for a terminal only
// after cleaning. The empty topic names the last frame that was unknown or unreadable. It is nil when there was none.
func (c *Client) Raw(topic string, scope model.Scope) []byte { return c.raw.get(topic, scope) }

// Run keeps everything connected and sends batches until ctx ends. All goroutines have ended when it returns, so send,
// which is always called from the same one, must not block for ever after ctx ended. Run returns nil when ctx ended and
// an error when a goroutine panicked, the stack of which is then in the log. It can be called once.
func (c *Client) Run(ctx context.Context, send func(model.Batch)) error {
	c.mu.Lock()
	again := c.running
	c.running = true
	c.mu.Unlock()
	if again {
		return errors.New("feed: a client can run once; make a new one")
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	crew := &crew{end: end, log: c.log}
	var all sync.WaitGroup
	crew.start(&all, "pacer", func() { c.pacer.run(ctx, send) })
	c.lookUps(ctx, crew, &all)
	for ctx.Err() == nil {
		for _, scope := range c.take() {
			r := c.runner(scope, crew)
			crew.start(&all, "runner of "+scope.String(), func() { r.run(ctx) })
		}
		select {
		case <-ctx.Done():
		case <-c.asked:
		}
	}
	all.Wait()
	if p, ok := errors.AsType[panicked](context.Cause(ctx)); ok {
		return p
	}
	return nil
}

func (c *Client) runner(scope model.Scope, crew *crew) *runner {
	own := c.attempt()
	c.mu.Lock()
	c.runners[scope] = own
	c.mu.Unlock()
	return &runner{
		client:   c,
		crew:     crew,
		scope:    scope,
		frames:   subscriptions(scope, c.spelling(scope), c.opts.wants),
		link:     newLink(scope, c.pacer).tapped(c.changed()),
		attempts: own,
		decoder:  newDecoder(scope, c.markets),
	}
}

// attempt returns attempts that [Client.Reconnect] reaches.
func (c *Client) attempt() *attempts {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := new(attempts)
	c.attempts = append(c.attempts, a)
	return a
}

// want asks for the connection of a scope. It reports false when there are too many markets.
func (c *Client) want(s model.Scope) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if slices.Contains(c.wanted, s) || !c.opts.wantsAny(s) {
		return true
	}
	if s.Kind == model.ScopeMarket && c.watched == model.MaxMarkets {
		return false
	}
	if s.Kind == model.ScopeMarket {
		c.watched++
	}
	c.wanted = append(c.wanted, s)
	select {
	case c.asked <- struct{}{}:
	default:
	}
	return true
}

// account is the profile address of an account, as it was spelled, and what the account is called.
type account struct {
	address model.Address
	name    string
}

// watch asks for the connection of an account, which from now on is named by this spelling of its address. When another
// account has the address already it asks for nothing, reports false and returns the name of that one: two would add up
// what is there once.
func (c *Client) watch(address model.Address, name string) (holder string, ok bool) {
	c.mu.Lock()
	for _, a := range c.accounts {
		if a.address.Same(address) {
			c.mu.Unlock()
			return a.name, false
		}
	}
	c.accounts = append(c.accounts, account{address, name})
	c.mu.Unlock()
	c.want(model.AccountScope(address))
	return "", true
}

// spelling is the address of an account's scope as it was spelled; empty for other scopes.
func (c *Client) spelling(s model.Scope) model.Address {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.accounts {
		if s == model.AccountScope(a.address) {
			return a.address
		}
	}
	return ""
}

// take returns the scopes that still need a runner.
func (c *Client) take() []model.Scope {
	c.mu.Lock()
	defer c.mu.Unlock()
	scopes := c.wanted[c.started:]
	c.started = len(c.wanted)
	return scopes
}
