package history

import (
	"cmp"
	"context"
	"slices"
	"time"

	"kanatop/model"
)

// reader unites what the files of a folder tell, from the newest trade to the oldest. Of trades a few chapters are in memory at a time.
type reader struct {
	opts   Options
	oldest int64 // what is older, in nanoseconds, does not count any more
	latest int64 // what is newer is of a clock that was wrong
	heard  map[model.MarketID][]model.Stretch
	rates  map[model.MarketID][]model.Rate
	past   map[model.MarketID]*gathering
	buf    []byte // of what is read
	known  map[string]string
}

// gathering is the trades of a market on their way.
type gathering struct {
	model.Past

	waits []found
	begun bool          // the rows have been told
	alone []model.Trade // of a moment that one file tells of
}

// found is a trade and the file it is in. Trades of one moment that look the same are in one file, or in each of several once more.
type found struct {
	model.Trade

	file string
}

// waitLimit is how many trades may wait for files that may hold others of the same time. Only files whose times are wrong can make
// so many wait; what is older than them is left out then.
const waitLimit = 200_000

// clockError is how far the exchange's clock may be ahead.
const clockError = time.Hour

// mostStretches bounds what is heard of a market: far more than programs begin and end in the time that is kept.
const mostStretches = 20_000

func newReader(o Options) *reader {
	now := o.Now()
	r := &reader{
		opts: o, oldest: now.Add(-o.Age).UnixNano(), latest: now.Add(clockError).UnixNano(),
		heard: make(map[model.MarketID][]model.Stretch), rates: make(map[model.MarketID][]model.Rate), past: make(map[model.MarketID]*gathering),
		known: make(map[string]string),
	}
	for _, id := range o.Markets {
		r.past[id] = &gathering{Past: model.Past{Market: id}}
	}
	return r
}

// chapter is a part of a file: frames that stand one behind the other.
type chapter struct {
	name     string
	from, to int64 // in bytes
	newest   int64
}

// chapterBytes is from which size on a chapter ends: some thousand trades, each of which takes twenty times as much once it is read.
const chapterBytes = 48 << 10

// read reads all files. The rates are told first; then of each market the newest trades as soon as they are there, and the rest.
func (r *reader) read(ctx context.Context, trades func(model.PastTrades), rates func(model.PastRates)) {
	all := r.skim(ctx)
	for _, id := range r.opts.Markets {
		if rr := r.rates[id]; len(rr) > 0 {
			rates(model.PastRates{Market: id, Rates: united(rr)})
		}
	}
	for i, c := range all {
		if ctx.Err() != nil {
			return
		}
		r.load(c)
		safe := int64(-1 << 63) // nothing that is newer can be in a file that is still to be read
		if i+1 < len(all) {
			safe = all[i+1].newest
		}
		done := true
		for _, id := range r.opts.Markets {
			g := r.past[id]
			g.settle(safe)
			if g.Rowed() && !g.begun {
				g.begun = true
				trades(g.Event(r.heard[id]))
			}
			done = done && (g.Full() || len(g.waits) > waitLimit)
		}
		if done {
			break
		}
	}
	for _, id := range r.opts.Markets {
		if g := r.past[id]; g.begun || g.Any() || len(r.heard[id]) > 0 {
			trades(g.Event(r.heard[id]))
		}
	}
}

// skim looks through all files for everything but trades, and puts their chapters in the order of their newest trade, the newest first.
func (r *reader) skim(ctx context.Context) []chapter {
	files, _ := shelf(r.opts.Folder)
	var all []chapter
	for _, f := range files {
		if ctx.Err() != nil {
			return nil
		}
		stretches := make(map[model.MarketID]model.Stretch)
		one := chapter{name: f.name}
		shut := func(at int64) {
			if one.newest > 0 {
				one.to = at
				all = append(all, one)
			}
			one = chapter{name: f.name, from: at}
		}
		end := r.frames(f.name, func(payload []byte, newest, behind int64) {
			r.notes(payload, stretches)
			if one.newest = max(one.newest, newest); behind-one.from >= chapterBytes {
				shut(behind)
			}
		})
		shut(end)
		for id, s := range stretches {
			r.heard[id] = append(r.heard[id], s)
		}
	}
	return model.InOrder(all, func(a, b *chapter) int { return cmp.Compare(b.newest, a.newest) })
}

// frames hands on the frames of a file of this network, each with its newest trade and where it ends, and returns where the last ends.
func (r *reader) frames(name string, take func(payload []byte, newest, behind int64)) (end int64) {
	whole := readFile(r.opts.Folder, name, 0, fileLimit, r.buf)
	r.buf = whole[:0]
	payload, newest, rest := nextFrame(whole)
	kind, content, _, ok := nextEntry(payload)
	if !ok || kind != ofNetwork || string(content) != r.opts.Network {
		return 0
	}
	for payload != nil {
		end = int64(len(whole) - len(rest))
		take(payload, newest, end)
		payload, newest, rest = nextFrame(rest)
	}
	return end
}

// notes takes in what a frame holds beside trades.
func (r *reader) notes(payload []byte, stretches map[model.MarketID]model.Stretch) {
	for {
		kind, content, rest, ok := nextEntry(payload)
		if !ok {
			return
		}
		r.note(kind, content, stretches)
		payload = rest
	}
}

// note takes in what is not trades. Of a stretch that goes on only the last word counts.
func (r *reader) note(kind entryKind, content []byte, stretches map[model.MarketID]model.Stretch) {
	switch kind {
	case ofRates:
		id, all := readRates(content)
		if r.past[id] == nil {
			return
		}
		for _, rate := range all {
			if at := rate.At.UnixNano(); at >= r.oldest && at <= r.latest {
				r.rates[id] = append(r.rates[id], rate)
			}
		}
		if n := len(r.rates[id]); n > 16*model.MaxRates {
			r.rates[id] = united(r.rates[id])
		}
	case ofHeard:
		id, s, ok := readHeard(content)
		if !ok || r.past[id] == nil || len(r.heard[id]) > mostStretches || s.To.UnixNano() < r.oldest || s.To.UnixNano() > r.latest {
			return
		}
		if last := stretches[id]; !last.From.IsZero() && !last.From.Equal(s.From) {
			r.heard[id] = append(r.heard[id], last)
		}
		stretches[id] = s
	case ofNetwork, ofTrades:
	}
}

// united are rates in the order in which they were received. Programs that ran at once received the same ones.
func united(all []model.Rate) []model.Rate {
	all = model.InOrder(all, func(a, b *model.Rate) int { return a.At.Compare(b.At) })
	var out []model.Rate
	for _, r := range all {
		out = model.JoinRates(out, []model.Rate{r})
	}
	return out
}

// load takes in the trades of a chapter that are not newer than it says.
func (r *reader) load(c chapter) {
	text := readFile(r.opts.Folder, c.name, c.from, c.to-c.from, r.buf)
	r.buf = text[:0]
	payload, _, text := nextFrame(text)
	for ; payload != nil; payload, _, text = nextFrame(text) {
		for {
			kind, content, rest, ok := nextEntry(payload)
			if !ok {
				break
			}
			if payload = rest; kind == ofTrades {
				r.trades(content, c)
			}
		}
	}
}

func (r *reader) trades(content []byte, c chapter) {
	var g *gathering
	wants := func(id model.MarketID) bool {
		g = r.past[id]
		return g != nil && !g.Full() && len(g.waits) <= waitLimit
	}
	readTrades(content, r.known, wants, func(t model.Trade) {
		if at := t.Time.UnixNano(); at >= r.oldest && at <= min(r.latest, c.newest) {
			g.waits = append(g.waits, found{t, c.name})
		}
	})
}

// settle takes the trades that wait and are newer than a moment: no other file holds such.
func (g *gathering) settle(safe int64) {
	if sorted := func(a, b found) int { return a.Compare(b.Trade) }; !slices.IsSortedFunc(g.waits, sorted) {
		g.waits = model.InOrder(g.waits, func(a, b *found) int { return a.Compare(b.Trade) })
	}
	for len(g.waits) > 0 {
		n := len(g.waits)
		last := &g.waits[n-1]
		if last.Time.UnixNano() <= safe || g.Full() {
			return
		}
		from := n - 1
		for from > 0 && g.waits[from-1].Compare(last.Trade) == 0 {
			from--
		}
		g.take(g.waits[from:])
		g.waits = g.waits[:from]
	}
}

// take takes the trades of one moment. Most are in one file.
func (g *gathering) take(all []found) {
	g.alone = g.alone[:0]
	for i := range all {
		if all[i].file != all[0].file {
			g.Take(reports(all)...)
			return
		}
		g.alone = append(g.alone, all[i].Trade)
	}
	g.Take(g.alone)
}

// reports puts the trades of one moment together by their files.
func reports(all []found) [][]model.Trade {
	var files []string
	var out [][]model.Trade
	for _, f := range all {
		at := slices.Index(files, f.file)
		if at < 0 {
			at = len(files)
			files, out = append(files, f.file), append(out, nil)
		}
		out[at] = append(out[at], f.Trade)
	}
	return out
}
