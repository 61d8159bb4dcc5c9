package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// switchZone shows times in UTC, or in the other zone: the configured one, or the one chosen last.
func (a *App) switchZone() tea.Cmd {
	if a.zone == a.zones[0] {
		a.zone = a.zones[1]
	} else {
		a.zone = a.zones[0]
	}
	a.tell("times in " + a.zoneText(a.zone))
	return nil
}

// zoneText names a zone, and what a clock there says of itself now.
func (a *App) zoneText(zone *time.Location) string {
	word := zone.String()
	switch word {
	case "UTC":
		return word
	case localZone:
		word = "the zone of this computer"
	}
	form := "MST -07:00"
	if name, _ := a.now.In(zone).Zone(); strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") { // a zone without a short name
		form = "-07:00"
	}
	return word + ", now " + a.now.In(zone).Format(form)
}

// localZone is how the library calls the zone of this computer.
const localZone = "Local"

// zoneWords are zones worth offering; every other of the IANA names does as well.
func zoneWords(a *App) []string {
	out := []string{"UTC", "local"}
	if name := a.zones[1].String(); name != "UTC" && name != localZone {
		out = append(out, name)
	}
	for _, name := range []string{
		"Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Argentina/Buenos_Aires", "America/Chicago",
		"America/Denver", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/Toronto",
		"Asia/Bangkok", "Asia/Dubai", "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Karachi", "Asia/Kolkata", "Asia/Manila",
		"Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Asia/Tokyo", "Australia/Perth", "Australia/Sydney",
		"Europe/Berlin", "Europe/Istanbul", "Europe/Kyiv", "Europe/London", "Europe/Madrid", "Europe/Moscow", "Europe/Paris",
		"Europe/Zurich", "Pacific/Auckland", "Pacific/Honolulu",
	} {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// zoneNamed finds a zone; case does not matter for those that are offered. What was found is kept: the palette asks at every key.
func (a *App) zoneNamed(name string) (*time.Location, error) {
	if name == "" {
		return nil, expected("a time zone", "", nil)
	}
	words := zoneWords(a)
	if at := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, name) }); at >= 0 {
		name = words[at]
	}
	switch name {
	case "UTC":
		return time.UTC, nil
	case "local":
		return time.Local, nil
	case a.zones[1].String():
		return a.zones[1], nil
	}
	if zone, known := a.located[name]; known {
		return zone, nil
	}
	if a.opts.FindZone != nil && name != localZone {
		if zone, err := a.opts.FindZone(name); err == nil {
			if a.located == nil {
				a.located = make(map[string]*time.Location)
			}
			a.located[name] = zone
			return zone, nil
		}
	}
	return nil, fmt.Errorf("no time zone is called %q: expected UTC, local or a name such as Europe/Berlin", quotable(name))
}

func planZone(a *App, arg string) (string, error) {
	zone, err := a.zoneNamed(arg)
	if err != nil {
		return "", err
	}
	return "times in " + a.zoneText(zone), nil
}

// runZone shows times in a zone, which is then the one beside UTC.
func runZone(a *App, arg string) tea.Cmd {
	zone, err := a.zoneNamed(arg)
	if err != nil {
		return nil
	}
	if zone != a.zones[0] {
		a.zones[1] = zone
	}
	a.zone = zone
	a.tell("times in " + a.zoneText(zone))
	return nil
}
