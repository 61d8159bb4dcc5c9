package cli

import (
	"time"
)

// The question that every terminal answers in order with what else it is given, and its answer.
const (
	statusQuestion = "\x1b[5n"
	statusAnswer   = "\x1b[0n"
)

const (
	// roomy is how many bytes may be under way to a terminal that is quick, so that a long line does not mean few frames.
	roomy = 4096
	// brisk and tardy tell quick terminals from slow ones, by the time from a question to its answer; between them nothing changes.
	brisk, tardy = 150 * time.Millisecond, 300 * time.Millisecond
	// enough is how many bytes go to a quick terminal before it is asked again, plenty to one that answered within near: its answers
	// tell nothing else, and each of them wakes the program.
	enough, plenty = 1024, 8192
	near           = 20 * time.Millisecond
	// hopeful is how long a terminal is waited for that has not answered yet, faithful one that has.
	hopeful, faithful = time.Second, 5 * time.Second
	// deaf is how many questions in a row a terminal leaves without an answer before it is asked no more.
	deaf = 3
	// lookEvery is how often it is looked meanwhile whether there still is a terminal.
	lookEvery = time.Second
)

// fence knows how much of what was written the terminal has not taken yet: a frame ends with a question, and its answer comes when
// the frame has been taken. A terminal that does not answer is not asked for long.
type fence struct {
	off     bool // nothing is asked
	mute    bool // no answer came
	known   bool // an answer has come once
	slow    bool
	close   bool      // it answered at once
	owed    int       // answers
	asked   time.Time // when the latest question was
	asleep  int       // questions in a row without an answer
	flight  int       // bytes up to the question
	after   int       // bytes behind it, or since the last answer
	watched bool      // again is about to be called
}

// open reports whether a frame may be sent. When not, again is called after a while.
func (f *fence) open(now time.Time, again func()) bool {
	if f.off || f.mute || f.owed == 0 || !f.slow && f.flight+f.after < roomy {
		return true
	}
	limit := hopeful
	if f.known {
		limit = faithful
	}
	if left := min(limit-now.Sub(f.asked), lookEvery); left > 0 {
		if !f.watched {
			f.watched = true
			time.AfterFunc(left, again) // ends by itself
		}
		return false
	}
	f.asleep++
	f.mute = !f.known || f.asleep >= deaf
	f.clear()
	return true
}

// wanted is how many questions a frame of so many bytes shall hold at its end, none or one.
func (f *fence) wanted(bytes int) int {
	due := enough
	if f.close {
		due = plenty
	}
	if f.off || f.mute || f.owed > 0 || f.known && !f.slow && f.after+bytes < due {
		return 0
	}
	return 1
}

// greets reports whether a question shall stand before the next frame too, which is answered at once: so even a slow terminal is
// soon known to answer.
func (f *fence) greets() bool { return !f.off && !f.mute && !f.known && f.owed == 0 }

// sent notes a frame with so many questions.
func (f *fence) sent(questions, bytes int, now time.Time) {
	if questions == 0 {
		f.after += bytes
		return
	}
	f.owed, f.asked, f.flight, f.after = questions, now, f.after+bytes, 0
}

// answered takes an answer. When it is the last that was owed, it tells how long that took.
func (f *fence) answered(now time.Time) (took time.Duration, last bool) {
	f.known, f.mute, f.asleep = true, false, 0
	if f.owed == 0 { // given up already
		return 0, false
	}
	if f.owed--; f.owed > 0 {
		return 0, false
	}
	took = now.Sub(f.asked)
	f.flight, f.close = 0, took < near
	switch {
	case took >= tardy:
		f.slow = true
	case took < brisk:
		f.slow = false
	}
	return took, true
}

// clear gives up what is owed.
func (f *fence) clear() { f.owed, f.flight, f.after = 0, 0, 0 }
