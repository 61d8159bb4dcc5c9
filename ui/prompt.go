package ui

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"kanatop/ui/canvas"
)

// prompt is a line of text that is being typed.
type prompt struct{ input textinput.Model }

func newPrompt(text string, limit int) (prompt, tea.Cmd) {
	p := prompt{input: textinput.New()}
	p.input.CharLimit = limit
	p.input.SetVirtualCursor(false)        // paint has its own, which does not blink
	p.input.KeyMap.Paste.SetEnabled(false) // it would start programs; the terminal's own paste is text
	cmd := p.input.Focus()
	p.set(text)
	return p, cmd
}

func (p *prompt) text() string { return p.input.Value() }

// set replaces the text and puts the cursor behind it.
func (p *prompt) set(text string) {
	p.input.SetValue(text)
	p.input.CursorEnd()
}

func (p *prompt) press(msg tea.KeyPressMsg) (cmd tea.Cmd) {
	if at := p.input.Position(); key.Matches(msg, p.input.KeyMap.DeleteWordForward) && at == utf8.RuneCountInString(p.text())-1 {
		msg = tea.KeyPressMsg{Code: tea.KeyDelete} // the library looks behind the end for where the last letter's word ends
	}
	p.input, cmd = p.input.Update(msg)
	return cmd
}

// paint writes the line with its cursor behind a sign; of a long text the part around the cursor.
func (p *prompt) paint(r canvas.Region, y int, sign string) {
	x := r.Text(1, y, sign+" ", inkKey)
	text, at := []rune(p.text()), p.input.Position()
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
