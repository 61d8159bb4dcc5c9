package cli

import (
	"bytes"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// bashOwn stands in for what the framework's script takes from the package bash-completion, which is not everywhere: on macOS
// and on small systems a script that misses it complains at every tab.
const bashOwn = `
# What the package bash-completion has, as far as it is needed here where that is not installed.
__kanatop_words()
{
    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@"
        return
    fi
    local line=${COMP_LINE:0:COMP_POINT}
    read -r -a words <<<"$line"
    if [[ $line == *[[:space:]] ]]; then
        words+=("")
    fi
    cword=$((${#words[@]} - 1))
    cur=${words[cword]} prev=${words[cword > 0 ? cword - 1 : 0]}
}
`

// bashCompletion writes the completion script for bash.
func bashCompletion(root *cobra.Command, to io.Writer) error {
	var script bytes.Buffer
	if err := root.GenBashCompletionV2(&script, true); err != nil {
		return err
	}
	text := strings.Replace(script.String(), `_get_comp_words_by_ref "$@" cur`, `__kanatop_words "$@" cur`, 1)
	head, rest, _ := strings.Cut(text, "\n")
	_, err := io.WriteString(to, head+"\n"+bashOwn+rest)
	return err
}
