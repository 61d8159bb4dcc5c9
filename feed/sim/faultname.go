package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// faultName is a field of Fault by a name for people.
type faultName struct {
	name  string
	value string // what to write after the name; empty for a switch
	doc   string
	set   func(f *Fault, value string) error
}

// FaultHelp is one fault that SetByName knows: how it is written and what it does.
type FaultHelp struct{ Usage, Text string }

// FaultHelps lists the faults that SetByName knows.
func FaultHelps() []FaultHelp {
	var out []FaultHelp
	for _, n := range faultNames() {
		usage := n.name
		if n.value != "" {
			usage += "=" + n.value
		}
		out = append(out, FaultHelp{usage, n.doc})
	}
	return out
}

// SetByName sets a field from a text such as "silent" or "end-after=3s". The error, one line, says what was expected.
func (f *Fault) SetByName(spec string) error {
	name, value, valued := strings.Cut(spec, "=")
	all := faultNames()
	at := slices.IndexFunc(all, func(n faultName) bool { return n.name == name })
	switch {
	case at < 0:
		return fmt.Errorf("unknown fault %.40q", name)
	case valued != (all[at].value != ""):
		return fmt.Errorf("fault %s: expected %s", name, FaultHelps()[at].Usage)
	}
	if err := all[at].set(f, value); err != nil {
		return fmt.Errorf("fault %s: found %.40q; expected %s", name, value, all[at].value)
	}
	return nil
}

func faultNames() []faultName {
	return []faultName{
		{"refuse", "503", "refuse sockets with this HTTP status", number16(func(f *Fault, n int) { f.RefuseStatus = n })},
		{"retry-after", "30s", "ask to wait so long, with refuse", span(func(f *Fault, d time.Duration) { f.RetryAfter = d })},
		{"no-socket", "", "answer 404, as a wrong path does", on(func(f *Fault) { f.NoSocket = true })},
		{"certificate", oneOf(SelfSigned, Expired, OtherHost), "speak TLS with a bad certificate", word(func(f *Fault, c Certificate) { f.Certificate = c }, SelfSigned, Expired, OtherHost)},
		{"close-at-once", "", "accept a socket and close it", on(func(f *Fault) { f.CloseAtOnce = true })},
		{"end-after", "3s", "end each socket after so long, without a close frame", span(func(f *Fault, d time.Duration) { f.EndAfter = d })},
		{"end-status", "1011", "end with this close status, with end-after", number16(func(f *Fault, n int) { f.EndStatus = websocket.StatusCode(n) })},
		{"mid-frame", "", "end with a reset in the middle of a frame, with end-after", on(func(f *Fault) { f.MidFrame = true })},
		{"silent", "", "push nothing, but answer pings", on(func(f *Fault) { f.Silent = true })},
		{"half-open", "", "push nothing and answer no ping", on(func(f *Fault) { f.HalfOpen = true })},
		{"silent-topic", "orderbook", "push nothing of this topic", func(f *Fault, v string) error { f.SilentTopic = v; return known(topic(v), everyTopic()...) }},
		{"deaf", "", "read nothing from open sockets", on(func(f *Fault) { f.Deaf = true })},
		{"byte-every", "1ms", "send a byte at a time with this pause", span(func(f *Fault, d time.Duration) { f.ByteEvery = d })},
		{"flood", "500", "repeat the state of subscriptions so many times a second", number16(func(f *Fault, n int) { f.Flood = n })},
		{"junk-every", "10", "send junk after each so many good frames", number16(func(f *Fault, n int) { f.JunkEvery = n })},
		{"junk", oneOf(everyJunk()...), "the kind of junk, else several in turn", word(func(f *Fault, j Junk) { f.Junk, f.JunkEvery = j, max(f.JunkEvery, 1) }, everyJunk()...)},
		{"empty-pushes", "", "empty every list", on(func(f *Fault) { f.EmptyPushes = true })},
		{"rows", oneOf(everyRows()...), "spoil the rows of lists", word(func(f *Fault, r Rows) { f.Rows = r }, everyRows()...)},
		{"skew", "-1h", "times of rows are so far ahead", span(func(f *Fault, d time.Duration) { f.Skew = d })},
		{"milliseconds", "", "times of rows are in milliseconds", on(func(f *Fault) { f.Milliseconds = true })},
	}
}

func everyTopic() []topic {
	return []topic{orderHistory, transferHistory, tradeHistory, positionList, openOrders, orderBook, recentTrades, fundingRate, liveOrder, liveTrade, bestPrice}
}

func everyJunk() []Junk {
	return []Junk{Truncated, Invalid, Binary, Oversized, Deep, Deflated, UnknownTopic, ErrorFrame}
}

func everyRows() []Rows {
	return []Rows{
		WrongTypes, OutOfRange, Foreign, BrokenUTF8, Escapes, Nested, DuplicateNames, ZeroLevels, Crossed, SplitLevels,
		Shuffled, Replayed,
	}
}

func on(set func(*Fault)) func(*Fault, string) error {
	return func(f *Fault, _ string) error { set(f); return nil }
}

// number16 sets a number from 1 to 65535.
func number16(set func(*Fault, int)) func(*Fault, string) error {
	return func(f *Fault, v string) error {
		n, err := strconv.ParseUint(v, 10, 16)
		if err == nil && n == 0 {
			err = strconv.ErrRange
		}
		set(f, int(n))
		return err
	}
}

func span(set func(*Fault, time.Duration)) func(*Fault, string) error {
	return func(f *Fault, v string) error {
		d, err := time.ParseDuration(v)
		set(f, d)
		return err
	}
}

func word[T ~string](set func(*Fault, T), words ...T) func(*Fault, string) error {
	return func(f *Fault, v string) error {
		set(f, T(v))
		return known(T(v), words...)
	}
}

func known[T ~string](word T, words ...T) error {
	if slices.Contains(words, word) {
		return nil
	}
	return strconv.ErrSyntax
}

func oneOf[T ~string](words ...T) string {
	var out []string
	for _, w := range words {
		out = append(out, string(w))
	}
	return strings.Join(out, "|")
}
