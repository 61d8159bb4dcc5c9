package ui

import (
	"strings"

	"kanatop/ui/canvas"
)

// plain leaves the printable ASCII of a text, at most 16 characters of it: for where no canvas stands before the terminal.
func plain(s string) string {
	var out strings.Builder
	for _, r := range s {
		if r > ' ' && r < 0x7f && out.Len() < 16 {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// quotable is what was typed as it is quoted back: printable ASCII with its blanks, with a mark when it is cut.
func quotable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= ' ' && r < 0x7f {
			return r
		}
		return -1
	}, s)
	return cut(s, 32)
}

// wrap breaks a text at spaces into lines of at most w cells; a longer word is cut.
func wrap(text string, w int) []string {
	if w < 1 {
		return nil
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if runes := []rune(word); len(runes) > w {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			for ; len(runes) > w; runes = runes[w:] {
				lines = append(lines, string(runes[:w]))
			}
			word = string(runes)
		}
		switch {
		case line == "":
			line = word
		case canvas.Width(line)+1+canvas.Width(word) <= w:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
