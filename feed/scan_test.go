package feed

import (
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"kanatop/model"
)

func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`{"a":1,"b":"x\"y","c":[{"d":"]}"},2],"e":null}`, ` { } `, `{"\u0061\\":"\\","b":-1.5e3 , "c" : true}`, `{"a":{"b":[[]]}}`, `{"":""}`, "{\"\xff\":\"\xff\"}",
		string(bookFrame(2, 0)), string(tradesFrame(2, 0)),
	} {
		f.Add([]byte(seed))
	}
	opts := newDecoder(model.Scope{}, nil).opts
	f.Fuzz(func(t *testing.T, text []byte) {
		if v := jsontext.Value(text); !v.IsValid(opts...) || v.Kind() != jsontext.KindBeginObject {
			return
		}
		var s source
		var want, got row
		s.reset(text, opts)
		if s.json.PeekKind() != jsontext.KindBeginObject || want.open(&s) != nil {
			t.Fatal("the decoder does not read what it finds valid")
		}
		walk := scan{text: text}
		walk.kind()
		got.read(&walk)
		same := func(a, b field) bool { return string(a.name) == string(b.name) && string(a.value) == string(b.value) }
		if !slices.EqualFunc(want.fields, got.fields, same) {
			t.Errorf("%q: scanned %d fields, decoded %d, or not the same", text, len(got.fields), len(want.fields))
		}
		if walk.kind() != 0 {
			t.Errorf("the scan ends at %d of %d", walk.at, len(text))
		}
	})
}
