package cli

import (
	"testing"
	"testing/synctest"
	"time"
)

// asked notes a frame of so many bytes with the questions it would have.
func asked(f *fence, bytes int) {
	n := f.wanted(bytes)
	if f.greets() {
		n++
	}
	f.sent(n, bytes, time.Now())
}

func TestAQuickTerminalIsNotWaitedForUntilMuchIsUnderWay(t *testing.T) {
	f := &fence{known: true}
	for i := range 10 {
		if open := f.open(time.Now(), func() {}); !open {
			if i != 5 { // 5 of 900 bytes are more than 4,096, 4 are not
				t.Errorf("closed after %d frames of 900 bytes", i)
			}
			return
		}
		asked(f, 900)
	}
	t.Error("it is never waited for")
}

func TestLittleIsNotAskedFor(t *testing.T) {
	f := &fence{known: true}
	for i, want := range []int{0, 0, 1} { // 400, 800, 1,200 bytes
		if got := f.wanted(400); got != want {
			t.Errorf("frame %d has %d questions", i, got)
		}
		asked(f, 400)
	}
}

func TestATerminalThatAnswersAtOnceIsAskedSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fence{known: true}
		for _, tt := range []struct {
			takes  time.Duration
			frames int // of 400 bytes, up to the one that asks
		}{{time.Millisecond, 21}, {30 * time.Millisecond, 3}, {5 * time.Millisecond, 21}, {time.Second, 1}} {
			for f.owed == 0 { // a question, to be answered as it takes
				asked(f, 2000)
			}
			time.Sleep(tt.takes)
			f.answered(time.Now())
			frames := 0
			for f.owed == 0 {
				asked(f, 400)
				frames++
			}
			if frames != tt.frames {
				t.Errorf("after an answer in %v the next question is in frame %d, not %d", tt.takes, frames, tt.frames)
			}
			f.answered(time.Now())
		}
	})
}

func TestASlowTerminalGetsAFrameWhenItHasTakenTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fence{known: true}
		asked(f, 3000)
		time.Sleep(700 * time.Millisecond)
		if took, last := f.answered(time.Now()); took != 700*time.Millisecond || !last || !f.slow {
			t.Fatalf("took %v, last %t, slow %t", took, last, f.slow)
		}
		asked(f, 10)
		if f.open(time.Now(), func() {}) {
			t.Error("a second frame goes out behind the first")
		}
		time.Sleep(100 * time.Millisecond)
		f.answered(time.Now())
		if f.slow || !f.open(time.Now(), func() {}) {
			t.Error("a terminal that is quick again is still taken for slow")
		}
	})
}

func TestATerminalThatNeverAnswersIsWaitedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, called := new(fence), 0
		asked(f, 9000)
		if f.owed != 2 {
			t.Errorf("the first frame has %d questions", f.owed)
		}
		for range 5 { // asking again does not put it off
			if f.open(time.Now(), func() { called++ }) {
				t.Fatal("it is not waited for")
			}
			time.Sleep(190 * time.Millisecond)
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if called != 1 || !f.open(time.Now(), func() {}) || !f.mute {
			t.Errorf("called %d times, mute %t", called, f.mute)
		}
		if asked(f, 9000); f.owed != 0 || !f.open(time.Now(), func() {}) {
			t.Error("it is asked again")
		}
		if f.answered(time.Now()); f.mute {
			t.Error("a late answer does not count")
		}
	})
}

func TestATerminalThatGoesDeafIsGivenUpAfterAFewQuestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fence{known: true}
		for i := range deaf {
			if f.mute {
				t.Fatalf("given up after %d questions", i)
			}
			asked(f, 9000)
			time.Sleep(faithful)
			if !f.open(time.Now(), func() {}) {
				t.Fatalf("question %d is waited for still", i)
			}
		}
		if !f.mute {
			t.Error("it is asked for ever")
		}
	})
}

func TestAnswersNobodyWaitsForChangeNothing(t *testing.T) {
	f := &fence{known: true}
	asked(f, 2000)
	f.clear() // the program was suspended
	if _, last := f.answered(time.Now()); last {
		t.Error("an answer to an old question counts")
	}
	asked(f, 2000)
	if f.owed != 1 {
		t.Errorf("%d answers are owed", f.owed)
	}
}
