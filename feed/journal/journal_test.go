package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"kanatop/model"
)

func names() []string { return []string{"a.jsonl", "a.jsonl.zst"} }

// story is one entry of each kind and of each form of data.
func story(w *Writer) []Entry {
	at := func(ms int) Entry {
		d := time.Duration(ms) * time.Millisecond
		return Entry{After: d, At: w.Begun().Round(0).UTC().Add(d)}
	}
	with := func(e Entry, edit func(*Entry)) Entry {
		edit(&e)
		return e
	}
	since := w.Begun().Round(0).UTC()
	address := model.Address("0x" + strings.Repeat("0", 61) + "abc")
	return []Entry{
		with(at(1), func(e *Entry) {
			e.Kind, e.Scope = Event, bitcoin
			e.Event = model.Link{Scope: bitcoin, State: model.LinkDown, Since: since, RetryAt: since.Add(time.Second), Proven: since, RTT: 12345, Tries: 3, Cause: "no such host"}
		}),
		with(at(2), func(e *Entry) {
			e.Kind = Event
			e.Event = model.Account{Index: 1, Name: "hedge", State: model.AccountNotFound, Wallet: address, Cause: "HTTP 404"}
		}),
		with(at(3), func(e *Entry) { e.Kind, e.Scope, e.Data = Out, bitcoin, []byte(`{"topic":"orderbook"}`) }),
		with(at(4), func(e *Entry) { e.Kind, e.Scope, e.Data = In, bitcoin, wire(1) }),
		with(at(5), func(e *Entry) { e.Kind, e.Data = In, []byte("{\"a\":1}\n{\"b\":2}\n") }),
		with(at(6), func(e *Entry) { e.Kind, e.Data = In, []byte("not \"JSON\",\"data\":\x01") }),
		with(at(7), func(e *Entry) { e.Kind, e.Data = In, []byte("{\"a\":\"\xff\"}") }),
		with(at(8), func(e *Entry) {
			e.Kind, e.Scope, e.Data = In, model.AccountScope(address), []byte(`{"a" : "\u00e9 <,\"data\":>" }`)
		}),
		with(at(9), func(e *Entry) { e.Kind, e.Path, e.Data = Answer, "all/markets", []byte(`[1]`) }),
	}
}

func TestWhatIsRecordedIsReadAgainToTheByte(t *testing.T) {
	for _, name := range names() {
		var want []Entry
		text, err := recorded(t, Options{Path: name}, func(w *Writer) {
			want = story(w)
			for _, e := range want {
				w.Add(e)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		got, damage := kept(t, text)
		if damage.Places > 0 {
			t.Error(damage)
		}
		same(t, got, want)
	}
}

func TestAnyFrameIsReadAgainToTheByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.OneOf(
			rapid.SliceOf(rapid.Byte()),
			rapid.Map(rapid.String(), func(s string) []byte { return []byte(s) }),
			rapid.Map(rapid.String(), func(s string) []byte { q, _ := json.Marshal(map[string]string{s: s}); return q }),
			rapid.SampledFrom([][]byte{nil, []byte(" {}"), []byte("{}\r"), []byte(`{"data":{"data":}}`), []byte(`"`), []byte("{\n}")}),
		).Draw(t, "data")
		line := appendLine(nil, &Entry{Kind: In, At: time.Unix(1, 0), Data: data})
		if bytes.Count(line, []byte("\n")) != 1 || !json.Valid(line) {
			t.Fatalf("%q is no line of JSON", line)
		}
		e, err := parseLine(line[:len(line)-1], true)
		if err != nil || !bytes.Equal(e.Data, data) {
			t.Fatalf("%q became %q: %v", data, e.Data, err)
		}
	})
}

func TestHeaderSaysWhatTheScreenNeeds(t *testing.T) {
	markets := model.Builtins("mainnet")
	h := Header{Program: "kanatop v1", Network: "mainnet", Word: "MAINNET", Demo: true, Accounts: []string{"main", "hedge"}, Start: "15"}
	for _, m := range markets {
		h.Markets = append(h.Markets, MarketOf(m))
	}
	text, _ := recorded(t, Options{Path: "a.zst", Header: h}, func(*Writer) {})
	r, err := NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	got := r.Header()
	if got.Network != "mainnet" || got.Word != "MAINNET" || !got.Demo || fmt.Sprint(got.Accounts) != "[main hedge]" || got.Start != "15" || got.Part != 1 || got.Started.IsZero() {
		t.Errorf("%+v", got)
	}
	for i, m := range got.Markets {
		if m.Model() != markets[i] {
			t.Errorf("%+v, want %+v", m.Model(), markets[i])
		}
	}
}

func TestNothingOfAHostileHeaderReachesATerminal(t *testing.T) {
	text := `{"kanatop":1,"word":"\u001b[31mX","network":"\u009b","accounts":["\u202e"],"markets":[{"id":"1","name":"\u001b]2;x\u0007","symbol":"\u001b","decimals":[99,-7,0,0,0],"numbers":["1e999999999","x","",""]}]}` + "\n"
	r, err := NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	h := r.Header()
	m := h.Markets[0].Model()
	for _, s := range []string{h.Word, h.Network, h.Accounts[0], m.Name, m.Symbol} {
		if s == "" || strings.Trim(s, "?[31mX]2;x") != "" {
			t.Errorf("%q", s)
		}
	}
	if m.PriceDecimals != 30 || m.SizeDecimals != -1 || m.Tick.Known() {
		t.Errorf("%+v", m)
	}
}

func TestTheKeyIsInNoRecording(t *testing.T) {
	const key = `open"sesame<42`
	for _, name := range names() {
		text, err := recorded(t, Options{Path: name, Secrets: []string{key, ""}}, func(w *Writer) {
			quoted, _ := json.Marshal(key)
			for _, data := range [][]byte{[]byte(`{"key":` + string(quoted) + `,"b":1}`), []byte("header " + key + " was wrong"), []byte("\xff" + key)} {
				w.Add(Entry{Kind: In, At: time.Now(), Data: data})
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		all, _ := kept(t, text)
		if len(all) != 3 {
			t.Fatalf("%d entries", len(all))
		}
		for _, e := range all {
			if bytes.Contains(e.Data, []byte("sesame")) || !bytes.Contains(e.Data, []byte("********")) {
				t.Errorf("%s: %q", name, e.Data)
			}
		}
	}
}

func TestTheKeyIsHiddenHoweverItIsSpelled(t *testing.T) {
	const key = `o/é"pén😀\x`
	all := secrets([]string{key})
	for _, spelled := range []string{
		key, `\u006f/é\"pén😀\\x`, `o\/é\"pén😀\\x`, `o\u002F\u00e9\u0022p\u00E9n\ud83d\uDE00\u005cx`,
	} {
		before, after := `{"a":"`+"\n"+`\u00e9 o`, ` \ud83d \u00`
		if got := string(hidden([]byte(before+spelled+after+spelled), all)); got != before+"********"+after+"********" {
			t.Errorf("%q became %q", spelled, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.StringMatching(`[0-9a-z][!#-~éλ😀]{3,12}`).Draw(t, "key")
		quoted, _ := json.Marshal(key)
		text := rapid.StringMatching(`[a-zé\\]*`).Draw(t, "before") + " " + string(quoted)
		if got := string(hidden([]byte(text), secrets([]string{key}))); !strings.HasSuffix(got, ` "********"`) {
			t.Fatalf("%q with %q became %q", text, key, got)
		}
	})
}

func TestZstdAndAnyReaderOfLinesReadARecordingToo(t *testing.T) {
	text, _ := recorded(t, Options{Path: "a.zst"}, func(w *Writer) {
		for n := range 3 {
			w.Add(Entry{Kind: In, At: time.Now(), Data: wire(n)})
			time.Sleep(2 * time.Second)
		}
	})
	z, err := zstd.NewReader(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(z); err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(plain.Bytes()) {
		if !json.Valid(line) {
			t.Errorf("%q", line)
		}
	}
	again, _ := zstd.NewWriter(nil)
	for _, text := range [][]byte{plain.Bytes(), again.EncodeAll(plain.Bytes(), nil)} {
		if all, damage := kept(t, text); len(all) != 3 || damage.Places > 0 {
			t.Errorf("%d entries, %v", len(all), damage)
		}
	}
}

func TestAnExistingFileIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zst")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Create(Options{Path: path})
	if text, _ := os.ReadFile(path); !os.IsExist(err) || string(text) != "mine" {
		t.Errorf("%v, %q", err, text)
	}
}

func TestARecordingIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zst")
	_, _ = recorded(t, Options{Path: path}, func(*Writer) {})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
