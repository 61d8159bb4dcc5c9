package screentest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

// Private modes a program sets and has to leave as they were.
const (
	modeWrap         = 7
	modeCursor       = 25
	modeAlternate    = 1049
	modeMouseButton  = 1000
	modeMouseDrag    = 1002
	modeMouseAll     = 1003
	modeMouseSGR     = 1006
	modeFocus        = 1004
	modePaste        = 2004
	modeSynchronised = 2026
	modeGraphemes    = 2027
)

// terminal is what stands between the program's output and the screen model. The model misreads sequences newer than itself (it
// takes a keyboard request for a cursor restore, a key-mode change for a colour reset), so it is given only those it knows; modes and questions
// are dealt with here.
type terminal struct {
	vt        vt10x.Terminal
	light     bool
	plain     bool
	modes     map[int]bool
	keyboards int    // keyboard protocols pushed and not popped
	otherKeys bool   // xterm's modifyOtherKeys is on
	part      []byte // the beginning of a sequence whose end has not come yet
	held      []byte // drawn since synchronised output began, not shown yet
	last      []byte // the last character drawn, for the repeat sequence
}

func newTerminal(w, h int, light, plain bool) *terminal {
	return &terminal{
		vt:    vt10x.New(vt10x.WithSize(w, h)),
		light: light,
		plain: plain,
		modes: map[int]bool{modeCursor: true, modeWrap: true},
	}
}

// write takes output of the program and returns what a terminal would answer to the questions in it.
func (m *terminal) write(b []byte) (reply []byte) {
	m.part = append(m.part, b...)
	rest := m.part
	for {
		var piece []byte
		if piece, rest = cut(rest); len(piece) == 0 {
			break
		}
		reply = append(reply, m.take(piece)...)
	}
	m.part = slices.Clone(rest)
	return reply
}

func (m *terminal) take(piece []byte) (reply []byte) {
	if piece[0] != escape {
		if r, n := utf8.DecodeLastRune(piece); r >= ' ' {
			m.last = slices.Clone(piece[len(piece)-n:])
		}
		m.draw(piece)
		return nil
	}
	switch piece[1] {
	case '[':
		return m.control(piece)
	case ']':
		return m.colour(piece)
	case 'P':
		if bytes.HasPrefix(piece, []byte("\x1bP+q")) {
			return []byte("\x1bP0+r\x1b\\")
		}
	case '_', '^', 'X':
	default:
		m.draw(piece)
	}
	return nil
}

// control handles a control sequence: ESC [ private parameters intermediates final.
func (m *terminal) control(piece []byte) (reply []byte) {
	body, final := string(piece[2:len(piece)-1]), piece[len(piece)-1]
	marker := ""
	if body != "" && strings.Contains("<=>?", body[:1]) {
		marker, body = body[:1], body[1:]
	}
	params := strings.TrimRight(body, " !\"#$%&'()*+,-./")
	switch kind := marker + body[len(params):] + string(final); kind {
	case "?h", "?l":
		m.setModes(params, final == 'h')
	case "?$p":
		return m.reportMode(params)
	case "c":
		return []byte("\x1b[?64;1;2;6;9;15;22c")
	case ">c":
		return []byte("\x1b[>41;390;0c")
	case ">q":
		return []byte("\x1bP>|XTerm(390)\x1b\\")
	case "n", "?n":
		return m.reportStatus(marker, params)
	case ">u":
		m.keyboards++
	case "<u":
		m.keyboards = max(0, m.keyboards-max(1, number(params)))
	case ">m":
		m.otherKeys = strings.HasPrefix(params, "4;") && params != "4;0"
	case "?W":
		m.draw(tabsEveryEight(m.vt))
	case "b":
		m.draw(bytes.Repeat(m.last, min(max(1, number(params)), 1<<12)))
	case "m":
		m.draw([]byte("\x1b[" + plainAttributes(params) + "m"))
	default:
		if len(kind) == 1 {
			m.draw(piece)
		}
	}
	return nil
}

// setModes keeps the state of each mode and hands on changes only: the model would swap screens on a second reset.
func (m *terminal) setModes(params string, on bool) {
	for p := range strings.SplitSeq(params, ";") {
		mode := number(p)
		if mode == 47 || mode == 1047 {
			mode = modeAlternate
		}
		if m.modes[mode] == on {
			continue
		}
		m.modes[mode] = on
		switch {
		case mode == modeSynchronised && !on:
			m.show()
		case mode < modePaste && on:
			m.draw(fmt.Appendf(nil, "\x1b[?%dh", mode))
		case mode < modePaste:
			m.draw(fmt.Appendf(nil, "\x1b[?%dl", mode))
		}
	}
}

func (m *terminal) reportMode(params string) []byte {
	mode, state := number(params), 0
	known := []int{
		modeCursor, modeAlternate, modeMouseButton, modeMouseDrag, modeMouseAll, modeMouseSGR, modeFocus, modePaste,
		modeSynchronised,
	}
	if slices.Contains(known, mode) && (mode != modeSynchronised || !m.plain) {
		state = 2
		if m.modes[mode] {
			state = 1
		}
	}
	return fmt.Appendf(nil, "\x1b[?%d;%d$y", mode, state)
}

func (m *terminal) reportStatus(marker, params string) []byte {
	switch marker + params {
	case "5":
		return []byte("\x1b[0n")
	case "6", "?6":
		at := m.vt.Cursor()
		return fmt.Appendf(nil, "\x1b[%s%d;%dR", marker, at.Y+1, at.X+1)
	}
	return nil
}

// colour answers questions for the terminal's own colours; all else an operating system command asks (title, link,
// clipboard) leaves the cells alone.
func (m *terminal) colour(piece []byte) []byte {
	text := strings.TrimRight(string(piece[2:]), "\a\x1b\\")
	end := strings.TrimPrefix(string(piece[2:]), text)
	ground, ink := "0e0e/1111/1616", "d0d0/d4d4/dcdc"
	if m.light {
		ground, ink = "ffff/ffff/ffff", "1c1c/2020/2424"
	}
	switch text {
	case "10;?", "12;?":
		return []byte("\x1b]" + text[:2] + ";rgb:" + ink + end)
	case "11;?":
		return []byte("\x1b]11;rgb:" + ground + end)
	}
	return nil
}

// draw hands output to the model, or holds it while the program asks for its output to be shown as one.
func (m *terminal) draw(b []byte) {
	if m.modes[modeSynchronised] && !m.plain {
		m.held = append(m.held, b...)
		return
	}
	_, _ = m.vt.Write(b)
}

// show lets the model have what was held.
func (m *terminal) show() {
	_, _ = m.vt.Write(m.held)
	m.held = m.held[:0]
}

// text is what the model shows, a line per row.
func (m *terminal) text() string {
	w, h := m.vt.Size()
	var b strings.Builder
	for y := range h {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range w {
			b.WriteRune(max(' ', m.vt.Cell(x, y).Char))
		}
	}
	return b.String()
}

func (m *terminal) resize(w, h int) {
	m.show()
	m.vt.Resize(w, h)
	_, _ = m.vt.Write(tabsEveryEight(m.vt))
}

// leftovers names what the program changed and has not put back.
func (m *terminal) leftovers() []string {
	names := map[int]string{
		modeAlternate: "alternate screen", modeMouseButton: "mouse buttons", modeMouseDrag: "mouse drag",
		modeMouseAll: "mouse motion", modeMouseSGR: "mouse encoding", modeFocus: "focus reports", modePaste: "bracketed paste",
		modeSynchronised: "synchronised output", modeGraphemes: "grapheme widths",
	}
	var left []string
	for mode, name := range names {
		if m.modes[mode] {
			left = append(left, name+" on")
		}
	}
	if !m.modes[modeCursor] {
		left = append(left, "cursor hidden")
	}
	if m.keyboards > 0 || m.otherKeys {
		left = append(left, "keyboard protocol on")
	}
	slices.Sort(left)
	return left
}

// tabsEveryEight are the sequences that set the tab stops a terminal has by itself, leaving the cursor where it is. The model
// loses stops when it widens.
func tabsEveryEight(vt vt10x.Terminal) []byte {
	w, _ := vt.Size()
	at := vt.Cursor()
	s := []byte("\x1b[3g")
	for x := 8; x < w; x += 8 {
		s = fmt.Appendf(s, "\x1b[%dG\x1bH", x+1)
	}
	return fmt.Appendf(s, "\x1b[%d;%dH", at.Y+1, at.X+1)
}

// plainAttributes spells colour and attribute parameters as the model reads them: an empty one is a zero, and of those
// with subparameters only the underline is kept.
func plainAttributes(params string) string {
	list := strings.Split(params, ";")
	kept := list[:0]
	for _, p := range list {
		switch name, style, sub := strings.Cut(p, ":"); {
		case !sub && p == "":
			kept = append(kept, "0")
		case !sub:
			kept = append(kept, p)
		case name == "4" && style == "0":
			kept = append(kept, "24")
		case name == "4":
			kept = append(kept, "4")
		}
	}
	if len(kept) == 0 {
		return "10" // unknown to the model; an empty list would be a reset
	}
	return strings.Join(kept, ";")
}

// number reads a parameter; one that is absent or no number is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
