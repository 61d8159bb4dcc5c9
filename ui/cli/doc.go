// Package cli is the command line of kanatop: its commands, the configuration and the wiring of the parts.
//
// It owns the table of configuration keys, from which flags, environment variables, the file, the commented example and
// the manual page are made; it owns the checks of every value, the exit codes and the life of the processes' goroutines.
// It is the only package that knows the exchange's feed and the screen together.
//
// What it promises:
//
//   - Bad input is told in one line on standard error that names where it stands and what was expected, with exit code 2,
//     before the screen is touched. Failures while running are one line and exit code 1.
//   - A value comes from a flag, else the environment, else the file, else the default, key by key, and its origin is kept.
//   - The API key is never a flag, never printed, never in the log and never in an error.
//   - The terminal is put back before anything is said, however the program ends: by a key, a signal, a panic of its goroutines or
//     of the screen's, a screen that hangs. A terminal that nobody reads, or that is gone, holds up nothing.
//   - What it starts it ends: when the screen closes, the feed and the simulated exchange are stopped and waited for.
//   - What it prints for scripts is exact: decimals and ids are strings with all digits, what was not sent is null. The fields stand in
//     the README and are held by a test. A reader that leaves ends the program in silence; one that stands still does not hold up its end.
//   - A file that is exported is there whole or not at all, is private, and takes no other's place without a yes.
//   - What is remembered between runs (alerts, grouping) is one private file a network, replaced as a whole by one part, united with what
//     another running program wrote. A damaged file is kept aside; nothing that goes wrong with it stops the program.
//   - Trades and funding rates are kept for the next run in private files beside it, unless that is turned off; a demonstration and a
//     replay keep none and read none.
//
// It keeps no state between calls and reads no package variables that change.
package cli
