// Package screentest runs a program on a pseudo terminal with a model of a real screen behind it, so that a test can
// type, click, resize and read what a person would see.
//
// It owns the pseudo terminal, the process on it and the answers a terminal gives to questions (device attributes,
// colours, modes). It promises that a wait ends: with the screen asked for, with the end of the program, or with a failed test
// that shows the last screen. Nothing here sleeps; every wait is woken by output.
//
// The model knows characters, colours, bold, italic, underline, blink and reverse. Faint and struck text look plain to it, and every
// rune takes one cell.
//
// It is for tests, and its [Model] for the program that measures (ui/loadtest): nothing else imports it, and it imports nothing
// of this module.
package screentest
