// Command kanatop is a read-only terminal dashboard for traders of perpetual futures on Kana Perps. It calls the command
// line and nothing more.
package main

import (
	"context"
	"os"

	"kanatop/ui/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
