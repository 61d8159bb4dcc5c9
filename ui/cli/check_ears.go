package cli

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"kanatop/feed"
	"kanatop/model"
)

// ears hear what comes of every connection. Readers and the sender fill them at once, so they are locked.
type ears struct {
	began    time.Time
	accounts int // configured
	scopes   []model.Scope
	wake     chan struct{} // holds one token when something was heard

	mu    sync.Mutex
	model *model.Model
	first map[model.Scope]map[string]firstWord
}

// firstWord is the first message of a topic.
type firstWord struct {
	after time.Duration
	bytes int
}

func newEars(q query) *ears {
	e := &ears{
		began: time.Now(), accounts: len(q.accounts), wake: make(chan struct{}, 1), scopes: []model.Scope{{}},
		model: model.New(q.config.markets, q.accountNames()...), first: make(map[model.Scope]map[string]firstWord),
	}
	for _, m := range q.markets {
		e.scopes = append(e.scopes, model.MarketScope(m.ID))
	}
	return e
}

// hear notes the first message of each topic.
func (e *ears) hear(f feed.Frame) {
	e.mu.Lock()
	of := e.first[f.Scope]
	if of == nil {
		of = make(map[string]firstWord)
		e.first[f.Scope] = of
	}
	for _, topic := range f.Topics {
		if _, known := of[topic]; !known {
			of[topic] = firstWord{f.At.Sub(e.began), len(f.Text)}
		}
	}
	e.mu.Unlock()
	e.nudge()
}

// take takes in a batch.
func (e *ears) take(b model.Batch) {
	e.mu.Lock()
	e.model.Apply(b)
	e.mu.Unlock()
	e.nudge()
}

func (e *ears) nudge() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// optionalWait is how long topics are waited for that only speak when something happens.
const optionalWait = 3 * time.Second

// await waits until nothing more is to be expected.
func (e *ears) await(ctx context.Context) {
	late := time.NewTimer(optionalWait)
	defer late.Stop()
	patient := true
	for !e.settled(patient) {
		select {
		case <-ctx.Done():
			return
		case <-late.C:
			patient = false
		case <-e.wake:
		}
	}
}

// settled reports whether every connection has told what it has to tell, or failed.
func (e *ears) settled(patient bool) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	scopes, known := e.known()
	return known && !slices.ContainsFunc(scopes, func(s model.Scope) bool { return !e.told(s, patient) })
}

// known are the scopes of the markets and of the accounts whose look-up is over; false while one is not.
func (e *ears) known() (scopes []model.Scope, all bool) {
	scopes, all = slices.Clone(e.scopes), true
	for i := range e.accounts {
		var a model.Account
		if i < len(e.model.Accounts()) {
			a = e.model.Accounts()[i]
		}
		switch a.State {
		case model.AccountKnown:
			scopes = append(scopes, model.AccountScope(a.Profile))
		case model.AccountNotFound:
		default:
			all = all && a.Cause != ""
		}
	}
	return scopes, all
}

// told reports whether a connection failed, or answered a ping and has spoken of its topics.
func (e *ears) told(s model.Scope, patient bool) bool {
	link, _ := e.model.Link(s)
	if link.State == model.LinkDown {
		return true
	}
	for _, t := range feed.Topics() {
		_, heard := e.first[s][t.Name]
		if t.Kind == s.Kind && !heard && (patient || !seldom(t.Name)) {
			return false
		}
	}
	return link.RTT > 0
}

// seldom reports whether a topic may be silent though it works, because it only tells what happens.
func seldom(topic string) bool {
	return topic == "recent_trades" || strings.HasPrefix(topic, "live_") && topic != "live_funding_rate"
}
