package cli

import (
	"time"

	"kanatop/model"
)

// link prints the state of a connection if that is asked for, and warns of what went wrong with it.
func (t *tailer) link(l model.Link) {
	if t.known == nil {
		t.known = make(map[model.Scope]model.Link)
	}
	before := t.known[l.Scope]
	t.known[l.Scope] = l
	changed := before.State != l.State || !before.Since.Equal(l.Since)
	if t.links && changed {
		t.line("links", l.Since, func(o *object) { t.linkFields(o, l) })
	}
	if l.State == model.LinkDown && changed {
		t.warn("%s: offline: %s; next attempt in %s", l.Scope, l.Cause, l.RetryAt.Sub(l.Since).Round(100*time.Millisecond))
	}
	if l.State == model.LinkUp && changed && before.Cause != "" {
		t.warn("%s: connected again; what came meanwhile is missing", l.Scope)
	}
	if n := l.Count.Failures - before.Count.Failures; n > 0 {
		t.warn("%s: %d rows or messages could not be read, the last one: %s", l.Scope, n, l.Count.LastFailure)
	}
}

// linkFields writes a connection.
func (n names) linkFields(o *object, l model.Link) {
	o.string("scope", map[model.ScopeKind]string{model.ScopeExchange: "exchange", model.ScopeMarket: "market", model.ScopeAccount: "account"}[l.Scope.Kind])
	o.string("of", l.Scope.Owner)
	o.string("state", map[model.LinkState]string{model.LinkConnecting: "connecting", model.LinkUp: "up", model.LinkDown: "down"}[l.State])
	o.string("cause", l.Cause)
	o.when("since", l.Since)
	o.when("retry_at", retryAt(l))
	o.count("messages", l.Count.Messages)
	o.count("bytes", l.Count.Bytes)
	o.count("unreadable", l.Count.Failures)
	o.count("foreign", l.Count.Foreign)
	o.count("unknown", l.Count.Unknown)
}

// retryAt is when a connection that is down is tried again.
func retryAt(l model.Link) time.Time {
	if l.State != model.LinkDown {
		return time.Time{}
	}
	return l.RetryAt
}

// tellAccount warns, once for each cause, of an account whose profile address is not found.
func (t *tailer) tellAccount(e model.Event) {
	a, ok := e.(model.Account)
	if !ok || a.Cause == "" || t.lookup[a.Index] == a.Cause {
		return
	}
	if t.lookup == nil {
		t.lookup = make(map[int]string)
	}
	t.lookup[a.Index] = a.Cause
	t.warn("account %s: %s", firstOf(a.Name, a.Wallet.Short(), a.Profile.Short()), a.Cause)
}

// firstOf is the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
