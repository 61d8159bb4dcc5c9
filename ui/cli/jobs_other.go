//go:build !unix

package cli

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

// jobs does nothing: there is no job control here.
type jobs struct{}

func newJobs() *jobs { return nil }

func (j *jobs) close() {}

func (j *jobs) signals() <-chan os.Signal { return nil }

func (j *jobs) filter(_ *tea.Program, msg tea.Msg) tea.Msg { return msg }

// foreground reports whether the program may ask a terminal something.
func foreground(*os.File) bool { return true }
