package feed

import (
	"strings"
	"testing"
	"time"

	"kanatop/model"
)

func TestScalars(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		value string
		dec   string
		when  time.Time
		flaws bool
	}{
		{`"5.75789140"`, "5.75789140", at("1970-01-01T00:00:05.7578914Z"), false},
		{`117785`, "117785", at("1970-01-02T08:43:05Z"), false},
		{`-3.1e-05`, "-0.000031", time.Time{}, false},
		{`1e3`, "1000", at("1970-01-01T00:16:40Z"), false},
		{`" 1753165487 "`, "1753165487", at("2025-07-22T06:24:47Z"), false},
		{`1753165487123`, "1753165487123", at("2025-07-22T06:24:47.123Z"), false},
		{`1753165487123456`, "1753165487123456", at("2025-07-22T06:24:47.123456Z"), false},
		{`1753165487123456789`, "1753165487123456789", at("2025-07-22T06:24:47.123456789Z"), false},
		{`99999999999`, "99999999999", time.Time{}, false},
		{`99999999999999`, "99999999999999", time.Time{}, false},
		{`0`, "0", time.Time{}, false},
		{`-1753165487`, "-1753165487", time.Time{}, false},
		{`"0.1234567890123456789"`, "0.1234567890123456789", at("1970-01-01T00:00:00.123456789Z"), false},
		{`"1.12345678901234567891"`, "~1.123456789012345679", at("1970-01-01T00:00:01.123456789Z"), false},
		{`12345678901234567890`, "–", time.Time{}, true},
		{`1e300`, "–", time.Time{}, true},
		{`"1e999999999"`, "–", time.Time{}, true},
		{`null`, "–", time.Time{}, false},
		{`""`, "–", time.Time{}, false},
		{`"NaN"`, "–", time.Time{}, true},
		{`"-Infinity"`, "–", time.Time{}, true},
		{`true`, "–", time.Time{}, true},
		{`{}`, "–", time.Time{}, true},
		{`[1]`, "–", time.Time{}, true},
		{`"0x10"`, "–", time.Time{}, true},
		{`"1,5"`, "–", time.Time{}, true},
	} {
		r := rowOf(t, c.value)
		if got := r.dec("v"); got.String() != c.dec {
			t.Errorf("%s as a number: %s, want %s", c.value, got, c.dec)
		}
		if got := r.when("v"); !got.Equal(c.when) {
			t.Errorf("%s as a time: %v, want %v", c.value, got.UTC(), c.when)
		}
		if got := r.flaw != ""; got != c.flaws || r.bad {
			t.Errorf("%s: flaw %q, bad %v", c.value, r.flaw, r.bad)
		}
	}
}

// rowOf is a row with one field, v.
func rowOf(t *testing.T, value string) *row {
	t.Helper()
	r, err := envelope([]byte(`{"v":` + value + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFlags(t *testing.T) {
	for value, want := range map[string][3]bool{ // value, known, flawed
		`true`: {true, true}, `false`: {false, true}, `1`: {true, true}, `0`: {false, true}, `"True"`: {true, true}, `"false"`: {false, true},
		`"1"`: {true, true}, `"0"`: {false, true}, `null`: {}, `""`: {}, `2`: {2: true}, `"long"`: {2: true}, `[]`: {2: true}, `{}`: {2: true},
	} {
		r := rowOf(t, value)
		v, known := r.flag("v")
		if got := [3]bool{v, known, r.flaw != ""}; got != want {
			t.Errorf("%s: got %v, want %v", value, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	for value, want := range map[string]string{
		`"161674643759619994183270400"`:     "161674643759619994183270400",
		`161674643759619994183270400`:       "161674643759619994183270400",
		`"abc-1"`:                           "abc-1",
		`null`:                              "",
		`""`:                                "",
		`1.6e26`:                            "bad",
		`-1`:                                "bad",
		`"a b"`:                             "bad",
		`"\u001b"`:                          "bad",
		`"é"`:                               "bad",
		`true`:                              "bad",
		`{}`:                                "bad",
		`"` + strings.Repeat("1", 64) + `"`: strings.Repeat("1", 64),
		`"` + strings.Repeat("1", 65) + `"`: "bad",
	} {
		r := rowOf(t, value)
		got := r.id("v")
		if r.bad {
			got = "bad"
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", value, got, want)
		}
	}
}

func TestOrderTypes(t *testing.T) {
	for value, want := range map[string]model.OrderType{`9`: "9", `"9"`: "9", `1.0`: "1", `12`: "12", `"limit"`: "limit", `null`: "", `"1.5"`: "1.5"} {
		r, err := envelope([]byte(`{"order_type":` + value + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.orderType(); got != want {
			t.Errorf("%s: got %q, want %q", value, got, want)
		}
	}
}
