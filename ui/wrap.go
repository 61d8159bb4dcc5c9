package ui

import (
	"strings"

	"kanatop/ui/canvas"
)

// wrap breaks a text at spaces into lines of at most w cells; a longer word is cut.
func wrap(text string, w int) []string {
	if w < 1 {
		return nil
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		for canvas.Width(word) > w {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			runes := []rune(word)
			lines, word = append(lines, string(runes[:w])), string(runes[w:])
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
