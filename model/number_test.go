package model

import (
	"errors"
	"strings"
	"testing"
)

// sameNumber fails unless got is the number that want spells, or absent where want is empty.
func sameNumber(t *testing.T, what string, got Dec, want string) {
	t.Helper()
	if w := MustDec(want); got.Known() != w.Known() || got.Cmp(w) != 0 {
		t.Errorf("%s is %s, want %s", what, got, w)
	}
}

func TestParsedNumberKeepsItsDigits(t *testing.T) {
	for text, want := range map[string]string{
		"5.75789140":                    "5.75789140",
		"-0.95":                         "-0.95",
		"8853.658536585366":             "8853.658536585366",
		"0":                             "0",
		"-0.0":                          "0.0",
		"007":                           "7",
		".5":                            "0.5",
		"1e5":                           "100000",
		"2.36e-4":                       "0.000236",
		"0.00000000000000000000000001":  "0.0000000000000000000",
		"126403.4146341463414634146341": "126403.4146341463415",
	} {
		d, err := ParseDec(text)
		if err != nil || d.String() != want {
			t.Errorf("ParseDec(%q) = %s, %v; want %s", text, d, err, want)
		}
	}
}

func TestTextThatIsNoNumberIsAnError(t *testing.T) {
	for _, text := range []string{"", "-", ".", "NaN", "Inf", "1,5", "1_000", "0x10", " 1", "1 ", "1e", "1e400", "12345678901234567890", strings.Repeat("9", 5000)} {
		d, err := ParseDec(text)
		if !errors.Is(err, ErrNumber) || d.Known() {
			t.Errorf("ParseDec(%.20q) = %s, %v; want ErrNumber", text, d, err)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("error repeats %d bytes of input", len(err.Error()))
		}
	}
}

func TestArithmeticWithAnAbsentOperandIsAbsent(t *testing.T) {
	one, none, largest := Int(1), Dec{}, MustDec("9999999999999999999")
	for name, d := range map[string]Dec{
		"1+none": one.Add(none), "none+1": none.Add(one),
		"1-none": one.Sub(none), "none-1": none.Sub(one),
		"1*none": one.Mul(none), "none*1": none.Mul(one),
		"1/none": one.Quo(none), "none/1": none.Quo(one),
		"1/0": one.Quo(Int(0)), "-none": none.Neg(), "|none|": none.Abs(), "none shifted": none.Shift(2),
		"overflowing sum": largest.Add(one), "overflowing product": largest.Mul(largest), "overflowing shift": largest.Shift(1),
	} {
		if d.Known() {
			t.Errorf("%s is %s, want absent", name, d)
		}
	}
	if none.Sign() != 0 || none.Positive() || none.String() != "–" {
		t.Errorf("absent number: sign %d, positive %t, text %q", none.Sign(), none.Positive(), none)
	}
}

func TestAbsentIsNotZero(t *testing.T) {
	zero, none := Int(0), Dec{}
	if none.Cmp(zero) >= 0 || zero.Cmp(none) <= 0 || none.Cmp(Int(-5)) >= 0 || none.Cmp(Dec{}) != 0 {
		t.Error("absent does not sort before every number")
	}
	if none.key() == zero.key() {
		t.Error("absent and zero share a key")
	}
	sameNumber(t, "zero or seven", zero.Or(Int(7)), "0")
	sameNumber(t, "absent or seven", none.Or(Int(7)), "7")
}

func TestArithmeticIsExact(t *testing.T) {
	sameNumber(t, "0.1+0.2", MustDec("0.1").Add(MustDec("0.2")), "0.3")
	sameNumber(t, "5.75789140*10", MustDec("5.75789140").Mul(Int(10)), "57.57891400")
	sameNumber(t, "6050 shifted by -3", MustDec("6050").Shift(-3), "6.05")
	sameNumber(t, "6.05 shifted by 3", MustDec("6.05").Shift(3), "6050")
	sameNumber(t, "|-0.95|", MustDec("-0.95").Abs(), "0.95")
	sameNumber(t, "-(0.95)", MustDec("0.95").Neg(), "-0.95")
	if MustDec("1.50").key() != MustDec("1.5").key() {
		t.Error("1.50 and 1.5 have different keys")
	}
}

func FuzzParseDec(f *testing.F) {
	for _, s := range []string{"5.75789140", "-0.95", "1e-7", "", "NaN", "0.000", "12345678901234567890", "1e330", "\x00", "٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDec(s)
		if err != nil {
			if d.Known() || !errors.Is(err, ErrNumber) {
				t.Fatalf("ParseDec(%q) = %s with error %v", s, d, err)
			}
			return
		}
		again, err := ParseDec(d.String())
		if err != nil || again != d {
			t.Fatalf("%q reads as %s, which reads as %s, %v", s, d, again, err)
		}
		if d.key().key() != d.key() || d.key().Cmp(d) != 0 {
			t.Fatalf("key of %s is %s", d, d.key())
		}
	})
}

func TestAReceivedNumberOfMoreDigitsThanAreHeldSaysSo(t *testing.T) {
	for text, want := range map[string]string{
		"117690.12345678901234567":  "~117690.1234567890123",
		"0.99999999999999999999":    "~1.000000000000000000",
		"0.10000000000000000000000": "0.1000000000000000000",
		"1234567890.123456789":      "1234567890.123456789",
		"-.1234567890123456789":     "-0.1234567890123456789",
		"1e-25":                     "~0.0000000000000000000",
		"1.25E-5":                   "0.0000125",
		"12e3":                      "12000",
		"5":                         "5",
	} {
		got, ok := ReceivedDec([]byte(text))
		if !ok || got.String() != want {
			t.Errorf("%s is read as %s, %t; want %s", text, got, ok, want)
		}
		if again, err := ReadDec(got.String()); err != nil || again != got {
			t.Errorf("%s is read again as %s, %v", got, again, err)
		}
		if n := got.Neg().Abs(); n.Rounded() != got.Rounded() || got.Add(Int(1)).Rounded() {
			t.Errorf("%s: without its sign rounded %t, with one more %t", text, n.Rounded(), got.Add(Int(1)).Rounded())
		}
	}
	for _, text := range []string{"", "~1", "12345678901234567890", "1e20", "x"} {
		if got, ok := ReceivedDec([]byte(text)); ok {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	for _, text := range []string{"", "~", "~~1", "~x"} {
		if got, err := ReadDec(text); err == nil || got.Known() || got.Rounded() {
			t.Errorf("%q is read as %s, %v", text, got, err)
		}
	}
}
