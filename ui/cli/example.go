package cli

import (
	"fmt"
	"strings"
)

// exampleFile is the commented configuration: every key with its meaning, its other origins and its default. Explanations
// begin with "# ", defaults with "#" alone, so that taking that one character away puts a line into effect.
func exampleFile() string {
	var b strings.Builder
	b.WriteString(`# The configuration of kanatop. Every key may be left out; the lines that begin with # and a key show the defaults.
# A flag overrides the environment, the environment this file, this file the default, key by key. kanatop config prints
# what is in effect and where it was given. A key that is unknown, or has a value of the wrong form, is an error.
`)
	for _, k := range keys() {
		fmt.Fprintf(&b, "\n# %s.\n", capitalised(k.help))
		for _, line := range k.more {
			fmt.Fprintf(&b, "# %s\n", line)
		}
		if others := otherOrigins(k); others != "" {
			fmt.Fprintf(&b, "# %s.\n", others)
		}
		value := k.value
		if value == "" {
			value = `""`
		}
		fmt.Fprintf(&b, "#%s: %s\n", k.name, value)
	}
	return b.String()
}

// otherOrigins tells which flag and which environment variables set a key.
func otherOrigins(k key) string {
	var parts []string
	if k.flag {
		parts = append(parts, "Flag --"+k.flagName())
	}
	if names := k.variables(); len(names) > 0 {
		parts = append(parts, "environment "+strings.Join(names, " or "))
	}
	return capitalised(strings.Join(parts, ", "))
}

func capitalised(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
