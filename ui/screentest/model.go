package screentest

// Model is a screen without a program of its own: what a dark terminal that knows synchronised output shows of the bytes it is
// given. It is not safe for concurrent use.
type Model struct{ term *terminal }

// NewModel makes an empty screen of w by h cells.
func NewModel(w, h int) *Model { return &Model{term: newTerminal(w, h, false, false)} }

// Write draws output of a program and returns what the terminal answers to the questions in it. Of a synchronised frame nothing
// shows before its end.
func (m *Model) Write(b []byte) (reply []byte) { return m.term.write(b) }

// Text is what the screen shows, a line per row.
func (m *Model) Text() string { return m.term.text() }

// Cell is the cell at column x and row y, both from 0; outside the screen it is the zero Cell.
func (m *Model) Cell(x, y int) Cell { return m.term.cell(x, y) }

// Resize makes the screen w by h cells.
func (m *Model) Resize(w, h int) { m.term.resize(w, h) }

func (m *terminal) cell(x, y int) Cell {
	if w, h := m.vt.Size(); x < 0 || y < 0 || x >= w || y >= h {
		return Cell{}
	}
	g := m.vt.Cell(x, y)
	return Cell{Rune: max(' ', g.Char), FG: g.FG, BG: g.BG, Mode: Mode(g.Mode) & (Reverse | Underline | Bold | Italic | Blink)}
}
