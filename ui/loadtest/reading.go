package main

import (
	"strconv"
	"strings"
	"unicode"
)

// newestSize finds the size of a series that stands behind a price on the screen: the first from the top, which in a list of
// trades is the newest and in a book the only one. It depends on no pane's place, only on a size standing right of its price.
func newestSize(text string, s series) (size int64, ok bool) {
	for line := range strings.Lines(text) {
		words := strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '│' })
		for i := 1; i < len(words); i++ {
			if n, exact := parseSize(words[i]); exact && s.has(n) && isPrice(words[i-1]) {
				return n, true
			}
		}
	}
	return 0, false
}

// parseSize reads a size with all its digits, and perhaps a mark of its change behind them, in hundred-thousandths.
func parseSize(word string) (size int64, ok bool) {
	word = strings.TrimRight(word, "+-*")
	whole, rest, _ := strings.Cut(word, ".")
	if len(rest) != sizeDigits {
		return 0, false
	}
	size, err := strconv.ParseInt(whole+rest, 10, 64)
	return size, err == nil
}

// isPrice reports whether a word is a price of the loaded market: six digits, a comma among them.
func isPrice(word string) bool {
	n, err := strconv.Atoi(strings.ReplaceAll(word, ",", ""))
	return err == nil && len(word) == 7 && n > middle-1000 && n < middle+1000
}

// priced reports whether the screen shows a price of the loaded market.
func priced(text string) bool {
	for line := range strings.Lines(text) {
		for word := range strings.FieldsSeq(strings.ReplaceAll(line, "│", " ")) {
			word, _, _ = strings.Cut(word, ".")
			if isPrice(word) {
				return true
			}
		}
	}
	return false
}

// painted reports whether the screen shows a frame: the program's name and a pane.
func painted(text string) bool {
	return strings.Contains(text, "kanatop") && strings.Contains(text, "Book")
}

// profit is what the header says of the account's unrealised profit: a number, or a mark that it is hidden.
func profit(text string) string {
	head, _, _ := strings.Cut(text, "\n")
	_, after, _ := strings.Cut(head, "uPnL (mid)")
	return strings.TrimSpace(after)
}

// profitShown and profitHidden are the two states between which the key H switches.
func profitShown(text string) bool { return strings.ContainsAny(profit(text), "0123456789") }

func profitHidden(text string) bool { return profit(text) != "" && !profitShown(text) }
