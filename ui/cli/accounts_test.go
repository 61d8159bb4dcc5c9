package cli

import (
	"fmt"
	"strings"
	"testing"

	"kanatop/feed"
)

const listedAs = "accounts:\n  - {name: main, address: \"0x1\"}\n  - {name: Hedge fund ü, wallet: \"0x2\"}\n"

func TestListedAccountsAreWatchedInTheirOrder(t *testing.T) {
	path := written(t, "\n"+listedAs)
	c := configured(t, nil, "--config", path)
	want := []feed.Account{{Name: "main", Profile: "0x1"}, {Name: "Hedge fund ü", Wallet: "0x2"}}
	if len(c.accounts) != 2 || c.accounts[0] != want[0] || c.accounts[1] != want[1] {
		t.Errorf("%+v", c.accounts)
	}
	if names := c.screenOptions().Accounts; len(names) != 2 || names[1] != want[1].Name {
		t.Errorf("the screen knows %q", names)
	}
	if source := c.feedOptions(silent()); len(source.Accounts) != 2 {
		t.Errorf("the feed knows %+v", source.Accounts)
	}
	o := command(t, nil, "config", "--config", path)
	if value, from := o.value(t, "accounts"); value != "main 0x1, Hedge fund ü wallet 0x2" || from != "file "+path+":3:3" {
		t.Errorf("%s (%s)", value, from)
	}
}

func TestOneAccountOfAHigherLevelIsWatchedInsteadOfTheList(t *testing.T) {
	path := written(t, listedAs)
	for _, c := range []struct {
		env, args []string
		want      feed.Account
		by        string
	}{
		{nil, []string{"--address", "0x9"}, feed.Account{Profile: "0x9"}, "flag --address"},
		{nil, []string{"--wallet", "0x9"}, feed.Account{Wallet: "0x9"}, "flag --wallet"},
		{[]string{"KANATOP_WALLET=0x9"}, nil, feed.Account{Wallet: "0x9"}, "environment KANATOP_WALLET"},
		{[]string{"KANATOP_WALLET=0x8"}, []string{"--address=0x9"}, feed.Account{Profile: "0x9"}, "flag --address"},
	} {
		args := append([]string{"--config", path}, c.args...)
		got := configured(t, c.env, args...)
		if len(got.accounts) != 1 || got.accounts[0] != c.want {
			t.Errorf("%v %v: %+v", c.env, c.args, got.accounts)
		}
		if value, from := command(t, c.env, append([]string{"config"}, args...)...).value(t, "accounts"); value != "–" || from != "set aside by "+c.by {
			t.Errorf("%v %v: accounts %s (%s)", c.env, c.args, value, from)
		}
	}
	if got := configured(t, nil, "--config", path, "--address", ""); len(got.accounts) != 2 {
		t.Errorf("an empty flag leaves %+v", got.accounts)
	}
	if got := configured(t, nil, "--config", written(t, "accounts: []\naddress: \"0x1\"\n")); len(got.accounts) != 1 {
		t.Errorf("an empty list and an address are %+v", got.accounts)
	}
}

func TestBadAccountsAreToldWithLineAndColumn(t *testing.T) {
	entry := func(rest string) string { return "accounts:\n  - {name: main, address: \"0x1\"}\n  - " + rest + "\n" }
	for _, c := range []struct {
		name, text, place, want string
	}{
		{"no list", "accounts: main\n", "1:11", `accounts: expected a list, found "main"`},
		{"no mapping", entry("\"0x2\""), "3:5", `accounts: expected an entry such as {name: main, address: "0x…"}, found "0x2"`},
		{"unknown key", entry("{nme: b, address: \"0x2\"}"), "3:6", `accounts: unknown key "nme"; did you mean "name"?`},
		{"list as a value", entry("{name: [b], address: \"0x2\"}"), "3:12", `accounts: name: expected a single value, found a list`},
		{"no name", entry("{address: \"0x2\"}"), "3:5", `accounts: expected a name in every entry`},
		{"no address", entry("{name: b}"), "3:5", `accounts: "b": expected one of address and wallet`},
		{"both addresses", entry("{name: b, address: \"0x2\", wallet: \"0x3\"}"), "3:5", `accounts: "b": expected one of address and wallet`},
		{"empty name", entry("{name: \"\", address: \"0x2\"}"), "3:12", `accounts: name: expected 1 to 16 printable characters of one cell, found ""`},
		{"long name", entry("{name: abcdefghijklmnopq, address: \"0x2\"}"), "3:12", `accounts: name: expected 1 to 16 printable characters of one cell, found "abcdefghijklmnopq"`},
		{"wide name", entry("{name: 資, address: \"0x2\"}"), "3:12", `accounts: name: expected 1 to 16 printable characters of one cell, found "資"`},
		{"name of escapes", entry("{name: \"\\e[2J\", address: \"0x2\"}"), "3:12", `accounts: name: expected 1 to 16 printable characters of one cell, found "\x1b[2J"`},
		{"name that ends in a space", entry("{name: \"b \", address: \"0x2\"}"), "3:12", `accounts: name: expected 1 to 16 printable characters of one cell, found "b "`},
		{"name of the sum", entry("{name: all, address: \"0x2\"}"), "3:12", `accounts: name: expected another name than that of the sum or of a number, found "all"`},
		{"name like that of the sum", entry("{name: ALL 2, address: \"0x2\"}"), "3:12", `accounts: name: expected another name than that of the sum or of a number, found "ALL 2"`},
		{"name of a number", entry("{name: \"#1\", address: \"0x2\"}"), "3:12", `accounts: name: expected another name than that of the sum or of a number, found "#1"`},
		{"name twice", entry("{name: Main, address: \"0x2\"}"), "3:12", `accounts: the same name stands at 2:12 already; expected each once`},
		{"bad address", entry("{name: b, address: 2}"), "3:24", `accounts: address: not an address: "2"; expected 0x and 1 to 64 hexadecimal digits`},
		{"bad wallet", entry("{name: b, wallet: 0xz}"), "3:23", `accounts: wallet: not an address: "0xz"; expected 0x and 1 to 64 hexadecimal digits`},
		{"account twice", entry("{name: b, address: \"0x01\"}"), "3:24", `accounts: the same account stands at 2:27 already; expected each once`},
		{"too many", "accounts:\n" + strings.Repeat("  - {}\n", 10), "2:3", `accounts: expected at most 9 accounts, found 10`},
		{"address beside it", listedAs + "address: \"0x9\"\n", "2:3", `accounts: one account is given too (file PATH:4:10: address); expected the list or the one`},
		{"wallet beside it", "wallet: \"0x9\"\n" + listedAs, "3:3", `accounts: one account is given too (file PATH:1:9: wallet); expected the list or the one`},
		{"wallet without REST", "ws_url: wss://example.com/ws/\n" + listedAs, "3:3", `accounts: "Hedge fund ü": looking up a wallet's account needs REST, and ws_url is given without rest_url; give rest_url too, or address`},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := written(t, c.text)
			o := command(t, nil, "config", "--config", path)
			want := fmt.Sprintf("kanatop: %s:%s: %s\n", path, c.place, strings.ReplaceAll(c.want, "PATH", path))
			if o.code != exitInput || o.err != want {
				t.Errorf("exit code %d\ngot  %swant %s", o.code, o.err, want)
			}
		})
	}
}

func TestAccountsInTheExamplesProseAreGood(t *testing.T) {
	var list strings.Builder
	list.WriteString("accounts:\n")
	for line := range strings.Lines(exampleFile()) {
		if strings.HasPrefix(line, "#   - {name: ") {
			list.WriteString(strings.TrimPrefix(line, "# "))
		}
	}
	if c := configured(t, nil, "--config", written(t, list.String())); len(c.accounts) != 2 {
		t.Errorf("%+v of\n%s", c.accounts, list.String())
	}
}

func TestTheSimulationNamesItsAccountsInItsHelp(t *testing.T) {
	help := command(t, nil, "sim", "--help").out
	if !strings.Contains(help, accountHelp()) || strings.Count(accountHelp(), "0x") != 4 {
		t.Errorf("%q is not in\n%s", accountHelp(), help)
	}
}
