package cli

import (
	"strconv"
	"strings"

	"kanatop/model"
)

// playSpeeds are the steps of the speed, in thousandths.
func playSpeeds() []int {
	return []int{100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1000_000}
}

// nextSpeed is the step above or below a speed.
func nextSpeed(speed int, up bool) int {
	steps := playSpeeds()
	if up {
		for _, s := range steps {
			if s > speed {
				return s
			}
		}
		return max(speed, steps[len(steps)-1])
	}
	slower := min(speed, steps[0])
	for _, s := range steps {
		if s < speed {
			slower = s
		}
	}
	return slower
}

// speedText is a speed as a number.
func speedText(speed int) string {
	text := strconv.Itoa(speed / 1000)
	if rest := speed % 1000; rest > 0 {
		digits := strconv.Itoa(1000 + rest)[1:]
		for digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		text += "." + digits
	}
	return text
}

// speedNamed reads a speed in thousandths.
func speedNamed(text string) (int, bool) {
	d, err := model.ParseDec(strings.TrimPrefix(text, "x"))
	if err != nil {
		return 0, false
	}
	whole, rest, _ := strings.Cut(d.Mul(model.Int(1000)).String(), ".")
	n, err := strconv.Atoi(whole)
	return n, err == nil && strings.Trim(rest, "0") == "" && n >= 100 && n <= 1000_000
}
