package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanatop/model"
)

func TestFlagBeforeEnvironmentBeforeFileBeforeDefault(t *testing.T) {
	values := map[string][3]string{ // in the file, the environment, the flag
		"network":        {"testnet", "mainnet", "testnet"},
		"address":        {"0x1", "0x2", "0x3"},
		"wallet":         {"0x1", "0x2", "0x3"},
		"ws_url":         {"wss://a/", "wss://b/", "wss://c/"},
		"rest_url":       {"https://a/", "https://b/", "https://c/"},
		"insecure":       {"true", "false", "true"},
		"theme":          {"dark", "light", "mono"},
		"ascii":          {"true", "false", "true"},
		"zone":           {"local", "Asia/Tokyo", "Europe/Berlin"},
		"hide_money":     {"true", "false", "true"},
		"bell":           {"false", "true", "false"},
		"notify":         {"osc9", "off", "osc777"},
		"frames":         {"11", "12", "13"},
		"funding_window": {"1h", "2h", "3h"},
		"warn_distance":  {"3%", "4%", "7.5%"},
		"taker_fee":      {"0.03%", "0.025%", "0%"},
		"log":            {"a.log", "b.log", "c.log"},
		"state":          {"a", "b", "c"},
		"history":        {"false", "true", "false"},
		"record":         {"a.zst", "b.zst", "c.zst"},
		"record_part":    {"1GB", "day", "500MB,day"},
	}
	for _, k := range keys() {
		if _, tried := values[k.name]; !tried && k.flag && k.name != "market" {
			t.Errorf("%s is not tried here", k.name)
		}
	}
	for name, v := range values {
		t.Run(name, func(t *testing.T) {
			k := keyNamed(name)
			path := written(t, "\n"+name+": "+v[0]+"\n")
			variable := k.variables()[0]
			env, flag := []string{variable + "=" + v[1]}, []string{"--" + k.flagName() + "=" + v[2]}
			file := []string{"config", "--config", path}
			plain := command(t, nil, "config")
			if _, from := plain.value(t, name); from != "default" {
				t.Errorf("with nothing given it is from %s", from)
			}
			cases := []struct {
				env          []string
				args         []string
				value, place string
			}{
				{nil, file, v[0], fmt.Sprintf("file %s:2:%d", path, len(name)+3)},
				{env, file, v[1], "environment " + variable},
				{env, append(file, flag...), v[2], "flag --" + k.flagName()},
				{nil, append(file, flag...), v[2], "flag --" + k.flagName()},
			}
			for _, c := range cases {
				if value, from := command(t, c.env, c.args...).value(t, name); value != c.value || from != c.place {
					t.Errorf("%v %v: %s (%s), want %s (%s)", c.env, c.args, value, from, c.value, c.place)
				}
			}
		})
	}
}

func TestMarketIsFoundByEveryName(t *testing.T) {
	for _, name := range []string{"eth", "ETH-USD", "eth/usd", "16"} {
		o := command(t, []string{"KANATOP_MARKET=" + name}, "config")
		if market, from := o.value(t, "market"); market != "16 ETH-USD" || from != "environment KANATOP_MARKET" {
			t.Errorf("%s is %s (%s)", name, market, from)
		}
	}
}

func TestHigherLevelDecidesBetweenAddressAndWallet(t *testing.T) {
	path := written(t, "address: 0x1\n")
	o := command(t, []string{"KANATOP_WALLET=0x2"}, "config", "--config", path)
	if wallet, _ := o.value(t, "wallet"); wallet != "0x2" {
		t.Errorf("the wallet is %s", wallet)
	}
	if address, from := o.value(t, "address"); address != "–" || from != "set aside by environment KANATOP_WALLET" {
		t.Errorf("the address is %s (%s)", address, from)
	}
}

func TestEmptyFlagTakesAValueBack(t *testing.T) {
	o := command(t, nil, "config", "--config", written(t, "address: 0x1\n"), "--address", "")
	if address, from := o.value(t, "address"); address != "–" || from != "flag --address" {
		t.Errorf("the address is %s (%s)", address, from)
	}
}

func TestAPIKeyIsNeverPrinted(t *testing.T) {
	const secret = "open-sesame-42"
	path := written(t, "api_key: "+secret+"\n")
	for _, o := range []outcome{
		command(t, []string{"KANATOP_API_KEY=" + secret}, "config"),
		command(t, []string{"KANA_API_KEY=" + secret}, "config"),
		command(t, nil, "config", "--config", path),
		command(t, []string{"KANA_API_KEY=" + secret + "\t"}, "config"),
	} {
		if strings.Contains(o.out+o.err, secret) {
			t.Errorf("the key is in %s%s", o.out, o.err)
		}
		if o.code == 0 && !strings.Contains(o.out, "********") {
			t.Errorf("nothing says that there is a key: %s", o.out)
		}
	}
	both := command(t, []string{"KANA_API_KEY=a", "KANATOP_API_KEY=b"}, "config")
	if _, from := both.value(t, "api_key"); from != "environment KANATOP_API_KEY" {
		t.Errorf("of two variables %s counts", from)
	}
}

func TestNoColorMeansMonoUnlessAFlagAsksForATheme(t *testing.T) {
	env := []string{"NO_COLOR=yes", "KANATOP_THEME=dark"}
	if theme, from := command(t, env, "config").value(t, "theme"); theme != "mono" || from != "environment NO_COLOR" {
		t.Errorf("the theme is %s (%s)", theme, from)
	}
	if theme, _ := command(t, env, "config", "--theme", "light").value(t, "theme"); theme != "light" {
		t.Errorf("the theme is %s", theme)
	}
}

// configured returns the checked configuration of a command line.
func configured(t *testing.T, env []string, args ...string) config {
	t.Helper()
	p := program{environ: append(env, "XDG_CONFIG_HOME="+t.TempDir())}
	cmd := p.configCommand()
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	c, _, err := p.configuration(cmd.Flags())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOtherEndpointsAreNotCalledByANetworksName(t *testing.T) {
	const other = "wss://example.com/ws/"
	cases := []struct {
		name string
		env  []string
		args []string
		want string
		rest string
	}{
		{"own", nil, nil, "MAINNET", "https://perps-tradeapi.kana.trade"},
		{"testnet's own", nil, []string{"--network=testnet"}, "TESTNET", "https://perps-tradeapi.kanalabs.io"},
		{"own, spelled out", nil, []string{"--ws-url=wss://perpetuals-indexer-ws.kana.trade/ws/"}, "MAINNET", "https://perps-tradeapi.kana.trade"},
		{"another socket", nil, []string{"--ws-url", other}, "CUSTOM", ""},
		{"another REST", nil, []string{"--rest-url=https://example.com/"}, "CUSTOM", "https://example.com"},
		{"network beside it", nil, []string{"--ws-url", other, "--network=testnet"}, "TESTNET", ""},
		{"network from elsewhere", []string{"KANATOP_NETWORK=testnet"}, []string{"--ws-url", other}, "CUSTOM", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := configured(t, c.env, c.args...)
			if got.header != c.want || got.restURL != c.rest {
				t.Errorf("%s with REST %q, want %s with %q", got.header, got.restURL, c.want, c.rest)
			}
		})
	}
}

func TestPlainEndpointsReachThisMachineOnly(t *testing.T) {
	for _, host := range []string{"localhost:1", "127.0.0.1:1", "127.1.2.3", "[::1]:1"} {
		if c := configured(t, nil, "--ws-url=ws://"+host+"/ws/"); c.wsURL != "ws://"+host+"/ws/" {
			t.Errorf("%s became %s", host, c.wsURL)
		}
	}
	if c := configured(t, nil, "--ws-url=ws://example.com/", "--insecure"); c.wsURL != "ws://example.com/" {
		t.Errorf("insecure gives %s", c.wsURL)
	}
}

func TestListedMarketsKeepTheirOrderAndParameters(t *testing.T) {
	path := written(t, "markets:\n  - SOL\n  - {id: \"99\", name: DOGE-USD, tick: 0.00010, lot: 10}\n  - {id: 15, max_leverage: 5}\nkeys: {zoom: [Z, Q], help: f1}\n")
	c := configured(t, nil, "--config", path)
	if got := known(c.markets); got != "31 SOL-USD, 99 DOGE-USD, 15 BTC-USD" {
		t.Fatal(got)
	}
	doge, btc := c.markets[1], c.markets[2]
	if doge.Symbol != "DOGE" || doge.PriceDecimals != 4 || doge.SizeDecimals != 0 || doge.Source != model.Configured || doge.Precision != -1 {
		t.Errorf("%+v", doge)
	}
	if btc.MaxLeverage.Cmp(model.Int(5)) != 0 || !btc.Tick.Known() || btc.Precision != 0 {
		t.Errorf("%+v", btc)
	}
	if c.start != "15" {
		t.Errorf("starts on %s", c.start)
	}
	if len(c.keys["zoom"]) != 2 || c.keys["help"][0] != "f1" {
		t.Errorf("keys %v", c.keys)
	}
}

func TestFirstMarketIsShownWhenThereIsNoBitcoin(t *testing.T) {
	if c := configured(t, nil, "--config", written(t, "markets: [SOL, ETH]\n")); c.start != "31" {
		t.Errorf("starts on %s", c.start)
	}
}

func TestDefaultFileIsRead(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "kanatop", "config.yaml")
	if o := command(t, []string{"XDG_CONFIG_HOME=" + folder}, "config", "init"); o.code != 0 || o.out != "wrote "+path+"\n" {
		t.Fatalf("exit code %d, %q %q", o.code, o.out, o.err)
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("frames: 17\n"); err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	o := command(t, []string{"XDG_CONFIG_HOME=" + folder}, "config")
	if frames, from := o.value(t, "frames"); frames != "17" || !strings.HasPrefix(from, "file "+path+":") {
		t.Errorf("frames is %s (%s)", frames, from)
	}
	if file, from := o.value(t, "config"); file != path || from != "default" {
		t.Errorf("the file is %s (%s)", file, from)
	}
}
