package model

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAddressesAreComparedPaddedAndInLowerCase(t *testing.T) {
	const wallet = "4d6dc68e391e86991e58ab4d548b7e92872430d1f51bc666fe0c206bad7ff70" // 63 digits, as addresses are sent
	for _, pair := range [][2]Address{
		{"0x1", Address("0x" + strings.Repeat("0", 63) + "1")},
		{"0XaB", "0xab"},
		{"0x" + wallet, "0x0" + wallet},
		{"0x" + wallet, Address("0X0" + strings.ToUpper(wallet))},
	} {
		if !pair[0].Same(pair[1]) || !pair[1].Same(pair[0]) {
			t.Errorf("%s and %s do not name the same account", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]Address{{"0x1", "0x10"}, {"", "0x0"}, {"0x" + wallet, "0x" + wallet + "0"}} {
		if pair[0].Same(pair[1]) {
			t.Errorf("%s and %s are taken for one account", pair[0], pair[1])
		}
	}
	cut := Address("0x" + wallet)
	if got := len(cut.Canonical()); got != 66 {
		t.Errorf("canonical address has %d characters, want 66", got)
	}
}

func TestOnlyHexadecimalTextsAreAddresses(t *testing.T) {
	for _, good := range []string{"0x1", "0XAB", "0x" + strings.Repeat("f", 64), "0x4d6dc68e391e86991e58ab4d548b7e92872430d1f51bc666fe0c206bad7ff770"} {
		if a, err := ParseAddress(good); err != nil || string(a) != good {
			t.Errorf("ParseAddress(%q) = %q, %v", good, a, err)
		}
	}
	for _, bad := range []string{"", "0x", "x1", "1", "0xg", "0x 1", " 0x1", "0x" + strings.Repeat("f", 65), "0x1\x1b[31m", strings.Repeat("é", 5000)} {
		_, err := ParseAddress(bad)
		if !errors.Is(err, ErrAddress) {
			t.Errorf("ParseAddress(%.20q) gives %v, want ErrAddress", bad, err)
			continue
		}
		if text := err.Error(); strings.ContainsRune(text, 0x1b) || strings.Contains(text, "\n") || len(text) > 400 {
			t.Errorf("error is not one clean line: %.80q", text)
		}
	}
}

func TestShortAddressKeepsBothEnds(t *testing.T) {
	if got := Address("0x4d6dc68e391e86991e58ab4d548b7e92872430d1f51bc666fe0c206bad7ff770").Short(); got != "0x4d6d…f770" {
		t.Errorf("short address is %q", got)
	}
	if got := Address("0x1").Short(); got != "0x1" {
		t.Errorf("an address that is short already became %q", got)
	}
	if got := Address(strings.Repeat("é", 40)).Short(); !utf8.ValidString(got) {
		t.Errorf("letters were cut in their middle: %q", got)
	}
}

// The first eight ids are from one transaction of the chain, the others from samples.
func TestOrderIDTellsSideAndPrice(t *testing.T) {
	for _, c := range []struct {
		id    OrderID
		price uint64
		side  BookSide
	}{
		{"161668980614256490457451450", 117690, Bid},
		{"161668999059311546803014681", 117785, Ask},
		{"161669017508588624720022435", 117667, Bid},
		{"161669035951251349921975344", 117808, Ask},
		{"161669054400950906592021399", 117655, Bid},
		{"161669072846709899487464508", 117820, Ask},
		{"161669091297675973293624121", 117561, Bid},
		{"161669109736961110444199066", 117914, Ask},
		{"11909217974550115649591652", 6500, Ask},
		{"11905620858892513160724480", 0, BookSideUnknown},
		{"161669478671279355508817920", 0, BookSideUnknown},
	} {
		low, ok := c.id.low()
		if !ok || low&0xffffffff != c.price || c.id.BookSide() != c.side {
			t.Errorf("order %s: price %d, side %d; want %d, %d", c.id, low&0xffffffff, c.id.BookSide(), c.price, c.side)
		}
	}
	for id, market := range map[OrderID]uint64{"737648402019497550020622": 14, "16509835945970048696716": 396, "166039143407459674095631": 15} {
		if low, _ := id.low(); low != market {
			t.Errorf("low half of position %s is %d, want its market %d", id, low, market)
		}
	}
}

func TestTextThatIsNoOrderIDHasNoSide(t *testing.T) {
	for _, id := range []OrderID{"", "0", "-4294967296", "4294967296x", "0x1", "٤٢", "340282366920938463463374607431768211456", OrderID(strings.Repeat("9", 39)), OrderID(strings.Repeat("9", 100_000))} {
		if got := id.BookSide(); got != BookSideUnknown {
			t.Errorf("side of order %.40q is %d, want unknown", id, got)
		}
	}
	if got := OrderID("340282366920938463463374607431768211455").BookSide(); got != Ask {
		t.Errorf("side of the largest id is %d, want ask", got)
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"0x1", "0XAB", "0x", "1", "0x" + strings.Repeat("0", 64), "0xé", "\xff", "İ", "0x\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAddress(s)
		typed := Address(s)
		if c := typed.Canonical(); c.Canonical() != c || !typed.Same(c) {
			t.Fatalf("canonical form of %q is %q, of that %q", s, c, c.Canonical())
		}
		if utf8.ValidString(s) && !utf8.ValidString(typed.Short()) {
			t.Fatalf("short form of %q is %q", s, typed.Short())
		}
		if (err == nil) == errors.Is(err, ErrAddress) {
			t.Fatalf("ParseAddress(%q) gives error %v", s, err)
		}
		if err != nil {
			return
		}
		if c := a.Canonical(); string(a) != s || len(c) != 66 {
			t.Fatalf("ParseAddress(%q) = %q, canonical %q", s, a, c)
		}
		if _, err := ParseAddress(string(a.Canonical())); err != nil {
			t.Fatalf("canonical form of %q: %v", s, err)
		}
	})
}

func FuzzOrderID(f *testing.F) {
	for _, s := range []string{"161668980614256490457451450", "0", "", "-1", "340282366920938463463374607431768211456", "00000000000000000000000000000000000000004294967296"} {
		f.Add(s)
	}
	largest := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 128), big.NewInt(1))
	f.Fuzz(func(t *testing.T, s string) {
		got := OrderID(s).BookSide()
		n, ok := new(big.Int).SetString(s, 10)
		if !ok || s[0] < '0' || s[0] > '9' || len(s) > 39 || n.Cmp(largest) > 0 {
			if got != BookSideUnknown {
				t.Fatalf("side of %q is %d, want unknown", s, got)
			}
			return
		}
		low := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1)).Uint64()
		want := Bid
		switch {
		case low == 0:
			want = BookSideUnknown
		case low>>32&1 == 1:
			want = Ask
		}
		if got != want {
			t.Fatalf("side of %q is %d, want %d", s, got, want)
		}
	})
}
