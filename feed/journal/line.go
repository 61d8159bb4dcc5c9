package journal

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"time"
	"unicode/utf8"

	"kanatop/model"
)

// timeForm is the wall clock of an entry, to the microsecond.
const timeForm = "2006-01-02T15:04:05.000000Z"

// dataField begins the last field of most lines. No string before it can hold these bytes: a quote within one is escaped.
const dataField = `,"data":`

// linkStates and accountStates spell the states of events.
func linkStates() []string { return []string{"connecting", "up", "down"} }

func accountStates() map[model.AccountState]string {
	return map[model.AccountState]string{
		model.AccountNone: "none", model.AccountKnown: "known", model.AccountLookup: "looking up", model.AccountNotFound: "not found",
	}
}

// fields are those of a line but data.
type fields struct {
	Us      int64      `json:"us"`
	At      time.Time  `json:"at"`
	In      *string    `json:"in,omitempty"`
	Out     *string    `json:"out,omitempty"`
	Link    *string    `json:"link,omitempty"`
	Account *int       `json:"account,omitempty"`
	Answer  *string    `json:"answer,omitempty"`
	Lost    int64      `json:"lost,omitempty"`
	Again   bool       `json:"again,omitempty"`
	State   string     `json:"state,omitempty"`
	Since   *time.Time `json:"since,omitempty"`
	RetryAt *time.Time `json:"retry_at,omitempty"`
	Proven  *time.Time `json:"proven,omitempty"`
	RTT     int64      `json:"rtt,omitempty"` // nanoseconds
	Tries   int        `json:"tries,omitempty"`
	Cause   string     `json:"cause,omitempty"`
	Name    string     `json:"name,omitempty"`
	Wallet  string     `json:"wallet,omitempty"`
	Profile string     `json:"profile,omitempty"`
	Text    *string    `json:"text,omitempty"`
	Base64  []byte     `json:"base64,omitempty"`
}

// appendLine writes an entry as a line.
func appendLine(dst []byte, e *Entry) []byte {
	dst = append(dst, `{"us":`...)
	dst = strconv.AppendInt(dst, e.After.Microseconds(), 10)
	dst = append(dst, `,"at":"`...)
	dst = e.At.UTC().AppendFormat(dst, timeForm)
	dst = append(dst, '"')
	switch e.Kind {
	case In:
		dst = appendText(dst, "in", scopeText(e.Scope))
	case Out:
		dst = appendText(dst, "out", scopeText(e.Scope))
	case Answer:
		dst = appendText(dst, "answer", e.Path)
	case Event:
		dst = appendEvent(dst, e.Event)
	case Lost:
		dst = strconv.AppendInt(append(dst, `,"lost":`...), e.Lost, 10)
	}
	if e.Again {
		dst = append(dst, `,"again":true`...)
	}
	if e.Kind == In || e.Kind == Out || e.Kind == Answer {
		dst = appendData(dst, e.Data)
	}
	return append(dst, '}', '\n')
}

// appendData writes what came: as it is where a line can hold it so.
func appendData(dst, data []byte) []byte {
	switch {
	case plain(data):
		return append(append(dst, dataField...), data...)
	case utf8.Valid(data):
		return appendText(dst, "text", string(data))
	}
	dst = append(dst, `,"base64":"`...)
	dst = base64.StdEncoding.AppendEncode(dst, data)
	return append(dst, '"')
}

// plain reports whether data is JSON that can stand in a line and be read from it byte for byte.
func plain(data []byte) bool {
	return len(data) > 0 && data[0] > ' ' && data[len(data)-1] > ' ' && bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') < 0 &&
		utf8.Valid(data) && json.Valid(data)
}

func appendText(dst []byte, name, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil { // a string can always be spelled
		quoted = []byte(`""`)
	}
	dst = append(dst, `,"`...)
	dst = append(dst, name...)
	dst = append(dst, `":`...)
	return append(dst, quoted...)
}

// appendEvent writes the fields of an event.
func appendEvent(dst []byte, e model.Event) []byte {
	var f any
	switch e := e.(type) {
	case model.Link:
		scope := scopeText(e.Scope)
		f = struct {
			Link    string     `json:"link"`
			State   string     `json:"state"`
			Since   *time.Time `json:"since,omitempty"`
			RetryAt *time.Time `json:"retry_at,omitempty"`
			Proven  *time.Time `json:"proven,omitempty"`
			RTT     int64      `json:"rtt,omitempty"`
			Tries   int        `json:"tries,omitempty"`
			Cause   string     `json:"cause,omitempty"`
		}{scope, linkStates()[e.State], told(e.Since), told(e.RetryAt), told(e.Proven), e.RTT.Nanoseconds(), e.Tries, e.Cause}
	case model.Account:
		f = struct {
			Account int    `json:"account"`
			Name    string `json:"name,omitempty"`
			State   string `json:"state"`
			Wallet  string `json:"wallet,omitempty"`
			Profile string `json:"profile,omitempty"`
			Cause   string `json:"cause,omitempty"`
		}{e.Index, e.Name, accountStates()[e.State], string(e.Wallet), string(e.Profile), e.Cause}
	}
	text, err := json.Marshal(f)
	if err != nil || len(text) < 2 || text[0] != '{' {
		return dst
	}
	dst = append(dst, ',')
	return append(dst, text[1:len(text)-1]...)
}

func told(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.Round(0).UTC()
	return &t
}

// errNoEntry says that a line is none of a recording.
var errNoEntry = errors.New("no line of a recording")

// parseLine reads a line without its end. The entry shares memory with it. Lines that nothing else vouches for are to be
// checked.
func parseLine(line []byte, check bool) (Entry, error) {
	var data []byte
	head := line
	if i := bytes.Index(line, []byte(dataField)); i >= 0 {
		data = line[i+len(dataField):]
		if len(data) < 2 || data[len(data)-1] != '}' {
			return Entry{}, errNoEntry
		}
		data = data[: len(data)-1 : len(data)-1]
		if check && !json.Valid(data) {
			return Entry{}, errNoEntry
		}
		head = append(line[:i:i], '}')
	}
	var f fields
	if err := json.Unmarshal(head, &f); err != nil || f.At.IsZero() || f.Us < 0 || f.Us > longest.Microseconds() {
		return Entry{}, errNoEntry
	}
	e := Entry{After: time.Duration(f.Us) * time.Microsecond, At: f.At.UTC(), Again: f.Again, Data: data}
	switch {
	case f.Text != nil:
		e.Data = []byte(*f.Text)
	case f.Base64 != nil:
		e.Data = f.Base64
	}
	return e, f.fill(&e)
}

// longest is more than any recording lasts.
const longest = 100 * 365 * 24 * time.Hour

// fill says what the entry is.
func (f *fields) fill(e *Entry) (err error) {
	ok := true
	switch {
	case f.In != nil:
		e.Kind = In
		e.Scope, ok = scopeNamed(*f.In)
	case f.Out != nil:
		e.Kind = Out
		e.Scope, ok = scopeNamed(*f.Out)
	case f.Answer != nil:
		e.Kind, e.Path = Answer, *f.Answer
	case f.Link != nil:
		e.Kind = Event
		e.Scope, ok = scopeNamed(*f.Link)
		var state model.LinkState
		if state, err = linkStateNamed(f.State); err != nil {
			return err
		}
		e.Event = model.Link{
			Scope: e.Scope, State: state, Since: moment(f.Since), RetryAt: moment(f.RetryAt), Proven: moment(f.Proven),
			RTT: time.Duration(f.RTT), Tries: f.Tries, Cause: cleaned(f.Cause),
		}
	case f.Account != nil:
		e.Kind = Event
		e.Event, err = f.account()
		return err
	case f.Lost > 0:
		e.Kind, e.Lost = Lost, f.Lost
	default:
		ok = false
	}
	if !ok {
		return errNoEntry
	}
	return nil
}

func moment(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

func linkStateNamed(text string) (model.LinkState, error) {
	for i, name := range linkStates() {
		if name == text {
			return model.LinkState(i), nil //nolint:gosec // there are three
		}
	}
	return 0, errNoEntry
}

func (f *fields) account() (model.Event, error) {
	a := model.Account{Index: *f.Account, Name: cleaned(f.Name), Cause: cleaned(f.Cause)}
	for _, given := range []struct {
		text string
		to   *model.Address
	}{{f.Wallet, &a.Wallet}, {f.Profile, &a.Profile}} {
		if given.text == "" {
			continue
		}
		address, err := model.ParseAddress(given.text)
		if err != nil {
			return nil, errNoEntry
		}
		*given.to = address
	}
	for state, name := range accountStates() {
		if name == f.State && a.Index >= 0 && a.Index < model.MaxAccounts {
			a.State = state
			return a, nil
		}
	}
	return nil, errNoEntry
}
