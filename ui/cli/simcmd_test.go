package cli

import (
	"bytes"
	"context"
	"io"
	"net"
	"strings"
	"testing"

	"kanatop/feed/sim"
)

// stopWriter ends a context with the first thing that is written.
type stopWriter struct {
	bytes.Buffer
	stop context.CancelFunc
}

func (w *stopWriter) Write(text []byte) (int, error) {
	defer w.stop()
	return w.Buffer.Write(text)
}

func TestSimulationTellsWhereItIsAndEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	w := &stopWriter{stop: stop}
	p := program{stdout: w, stderr: io.Discard}
	if err := p.simulate(ctx, simulation{listen: "127.0.0.1:0", network: "testnet"}); err != nil {
		t.Fatal(err)
	}
	x := sim.New(sim.Options{})
	for _, want := range []string{"ws://127.0.0.1:", "/ws/\n", "http://127.0.0.1:", x.Profile(), x.Wallet(), "kanatop --network testnet --ws-url ws://"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q is not in\n%s", want, w.String())
		}
	}
	if strings.Contains(w.String(), ":0/") {
		t.Errorf("the port is not the real one:\n%s", w.String())
	}
}

func TestTakenAddressIsAFailure(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nothing depends on it
	o := command(t, nil, "sim", "--listen", l.Addr().String())
	if o.code != exitFailure || !strings.HasPrefix(o.err, "kanatop: listen on 127.0.0.1:") || strings.Count(o.err, "\n") != 1 {
		t.Errorf("exit code %d, %q", o.code, o.err)
	}
}

func TestFaultsOfTheSimulationAreListedAndChecked(t *testing.T) {
	help := command(t, nil, "sim", "--help").out
	for _, want := range []string{"half-open", "end-after=3s", "rows=KIND", "wrong-types"} {
		if !strings.Contains(help, want) {
			t.Errorf("%q is not in\n%s", want, help)
		}
	}
	for spec, want := range map[string]string{
		"half-opne":      `kanatop: --fault: unknown fault "half-opne"; known: refuse, retry-after, `,
		"end-after":      "kanatop: --fault: fault end-after: expected end-after=3s; known: ",
		"silent=1":       "kanatop: --fault: fault silent: expected silent; known: ",
		"end-after=soon": `kanatop: --fault: fault end-after: found "soon"; expected 3s; known: `,
		"rows=bad":       `kanatop: --fault: fault rows: found "bad"; expected wrong-types|`,
	} {
		o := command(t, nil, "sim", "--fault", "deaf", "--fault", spec)
		if o.code != exitInput || !strings.HasPrefix(o.err, want) || strings.Count(o.err, "\n") != 1 {
			t.Errorf("%s: exit code %d, %q, want %q", spec, o.code, o.err, want)
		}
	}
}
