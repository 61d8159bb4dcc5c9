package zones

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
)

// largest is more than the database will ever take.
const largest = 4 << 20

// Find returns the zone of a name such as Europe/Berlin: of the system, where it has zones, else of the database.
func Find(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err == nil {
		return zone, nil
	}
	data, found := of(name)
	if !found {
		return nil, err
	}
	return time.LoadLocationFromTZData(name, data)
}

// Local is the zone of this place: the one that Go found or, where it found none for want of zones, the one that the variable TZ names.
func Local(tz string) *time.Location {
	if name := strings.TrimPrefix(tz, ":"); name != "" && time.Local.String() == "UTC" {
		if zone, err := Find(name); err == nil {
			return zone
		}
	}
	return time.Local
}

// of is what the database says of a zone. It is packed, and holds for each zone its name, a line end, the number of bytes that it takes,
// and these.
func of(name string) ([]byte, bool) {
	all, err := unpacked()
	for err == nil && len(all) > 0 {
		var next string
		var data []byte
		if next, data, all, err = entry(all); err == nil && next == name {
			return data, true
		}
	}
	return nil, false
}

func unpacked() ([]byte, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(largest))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll([]byte(packed), nil)
}

// entry splits the first entry off.
func entry(all []byte) (name string, data, rest []byte, err error) {
	if head, tail, found := bytes.Cut(all, []byte("\n")); found {
		if size, n := binary.Uvarint(tail); n > 0 && size <= uint64(len(tail)-n) {
			end := n + int(size) //nolint:gosec // no more than there is
			return string(head), tail[n:end], tail[end:], nil
		}
	}
	return "", nil, nil, fmt.Errorf("the last %d bytes of the time zones are damaged", len(all))
}
