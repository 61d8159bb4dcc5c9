package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/model"
)

// noon is when the tests begin.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// fill is a trade as the exchange tells it, so many seconds after noon.
func fill(second int, price string) model.Trade {
	p, s := model.MustDec(price), model.MustDec("0.250")
	return model.Trade{
		Market: "15", Address: "0xab12", Type: "4", Order: model.OrderID(fmt.Sprint("98765432109876543210", second)), Position: "123456789012345678",
		Price: p, Size: s, Value: p.Mul(s), Time: noon.Add(time.Duration(second) * time.Second), Version: 2_700_000_000 + int64(second),
	}
}

func run(from, to int) []model.Trade {
	var rows []model.Trade
	for i := from; i < to; i++ {
		rows = append(rows, fill(i, fmt.Sprintf("%d.50", 100+i%7)))
	}
	return rows
}

func batch(events ...model.Event) model.Batch {
	var b model.Batch
	for _, e := range events {
		b.Add(e)
	}
	return b
}

// up is a market's connection that came up at a second and gave its last sign of life at another one.
func up(since, proven int) model.Link {
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	return model.Link{Scope: model.MarketScope("15"), State: model.LinkUp, Since: at(since), Proven: at(proven)}
}

// told is a push of trades received at a second.
func told(at int, rows []model.Trade) model.Trades {
	return model.NewTrades("15", noon.Add(time.Duration(at)*time.Second), slices.Clone(rows))
}

func options(folder string, now int) Options {
	return Options{
		Folder: folder, Network: "MAINNET", Markets: []model.MarketID{"15", "14"},
		Now: func() time.Time { return noon.Add(time.Duration(now) * time.Second) },
	}
}

// keep has a keeper write what it hears, and ends it.
func keep(t *testing.T, o Options, heard ...model.Event) {
	t.Helper()
	k := New(o)
	for _, e := range heard {
		k.Hear(batch(e))
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := k.Run(ended); err != nil {
		t.Fatal(err)
	}
}

// recalled is a model that was told what a folder holds, and the events of it.
func recalled(t *testing.T, o Options) (*model.Model, []model.Event) {
	t.Helper()
	m := model.New(nil)
	var events []model.Event
	o.Tell = func(b model.Batch) {
		events = append(events, b.Events()...)
		m.Apply(b)
	}
	k := New(o)
	k.recall(t.Context())
	return m, events
}

// counted is the number of trades in all candles.
func counted(m *model.Model) (n int) {
	for _, c := range m.Tape("15").Candles(time.Minute, 1<<20) {
		n += c.Count
	}
	return n
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func only(t *testing.T, folder string) (path string, text []byte) {
	t.Helper()
	all := files(t, folder)
	if len(all) != 1 {
		t.Fatalf("files %v, want one", all)
	}
	text, err := os.ReadFile(all[0])
	if err != nil {
		t.Fatal(err)
	}
	return all[0], text
}

// brokenDisk fails as long as it is full.
type brokenDisk struct {
	osDisk

	full *bool
}

type brokenFile struct {
	file

	full *bool
}

var errFull = errors.New("no space left on device")

func (d brokenDisk) create(path string) (file, error) {
	f, err := d.osDisk.create(path)
	if err != nil {
		return nil, err
	}
	return brokenFile{f, d.full}, nil
}

func (f brokenFile) Write(p []byte) (int, error) {
	if !*f.full {
		return f.file.Write(p)
	}
	n, _ := f.file.Write(p[:len(p)/2])
	return n, errFull
}

// bubble runs a test in virtual time, which begins at its own moment.
func bubble(t *testing.T, do func(t *testing.T)) { synctest.Test(t, do) }

// forged is a file of any frames.
func forged(network string, newest int64, entries ...[]byte) []byte {
	head := sealed(entry(frame(nil), ofNetwork, func(b []byte) []byte { return append(b, network...) }), 0, 0)
	from := len(head)
	body := frame(head)
	for _, e := range entries {
		body = append(body, e...)
	}
	return sealed(body, from, newest)
}
