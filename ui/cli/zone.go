package cli

import (
	"strings"
	"time"

	"kanatop/ui/cli/zones"
)

// checkZone finds the time zone of all times.
func (c *config) checkZone() error {
	switch text := c.settings["zone"].text; strings.ToLower(text) {
	case "utc", "":
		c.zone = time.UTC
		c.show("zone", "UTC")
	case "local":
		c.zone = time.Local
		c.show("zone", "local")
	default:
		zone, err := zones.Find(text)
		if err != nil {
			return c.bad("zone", "unknown time zone %s; expected UTC, local or a name such as Europe/Berlin", quoted(text))
		}
		c.zone = zone
	}
	return nil
}
