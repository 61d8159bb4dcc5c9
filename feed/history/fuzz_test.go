package history

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"kanatop/model"
)

// check fails for what may not leave the package.
func check(t *testing.T, m *model.Model) {
	t.Helper()
	tape := m.Tape("15")
	for i := range tape.Len() {
		trade := tape.Newest(i)
		if !trade.Price.Positive() || !trade.Size.Positive() || trade.Version < 0 {
			t.Fatalf("no trade: %+v", trade)
		}
		if i > 0 && trade.Compare(tape.Newest(i-1)) > 0 {
			t.Fatalf("row %d is newer than the one before", i)
		}
		for _, s := range []string{string(trade.Address), string(trade.Type), string(trade.Order), string(trade.Position)} {
			for _, r := range s {
				if !unicode.IsPrint(r) || r > 0x4ff {
					t.Fatalf("%q is not clean", s)
				}
			}
			if len(s) > textLimit {
				t.Fatalf("a text of %d bytes", len(s))
			}
		}
	}
	if n := counted(m); n < tape.Len() {
		t.Fatalf("%d rows, %d in candles", tape.Len(), n)
	}
	for _, r := range m.Funding("15").Line() {
		if !r.Value.Known() {
			t.Fatal("a rate without a value")
		}
	}
}

func FuzzHostileFilesDoNoHarm(f *testing.F) {
	folder := f.TempDir()
	k := New(options(folder, 60))
	k.Hear(batch(up(0, 0), told(50, run(0, 5)), model.Funding{Market: "15", Rates: []model.Rate{{Value: model.Int(1), At: noon}}}))
	k.write(true)
	_ = k.part.close()
	all, _ := filepath.Glob(filepath.Join(folder, "*"))
	text, _ := os.ReadFile(all[0])
	f.Add(text, false)
	payload, _, rest := nextFrame(text)
	f.Add(payload, true)
	f.Add(rest, true)
	f.Add(entry(nil, ofTrades, func(b []byte) []byte { return append(b, 0, 2, '1', '5', 255, 255, 3, 3, 7) }), true)
	f.Fuzz(func(t *testing.T, text []byte, seal bool) {
		if seal {
			text = forged("MAINNET", math.MaxInt64, text)
		}
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "a"+extension), text, 0o600); err != nil {
			t.Fatal(err)
		}
		m, _ := recalled(t, options(folder, 60))
		check(t, m)
	})
}

func TestRowsThatAreNoneAreLeftOut(t *testing.T) {
	write := func(change func(r *row)) []byte {
		good := fill(1, "100")
		return entry(nil, ofTrades, func(dst []byte) []byte {
			w := writer{dst}
			w.text("15", "")
			w.count(1)
			r := rowOf(&good)
			change(&r)
			w.row(&r, &row{})
			return w.buf
		})
	}
	for name, change := range map[string]func(r *row){
		"no price":              func(r *row) { r.texts[textPrice] = "" },
		"price of nothing":      func(r *row) { r.texts[textPrice] = "0" },
		"size below nothing":    func(r *row) { r.texts[textSize] = "-1" },
		"a price that is none":  func(r *row) { r.texts[textPrice] = "1e9999" },
		"a long price":          func(r *row) { r.texts[textPrice] = "1." + string(make([]byte, 60)) },
		"an escape in an id":    func(r *row) { r.texts[textOrder] = "\x1b[31m" },
		"a space in an address": func(r *row) { r.texts[textAddress] = "0x a" },
		"an escape in a kind":   func(r *row) { r.texts[textType] = "\x1b]2;x\a" },
		"a wide glyph":          func(r *row) { r.texts[textType] = "漢" },
		"a version below 0":     func(r *row) { r.version = -5 },
		"of long ago":           func(r *row) { r.nanos = 0 },
		"of the future":         func(r *row) { r.nanos = math.MaxInt64 },
	} {
		folder := t.TempDir()
		text := forged("MAINNET", math.MaxInt64, write(change), write(func(*row) {}))
		if err := os.WriteFile(filepath.Join(folder, "a"+extension), text, 0o600); err != nil {
			t.Fatal(err)
		}
		m, _ := recalled(t, options(folder, 60))
		check(t, m)
		if n := m.Tape("15").Len(); n != 1 {
			t.Errorf("%s: %d trades, want the other one", name, n)
		}
	}
}

func TestWhatIsNoFileOfOursIsPassedOver(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "folder"+extension), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(folder, "link"+extension)); err != nil {
		t.Fatal(err)
	}
	large, err := os.Create(filepath.Join(folder, "large"+extension))
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(1 << 40); err != nil {
		t.Fatal(err)
	}
	_ = large.Close()
	if m, events := recalled(t, options(folder, 60)); m.Tape("15").Len() != 0 || len(events) != 0 {
		t.Errorf("%d events", len(events))
	}
}
