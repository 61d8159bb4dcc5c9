package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"kanatop/feed"
	"kanatop/model"
)

// socketLines are what is told of the connections of ears that heard of one link.
func socketLines(t *testing.T, link model.Link) string {
	t.Helper()
	return reported(t, func(r *report) {
		e := newEars(r.query)
		var b model.Batch
		b.Add(link)
		e.take(b)
		for _, topic := range feed.Topics() {
			e.hear(feed.Frame{Scope: model.Scope{}, Topics: []string{topic.Name}, At: time.Now()})
		}
		r.sockets(e)
	})
}

func TestAPingWithoutAnAnswerIsWarnedOf(t *testing.T) {
	up := model.Link{State: model.LinkUp, Since: time.Now()}
	if got := socketLines(t, up); !strings.Contains(got, "warn     exchange socket                   open, but a ping was not answered in time\n") {
		t.Error(got)
	}
	up.RTT = 12 * time.Millisecond
	if got := socketLines(t, up); !strings.Contains(got, "ok       exchange socket                   open, ping in 12ms\n") {
		t.Error(got)
	}
}

func TestMessagesThatCannotBeReadAreWarnedOf(t *testing.T) {
	up := model.Link{State: model.LinkUp, RTT: time.Millisecond}
	if got := socketLines(t, up); strings.Contains(got, "exchange messages") {
		t.Error(got)
	}
	for name, count := range map[string]model.Counts{
		"3 rows or messages unreadable, 0 of others, 0 of unknown topics; last: not a number": {Failures: 3, LastFailure: "not a number"},
		"0 rows or messages unreadable, 2 of others, 0 of unknown topics; last: –":            {Foreign: 2},
		"0 rows or messages unreadable, 0 of others, 5 of unknown topics; last: –":            {Unknown: 5},
	} {
		up.Count = count
		if got := socketLines(t, up); !strings.Contains(got, "warn     exchange messages                 "+name+"\n") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestATerminalThatIsTooSmallOrSaysNothingIsWarnedOf(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = master.Close(), tty.Close() })
	for size, want := range map[pty.Winsize]string{
		{Cols: 39, Rows: 12}: "warn     terminal size                     39 by 12; the dashboard is useful from 40 by 12 on\n",
		{Cols: 40, Rows: 11}: "warn     terminal size                     40 by 11; the dashboard is useful from 40 by 12 on\n",
		{Cols: 40, Rows: 12}: "ok       terminal size                     40 by 12\n",
	} {
		if err := pty.Setsize(master, &size); err != nil {
			t.Fatal(err)
		}
		if got := reported(t, func(r *report) { r.size(tty) }); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	if got := reported(t, func(r *report) { r.size(file) }); got != "warn     terminal size                     not told\n" {
		t.Errorf("%q", got)
	}
}
