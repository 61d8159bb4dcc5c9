package screentest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// asProgram makes the test binary run the program below in place of the tests.
const asProgram = "SCREENTEST_PROGRAM=1"

func TestMain(m *testing.M) {
	if name, value, _ := strings.Cut(asProgram, "="); os.Getenv(name) != value {
		os.Exit(m.Run())
	}
	if _, err := tea.NewProgram(program{ground: "unknown"}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(7)
}

// program shows what it knows of its terminal and what was done to it.
type program struct {
	w, h         int
	ground, last string
}

func (p program) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (p program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.w, p.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		p.ground = "light"
		if msg.IsDark() {
			p.ground = "dark"
		}
	case tea.KeyPressMsg:
		if msg.String() == "q" {
			return p, tea.Quit
		}
		p.last = "key " + msg.String()
	case tea.MouseClickMsg:
		p.last = fmt.Sprintf("click %d,%d", msg.X, msg.Y)
	case tea.MouseWheelMsg:
		p.last = fmt.Sprintf("wheel %v %d,%d", msg.Button, msg.X, msg.Y)
	}
	return p, nil
}

func (p program) View() tea.View {
	rows := make([]string, max(1, p.h))
	for y := range rows {
		rows[y] = fmt.Sprintf("row %d of %dx%d %s %s", y, p.w, p.h, p.ground, p.last)
	}
	rows[0] = lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color("#80c040")).Render("green") + " " + rows[0]
	v := tea.NewView(strings.Join(rows, "\n"))
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}
