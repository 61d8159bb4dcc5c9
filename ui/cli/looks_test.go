package cli

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kanatop/model"
	"kanatop/ui"
)

func TestLooksOfTheFileReachTheScreen(t *testing.T) {
	light := true
	c := configured(t, nil, "--config", written(t, `
theme: ink
themes:
  ink: {base: light, light: true, bid: "#004080", ask: 007}
zone: Europe/Berlin
layout: {preset: risk, hide: [chart, orders], book_width: 40, funding_height: 7}
grouping: {btc: 10, "16": 5}
`))
	o := c.screenOptions()
	if diff := cmp.Diff([]ui.OwnTheme{{Name: "ink", Base: "light", Light: &light, Colours: map[string]string{"bid": "#004080", "ask": "7"}}}, o.Themes); diff != "" || o.Theme != "ink" {
		t.Errorf("theme %s: %s", o.Theme, diff)
	}
	layout := ui.Layout{Preset: "risk", Hide: []string{"chart", "orders"}, Sizes: map[string]map[string]int{"risk": {"book_width": 40, "funding_height": 7}}}
	if diff := cmp.Diff(layout, o.Layout); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[model.MarketID]int64{"15": 10, "16": 5}, o.Grouping); diff != "" {
		t.Error(diff)
	}
	summer := time.Date(2025, 7, 22, 9, 41, 22, 0, time.UTC).In(o.Zone)
	if name, offset := summer.Zone(); name != "CEST" || offset != 7200 {
		t.Errorf("zone %s, %d seconds from UTC", name, offset)
	}
}

func TestSizesWithoutAPresetAreOfTheFirst(t *testing.T) {
	c := configured(t, nil, "--config", written(t, "layout: {bottom_height: 9}\n"))
	if n := c.layout.Sizes["trade"]["bottom_height"]; n != 9 {
		t.Errorf("%+v", c.layout)
	}
}

func TestZonesOfEverySpelling(t *testing.T) {
	for text, want := range map[string]*time.Location{"utc": time.UTC, "UTC": time.UTC, "local": time.Local, "Local": time.Local, "": time.UTC} {
		if c := configured(t, nil, "--zone="+text); c.zone != want {
			t.Errorf("%q is %v", text, c.zone)
		}
	}
	command(t, []string{"KANATOP_ZONE=Mars/Olympus"}, "config").refused(t, "KANATOP_ZONE", `"Mars/Olympus"`, "Europe/Berlin")
}

func TestALayoutSurvivesTheStateFile(t *testing.T) {
	want := ui.Memory{Layout: ui.Layout{
		Preset: "risk", Hide: []string{"chart"}, From: "trade", Sizes: map[string]map[string]int{"risk": {"bottom_height": 22}},
	}}
	text, err := encodeState(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := decodeState(text); err != nil || !cmp.Equal(got, want) {
		t.Errorf("%s became %+v, %v", text, got, err)
	}
}
