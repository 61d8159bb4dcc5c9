package canvas

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sheet is a terminal that knows what a Differ may write, and nothing else: anything else is an error. Unlike the terminal model of
// package screentest it knows faint and struck text and links.
type sheet struct {
	w, h, x, y int
	pen        mark
	url        string
	cells      []mark
}

// mark is how a cell of a sheet looks.
type mark struct {
	ch     rune
	fg, bg string
	with   attributes
	url    string
}

func newSheet(w, h int) *sheet {
	s := &sheet{w: w, h: h, cells: make([]mark, w*h)}
	for i := range s.cells {
		s.cells[i].ch = '?' // whatever was there
	}
	return s
}

// write draws b; the error says what it did not expect.
func (s *sheet) write(b string) error {
	for b != "" {
		switch {
		case strings.HasPrefix(b, "\x1b]8;;"):
			url, rest, ended := strings.Cut(b[5:], "\x1b\\")
			if !ended {
				return fmt.Errorf("link without an end: %q", b)
			}
			if (url == "") == (s.url == "") {
				return fmt.Errorf("link %q within %q", url, s.url)
			}
			s.url, b = url, rest
		case strings.HasPrefix(b, "\x1b["):
			end := strings.IndexFunc(b[2:], func(r rune) bool { return r >= '@' && r <= '~' }) + 2
			if err := s.control(b[2:end], b[end]); err != nil {
				return err
			}
			b = b[end+1:]
		case b[0] == '\b':
			s.x, b = s.x-1, b[1:]
		default:
			ch, n := utf8.DecodeRuneInString(b)
			if ch < ' ' || s.x < 0 || s.x >= s.w || s.y < 0 || s.y >= s.h {
				return fmt.Errorf("%q at %d,%d of %dx%d", ch, s.x, s.y, s.w, s.h)
			}
			cell := s.pen
			cell.ch, cell.url = ch, s.url
			s.cells[s.y*s.w+s.x] = cell
			s.x, b = s.x+1, b[n:]
		}
	}
	return nil
}

func (s *sheet) control(params string, final byte) error {
	n := 1
	if params != "" && final != 'm' && final != 'H' {
		n, _ = strconv.Atoi(params)
	}
	switch final {
	case 'H':
		row, column, _ := strings.Cut(params+";", ";")
		s.y, s.x = max(1, atoi(row))-1, max(1, atoi(strings.TrimSuffix(column, ";")))-1
	case 'A':
		s.y -= n
	case 'B':
		s.y += n
	case 'C':
		s.x += n
	case 'D':
		s.x -= n
	case 'J':
		for i := range s.cells {
			s.cells[i] = mark{ch: ' ', bg: s.pen.bg}
		}
	case 'X':
		for i := range n {
			s.cells[s.y*s.w+s.x+i] = mark{ch: ' ', bg: s.pen.bg}
		}
	case 'm':
		return s.dip(strings.Split(params, ";"))
	default:
		return fmt.Errorf("control %q%c", params, final)
	}
	if s.x < 0 || s.x > s.w || s.y < 0 || s.y >= s.h {
		return fmt.Errorf("cursor at %d,%d of %dx%d", s.x, s.y, s.w, s.h)
	}
	return nil
}

func (s *sheet) dip(params []string) error {
	for len(params) > 0 {
		p := params[0]
		rest := params[1:]
		switch {
		case p == "" || p == "0":
			s.pen = mark{}
		case p == "22":
			s.pen.with &^= bold | faint
		case p == "39":
			s.pen.fg = ""
		case p == "49":
			s.pen.bg = ""
		case p == "38" || p == "48":
			n := 4
			if rest[0] == "5" {
				n = 2
			}
			colour := strings.Join(params[:n+1], ";")
			rest = rest[n:]
			if p == "38" {
				s.pen.fg = colour
			} else {
				s.pen.bg = colour
			}
		case len(p) == 2 && (p[0] == '3' || p[0] == '9'):
			s.pen.fg = p
		case len(p) == 2 && p[0] == '4', len(p) == 3 && p[:2] == "10":
			s.pen.bg = p
		default:
			known := false
			for i, attribute := range switches() {
				if p == attribute.on {
					s.pen.with |= 1 << i
					known = true
				}
				if p == attribute.off {
					s.pen.with &^= 1 << i
					known = true
				}
			}
			if !known {
				return fmt.Errorf("parameter %q", p)
			}
		}
		params = rest
	}
	return nil
}

// visible is a cell without what cannot be seen of it.
func (m mark) visible() mark {
	if m.ch == ' ' && m.with&onBlanks == 0 {
		m.fg, m.with = "", 0
	}
	return m
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
