package cli

import (
	"fmt"
	"image/color"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"kanatop/ui/canvas"
	"kanatop/ui/screentest"
)

// desk is a glass on a pseudo terminal, with a model of a screen at its other end that answers or does not.
type desk struct {
	*glass
	answers bool
	looks   *canvas.Looks // always the same, so that nothing is drawn anew for them
	sent    chan tea.Msg

	mu    sync.Mutex
	model *screentest.Model
	total int
	ended sync.WaitGroup
	tty   *os.File
}

func newDesk(t *testing.T, answers bool) *desk {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := term.MakeRaw(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	d := &desk{glass: newGlass(newOutlet(tty), true), answers: answers, sent: make(chan tea.Msg, 100), model: screentest.NewModel(40, 6), tty: tty}
	d.looks = canvas.NewLooks(canvas.NewPalette([]lipgloss.Style{lipgloss.NewStyle(), lipgloss.NewStyle().Bold(true)}, []color.Color{nil}), nil)
	d.send = func(msg tea.Msg) { d.sent <- msg }
	d.ended.Go(func() { // ends with the terminal
		buf := make([]byte, 1<<16)
		for {
			n, err := master.Read(buf)
			if err != nil {
				return
			}
			d.take(buf[:n])
		}
	})
	t.Cleanup(func() {
		_ = tty.Close()
		d.ended.Wait()
		_ = master.Close()
	})
	return d
}

func (d *desk) take(b []byte) {
	d.mu.Lock()
	d.total += len(b)
	reply := d.model.Write(b)
	d.mu.Unlock()
	if d.answers {
		for range strings.Count(string(reply), statusAnswer) {
			if msg := d.filter(stringer(statusAnswer)); msg != nil {
				d.sent <- msg
			}
		}
	}
}

// stringer is an answer as the framework passes it on.
type stringer string

func (s stringer) String() string { return fmt.Sprintf("%q", string(s)) }

// await waits until the model shows what a canvas has.
func (d *desk) await(t *testing.T, c *canvas.Canvas) {
	t.Helper()
	for late := time.Now().Add(5 * time.Second); time.Now().Before(late); <-time.After(time.Millisecond) {
		d.mu.Lock()
		text := d.model.Text()
		d.mu.Unlock()
		if text == c.Text() {
			return
		}
	}
	t.Fatalf("the screen is\n%s\nnot\n%s", d.model.Text(), c.Text())
}

// frame shows a text as soon as the glass is ready.
func (d *desk) frame(t *testing.T, text string) *canvas.Canvas {
	t.Helper()
	c := canvas.New(40, 6)
	for y := range 6 {
		c.Region().Text(0, y, text, canvas.Ink(y%2))
	}
	for late := time.Now().Add(5 * time.Second); time.Now().Before(late); <-time.After(time.Millisecond) {
		if d.Ready() && d.Show(c, d.looks) {
			return c
		}
	}
	t.Fatal("never ready")
	return nil
}

func TestTheFirstFrameGoesToTheAlternateScreenByItself(t *testing.T) {
	d := newDesk(t, true)
	c := d.frame(t, "first")
	d.await(t, c)
	if !d.shown() {
		t.Error("it is not known that the alternate screen is shown")
	}
	before := c.Text()
	if _, err := d.out.Write([]byte("\x1b[?1049h\x1b[H\x1b[2J \x1b]2;title\a")); err != nil { // as the framework does a moment later
		t.Fatal(err)
	}
	c = d.frame(t, "first")
	d.await(t, c)
	if c.Text() != before {
		t.Error("the framework's drawing shows")
	}
}

func TestWhatTheFrameworkDrawsDoesNotShow(t *testing.T) {
	d := newDesk(t, true)
	d.await(t, d.frame(t, "one"))
	for i := range 50 {
		if _, err := d.out.Write([]byte("\x1b[2J\x1b[3;3Hdrawing\r\n")); err != nil {
			t.Fatal(err)
		}
		d.await(t, d.frame(t, fmt.Sprint("frame ", i)))
	}
}

func TestAfterASuspensionEverythingIsDrawnAnew(t *testing.T) {
	d := newDesk(t, true)
	d.await(t, d.frame(t, "before"))
	if _, err := d.out.Write([]byte("\x1b[?1049l\x1b[?25h")); err != nil {
		t.Fatal(err)
	}
	if d.Ready() {
		t.Error("a frame would go to the shell's screen")
	}
	d.take([]byte("\x1b[Hwhat the shell writes"))
	if _, err := d.out.Write([]byte("\x1b[?1049h\x1b[?25l")); err != nil {
		t.Fatal(err)
	}
	if msg := <-d.sent; msg != tea.Msg(look{}) {
		t.Errorf("the screen is told %v", msg)
	}
	d.await(t, d.frame(t, "before"))
}

func TestLeavingWaitsForTheAnswerThatIsOwed(t *testing.T) {
	d := newDesk(t, false)
	d.await(t, d.frame(t, "question"))
	if msg := d.filter(tea.QuitMsg{}); msg != nil {
		t.Fatal("it leaves while an answer is on its way to the shell")
	}
	if d.Ready() {
		t.Error("a frame would be written though the program is leaving")
	}
	for range 2 { // before and behind the first frame
		d.filter(stringer(statusAnswer))
	}
	if msg := <-d.sent; msg != tea.Msg(tea.QuitMsg{}) {
		t.Fatalf("after the answer comes %v", msg)
	}
	if d.filter(tea.QuitMsg{}) == nil {
		t.Error("it is kept back a second time")
	}
}

func TestLeavingWaitsForTheBackgroundThatIsAskedFor(t *testing.T) {
	d := newDesk(t, false)
	d.fence.off = true
	if ask := tea.RequestBackgroundColor(); d.filter(ask) != ask {
		t.Fatal("it is not asked for")
	}
	d.await(t, d.frame(t, "before the framework has asked"))
	if d.filter(tea.SuspendMsg{}) != nil {
		t.Fatal("it leaves while an answer is on its way to the shell")
	}
	told := tea.BackgroundColorMsg{Color: color.Black}
	if d.filter(told) != tea.Msg(told) {
		t.Error("the screen does not learn it")
	}
	if d.glass.mu.Lock(); d.leaving.with != nil { // the time for it is not over yet
		t.Error("it is still kept back")
	}
	d.glass.mu.Unlock()
}

func TestABackgroundThatIsNeverToldIsNotWaitedFor(t *testing.T) {
	d := newDesk(t, false)
	d.filter(tea.RequestBackgroundColor())
	d.curious = d.curious.Add(-hopeful)
	if d.filter(tea.QuitMsg{}) == nil {
		t.Error("it is")
	}
}

func TestLeavingDoesNotWaitForLong(t *testing.T) {
	d := newDesk(t, false)
	d.frame(t, "question")
	began := time.Now()
	if d.filter(tea.QuitMsg{}) != nil {
		t.Fatal("no answer is owed")
	}
	<-d.sent
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestAnswersDoNotReachTheScreen(t *testing.T) {
	d := newDesk(t, false)
	d.frame(t, "question")
	if msg := d.filter(stringer(statusAnswer)); msg != nil {
		t.Errorf("the screen gets %v", msg)
	}
	other := stringer("\x1bP1$r0m\x1b\\")
	if msg := d.filter(other); msg != tea.Msg(other) {
		t.Errorf("another answer becomes %v", msg)
	}
	key := tea.KeyPressMsg{Code: 'n', Text: "n"}
	if msg := d.filter(key); fmt.Sprint(msg) != "n" {
		t.Errorf("a key becomes %v", msg)
	}
}

func TestWhoeverWasRefusedIsTold(t *testing.T) {
	d := newDesk(t, false)
	d.frame(t, strings.Repeat("x", 40))
	d.fence.slow = true
	for told := 0; !d.Ready(); told++ { // when the write is over, and when the time for the first answer is
		if told > 2 {
			t.Fatal("a terminal that never answered is waited for still")
		}
		if msg := <-d.sent; msg != tea.Msg(look{}) {
			t.Errorf("the screen is told %v", msg)
		}
	}
}
