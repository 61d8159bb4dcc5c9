package ui

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// prompt is a line of text that is being typed. The library's input stands behind functions: as a field of what lies on top it would
// keep its way of drawing in the program, a quarter of a megabyte that nobody asks for.
type prompt struct {
	text     func() string
	position func() int                        // of the cursor, in characters
	set      func(text string)                 // replaces the text and puts the cursor behind it
	insert   func(text string)                 // before the cursor
	press    func(msg tea.KeyPressMsg) tea.Cmd // edits, or is text
}

func newPrompt(text string, limit int) (prompt, tea.Cmd) {
	input := textinput.New()
	input.CharLimit = limit
	input.SetVirtualCursor(false)        // paint has its own, which does not blink
	input.KeyMap.Paste.SetEnabled(false) // it would start programs; the terminal's own paste is text
	cmd := input.Focus()
	p := prompt{
		text:     func() string { return input.Value() },
		position: func() int { return input.Position() },
		set: func(text string) {
			input.SetValue(text)
			input.CursorEnd()
		},
		insert: func(text string) { input, _ = input.Update(tea.PasteMsg{Content: text}) },
		press: func(msg tea.KeyPressMsg) (cmd tea.Cmd) {
			if at := input.Position(); key.Matches(msg, input.KeyMap.DeleteWordForward) && at == utf8.RuneCountInString(input.Value())-1 {
				msg = tea.KeyPressMsg{Code: tea.KeyDelete} // the library looks behind the end for where the last letter's word ends
			}
			input, cmd = input.Update(msg)
			return cmd
		},
	}
	p.set(text)
	return p, cmd
}

// paint writes the line with its cursor behind a sign; of a long text the part around the cursor.
func (p *prompt) paint(r canvas.Region, y int, sign string) {
	x := r.Text(1, y, sign+" ", inkKey)
	text, at := []rune(p.text()), p.position()
	room := max(1, r.W()-x-2)
	from := max(0, at-room)
	text = text[from:]
	at -= from
	end := r.Text(x, y, string(text[:min(len(text), room)]), inkStrong)
	if x+at < end {
		r.Ink(x+at, y, 1, inkTag)
		r.Tint(x+at, y, 1, paperTag)
		return
	}
	r.Set(end, y, '_', inkKey)
}
