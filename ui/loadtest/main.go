package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// The first argument of the processes that this program makes of itself.
const (
	asServer = "load-server"
	asBare   = "bare-client"
)

func main() {
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 1 && args[0] == asServer:
		err = runServer(context.Background(), os.Stdin, os.Stdout)
	case len(args) == 2 && args[0] == asBare:
		err = runBare(context.Background(), args[1], os.Stdin)
	default:
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		err = run(ctx, args)
		stop()
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "loadtest:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var names []string
	for _, r := range rows() {
		names = append(names, r.name)
	}
	flags := flag.NewFlagSet("loadtest", flag.ContinueOnError)
	only := flags.String("row", "", "measure these rows only, separated by commas: "+strings.Join(names, ", "))
	seconds := flags.Float64("seconds", 3, "length of a window")
	asJSON := flags.Bool("json", false, "print JSON")
	binary := flags.String("binary", "", "the program to measure; without one it is built")
	profiles := flags.String("profile", "", "a folder for profiles of the program, which is then one that profiles itself")
	if err := flags.Parse(args); err != nil {
		return err
	}
	wanted, err := chosen(*only)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "loadtest-*")
	if err != nil {
		return fmt.Errorf("make a folder for the program: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // the system cleans it up some day
	switch {
	case *profiles != "" && *binary != "":
		return errors.New("-profile builds the program itself; expected no -binary beside it")
	case *profiles != "":
		*binary, err = buildProfiled(ctx, *profiles)
	case *binary == "":
		*binary, err = build(ctx, folder, "kanatop")
	}
	if err != nil {
		return err
	}
	defer favour(os.Getpid(), niceness())()
	b := &bench{binary: *binary, args: slices.Clip(flags.Args()), profiled: *profiles != "", window: time.Duration(*seconds * float64(time.Second))}
	r, err := measure(ctx, b, wanted)
	write := r.print
	if *asJSON {
		write = r.printJSON
	}
	return errors.Join(write(os.Stdout), err)
}

// bench is what every row is given.
type bench struct {
	binary   string
	args     []string // more arguments for it
	profiled bool     // it profiles itself, and what it leaves is collected
	window   time.Duration
}

// row is one row of the goals: a load and what is measured under it.
type row struct {
	name    string
	measure func(context.Context, *bench) ([]figure, error)
}

func rows() []row {
	return []row{
		{"load", measureLoad},
		{"idle", measureIdle},
		{"books", measureBooks},
		{"trades", measureTrades},
		{"latency", measureLatency},
		{"wake", measureWake},
		{"keys", measureKeys},
		{"start", measureStart},
		{"million", measureMillion},
		{"frame", measureFrame},
		{"binary", measureBinary},
		{"slow", measureSlow},
	}
}

// chosen are the rows with the names of a list, all when it is empty.
func chosen(list string) ([]row, error) {
	if list == "" {
		return rows(), nil
	}
	var wanted []row
	for name := range strings.SplitSeq(list, ",") {
		found := false
		for _, r := range rows() {
			if r.name == strings.TrimSpace(name) {
				wanted, found = append(wanted, r), true
			}
		}
		if !found {
			return nil, fmt.Errorf("unknown row %q; -help names them", name)
		}
	}
	return wanted, nil
}

// measure runs rows one after another. What was measured before an error is in the report.
func measure(ctx context.Context, b *bench, wanted []row) (r report, err error) {
	r.Machine = thisMachine()
	defer func() { r.Machine.After = loadAverage() }()
	var failed []error
	for _, row := range wanted {
		if ctx.Err() != nil {
			break
		}
		_, _ = fmt.Fprintln(os.Stderr, "measuring", row.name)
		figures, err := row.measure(ctx, b)
		if b.profiled {
			err = errors.Join(err, collect(b.binary, row.name))
		}
		for i := range figures {
			figures[i].Row = row.name
		}
		r.Figures = append(r.Figures, figures...)
		if ctx.Err() != nil {
			err = errors.New("interrupted") // whatever the processes that ended with it said
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", row.name, err))
		}
	}
	return r, errors.Join(failed...)
}

// build makes a program as it is released.
func build(ctx context.Context, folder, pkg string) (string, error) {
	path := filepath.Join(folder, "kanatop")
	out, err := exec.CommandContext(ctx, "go", "build", "-tags", "nethttpomithttp2", "-trimpath", "-ldflags", "-s -w", "-o", path, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return path, nil
}

// bareClient runs the client without a screen. It ends with ctx, with what it returns, and with this process.
func bareClient(ctx context.Context, address string) (pid int, end func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, nil, fmt.Errorf("find this program: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, asBare, address)
	cmd.Stderr = os.Stderr
	var in io.Closer
	if in, err = cmd.StdinPipe(); err != nil {
		return 0, nil, fmt.Errorf("open the client's input: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return 0, nil, fmt.Errorf("start the client: %w", err)
	}
	return cmd.Process.Pid, func() {
		_ = in.Close()
		_ = cmd.Wait() // its result does not matter any more
	}, nil
}
