package history

import (
	"context"
	"runtime/debug"
	"sync"
	"time"

	"kanatop/model"
)

// Bounds of the folder unless [Options] say otherwise.
const (
	DefaultBytes = 64 << 20
	DefaultAge   = 7 * 24 * time.Hour
)

// Options say what is kept, and where.
type Options struct {
	// Folder is made when there is something to write.
	Folder string
	// Network in words: files of another one are not read.
	Network string
	// Markets are those whose trades and rates are kept and read, the most urgent first.
	Markets []model.MarketID
	// Bytes and Age bound the folder; 0 for the defaults.
	Bytes int64
	Age   time.Duration
	// Begin, when it is closed, lets the reading begin; nil: at once.
	Begin <-chan struct{}
	// Tell takes what was kept, in a few batches. Trouble takes, once, what keeps it from being written. Both are called by
	// [Keeper.Run]; nil for nobody.
	Tell    func(model.Batch)
	Trouble func(string)
	// Now is the clock; nil means the system's.
	Now func() time.Time

	disk disk // nil: the computer's own
}

// Keeper keeps the history. [Keeper.Hear] may be called from any goroutine.
type Keeper struct {
	opts Options

	mu       sync.Mutex
	ears     map[model.MarketID]*ear
	exchange ear
	rates    map[model.MarketID]*ratings
	much     chan struct{} // holds one token while so much waits that it is written before its time

	// These belong to Run.
	part   part
	unions map[model.MarketID]*model.Union
	told   string    // trouble
	beat   time.Time // when what goes on was written last
}

// New returns a keeper that does nothing until [Keeper.Run]; what it hears before that it holds.
func New(o Options) *Keeper {
	if o.Bytes == 0 {
		o.Bytes = DefaultBytes
	}
	if o.Age == 0 {
		o.Age = DefaultAge
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.disk == nil {
		o.disk = osDisk{}
	}
	k := &Keeper{
		opts: o, ears: make(map[model.MarketID]*ear), rates: make(map[model.MarketID]*ratings),
		unions: make(map[model.MarketID]*model.Union), much: make(chan struct{}, 1),
	}
	k.part = part{disk: o.disk, folder: o.Folder, network: o.Network, now: o.Now}
	for _, m := range o.Markets {
		k.unions[m] = new(model.Union)
	}
	return k
}

// Run reads what was kept, and then writes once a second, or when much waits, until ctx ends, and a last time then. What goes wrong is told and does not
// end it.
func (k *Keeper) Run(ctx context.Context) error {
	if k.opts.Begin != nil {
		select {
		case <-ctx.Done():
		case <-k.opts.Begin:
		}
	}
	if ctx.Err() == nil {
		k.recall(ctx)
		k.prune()
		debug.FreeOSMemory() // of what was read a small part is kept; a program beside other work does not hold the rest for minutes
	}
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-second.C:
			k.write(false)
		case <-k.much:
			k.write(false)
		}
	}
	k.write(true)
	k.report(k.part.close())
	return nil
}

// recall tells what was kept, and takes note of it, so that it is not written again.
func (k *Keeper) recall(ctx context.Context) {
	r := newReader(k.opts)
	r.read(ctx, func(e model.PastTrades) {
		k.unions[e.Market].Add(e.Rows())
		k.tell(e)
	}, func(e model.PastRates) { k.tell(e) })
}

func (k *Keeper) tell(e model.Event) {
	if k.opts.Tell != nil {
		var b model.Batch
		b.Add(e)
		k.opts.Tell(b)
	}
}

// beatEvery is how often it is written that trades are still heard, and that a rate still is what it was.
const beatEvery = 30 * time.Second

// write writes what was heard.
func (k *Keeper) write(last bool) {
	now := k.opts.Now()
	beat := last || now.Sub(k.beat) >= beatEvery
	for _, e := range k.take(beat) {
		k.part.add(e)
	}
	if beat {
		k.beat = now
	}
	err := k.part.flush()
	if err != nil {
		k.forget()
	} else if k.part.full(now) {
		err = k.part.close()
		k.prune()
	}
	k.report(err)
}

// news is what was heard of a market and is to be written.
type news struct {
	market model.MarketID
	trades []model.Trade
	rates  []model.Rate
	heard  []model.Stretch
}

// take returns what was heard since the last time; what only goes on, when it is time for that.
func (k *Keeper) take(beat bool) []news {
	k.mu.Lock()
	defer k.mu.Unlock()
	var all []news
	for _, id := range k.opts.Markets {
		n := news{market: id}
		if e := k.ears[id]; e != nil {
			e.heap.each(func(push []model.Trade) { n.trades = append(n.trades, k.unions[id].Add(push)...) })
			e.heap = e.heap.emptied()
			n.heard = e.unwritten(beat)
		}
		if r := k.rates[id]; r != nil {
			n.rates = r.unwritten(beat)
		}
		if len(n.trades)+len(n.rates)+len(n.heard) > 0 {
			all = append(all, n)
		}
	}
	return all
}

// forget is for when what was taken could not be written: from then on until the next message nothing is claimed to be known.
func (k *Keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, e := range k.ears {
		e.tear()
		e.span, e.ended = model.Stretch{}, nil
	}
	for _, r := range k.rates {
		r.at, r.all = time.Time{}, nil
	}
}

// report tells trouble that is new.
func (k *Keeper) report(err error) {
	text := ""
	if err != nil {
		text = "the history of trades cannot be written: " + err.Error()
	}
	if text != "" && text != k.told && k.opts.Trouble != nil {
		k.opts.Trouble(text)
	}
	if text != "" {
		k.told = text
	}
}

func (k *Keeper) prune() { prune(k.opts, k.part.name) }
