package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kanatop/ui/screentest"
)

const module = "kanatop"

// law says what one package may import and what it must not reach, by whatever way. A path stands for all below it.
type law struct {
	own     []string // packages of this module it may import
	others  []string // modules of others it may import; nil: any
	without []string // standard packages it must not import itself
	unseen  []string // what none of its dependencies may be
	offline bool     // no dependency opens connections
}

var laws = map[string]law{
	"": {own: []string{"ui/cli"}, others: []string{}, unseen: []string{"testing"}},
	"model": {
		others: []string{"github.com/govalues/decimal"},
		without: []string{
			"bufio", "context", "crypto/rand", "io", "log", "math/rand", "net", "os", "runtime", "sync", "syscall", "testing", "unsafe",
		},
		offline: true,
	},
	"feed": {
		own: []string{"model"},
		others: []string{
			"github.com/cenkalti/backoff/v5", "github.com/coder/websocket", "github.com/go-json-experiment/json", "github.com/govalues/decimal",
			"golang.org/x/sync",
		},
		unseen: []string{"kanatop/ui", "charm.land", "github.com/charmbracelet", "testing"},
	},
	"feed/sim": {
		own:    []string{"model"},
		others: []string{"github.com/coder/websocket", "github.com/go-json-experiment/json", "github.com/govalues/decimal"},
		unseen: []string{"kanatop/ui", "kanatop/feed", "charm.land", "testing"},
	},
	"feed/journal": {
		own:    []string{"model"},
		others: []string{"github.com/klauspost/compress"},
		unseen: []string{"kanatop/ui", "charm.land", "testing"},
	},
	"feed/history": {
		own:     []string{"model"},
		others:  []string{},
		unseen:  []string{"kanatop/ui", "charm.land", "testing"},
		offline: true,
	},
	"ui": {
		own: []string{"model", "ui/canvas"},
		others: []string{
			"charm.land/bubbles/v2", "charm.land/bubbletea/v2", "charm.land/lipgloss/v2", "github.com/charmbracelet/colorprofile",
			"github.com/charmbracelet/x/ansi", "github.com/govalues/decimal", "github.com/sahilm/fuzzy",
		},
		unseen:  []string{"kanatop/feed", "testing"},
		offline: true,
	},
	"ui/canvas": {
		others:  []string{"charm.land/lipgloss/v2", "github.com/charmbracelet/x/ansi"},
		unseen:  []string{"kanatop/model", "kanatop/feed", "charm.land/bubbletea", "testing"},
		offline: true,
	},
	"ui/cli":       {own: []string{"model", "feed", "feed/sim", "feed/journal", "feed/history", "ui", "ui/canvas", "ui/cli/zones"}, without: []string{"os/exec"}, unseen: []string{"testing"}},
	"ui/cli/zones": {others: []string{"github.com/klauspost/compress"}, unseen: []string{"testing"}, offline: true},
	// The load is a second spelling of the protocol, so what measures must not reach the first one.
	"ui/loadtest": {
		own:    []string{"ui/screentest"},
		others: []string{"github.com/coder/websocket", "github.com/creack/pty", "golang.org/x/sync"},
		unseen: []string{"kanatop/feed", "kanatop/model", "charm.land/bubbletea"},
	},
	"ui/loadtest/profiled": {own: []string{"ui/cli"}, others: []string{}, unseen: []string{"testing"}},
	// Only tests and what measures import it.
	"ui/screentest": {others: []string{"github.com/charmbracelet/x/term", "github.com/creack/pty", "github.com/hinshun/vt10x"}},
}

// longFiles are the files allowed to be longer than the soft limit, each with its reason.
var longFiles = map[string]string{}

func TestLawPackagesImportOnlyTheirNeighbours(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Deps", "./...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v\n%s", err, stderrOf(err))
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath    string
			Imports, Deps []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		l, known := laws[name]
		if !known {
			t.Errorf("package %s has no law: give it a row here and in the design", p.ImportPath)
			continue
		}
		for _, broken := range l.broken(p.Imports, p.Deps) {
			t.Errorf("%s %s", p.ImportPath, broken)
		}
	}
}

// broken says how imports and all dependencies of a package break its law.
func (l law) broken(imports, deps []string) (how []string) {
	for _, p := range imports {
		first, rest, _ := strings.Cut(p, "/")
		switch {
		case first == module:
			if !slices.Contains(l.own, rest) {
				how = append(how, "imports "+p+", which is not among its neighbours")
			}
		case strings.Contains(first, "."):
			if l.others != nil && !within(p, l.others) {
				how = append(how, "imports "+p+", which is not among its libraries")
			}
		case within(p, l.without):
			how = append(how, "imports "+p+", which it must do without")
		}
	}
	for _, p := range deps {
		if within(p, l.unseen) || l.offline && p == "net" {
			how = append(how, "reaches "+p)
		}
	}
	return how
}

// within reports whether a path is one of the roots or lies below one.
func within(p string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return p == root || strings.HasPrefix(p, root+"/")
	})
}

func TestLawBreakersAreFound(t *testing.T) {
	tests := []struct {
		pkg, path string
		deep      bool
	}{
		{pkg: "model", path: "os"},
		{pkg: "model", path: "testing"},
		{pkg: "model", path: "math/rand/v2"},
		{pkg: "model", path: "kanatop/feed"},
		{pkg: "model", path: "golang.org/x/sync/errgroup"},
		{pkg: "feed", path: "kanatop/feed/sim"},
		{pkg: "feed", path: "charm.land/lipgloss/v2", deep: true},
		{pkg: "feed/sim", path: "kanatop/feed", deep: true},
		{pkg: "feed/sim", path: "testing", deep: true},
		{pkg: "ui", path: "net", deep: true},
		{pkg: "ui/canvas", path: "charm.land/bubbletea/v2"},
		{pkg: "ui/cli", path: "kanatop/ui/screentest"},
		{pkg: "", path: "github.com/spf13/cobra"},
	}
	for _, tt := range tests {
		imports, deps := []string{tt.path}, []string(nil)
		if tt.deep {
			imports, deps = nil, imports
		}
		if how := laws[tt.pkg].broken(imports, deps); len(how) != 1 {
			t.Errorf("package %q with %s: found %q, want one breach", tt.pkg, tt.path, how)
		}
	}
	if how := laws["model"].broken([]string{"fmt", "time", "github.com/govalues/decimal"}, []string{"os", "sync", "io"}); len(how) > 0 {
		t.Errorf("a lawful model is found to break its law: %q", how)
	}
}

// source is one parsed Go file of this module.
type source struct {
	*ast.File
	path string // from the module's root, with slashes
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

// sources parses every Go file; at turns a node into file:line.
func sources(t *testing.T) (all []source, at func(ast.Node) string) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || path.Ext(p) != ".go":
			return nil
		}
		f, err := parser.ParseFile(set, p, nil, parser.ParseComments|parser.SkipObjectResolution)
		all = append(all, source{File: f, path: filepath.ToSlash(p)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, func(n ast.Node) string { return set.Position(n.Pos()).String() }
}

func TestLawModelHasNoClockAndNoGoroutine(t *testing.T) {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}
	all, at := sources(t)
	for _, f := range all {
		if path.Dir(f.path) != "model" || f.test() {
			continue
		}
		for n := range ast.Preorder(f.File) {
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s: the model starts a goroutine", at(n))
			}
			if name, ok := selected(n, "time"); ok && slices.Contains(clock, name) {
				t.Errorf("%s: the model asks the clock (time.%s); time comes with events", at(n), name)
			}
		}
	}
}

// selected is the name that n takes from the package or variable called from.
func selected(n ast.Node, from string) (name string, ok bool) {
	s, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	x, ok := s.X.(*ast.Ident)
	return s.Sel.Name, ok && x.Name == from
}

func TestLawPackagesKeepNoState(t *testing.T) {
	all, at := sources(t)
	fixed := map[string]map[string]bool{} // by folder: variables that nothing may change
	for _, f := range all {
		if f.test() {
			continue
		}
		dir := path.Dir(f.path)
		if fixed[dir] == nil {
			fixed[dir] = map[string]bool{}
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				v, ok := s.(*ast.ValueSpec)
				if !ok {
					continue
				}
				for _, name := range v.Names {
					if why := stateful(name, v); why != "" {
						t.Errorf("%s: package variable %s %s", at(name), name.Name, why)
					}
					fixed[dir][name.Name] = true
				}
			}
		}
	}
	for _, f := range all {
		for n := range ast.Preorder(f.File) {
			for _, x := range changed(n) {
				if name, ok := root(x); ok && !f.test() && fixed[path.Dir(f.path)][name] {
					t.Errorf("%s: %s is changed, or shares its name with a package variable; those never change", at(n), name)
				}
			}
		}
	}
}

// stateful says why a package variable may hold state, or nothing when it is an error, an assertion or a table.
func stateful(name *ast.Ident, v *ast.ValueSpec) (why string) {
	switch {
	case name.Name == "_":
		return ""
	case len(v.Values) == 0:
		return "has no value of its own"
	case name.IsExported() && !strings.HasPrefix(name.Name, "Err"):
		return "can be changed by every importer; a function can not"
	}
	for n := range ast.Preorder(v) {
		if id, ok := n.(*ast.Ident); ok && slices.Contains([]string{"atomic", "make", "new", "sync"}, id.Name) {
			return "is made to be changed (" + id.Name + ")"
		}
		if _, ok := n.(*ast.ChanType); ok {
			return "is a channel"
		}
	}
	return ""
}

// changed are the expressions that n assigns to, counts up or empties, or of which it takes the whole address. The address of
// a table's row is how a large row is read.
func changed(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if whole, ok := n.X.(*ast.Ident); ok && n.Op == token.AND {
			return []ast.Expr{whole}
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && slices.Contains([]string{"clear", "copy", "delete"}, f.Name) {
			return n.Args[:1]
		}
	}
	return nil
}

// root is the variable an expression starts from: x of x[i].f.
func root(x ast.Expr) (name string, ok bool) {
	for {
		switch e := x.(type) {
		case *ast.Ident:
			return e.Name, true
		case *ast.IndexExpr:
			x = e.X
		case *ast.SelectorExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.ParenExpr:
			x = e.X
		default:
			return "", false
		}
	}
}

func TestLawTestsNeitherSleepNorSkip(t *testing.T) {
	all, at := sources(t)
	bubbles := map[string][]string{} // by folder: the functions that run another in a synctest bubble
	for _, f := range all {
		dir := path.Dir(f.path)
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && f.test() && opensBubble(fn) {
				bubbles[dir] = append(bubbles[dir], fn.Name.Name)
			}
		}
	}
	for _, f := range all {
		if !f.test() {
			continue
		}
		open := bubbles[path.Dir(f.path)]
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			// A function that is no test itself runs in the bubbles of its package.
			helper := len(open) > 0 && !strings.HasPrefix(fn.Name.Name, "Test")
			ast.Inspect(fn, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					name, direct := selected(call.Fun, "synctest")
					wrapper, named := call.Fun.(*ast.Ident)
					if direct && name == "Test" || named && slices.Contains(open, wrapper.Name) {
						return false
					}
				}
				if name, ok := selected(n, "time"); ok && name == "Sleep" && !helper {
					t.Errorf("%s: a sleep outside a synctest bubble", at(n))
				}
				return true
			})
			for n := range ast.Preorder(fn) {
				for _, v := range []string{"t", "tb", "b", "f"} {
					if name, ok := selected(n, v); ok && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, name) {
						t.Errorf("%s: a test that skips proves nothing", at(n))
					}
				}
			}
		}
	}
}

// opensBubble reports whether a function calls synctest.Test.
func opensBubble(fn *ast.FuncDecl) bool {
	for n := range ast.Preorder(fn) {
		if name, ok := selected(n, "synctest"); ok && name == "Test" {
			return true
		}
	}
	return false
}

func TestLawFilesStayShort(t *testing.T) {
	const limit = 300
	all, _ := sources(t)
	for _, f := range all {
		if f.test() {
			continue
		}
		text, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(text, []byte("\n"))
		_, allowed := longFiles[f.path]
		if lines > limit && !allowed {
			t.Errorf("%s has %d lines, the limit is %d: split it by concern", f.path, lines, limit)
		}
		if lines <= limit && allowed {
			t.Errorf("%s has %d lines and needs no exception any more", f.path, lines)
		}
	}
	for name := range longFiles {
		if !slices.ContainsFunc(all, func(s source) bool { return s.path == name }) {
			t.Errorf("%s is excepted and does not exist", name)
		}
	}
}

// licences are the licences that linked modules may have, by a phrase that only their text holds. Of two that fit the first counts.
var licences = []struct{ name, phrase string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"BSD-3-Clause", "Neither the name of"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"ISC", "Permission to use, copy, modify, and"},
	{"MIT", "Permission is hereby granted, free of charge"},
}

// TestLawLicencesOfLinkedModulesAreKnown lists them too, with -v.
func TestLawLicencesOfLinkedModulesAreKnown(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", `{{with .Module}}{{if .Version}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}`, ".")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("list the linked modules: %v\n%s", err, stderrOf(err))
	}
	lines := slices.Collect(strings.Lines(string(out)))
	slices.Sort(lines)
	if lines = slices.Compact(lines); len(lines) < 10 {
		t.Errorf("only %d modules are linked", len(lines))
	}
	for _, line := range lines {
		var name, version, dir string
		if _, err := fmt.Sscan(line, &name, &version, &dir); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if licence := licenceIn(dir); licence != "" {
			t.Logf("%-12s  %s %s", licence, name, version)
		} else {
			t.Errorf("%s %s has no licence that is known here", name, version)
		}
	}
}

// licenceIn names the licence of the module in a folder, nothing when it is not known.
func licenceIn(dir string) string {
	files, err := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
	if err != nil || len(files) == 0 {
		return ""
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		return ""
	}
	for _, l := range licences {
		if strings.Contains(strings.Join(strings.Fields(string(text)), " "), l.phrase) {
			return l.name
		}
	}
	return ""
}

func TestBuiltProgramAsAStrangerMeetsIt(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "kanatop.exe") // the suffix is needed on one platform and harmless elsewhere
	build := exec.CommandContext(t.Context(), "go", "build", "-tags", "nethttpomithttp2", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	// Two things make a program grow by megabytes unseen: a library that calls methods by name, as templates do, which keeps
	// every exported method of every type, and tables. This is the size of today with some room.
	const mostBytes = 13_950_000
	if info, err := os.Stat(program); err != nil || info.Size() > mostBytes {
		t.Errorf("the stripped program has %d bytes (%v), want at most %d", info.Size(), err, mostBytes)
	}
	config := filepath.Join(dir, "odd.yaml")
	if err := os.WriteFile(config, []byte("# a comment\nbogus_key: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	t.Run("version", func(t *testing.T) {
		stdout, stderr, code := run(t, program, "--version")
		if code != 0 || !strings.Contains(stdout, "kanatop") || stderr != "" {
			t.Errorf("exit %d, stdout %q, stderr %q; want 0, a line that names kanatop, and nothing", code, stdout, stderr)
		}
	})

	bad := []struct {
		name string
		args []string
		told []string // regular expressions the one line on stderr matches
	}{
		{"unknown flag", []string{"--bogus"}, []string{`--bogus`}},
		{"unknown command", []string{"bogus"}, []string{`bogus`}},
		{"unknown market lists the known", []string{"--market", "NOPE"}, []string{`NOPE`, `\bAPT\b`, `\bBTC\b`, `\bETH\b`, `\bSOL\b`}},
		{"unknown network lists the known", []string{"--network", "moon"}, []string{`moon`, `mainnet`, `testnet`}},
		{"open socket to a stranger", []string{"--ws-url", "ws://example.com"}, []string{`ws://example\.com`}},
		{"no URL", []string{"--ws-url", "ftp://example.com"}, []string{`ftp://example\.com`}},
		{"bad address", []string{"--address", "0xzz"}, []string{`0xzz`}},
		{"bad wallet", []string{"--wallet", "hello"}, []string{`hello`}},
		{"missing file", []string{"--config", filepath.Join(dir, "none.yaml")}, []string{`none\.yaml`}},
		{"unknown key", []string{"--config", config}, []string{`odd\.yaml`, `\b2\b`, `bogus_key`}},
	}
	for _, tt := range bad {
		t.Run(tt.name, func(t *testing.T) {
			stdout, stderr, code := run(t, program, tt.args...)
			if code != 2 || stdout != "" {
				t.Errorf("exit %d, stdout %q; want 2 and nothing", code, stdout)
			}
			if strings.Count(stderr, "\n") != 1 || !strings.HasSuffix(stderr, "\n") || strings.Contains(stderr, "\x1b") {
				t.Errorf("stderr %q, want one plain line", stderr)
			}
			// A temporary folder's name has digits of its own.
			line := strings.ReplaceAll(stderr, dir, "")
			for _, want := range tt.told {
				if !regexp.MustCompile(want).MatchString(line) {
					t.Errorf("stderr %q does not say %s", stderr, want)
				}
			}
		})
	}

	t.Run("demo on a terminal, from start to q", func(t *testing.T) {
		s := screentest.Start(t, 160, 48, nil, program, "--demo")
		s.Await(t, "a demonstration with its panes", screentest.Has("DEMO", "Book", "Trades", "Positions", "Open orders", "Funding"))
		s.Press("q")
		if code := s.Exit(t); code != 0 {
			t.Errorf("exit %d after q, want 0", code)
		}
		if !s.Restored() {
			t.Errorf("left on the terminal: %q", s.Leftovers())
		}
	})
}

// run runs the program as in a bare account, without a terminal, and returns what it printed and its exit code.
func run(t *testing.T, program string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	home := t.TempDir()
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + home, "TERM=xterm-256color"}
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatalf("kanatop %s did not end\nstdout %q\nstderr %q", strings.Join(args, " "), out.String(), errs.String())
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// stderrOf is what a failed command said.
func stderrOf(err error) string {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return string(exit.Stderr)
	}
	return ""
}
