package ui

import tea "charm.land/bubbletea/v2"

// switchZone shows times in UTC, or in the other zone.
func (a *App) switchZone() tea.Cmd {
	word := "UTC"
	if a.zone == a.zones[0] {
		a.zone = a.zones[1]
		word = "the zone of this computer"
		if name := a.zone.String(); name != "Local" {
			word = name
		}
		word += ", now " + a.now.In(a.zone).Format("MST -07:00")
	} else {
		a.zone = a.zones[0]
	}
	a.tell("times in " + word)
	return nil
}
