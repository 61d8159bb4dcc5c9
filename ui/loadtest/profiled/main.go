// Command profiled is the dashboard that says where its processor time goes. It writes a profile beside its own file every few
// seconds, so that what was written stands when the process is killed.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"time"

	"kanatop/ui/cli"
)

// piece is how long one profile is of.
const piece = 2 * time.Second

func main() {
	self, err := os.Executable()
	if err != nil {
		fmt.Fprintln(os.Stderr, "profiled:", err)
		os.Exit(1)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- write(ctx, self) }()
	code := cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	if err := <-ended; err != nil {
		fmt.Fprintln(os.Stderr, "profiled:", err)
	}
	os.Exit(code)
}

// write writes one profile after the other until ctx ends. Their names begin with that of the program and end with the number of
// the process and of the piece.
func write(ctx context.Context, name string) error {
	for n := 0; ctx.Err() == nil; n++ {
		file, err := os.Create(fmt.Sprintf("%s.%d.%03d.pprof", name, os.Getpid(), n))
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(piece):
		}
		pprof.StopCPUProfile()
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
