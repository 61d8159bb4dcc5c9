package cli

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"kanatop/model"
	"kanatop/ui"
)

func TestEveryPartOfTheMemoryHasItsPlaceInTheStateFile(t *testing.T) {
	var m ui.Memory
	kind := reflect.TypeOf(m)
	for i := range kind.NumField() {
		name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
		if got, want := partOf(&m, name), reflect.ValueOf(&m).Elem().Field(i).Addr().Interface(); got != want {
			t.Errorf("%q is read into %T, want the field %s", name, got, kind.Field(i).Name)
		}
	}
	if partOf(&m, "Alerts") != nil || partOf(&m, "") != nil {
		t.Error("a name that is not known has a place")
	}
}

func TestAStateFileSaysThis(t *testing.T) {
	m := ui.Memory{
		Alerts: []string{"BTC > 1", "x \"<&>\u2028é"},
		Told:   []string{},
		Fired:  []ui.Firing{{At: time.Date(2025, 7, 22, 9, 41, 22, 5000, time.UTC), Text: "a"}},
		Groups: map[model.MarketID]int64{"31": 5, "14": 10},
		Layout: ui.Layout{Preset: "risk", Sizes: map[string]map[string]int{"risk": {"b": 2, "a": 1}}},
	}
	const want = `{"alerts":["BTC > 1","x \"<&>` + "\u2028" + `é"],"told":[],"fired":[{"at":"2025-07-22T09:41:22.000005Z","text":"a"}],` +
		`"groups":{"14":10,"31":5},"layout":{"preset":"risk","sizes":{"risk":{"a":1,"b":2}}}}`
	text, err := encodeState(m)
	if err != nil || string(text) != want {
		t.Errorf("%v\n got %s\nwant %s", err, text, want)
	}
	back, err := decodeState(text)
	if err != nil || cmp.Diff(m, back) != "" {
		t.Errorf("%v; read again it is\n%s", err, cmp.Diff(m, back))
	}
	if text, err = encodeState(ui.Memory{}); err != nil || string(text) != "{}" {
		t.Errorf("nothing is %s (%v)", text, err)
	}
}

func TestMergedTextsAreTheSameForTheSame(t *testing.T) {
	for _, tt := range []struct{ base, ours, theirs, want string }{
		{`{}`, `{"b":1,"a":[1]}`, `{"c":{},"a":[2]}`, `{"a":[2,1],"b":1,"c":{}}`},
		{`{"a":["x"]}`, `{"a":[]}`, `{"a":["x"],"q":0}`, `{"a":[],"q":0}`},
		{`{}`, `{"\u0062":"\u00e9"}`, `{"a":"\/"}`, `{"a":"/","b":"é"}`},
		{``, `[]`, `[1]`, `[1]`},
		{`{`, `{"a":1}`, `{"a":`, `{"a":1}`},
	} {
		if got := string(mergeState(jsontext.Value(tt.base), jsontext.Value(tt.ours), jsontext.Value(tt.theirs))); got != tt.want {
			t.Errorf("%s and %s from %s are %s, want %s", tt.ours, tt.theirs, tt.base, got, tt.want)
		}
	}
	for _, broken := range []string{``, `{`, `{"a"`, `{"a":1`, `{"a":1]`, `[1`, `[1}`, `1`, `null`, `{"a":1,"a":2}`} {
		if m, e := members(jsontext.Value(broken)), elements(jsontext.Value(broken)); m != nil || e != nil {
			t.Errorf("%s has members %s and elements %s", broken, fmt.Sprint(m), fmt.Sprint(e))
		}
	}
}
