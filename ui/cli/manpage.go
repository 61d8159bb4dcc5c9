package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// manPage is a manual page as a file.
type manPage struct{ name, text string }

// manualPages are the page of the program and one for each command.
func manualPages(root *cobra.Command) []manPage {
	pages := []manPage{{"kanatop.1", manual(root)}}
	for _, c := range documented(root) {
		pages = append(pages, manPage{pageName(c) + ".1", commandPage(root, c)})
	}
	return pages
}

// documented are all commands below one that have a page.
func documented(parent *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range parent.Commands() {
		if c.IsAvailableCommand() {
			out = append(append(out, c), documented(c)...)
		}
	}
	return out
}

// pageName is a command's name as its page has it: kanatop-config-init.
func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// heading is the first line of a page. There is no date in it, so that the same program makes the same page.
func heading(name string) string {
	return ".TH " + roff(strings.ToUpper(name)) + ` 1 "" "kanatop" "User Commands"`
}

// commandPage is the page of one command.
func commandPage(root, c *cobra.Command) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s\n.SH NAME\n%s \\- %s", heading(pageName(c)), roff(pageName(c)), roff(uncapitalised(c.Short)))
	line(".SH SYNOPSIS\n.B %s\n%s", roff(c.CommandPath()), roff(strings.TrimSpace(strings.TrimPrefix(c.UseLine(), c.CommandPath()))))
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	line(".SH DESCRIPTION\n%s", roffBody(long))
	if c.HasAvailableLocalFlags() {
		line(".SH FLAGS")
		manualFlags(&b, c.LocalFlags())
	}
	if c.Example != "" {
		line(".SH EXAMPLES\n%s", roffBody(c.Example))
	}
	line(".SH SEE ALSO\n%s", alsoSee(root, c))
	return b.String()
}

// alsoSee names the other pages.
func alsoSee(root, but *cobra.Command) string {
	var names []string
	for _, c := range append([]*cobra.Command{root}, documented(root)...) {
		if c != but {
			names = append(names, ".BR "+roff(pageName(c))+" (1)")
		}
	}
	return strings.Join(names, ",\n")
}

// roffBody writes paragraphs; lines that are indented stay as they are, for they are tables and commands.
func roffBody(text string) string {
	var out []string
	fixed := false
	for line := range strings.SplitSeq(text, "\n") {
		indented := strings.HasPrefix(line, "  ")
		switch {
		case line == "" && !fixed:
			out = append(out, ".PP")
			continue
		case indented && !fixed:
			out = append(out, ".nf")
		case !indented && fixed && line != "":
			out = append(out, ".fi")
		}
		fixed = indented || fixed && line == ""
		out = append(out, roff(line))
	}
	if fixed {
		out = append(out, ".fi")
	}
	return strings.Join(out, "\n")
}

func uncapitalised(text string) string { return strings.ToLower(text[:1]) + text[1:] }
