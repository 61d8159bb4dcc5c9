package cli_test

import (
	"regexp"
	"strings"
	"testing"

	"kanatop/ui/screentest"
)

func TestOfflineIsToldWithReasonAndRetry(t *testing.T) {
	s := start(t, nil, towards(vacant(t))...)
	s.Await(t, "why, and when it is tried again", func(text string) bool {
		header, _, _ := strings.Cut(text, "\n")
		return screentest.Has("offline: connection refused", "retry in")(header) && !strings.Contains(header, "●")
	})
	s.Press("q")
	inOrder(t, s)
}

func TestAServerThatComesBackIsShownWithoutAKey(t *testing.T) {
	x := serve(t, "127.0.0.1:0")
	s := start(t, nil, towards(x.address)...)
	s.Await(t, "a live book", live)
	x.kill()
	s.Await(t, "a stale book with the reason", func(text string) bool {
		return screentest.Has("STALE", "offline: ")(text) && !strings.Contains(text, "● live")
	})
	serve(t, x.address)
	s.Await(t, "a live book again", live)
	s.Press("q")
	inOrder(t, s)
}

func TestNumberKeysAndClicksSwitchTheMarket(t *testing.T) {
	s := start(t, nil, "--demo")
	s.Await(t, "the demonstration", live)
	for key, market := range map[string]string{"1": "APT", "3": "ETH", "4": "SOL", "2": "BTC"} {
		s.Press(key)
		s.Await(t, "the book and the chart of "+market, screentest.Has("─ Book "+market+"-USD", "─ Chart "+market+"-USD"))
	}
	text := s.Await(t, "the strip", screentest.Has(" 3 ETH"))
	x, y := position(t, text, " 3 ETH")
	s.Click(x+3, y)
	text = s.Await(t, "the book of the market that was clicked", screentest.Has("─ Book ETH-USD"))
	x, y = position(t, text, "Order history")
	s.Click(x+2, y)
	text = s.Await(t, "the list that was clicked", screentest.Has("Order history", "status"))
	x, y = position(t, text, "Fills")
	s.Click(x+1, y)
	s.Await(t, "the other list that was clicked", screentest.Has("fee"))
	s.Press("q")
	inOrder(t, s)
}

func TestTheDemonstrationHasTwoAccountsAndTheirSum(t *testing.T) {
	s := start(t, nil, "--demo")
	s.Await(t, "the first account", screentest.Has("main uPnL", "· main "))
	for _, name := range []string{"hedge", "ALL 2", "main"} {
		s.Press("A")
		s.Await(t, "account "+name, func(text string) bool {
			header, panes, _ := strings.Cut(text, "\n")
			return strings.Contains(header, name+" uPnL") && strings.Contains(panes, "· "+name+" ") && strings.Contains(panes, " acct ") == (name == "ALL 2")
		})
	}
	s.Press("q")
	inOrder(t, s)
}

// position is the cell where a word of the screen begins.
func position(t *testing.T, text, word string) (x, y int) {
	t.Helper()
	for y, line := range strings.Split(text, "\n") {
		if before, _, found := strings.Cut(line, word); found {
			return len([]rune(before)), y
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", word, text)
	return 0, 0
}

func TestAStormOfSizesEndsInAWholeScreen(t *testing.T) {
	for drawing, env := range drawings() {
		t.Run(drawing, func(t *testing.T) {
			s := start(t, env, "--demo")
			s.Await(t, "the demonstration", live)
			for i := range 200 {
				s.Resize(1+(i*37)%230, 1+(i*23)%70)
			}
			s.Resize(1, 1)
			s.Resize(120, 36)
			text := s.Await(t, "all panes", screentest.Has("─ Book BTC-USD", "─ Trades", "─ Positions", "─ Funding", "? help"))
			for y, line := range strings.Split(text, "\n") {
				if n := len([]rune(line)); n != 120 {
					t.Errorf("row %d has %d cells", y, n)
				}
			}
			s.Press("q")
			inOrder(t, s)
		})
	}
}

func TestWithoutColourNoneIsWritten(t *testing.T) {
	colour := regexp.MustCompile(`\x1b\[(?:\d+;)*(?:[349]\d|10\d)[;:\d]*m`)
	for name, c := range map[string]struct {
		env     []string
		args    []string
		colours bool
	}{
		"NO_COLOR":           {[]string{"NO_COLOR=1"}, nil, false},
		"NO_COLOR and theme": {[]string{"NO_COLOR=1"}, []string{"--theme", "dark"}, true},
		"neither":            {nil, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, c.env, append(c.args, "--demo")...)
			s.Await(t, "the demonstration", live)
			if got := colour.FindString(s.Output()); (got != "") != c.colours {
				t.Errorf("found %q", got)
			}
			s.Press("q")
			inOrder(t, s)
		})
	}
}
