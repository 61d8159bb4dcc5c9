package cli

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os/signal"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"kanatop/feed/sim"
	"kanatop/model"
)

// simulation is what `kanatop sim` is asked for.
type simulation struct {
	listen   string
	network  string
	seed     uint64
	faults   []string
	insecure bool
}

func (p program) simCommand() *cobra.Command {
	var s simulation
	cmd := &cobra.Command{
		Use:   "sim",
		Short: "Serve a simulated exchange that speaks the protocol of Kana Perps",
		Long: `Serve a simulated exchange that speaks the protocol of Kana Perps, for tests and for trying --ws-url and --rest-url.
All of its data is made up. It runs until it is interrupted. These are the accounts it knows, whatever the seed:

` + accountHelp() + `

With --fault, which may be given several times, it misbehaves:

` + faultHelp(),
		Example: `  kanatop sim
  kanatop sim --listen 127.0.0.1:0 --seed 7
  kanatop sim --fault end-after=3s --fault silent-topic=orderbook`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.simulate(cmd.Context(), s) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&s.listen, "listen", "127.0.0.1:7878", "listen on this `ADDRESS`; port 0 takes a free one")
	flags.StringVar(&s.network, "network", "mainnet", "the `NAME` of the network whose markets are simulated: mainnet or testnet")
	flags.Uint64Var(&s.seed, "seed", 1, "start the market from `N`: the same seed gives the same market")
	flags.StringArrayVar(&s.faults, "fault", nil, "misbehave as `NAME[=VALUE]` says; the names are listed above")
	flags.BoolVar(&s.insecure, "insecure", false, "allow an address beyond this machine")
	return cmd
}

// simulate serves the simulated exchange until it is interrupted.
func (p program) simulate(ctx context.Context, s simulation) error {
	if err := s.check(); err != nil {
		return err
	}
	fault, err := s.fault()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.listen, err)
	}
	x := sim.New(sim.Options{Seed: s.seed, Network: sim.Network(s.network), Fault: fault})
	if err := p.say("%s", s.directions(listener.Addr().String(), fault.Certificate != "", x)); err != nil {
		_ = listener.Close()
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(guarded("simulation", slog.New(slog.DiscardHandler), func() error { return x.Run(ctx) }))
	group.Go(guarded("simulation", slog.New(slog.DiscardHandler), func() error { return x.Serve(ctx, listener) }))
	return group.Wait()
}

// check refuses networks nobody knows and addresses that others can reach.
func (s simulation) check() error {
	if len(model.Builtins(s.network)) == 0 {
		return badInput("--network: unknown network %s; expected mainnet or testnet%s", quoted(s.network), suggestion(s.network, []string{"mainnet", "testnet"}))
	}
	host, port, err := net.SplitHostPort(s.listen)
	if err != nil {
		return badInput("--listen: expected an address such as 127.0.0.1:7878, found %s", quoted(s.listen))
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return badInput("--listen: expected a port from 0 to 65535, found %s", quoted(port))
	}
	if !loopback(host) && !s.insecure {
		return badInput("--listen: %s can be reached by others; use 127.0.0.1, or allow it with --insecure", quoted(s.listen))
	}
	return nil
}

// fault puts together what the exchange is to do wrong.
func (s simulation) fault() (f sim.Fault, err error) {
	for _, spec := range s.faults {
		if err := f.SetByName(spec); err != nil {
			var names []string
			for _, h := range sim.FaultHelps() {
				name, _, _ := strings.Cut(h.Usage, "=")
				names = append(names, name)
			}
			return f, badInput("--fault: %v; known: %s", err, strings.Join(names, ", "))
		}
	}
	return f, nil
}

// accountHelp lists the accounts, each with its addresses.
func accountHelp() string {
	var out strings.Builder
	for _, a := range sim.Accounts() {
		fmt.Fprintf(&out, "  %-6s  profile  %s\n          wallet   %s\n", a.Name, a.Profile, a.Wallet)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// faultHelp lists the faults, one a line.
func faultHelp() string {
	var out strings.Builder
	for _, h := range sim.FaultHelps() {
		const column = "                        "
		name, value, _ := strings.Cut(h.Usage, "=")
		if kinds := strings.Split(value, "|"); len(kinds) > 1 {
			h.Usage, h.Text = name+"=KIND", h.Text+":"
			for line := range slices.Chunk(kinds, 6) {
				h.Text += "\n  " + column + strings.Join(line, ", ")
			}
		}
		fmt.Fprintf(&out, "  %-*s%s\n", len(column), h.Usage, h.Text)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// directions tell how to reach the exchange and which account it has.
func (s simulation) directions(address string, secure bool, x *sim.Exchange) string {
	ws, rest := "ws://"+address+"/ws/", "http://"+address
	if secure {
		ws, rest = "wss://"+address+"/ws/", "https://"+address
	}
	network := ""
	if s.network != "mainnet" {
		network = " --network " + s.network
	}
	if host, _, _ := net.SplitHostPort(address); !loopback(host) {
		network += " --insecure"
	}
	return fmt.Sprintf("simulated exchange, all data is made up; interrupt to end\n\nwebsocket  %s\nrest       %s\n\naccounts\n%s\n\ntry        kanatop%s --ws-url %s --rest-url %s --address %s\n",
		ws, rest, accountHelp(), network, ws, rest, x.Profile())
}
