// Package journal is recordings: it writes what passed over the wire to a file, and reads it again.
//
// It owns the format, the files and their repair. It promises:
//
//   - Adding an [Entry] never waits for a disk. What comes faster than it can be written, or while it cannot be written, is
//     held up to a bound and then given up, counted, and noted at its place in the recording.
//   - A recording is readable whatever happened to its writer: at most the last second is lost to a crash. What is damaged is
//     passed over, and told with its place.
//   - A secret it is told of is in no recording, even if the far end repeats it.
//
// It imports package model only, and knows neither the protocol nor the screen.
//
// # Format
//
// A recording is lines of JSON. The first is a [Header]; every other one is an [Entry]:
//
//	{"us":1250731,"at":"2026-11-22T20:08:48.123456Z","in":"market/14","data":{"message":"orderbook",…}}
//
//	us        microseconds since the recording began, by a clock that nobody sets
//	at        the same moment by the wall clock
//	in, out   the scope of a frame received or sent: exchange, market/ID or account/ADDRESS
//	link      the scope of a connection that came into a state: state, since, cause, retry_at, proven, rtt, tries
//	account   the place of a configured account whose look-up came into a state: name, state, wallet, profile, cause
//	answer    the path of a look-up whose answer counted
//	lost      how many entries were given up before this one
//	again     true in a later part: the entry is an old one, repeated so that the part can be understood alone
//	data      what the frame or answer was, when it is JSON; it is the last field, and its bytes are those that came
//	text      the same as a string, when it is no JSON
//	base64    the same, when it is no text either
//
// In a compressed recording what was written at one time is a zstd frame of its own, behind a skippable frame that holds its
// length and the microseconds of its first entry. The zstd program reads it as it reads any other file.
package journal
