package feed

import (
	"strings"
	"testing"

	"kanatop/model"
)

func TestBadOptionsAreToldInOneLine(t *testing.T) {
	good := Options{WebSocketURL: "wss://host/ws/"}
	for _, c := range []struct {
		edit func(*Options)
		want string
	}{
		{func(o *Options) { o.WebSocketURL = "" }, `WebSocket URL: found scheme ""; expected one of [ws wss http https]`},
		{func(o *Options) { o.WebSocketURL = "ftp://host/" }, `WebSocket URL: found scheme "ftp"; expected one of [ws wss http https]`},
		{func(o *Options) { o.WebSocketURL = "wss:///ws/" }, `WebSocket URL: found no host; expected wss://host/`},
		{func(o *Options) { o.WebSocketURL = "wss://user:" + secret + "@[::1/" }, `WebSocket URL: found something that is no URL; expected https://host/`},
		{func(o *Options) { o.RESTURL = "wss://host/" }, `REST URL: found scheme "wss"; expected one of [http https]`},
		{func(o *Options) { o.APIKey = secret + "\n" }, `API key: found characters that are not printable ASCII; copy it again`},
		{func(o *Options) { o.Accounts = []Account{{Profile: "alice"}} }, `not an address: "alice"; expected 0x and 1 to 64 hexadecimal digits`},
		{func(o *Options) { o.Accounts = []Account{{Name: "main"}} }, `account 1: found no address; expected a profile or a wallet`},
		{func(o *Options) { o.Accounts = make([]Account, 10) }, `accounts: found 10; at most 9 can be watched`},
		{func(o *Options) { o.Accounts = []Account{{Name: "a", Profile: "0x1"}, {Profile: "0x2"}} }, `account 2: found the name ""; expected one of its own`},
		{func(o *Options) { o.Accounts = []Account{{Name: "a", Profile: "0x1"}, {Name: "a", Profile: "0x2"}} }, `account 2: a second one of the name "a"; expected names that differ`},
		{func(o *Options) { o.Accounts = []Account{{Name: "a", Profile: "0x1"}, {Name: "b", Profile: "0x01"}} }, `account 2: the address of account "a" again; expected each account once`},
		{func(o *Options) { o.Accounts = []Account{{Wallet: "0x"}} }, `not an address: "0x"; expected 0x and 1 to 64 hexadecimal digits`},
		{func(o *Options) { o.Frames = 61 }, `frames a second: found 61; expected 10 to 60`},
		{func(o *Options) { o.Frames = 9 }, `frames a second: found 9; expected 10 to 60`},
		{func(o *Options) { o.Markets = make([]model.Market, 257) }, `markets: found 257; at most 256 can be watched`},
		{func(o *Options) { o.Markets = []model.Market{{ID: "1\n5"}} }, `market id: found "1\n5"; expected printable text without spaces`},
	} {
		o := good
		c.edit(&o)
		_, err := New(o)
		if err == nil || err.Error() != c.want || strings.Contains(err.Error(), secret) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	for _, u := range []string{"ws://127.0.0.1:7878/ws/", "http://host", "https://host/x"} {
		if _, err := New(Options{WebSocketURL: u, RESTURL: "https://rest"}); err != nil {
			t.Error(err)
		}
	}
}
