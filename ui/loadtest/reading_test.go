package main

import "testing"

// shot is a part of the screen: a book with its best ask of 1.16795, and trades of which the newest is of 7.00420.
const shot = ` kanatop MAINNET ● live <1ms  1 APT 6.500 0.00% 2 BTC 117,701.5 0.00%   uPnL (mid) +1,200.00
╭─ Book BTC-USD ───────────── <1s ─╮╭─ Trades ──────────────────── 7s ─╮
│       price      size      total ││     price    size          time  │
│ ▲ liq 128,000 +8.75%             ││ ▲ 117,701 7.00420 **   19:17:15  │
│     117,703   0.94524-   2.11319 ││ ▼ 117,700 7.00419      19:17:15  │
│     117,702   1.16795+   1.16795 ││ ▼ 117,702 6.99999 x2   19:17:14  │
│─── 117,701.5 ─ 1 · 0.08 bp ──────││                                  │
│     117,701   0.52842*   0.52842 ││ 2.00000                          │
│     117,700   0.57512*   1.10354 ││                                  │`

func TestScreenTellsItsNewestPushes(t *testing.T) {
	if got, ok := newestSize(shot, bookSizes()); !ok || got != 116_795 {
		t.Errorf("the book's push is told by %d (%t)", got, ok)
	}
	if got, ok := newestSize(shot, tradeSizes()); !ok || got != 700_420 {
		t.Errorf("the newest trade is told by %d (%t)", got, ok)
	}
	if got, ok := newestSize("│     117,703   0.94524-   2.11319 │", bookSizes()); ok {
		t.Errorf("a sum is taken for a size: %d", got)
	}
}

func TestScreenTellsItsState(t *testing.T) {
	for _, tt := range []struct {
		name                           string
		text                           string
		painted, priced, shown, hidden bool
	}{
		{name: "lively", text: shot, painted: true, priced: true, shown: true},
		{name: "hidden", text: " kanatop MAINNET  117,701   uPnL (mid) •••\n Book", painted: true, priced: true, hidden: true},
		{name: "before any price", text: " kanatop MAINNET ○ connecting  2 BTC –\n Book 128,000", painted: true},
		{name: "nothing"},
	} {
		if painted(tt.text) != tt.painted || priced(tt.text) != tt.priced || profitShown(tt.text) != tt.shown || profitHidden(tt.text) != tt.hidden {
			t.Errorf("%s: painted %t, priced %t, amounts shown %t, hidden %t", tt.name, painted(tt.text), priced(tt.text),
				profitShown(tt.text), profitHidden(tt.text))
		}
	}
}
