package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// colourQuestion sets a background in 24 bits, asks which attributes are set, and resets them. A terminal that can show the
// colour tells it back; one that does not know the question says nothing.
const colourQuestion = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"

// recolour takes in how many colours the environment promises. Where it promises few the terminal itself is asked: many can
// do more than their name says. The one that is known to print such questions is not asked.
func (a *App) recolour(p colorprofile.Profile) tea.Cmd {
	before := a.colours
	a.colours, a.asked = p, true
	a.restyle()
	switch {
	case p > before:
		return tea.ClearScreen // what stands there already is in the fewer colours
	case p != colorprofile.ANSI && p != colorprofile.ANSI256 || a.terminal == "Apple_Terminal":
		return nil
	}
	return tea.Raw(colourQuestion)
}

// colourReply turns the answer to the question into the message by which Bubble Tea raises its colours.
func colourReply(msg fmt.Stringer) tea.Cmd {
	text := strings.NewReplacer("::", ";", ":", ";").Replace(msg.String()) // the colour's parts may be told either way
	if !strings.Contains(text, "P1$r") || !strings.Contains(text, "48;2;1;2;3") {
		return nil
	}
	return func() tea.Msg { return tea.CapabilityMsg{Content: "RGB"} }
}
