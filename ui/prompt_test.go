package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// editKey is a key by its name, with what is held while it is pressed.
func editKey(name string) tea.KeyPressMsg {
	held, last, modified := strings.Cut(name, "+")
	if !modified {
		last = name
	}
	msg := keyPress(last)
	if last == "delete" {
		msg = tea.KeyPressMsg{Code: tea.KeyDelete}
	}
	if modified {
		msg.Mod, msg.Text = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt}[held], ""
	}
	return msg
}

func TestALineIsEditedByWords(t *testing.T) {
	for _, tt := range []struct{ from, keys, want string }{
		{"one two", "ctrl+w", "one "},
		{"one two", "ctrl+a alt+d", " two"},
		{"one", "left alt+d", "on"},
		{"one", "left alt+delete", "on"},
		{"one", "alt+d", "one"},
		{"one", "ctrl+v", "one"},
	} {
		p, _ := newPrompt(tt.from, 20)
		for k := range strings.FieldsSeq(tt.keys) {
			p.press(editKey(k))
		}
		if p.text() != tt.want {
			t.Errorf("%s and %s is %q, want %q", tt.from, tt.keys, p.text(), tt.want)
		}
	}
}

func TestNoKeyBreaksALine(t *testing.T) {
	keys := strings.Fields("left right backspace delete ctrl+a ctrl+e ctrl+w ctrl+u ctrl+k ctrl+d ctrl+h alt+d alt+delete alt+backspace alt+left alt+right alt+f alt+b ctrl+v")
	rapid.Check(t, func(r *rapid.T) {
		p, _ := newPrompt(rapid.StringMatching("[a-z ]{0,8}").Draw(r, "text"), 8)
		for range rapid.IntRange(0, 30).Draw(r, "keys") {
			if rapid.Bool().Draw(r, "typed") {
				p.press(tea.KeyPressMsg{Text: rapid.StringMatching("[a-z é]").Draw(r, "text")})
			} else {
				p.press(editKey(rapid.SampledFrom(keys).Draw(r, "key")))
			}
			if n := len([]rune(p.text())); n > 8 {
				r.Fatalf("%d of 8", n)
			}
		}
	})
}

func TestTheWordsOfAFilterAreEditedToo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	a.Update(tea.WindowSizeMsg{Width: 150, Height: 44})
	a.focusOn(paneOpen)
	a.openFilter()
	press(a, "b", "u", "y", "left")
	a.Update(editKey("alt+d"))
	a.View()
	if got := the[*openPane](t, a, paneOpen).words; got != "bu" {
		t.Errorf("the filter is %q, want %q", got, "bu")
	}
}
