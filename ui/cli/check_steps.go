package cli

import (
	"cmp"
	"context"
	"crypto/tls"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"kanatop/feed"
	"kanatop/model"
)

// Limits from which a step is warned of.
const (
	certificateSoon = 14 * 24 * time.Hour
	clockOff        = 3 * time.Second
)

// configured tells where the configuration is from.
func (r *report) configured(all layered) {
	given := 0
	for _, s := range all.settings {
		if s.origin.level == byFile {
			given++
		}
	}
	result, text := fine, homely(firstOf(all.file, "none"))+" ("+all.fileFrom+"), "+strconv.Itoa(given)+" keys set"
	if all.warning != "" {
		result, text = warned, homely(all.warning)
	}
	r.tell(result, "configuration", "%s", text)
	var set []string
	for _, entry := range r.environ {
		name, value, _ := strings.Cut(entry, "=")
		upper := strings.ToUpper(name)
		if value != "" && (strings.HasPrefix(name, "KANATOP_") || name == "KANA_API_KEY" || slices.Contains([]string{"HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "NO_COLOR", "SSL_CERT_FILE", "SSL_CERT_DIR"}, upper)) {
			set = append(set, name)
		}
	}
	slices.Sort(set)
	r.tell(fine, "environment", "%s", firstOf(strings.Join(set, " "), "nothing that matters is set"))
	r.past()
	r.tell(fine, "network", "%s, market %s, %s", strings.ToLower(r.header), known(r.markets), counted(len(r.accounts), "account"))
}

// homely leaves the name of the user out of a path.
func homely(text string) string {
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		return strings.ReplaceAll(text, home, "~")
	}
	return text
}

// way tells how a server was reached.
func (r *report) way(of, address string, p feed.Probe) {
	host := hostName(address)
	if p.Proxy {
		r.tell(skipped, of+" name", "%s is looked up by the proxy of the environment", host)
	} else {
		found := firstOf(several(p.Addresses), "an address already")
		r.stage(of+" name", host, p, feed.StageName, "%s is %s%s", host, found, took(p.Resolved))
	}
	to := map[bool]string{true: "the proxy", false: "port " + portOf(address)}[p.Proxy]
	r.stage(of+" connection", to, p, feed.StageConnection, "%s%s", to, took(p.Connected))
	if u, err := url.Parse(address); err == nil && (u.Scheme == "ws" || u.Scheme == "http") {
		r.tell(skipped, of+" TLS", "the address is a plain one, without encryption")
	} else if p.TLS == nil || len(p.TLS.PeerCertificates) == 0 {
		r.stage(of+" TLS", "", p, feed.StageTLS, "agreed")
	} else {
		r.certificate(of, p)
	}
	r.stage(of+" answer", "", p, feed.StageAnswer, "HTTP %d%s", p.Status, took(p.Answered))
}

// stage tells of one stage: it failed, at what if that has a name, it was not reached, or it went well.
func (r *report) stage(step, at string, p feed.Probe, stage feed.Stage, format string, args ...any) {
	switch {
	case p.Failed == stage && at != "":
		r.tell(failed, step, "%s: %s", at, p.Cause)
	case p.Failed == stage:
		r.tell(failed, step, "%s", p.Cause)
	case p.Failed < stage:
		r.tell(skipped, step, "not reached")
	default:
		r.tell(fine, step, format, args...)
	}
}

// certificate tells who vouches for the server and how long.
func (r *report) certificate(of string, p feed.Probe) {
	leaf := p.TLS.PeerCertificates[0]
	left := time.Until(leaf.NotAfter)
	result := fine
	if left < certificateSoon {
		result = warned
	}
	issuer := firstOf(strings.Join(leaf.Issuer.Organization, " "), leaf.Issuer.CommonName, "unnamed")
	r.tell(result, of+" TLS", "%s%s, certificate of %s, valid until %s (%d days)",
		tls.VersionName(p.TLS.Version), took(p.Secured), issuer, leaf.NotAfter.UTC().Format(time.DateOnly), int(left.Hours()/24))
}

// clock compares this computer's clock with that of a server, which tells whole seconds.
func (r *report) clock(p feed.Probe) {
	if p.Date.IsZero() && p.Failed <= feed.StageAnswer {
		r.tell(skipped, "clock", "not reached")
		return
	}
	if p.Date.IsZero() {
		r.tell(skipped, "clock", "the exchange does not tell its time")
		return
	}
	off := p.At.Sub(p.Date.Add(500 * time.Millisecond)).Round(100 * time.Millisecond)
	word := "ahead of"
	if off < 0 {
		word = "behind"
	}
	switch {
	case off.Abs() <= time.Second:
		r.tell(fine, "clock", "this computer agrees with the exchange, which tells whole seconds")
	case off.Abs() <= clockOff:
		r.tell(fine, "clock", "this computer is %s %s the exchange", off.Abs(), word)
	default:
		r.tell(warned, "clock", "this computer is %s %s the exchange; ages of data are by this clock, times of trades by that one", off.Abs(), word)
	}
}

// rest asks REST as one who has no API key, and as one who has.
func (r *report) rest(ctx context.Context, client *feed.Client) {
	if r.restURL == "" {
		r.tell(skipped, "REST", "ws_url is given without rest_url")
		r.clock(client.ProbeSocket(ctx))
		return
	}
	p := client.ProbeREST(ctx, false)
	r.way("REST", r.restURL, p)
	r.clock(p)
	r.asked("REST without API key", p, warned)
	if r.apiKey == "" {
		r.tell(skipped, "REST with API key", "no key is set; without one the market list and wallets may not be looked up")
		return
	}
	r.asked("REST with API key", client.ProbeREST(ctx, true), failed)
}

// asked tells how a look-up was answered; a no is as bad as said.
func (r *report) asked(step string, p feed.Probe, no verdict) {
	denied := p.Status == http.StatusUnauthorized || p.Status == http.StatusForbidden
	switch {
	case p.Failed != feed.StageDone:
		r.tell(skipped, step, "not reached")
	case p.Refusal == "":
		r.tell(fine, step, "the market list was answered%s", took(p.Answered))
	case denied:
		r.tell(no, step, "refused: %s", p.Refusal)
	default:
		r.tell(failed, step, "%s", p.Refusal)
	}
}

// lookUps tells how the profile addresses of wallets were found.
func (r *report) lookUps(m *model.Model) {
	if len(r.accounts) == 0 {
		r.tell(skipped, "profile address", "no account is configured")
	}
	for i, a := range r.accounts {
		step := joinedBy(" of ", "profile address", a.Name)
		found := model.Account{}
		if i < len(m.Accounts()) {
			found = m.Accounts()[i]
		}
		switch {
		case a.Wallet == "":
			r.tell(skipped, step, "%s is given, nothing to look up", a.Profile.Short())
		case found.State == model.AccountKnown:
			r.tell(fine, step, "wallet %s has profile %s", a.Wallet.Short(), found.Profile.Short())
		default:
			r.tell(failed, step, "wallet %s: %s", a.Wallet.Short(), firstOf(found.Cause, "no answer in time"))
		}
	}
}

// sockets tells of every connection and of the first messages of its topics.
func (r *report) sockets(e *ears) {
	e.mu.Lock()
	defer e.mu.Unlock()
	scopes, _ := e.known()
	for _, s := range scopes {
		link, _ := e.model.Link(s)
		name := r.scopeName(s)
		switch {
		case link.State != model.LinkUp:
			r.tell(failed, name+" socket", "%s", firstOf(link.Cause, "no answer in time"))
			continue
		case link.RTT == 0:
			r.tell(warned, name+" socket", "open, but a ping was not answered in time")
		default:
			r.tell(fine, name+" socket", "open, ping%s", took(link.RTT))
		}
		for _, t := range feed.Topics() {
			if t.Kind == s.Kind {
				r.topic(name, t, e.first[s])
			}
		}
		if n := link.Count.Failures + link.Count.Unknown + link.Count.Foreign; n > 0 {
			r.tell(warned, name+" messages", "%d rows or messages unreadable, %d of others, %d of unknown topics; last: %s",
				link.Count.Failures, link.Count.Foreign, link.Count.Unknown, cmp.Or(link.Count.LastFailure, "–"))
		}
	}
}

// topic tells of the first message of a topic.
func (r *report) topic(of string, topic feed.Topic, heard map[string]firstWord) {
	first, spoke := heard[topic.Name]
	step := of + " " + topic.Name
	switch {
	case spoke:
		r.tell(fine, step, "first message after %s, %d bytes", short(first.after), first.bytes)
	case seldom(topic.Name):
		r.tell(skipped, step, "silent: it speaks when something happens")
	case topic.Kind == model.ScopeAccount:
		r.tell(failed, step, "no message in time; is it the profile address, not the wallet's?")
	default:
		r.tell(failed, step, "no message in time")
	}
}

// scopeName is what the report calls a connection: no address in full.
func (r *report) scopeName(s model.Scope) string {
	switch s.Kind {
	case model.ScopeMarket:
		for _, m := range r.markets {
			if string(m.ID) == s.Owner {
				return m.Symbol
			}
		}
	case model.ScopeAccount:
		for _, a := range r.accounts {
			if a.Name != "" && model.AccountScope(a.Profile) == s {
				return a.Name
			}
		}
		return "account"
	case model.ScopeExchange:
	}
	return "exchange"
}
