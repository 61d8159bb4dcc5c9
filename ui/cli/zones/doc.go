// Package zones knows the time zones where the system does not: in bare containers, on Windows. It is what time/tzdata does, in an
// eighth of its size: the database of the release of Go it was made with, as one frame of zstd.
//
//	go test ./ui/cli/zones -update   makes it anew, of the installed release
package zones
