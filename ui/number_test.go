package ui

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"kanatop/model"
)

// anyDec draws decimals of all lengths and scales that the exchange could send.
func anyDec() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		coef := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-2_000_000, 2_000_000)).Draw(t, "coef")
		return decimal.MustNew(coef, rapid.IntRange(0, 12).Draw(t, "scale"))
	})
}

var grouped = regexp.MustCompile(`^[-+]?\d{1,3}(,\d{3})*(\.\d+)?$`)

func TestNumbersAreTheDecimalsOwnWithGroupedThousands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDec().Draw(t, "number")
		least := rapid.IntRange(0, 8).Draw(t, "least")
		most := rapid.IntRange(least, 10).Draw(t, "most")
		var s scratch
		got := string(s.number(model.Some(d), style{least: least, most: most}))
		if !grouped.MatchString(got) {
			t.Fatalf("%s is written %s", d, got)
		}
		rounded := d.Round(most)
		back, err := decimal.Parse(strings.ReplaceAll(got, ",", ""))
		if err != nil || back.Cmp(rounded) != 0 {
			t.Fatalf("%s with %d to %d decimals is written %s, not %s", d, least, most, got, rounded)
		}
		_, fraction, _ := strings.Cut(got, ".")
		if len(fraction) > most || len(fraction) > least && strings.HasSuffix(fraction, "0") {
			t.Fatalf("%s with %d to %d decimals is written %s", d, least, most, got)
		}
		if whole := d.Prec() - d.Scale(); len(fraction) < least && max(whole, 1)+least < decimal.MaxPrec {
			t.Fatalf("%s is written %s with fewer than %d decimals", d, got, least)
		}
	})
}

// TestOnlyWhatIsNotZeroHasASign: of all that has digits for it, a signed number tells its sign, and none but that does.
func TestOnlyWhatIsNotZeroHasASign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDec().Draw(t, "number")
		var s scratch
		got := string(s.number(model.Some(d), style{most: 2, signed: true}))
		want := map[int]string{-1: "-", 0: "", 1: "+"}[d.Round(2).Sign()]
		if sign := got[:len(got)-len(strings.TrimLeft(got, "+-"))]; sign != want {
			t.Fatalf("%s is written %s", d, got)
		}
	})
	var s scratch
	v := view{settings: &settings{}, scratch: &s}
	for _, sent := range []string{"-0.0004", "0.0004", "-0.0", "0"} {
		d := model.MustDec(sent)
		for name, text := range map[string][]byte{
			"money": s.money(d), "gain": s.gain(d), "percent": s.percent(d), "bp": s.number(d, style{least: 1, most: 2, signed: true, unit: " bp"}), "in a column": v.fit(model.MustDec("-0.0004"), style{least: 2, most: 2, signed: true}, 9),
		} {
			if bytes.ContainsAny(text, "+-") {
				t.Errorf("%s: %s is written %s", name, sent, text)
			}
		}
	}
}

var units = map[string]int{"": 0, "K": 3, "M": 6, "B": 9, "T": 12}

var shortened = regexp.MustCompile(`^(<?)(-?[\d,]+(?:\.\d+)?)([KMBT]?)$`)

// TestShortenedNumbersAreTrue: what fits stands for the number: as many digits as there are, rounded, with the right unit.
func TestShortenedNumbersAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDec().Draw(t, "number")
		width := rapid.IntRange(0, 12).Draw(t, "width")
		f := style{least: rapid.IntRange(0, 5).Draw(t, "least"), most: 8}
		var s scratch
		got := string(s.fit(model.Some(d), f, width))
		if got == "" {
			f.tiny = true
			if whole := string(s.number(model.Some(d), f)); utf8.RuneCountInString(whole) <= width {
				t.Fatalf("%s fits %d cells and is left out", whole, width)
			}
			return
		}
		if utf8.RuneCountInString(got) > width {
			t.Fatalf("%s does not fit %d cells", got, width)
		}
		parts := shortened.FindStringSubmatch(got)
		if parts == nil {
			t.Fatalf("%s is written %s", d, got)
		}
		shown := model.MustDec(strings.ReplaceAll(parts[2], ",", ""))
		if parts[1] != "" {
			if !d.IsPos() || model.Some(d).Shift(-units[parts[3]]).Cmp(shown) >= 0 {
				t.Fatalf("%s in %d cells is written %s", d, width, got)
			}
			return
		}
		_, fraction, _ := strings.Cut(parts[2], ".")
		half := model.MustDec("0.5").Shift(-len(fraction)) // of the last digit shown
		off := model.Some(d).Shift(-units[parts[3]]).Sub(shown).Abs()
		if off.Cmp(half) > 0 {
			t.Fatalf("%s in %d cells is written %s", d, width, got)
		}
	})
}

func TestAbsentIsNeverZero(t *testing.T) {
	var s scratch
	v := view{settings: &settings{}, scratch: &s}
	btc := model.Builtins("mainnet")[1]
	for name, text := range map[string][]byte{
		"money": s.money(model.Dec{}), "gain": s.gain(model.Dec{}), "percent": s.percent(model.Dec{}), "share": s.share(model.Dec{}),
		"price": s.price(model.Dec{}, btc, 0), "size": s.size(model.Dec{}, btc), "fill": s.fill(model.Dec{}, btc), "lean": s.lean(model.Dec{}),
		"received": s.received(model.Dec{}), "rate": v.rate(model.Dec{}), "clock": s.clock(time.Time{}, "15:04:05", time.UTC),
		"fit": s.fit(model.Dec{}, style{}, 1),
	} {
		if string(text) != "–" {
			t.Errorf("an absent %s is written %q", name, text)
		}
	}
}

func TestPricesCarryTheDecimalsOfTheTick(t *testing.T) {
	var s scratch
	markets := map[string]model.Market{}
	for _, m := range model.Builtins("mainnet") {
		markets[m.Symbol] = m
	}
	markets["#99"] = model.UnknownMarket("99")
	for _, c := range []struct {
		symbol, price string
		extra         int
		want          string
	}{
		{"APT", "5.7", 0, "5.700"},
		{"APT", "5.7578914", 2, "5.75789"},
		{"BTC", "117737", 0, "117,737"},
		{"BTC", "117737.5", 1, "117,737.5"},
		{"BTC", "117737.0", 1, "117,737"},
		{"ETH", "3712", 0, "3,712.0"},
		{"SOL", "1000000.126", 0, "1,000,000.13"},
		{"#99", "1234.500", 0, "1,234.500"},
	} {
		if got := string(s.price(model.MustDec(c.price), markets[c.symbol], c.extra)); got != c.want {
			t.Errorf("%s of %s is written %s, not %s", c.price, c.symbol, got, c.want)
		}
	}
	for received, want := range map[string]string{"5.75789140": "5.75789140", "5.7": "5.700"} {
		if got := string(s.fill(model.MustDec(received), markets["APT"])); got != want {
			t.Errorf("a fill at %s is written %s, not %s", received, got, want)
		}
	}
}

func TestAgesAreInTheirLargestUnit(t *testing.T) {
	var s scratch
	for d, want := range map[time.Duration]string{
		0: "<1s", 999 * time.Millisecond: "<1s", time.Second: "1s", 59*time.Second + 999*time.Millisecond: "59s",
		time.Minute: "1m", 59 * time.Minute: "59m", time.Hour: "1h", 47 * time.Hour: "47h", 48 * time.Hour: "2d", 1000 * time.Hour: "41d",
	} {
		if got := string(s.age(d)); got != want {
			t.Errorf("%s is written %s, not %s", d, got, want)
		}
	}
}

// received is a number as the feed reads it.
func received(t testing.TB, text string) model.Dec {
	t.Helper()
	d, ok := model.ReceivedDec([]byte(text))
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return d
}

func TestAReceivedNumberThatIsRoundedSaysSo(t *testing.T) {
	a := lit(t, &clock{start()}, Options{})
	o := order("9", "117000.12345678901234567")
	o.Price, o.Size, o.Remaining = received(t, "117000.12345678901234567"), received(t, "0.6543210987654321098765"), model.Dec{}
	a.Update(openOrders(o))
	screen(a, 240, 60)
	has(t, rowWith(t, paneText(t, a, paneOpen), "long"), " ~117,000.123457 ")
	text := detailsOf(t, a, paneOpen)
	has(t, text, "~117,000.1234567890123 ", "~0.6543210987654321099 ")
	p := the[*openPane](t, a, paneOpen)
	v := a.view(paneOpen)
	rows := p.exported(v, true)
	has(t, string(csvText([][]field{rows.at(0)})), ",~117000.1234567890123,~0.6543210987654321099,")
	has(t, line(rows.at(0)), "price=~117000.1234567890123")
	press(a, "esc", "H")
	hasNot(t, paneText(t, a, paneOpen), "0.65432", "~*")
	press(a, "H")
	book := model.NewDepth("15", start(), []model.Level{level("117737", "1")}, []model.Level{level("117738", "1")})
	a.Update(batch(book))
	hasNot(t, paneText(t, a, paneBook), "rounded")
	book.Rounded = true
	a.Update(batch(book))
	has(t, paneText(t, a, paneBook), "rounded")
	has(t, line(the[*bookPane](t, a, paneBook).exported(a.view(paneBook), true).at(0)), `rounded="some levels"`)
}
