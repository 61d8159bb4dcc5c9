package cli

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"kanatop/model"
	"kanatop/ui"
)

// replaying is what `kanatop replay` is asked for, as it is typed.
type replaying struct {
	speed, from, to string
	loop            bool
}

func (p program) replayCommand() *cobra.Command {
	var asked replaying
	cmd := &cobra.Command{
		Use:   "replay FILE…",
		Short: "Play a recording in the dashboard",
		Long: `Play what kanatop record wrote in the same dashboard, marked REPLAY, with the recording's own clock: ages and staleness
are those of then. Several files are the parts of one recording; - is standard input, which cannot be played
backwards. A damaged place is told and passed over.

In the dashboard space holds and goes on, . steps to the next message, < and > change the speed, and :seek 12:30 goes
to a moment. Alerts set during a replay are forgotten with it.`,
		Example: `  kanatop replay btc.jsonl.zst
  kanatop replay --speed 10 --from 12:30 --to 13:00 --loop btc.jsonl.zst
  kanatop replay ~/recordings/kanatop-mainnet-20251122T2*.zst
  ssh trader kanatop record - | kanatop replay -`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 || slices.Contains(args, "") {
				return badInput("replay: expected a recording; see %s --help", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			c, all, err := p.configuration(cmd.Flags())
			if err != nil {
				return err
			}
			return p.replay(cmd.Context(), c, all, args, asked)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&asked.speed, "speed", "1", "play `N` seconds in one, 0.1 to 1000")
	flags.StringVar(&asked.from, "from", "", "begin at this `TIME`: 12:30, 2025-11-22T12:30, or +5m behind the begin")
	flags.StringVar(&asked.to, "to", "", "end at this `TIME`")
	flags.BoolVar(&asked.loop, "loop", false, "begin again at the end")
	addFlags(cmd, func(k key) bool {
		return k.name == "market" || !k.exchange() && !slices.Contains([]string{"record", "record_part", "state", "history", "frames"}, k.name)
	})
	return cmd
}

// replay shows a recording until the user leaves it.
func (p program) replay(ctx context.Context, c config, all layered, paths []string, asked replaying) error {
	log, closeLog, err := openLog(c)
	if err != nil {
		return err
	}
	defer closeLog()
	speed, ok := speedNamed(asked.speed)
	if !ok {
		return badInput("--speed: expected a number from 0.1 to 1000, found %s", quoted(asked.speed))
	}
	t, err := openTape(paths, p.stdin)
	if err != nil {
		return err
	}
	plays, err := asked.moments(t, c.zone)
	if err != nil {
		return err
	}
	plays.speed, plays.loop = speed, asked.loop && t.pipe == nil
	if asked.loop && t.pipe != nil {
		return badInput("--loop: %v", errOnce)
	}
	if t.pipe != nil {
		keys, err := openKeyboard()
		if err != nil {
			return badInput("the recording comes from standard input, and there is no terminal for keys: %v", err)
		}
		defer keys.Close() //nolint:errcheck // it was read only
		p.stdin = keys
	}
	tty, err := p.openTerminal()
	if err != nil {
		return err
	}
	player := newPlayer(t, plays)
	options, err := c.replayOptions(t, player, all)
	if err != nil {
		return err
	}
	if c.differ {
		options.Surface = newGlass(tty.out, c.pace)
	}
	p.exporting(&options)
	options.Usage = func() ui.Usage { return usage(tty.out.taken.Load()) }
	app, err := ui.New(options)
	if err != nil {
		return badInput("%v", err)
	}
	s := p.newShow(c, tty, app, log)
	player.send = s.screen.Send
	return s.run(ctx, []part{player.run})
}

// nextDay is how far behind its end a moment must be that cannot be meant: a time before the begin is taken for one of the day after.
const nextDay = 6 * time.Hour

// moments are from and to as moments of a recording.
func (r replaying) moments(t *tape, zone *time.Location) (out playing, err error) {
	for _, m := range []struct {
		flag, text string
		to         *time.Time
	}{{"--from", r.from, &out.from}, {"--to", r.to, &out.to}} {
		if m.text == "" {
			continue
		}
		if *m.to, err = ui.ParseMoment(m.text, t.begin, t.begin, zone); err != nil {
			return out, badInput("%s: %v", m.flag, err)
		}
	}
	switch form := time.DateTime + " MST"; {
	case !t.end.IsZero() && out.from.After(t.end):
		return out, badInput("--from: the recording ends at %s", t.end.In(zone).Format(form))
	case !out.to.IsZero() && !out.to.After(t.begin):
		return out, badInput("--to: the recording begins at %s", t.begin.In(zone).Format(form))
	case !out.to.IsZero() && !t.end.IsZero() && out.to.Sub(t.end) > nextDay:
		return out, badInput("--to: found a moment of another day, the recording is from %s to %s", t.begin.In(zone).Format(form), t.end.In(zone).Format(form))
	case !out.to.IsZero() && !out.to.After(out.from):
		return out, badInput("--to: expected a moment behind --from")
	}
	return out, nil
}

// replayOptions are the screen's options for a recording: its markets and accounts, its network, its clock, and no memory.
func (c config) replayOptions(t *tape, p *player, all layered) (ui.Options, error) {
	o := c.screenOptions()
	h := t.header
	o.Network, o.Demo, o.Accounts, o.Markets = strings.ToUpper(h.Word), h.Demo, h.Accounts, p.markets()
	o.Markets = o.Markets[:min(len(o.Markets), model.MaxMarkets)]
	o.Start = h.Start
	if s := all.settings["market"]; s.given() {
		i := slices.IndexFunc(o.Markets, func(m model.Market) bool { return m.Matches(s.text) })
		if i >= 0 {
			o.Start = o.Markets[i].ID
		} else if s.origin.level == byFlag {
			return o, badInput("--market: the recording has no market %s; it has %s", quoted(s.text), known(o.Markets))
		}
	}
	o.Memory, o.Remember = ui.Memory{}, nil
	o.Raw = p.lookUp
	o.Replay = &ui.Replay{Begin: t.begin, Order: p.order}
	return o, nil
}

// openKeyboard opens the terminal that the program runs on, when standard input is something else.
func openKeyboard() (*os.File, error) {
	name := "/dev/tty"
	if os.PathSeparator == '\\' {
		name = "CONIN$"
	}
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if !term.IsTerminal(file.Fd()) {
		_ = file.Close()
		return nil, io.ErrUnexpectedEOF
	}
	return file, nil
}
