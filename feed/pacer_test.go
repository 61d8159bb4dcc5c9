package feed

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"kanatop/model"
)

const window = time.Second / 30

func bestAt(price int64) model.Event {
	return model.NewBest("15", time.Unix(price, 0), model.Int(price), model.Int(price+1))
}

// paced runs a pacer in a bubble and records when batches were sent.
func paced(t *testing.T, send func(model.Batch), play func(p *pacer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := newPacer(window)
		done := make(chan struct{})
		go func() { defer close(done); p.run(ctx, send) }()
		synctest.Wait()
		play(p)
		cancel()
		<-done
	})
}

func TestPacerSendsAtOnceAfterIdleThenOnceAWindow(t *testing.T) {
	var sent []time.Duration
	var began time.Time
	paced(t, func(model.Batch) { sent = append(sent, time.Since(began)) }, func(p *pacer) {
		time.Sleep(time.Minute)
		began = time.Now()
		for range 100 { // one every 2 ms, six windows and a little
			p.add(bestAt(1))
			time.Sleep(2 * time.Millisecond)
		}
		time.Sleep(time.Minute)
	})
	if len(sent) != 7 || sent[0] != 0 {
		t.Fatalf("sent at %v", sent)
	}
	for i := 1; i < len(sent); i++ {
		if gap := sent[i] - sent[i-1]; gap < window || gap > window+2*time.Millisecond {
			t.Errorf("gap %d is %v", i, gap)
		}
	}
}

func TestPacerSendsNothingWhenIdle(t *testing.T) {
	sent := 0
	paced(t, func(model.Batch) { sent++ }, func(p *pacer) {
		time.Sleep(time.Hour)
		p.add(bestAt(1))
		time.Sleep(time.Hour)
		p.add() // nothing is nothing
		time.Sleep(time.Hour)
	})
	if sent != 1 {
		t.Errorf("sent %d batches", sent)
	}
}

func TestPacerMergesPerStream(t *testing.T) {
	var sent []model.Batch
	paced(t, func(b model.Batch) { sent = append(sent, b) }, func(p *pacer) {
		p.add(bestAt(1))
		synctest.Wait()
		for i := range int64(50) {
			p.add(bestAt(i+2), model.Link{Scope: model.MarketScope("15")})
		}
		time.Sleep(time.Second)
	})
	if len(sent) != 2 || sent[1].Len() != 2 {
		t.Fatalf("sent %d batches", len(sent))
	}
	m := model.New(nil)
	m.Apply(sent[1])
	if q := m.Quote("15"); q.Bid != model.Int(51) || len(q.Mids.Points) != 50 {
		t.Errorf("bid %s, %d mids", q.Bid, len(q.Mids.Points))
	}
}

func TestPacerStaysBoundedAndNeverBlocksWhileSendBlocks(t *testing.T) {
	var release chan struct{}
	var sent []model.Batch
	paced(t, func(b model.Batch) { <-release; sent = append(sent, b) }, func(p *pacer) {
		release = make(chan struct{}) // of this bubble, so that waiting on it lets time pass
		p.add(bestAt(1))
		synctest.Wait()
		rows := make([]model.Trade, 1000)
		for i := range 100 {
			for k := range rows {
				rows[k] = model.Trade{Price: model.Int(1), Size: model.Int(1), Time: time.Unix(int64(1000*i+k), 0)}
			}
			p.add(model.NewTrades("15", time.Unix(int64(i), 0), append([]model.Trade(nil), rows...)), bestAt(int64(i)))
		}
		close(release)
		time.Sleep(time.Second)
	})
	if len(sent) != 2 {
		t.Fatalf("sent %d batches", len(sent))
	}
	m := model.New(nil)
	m.Apply(sent[1])
	if tape := m.Tape("15"); tape.Seen+tape.Lost != 100_000 || tape.Seen > model.MaxPending {
		t.Errorf("seen %d, lost %d", tape.Seen, tape.Lost)
	}
}
