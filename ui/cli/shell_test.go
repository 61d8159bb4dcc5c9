package cli_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestBashCompletesWithAndWithoutThePackageForIt(t *testing.T) {
	t.Parallel()
	tools := workshop(t)
	folder := t.TempDir()
	// A stand-in for what the package has; it says that it was asked.
	const packaged = `_get_comp_words_by_ref() { cword=$COMP_CWORD; cur=${COMP_WORDS[cword]}; prev=${COMP_WORDS[cword-1]}; words=("${COMP_WORDS[@]}"); echo packaged >&2; }
`
	for line, want := range map[string]string{
		"kanatop rep":                  "replay",
		"kanatop tail boo":             "book",
		"kanatop tail trades tra":      "trade_history transfers",
		"kanatop --theme blue-orange-": "blue-orange-light",
		"kanatop --market ET":          "ETH",
		"kanatop completion ":          "bash fish powershell zsh",
		"kanatop replay n":             "", // the shell's own: files
	} {
		for _, before := range []string{"", packaged} {
			script := before + `source <(kanatop completion bash) && [[ $(complete -p kanatop) == *"-o default"* ]] || exit
COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=63
read -r -a COMP_WORDS <<<"$1"
[[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
__start_kanatop
printf '%s\n' "${COMPREPLY[@]}" | sed 's/ .*//' | sort | tr '\n' ' '`
			cmd := exec.CommandContext(t.Context(), "bash", "--norc", "-c", script, "bash", line)
			cmd.Dir = folder
			cmd.Env = []string{"PATH=" + tools + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + folder}
			var errs strings.Builder
			cmd.Stderr = &errs
			out, err := cmd.Output()
			if got := strings.TrimSpace(string(out)); err != nil || got != want {
				t.Errorf("%q is completed to %q, want %q (%v)", line, got, want, err)
			}
			if noise := strings.ReplaceAll(errs.String(), "packaged\n", ""); !strings.Contains(noise, "compopt") && noise != "" || (before != "") != strings.Contains(errs.String(), "packaged") {
				t.Errorf("%q: %s", line, errs.String())
			}
		}
	}
}
