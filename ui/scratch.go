package ui

// scratch is what one frame is put together from: its text, its cells, its runs. Its pieces stay valid until it is reset. What is
// known beyond that are words, which are nothing but their own letters.
type scratch struct {
	b     []byte
	cells []cell
	runs  []run
	fars  []far
	words map[string]string
}

// mostWords is how many words are kept before all of them are forgotten.
const mostWords = 2048

func (s *scratch) reset() {
	s.b, s.cells, s.runs, s.fars = s.b[:0], s.cells[:0], s.runs[:0], s.fars[:0]
}

// since returns what was appended after a mark, cut off from later appends.
func (s *scratch) since(mark int) []byte { return s.b[mark:len(s.b):len(s.b)] }

// join puts texts together. Written out at each of its many callers it would make the program larger by a half percent.
//
//go:noinline
func (s *scratch) join(parts ...string) []byte {
	mark := len(s.b)
	for _, p := range parts {
		s.b = append(s.b, p...)
	}
	return s.since(mark)
}

// word puts texts together as a string, which is the one made before when there was the same.
func (s *scratch) word(parts ...string) string {
	mark := len(s.b)
	for _, p := range parts {
		s.b = append(s.b, p...)
	}
	text := s.text(s.b[mark:])
	s.b = s.b[:mark]
	return text
}

// text is a text as a string, likewise. Once, for its many callers.
//
//go:noinline
func (s *scratch) text(b []byte) string {
	if known, ok := s.words[string(b)]; ok {
		return known
	}
	if s.words == nil || len(s.words) >= mostWords {
		s.words = make(map[string]string, mostWords/8)
	}
	text := string(b)
	s.words[text] = text
	return text
}

// blank is n spaces.
func (s *scratch) blank(n int) string {
	mark := len(s.b)
	for range n {
		s.b = append(s.b, ' ')
	}
	text := s.text(s.b[mark:])
	s.b = s.b[:mark]
	return text
}

// row puts cells together.
func (s *scratch) row(cells ...cell) []cell {
	mark := len(s.cells)
	s.cells = append(s.cells, cells...)
	return s.cells[mark:len(s.cells):len(s.cells)]
}

// line puts runs together.
func (s *scratch) line(runs ...run) []run {
	mark := len(s.runs)
	s.runs = append(s.runs, runs...)
	return s.runs[mark:len(s.runs):len(s.runs)]
}

// room is an empty line that takes n runs.
func (s *scratch) room(n int) []run {
	mark := len(s.runs)
	for range n {
		s.runs = append(s.runs, run{})
	}
	return s.runs[mark:mark:len(s.runs)]
}

// distant is an empty list that takes n prices beyond what shows.
func (s *scratch) distant(n int) []far {
	mark := len(s.fars)
	for range n {
		s.fars = append(s.fars, far{})
	}
	return s.fars[mark:mark:len(s.fars)]
}
