package feed

import (
	"encoding/json"
	"strings"
	"testing"

	"kanatop/model"
)

// FuzzScalar reads one value of a field with every reader of scalars.
//
//	go test -run '^$' -fuzz FuzzScalar -fuzztime 20s ./feed
func FuzzScalar(f *testing.F) {
	for _, v := range []string{
		`"5.75789140"`, `1e3`, `-3.1e-05`, `1e400`, `"1e-999999999"`, `" 1753165487 "`, `1753165487123456789`, `9223372036854775808`, `-0`,
		`null`, `true`, `"TRUE"`, `{}`, `[[1]]`, `""`, `"NaN"`, `"\u001b[2J"`, `"\ud800"`, `"0x0e09"`, `"1.000"`, `"é漢"`,
	} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if !json.Valid([]byte(value)) {
			return // what is no JSON is the envelope's to refuse
		}
		object := ""
		for _, name := range []string{"v", "transaction_version", "address", "order_type"} {
			object += `,"` + name + `":` + value
		}
		r, err := envelope([]byte("{" + object[1:] + "}"))
		if err != nil {
			return // deeper or stranger than what is read
		}
		if d := r.dec("v"); d.Known() {
			digits := strings.TrimPrefix(d.String(), model.RoundedMark) // of a rounded one they are all that is held
			if again := rowOf(t, digits).dec("v"); again.Cmp(d) != 0 || again.Rounded() {
				t.Errorf("%s is read as %v, and that as %v", value, d, again)
			}
		}
		if d := r.trigger("v"); d.Known() && d.Sign() == 0 {
			t.Errorf("%s is a trigger of zero", value)
		}
		checkTimes(t, r.when("v"))
		if set, known := r.flag("v"); set && !known {
			t.Errorf("%s is an unknown flag that is set", value)
		}
		if n := r.small("v"); n < -1 || n > 30 {
			t.Errorf("%s as a number of decimals: %d", value, n)
		}
		_ = r.version() // any 64-bit number is one
		checkTexts(t, idLimit, r.id("v"))
		checkTexts(t, 66, string(r.address()))
		checkTexts(t, textLimit, r.text("v"), string(r.orderType()))
	})
}
