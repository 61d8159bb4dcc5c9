package cli

import "testing"

func TestOfTheFrameworkEverythingStaysButItsDrawing(t *testing.T) {
	for in, want := range map[string]string{
		"text":       "",
		"a\r\n\b\tb": "",
		"\a":         "\a",
		"\x1b[2J\x1b[H\x1b[K\x1b[5;6H\x1b[3X\x1b[2P\x1b[4b": "",
		"\x1b[?1049h\x1b[?25l\x1b[?2004h":                   "\x1b[?1049h\x1b[?25l\x1b[?2004h",
		"\x1b[>4;2m\x1b[>1u\x1b[<u\x1b[?u\x1b[?2026$p":      "\x1b[>4;2m\x1b[>1u\x1b[<u\x1b[?u\x1b[?2026$p",
		"\x1b]2;kanatop BTC\a\x1b[2Jx":                      "\x1b]2;kanatop BTC\a",
		"\x1b]52;c;aGVsbG8=\a\x1b]11;?\a":                   "\x1b]52;c;aGVsbG8=\a\x1b]11;?\a",
		"\x1b]8;;https://a\x1b\\link\x1b]8;;\x1b\\":         "\x1b]8;;https://a\x1b\\\x1b]8;;\x1b\\",
		colourTest:               colourTest,
		"\x1b[c\x1b[5n\x1b[2 q":  "\x1b[c\x1b[5n\x1b[2 q",
		"\x1b7\x1bM\x1b8\x1bc":   "",
		"\x1b[H\x1b[2J\x1b[?25h": "\x1b[?25h",
		"":                       "",
	} {
		if got := string(sifted(nil, []byte(in))); got != want {
			t.Errorf("of %q stays %q, want %q", in, got, want)
		}
	}
}

// colourTest is a question that changes the pen and puts it back.
const colourTest = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
