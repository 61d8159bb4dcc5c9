// Command loadtest measures what the dashboard costs, from outside of it: a real process on a real pseudo terminal, a load over
// real sockets, processor time and memory as the system counts them.
//
//	go run ./ui/loadtest                    everything, about five minutes
//	go run ./ui/loadtest -row load,keys     some rows
//	nice -n -10 go run ./ui/loadtest        on a machine that has other work too
//	go run ./ui/loadtest -row load -profile /tmp/p -- --config FILE
//	                                        with arguments for the program, which profiles itself into a folder
//
// It builds the program as it is released, unless -binary names one. Every process it starts ends with it.
//
// # Method
//
// The load comes from a server in a process of its own, which speaks the protocol in a second spelling: one socket a scope, a full
// statement after each subscription, books and trades of one market, BTC, which the program shows, and best prices ten times a
// second beside books. Books are prebuilt. Their mid walks by a dollar, and from one to the next a quarter of the sizes is new. The
// terminal is 140 by 40 cells, shows all panes with an account's positions and orders, knows colours and synchronised output, and
// is read at once by a model of a screen.
//
// Pushes are told apart by a size that no other push of the last minutes has: that of the best ask, between 1 and 5, or of the trade,
// between 5 and 10; all other sizes are below 1. Prices can not serve: were they all different, every row of the book would move with
// every push, which no market does. The server stamps each push just before it writes it; the screen is stamped when the read of the
// terminal returns that brings the end of the frame. The time of a push is from the one to the other, or, when a newer push
// overtook it on the way to the screen, until that one was shown. It is what a trader waits for, and a push that is never
// overtaken nor shown counts until the end.
//
// Processor times are those of all threads, from /proc/PID/stat, over windows whose length -seconds sets. A figure is the median
// of its windows; the noise is the largest less the smallest as a share of it. How long the threads of the program stood in line for a
// processor is told beside: where that is much, times to the screen tell more of the machine than of the program.
//
// # Noise
//
// On a machine with other work, run it with a niceness below 0. Linux shares the processor between sessions first, and the program
// has a session of its own, so the measurer gives its niceness to the program's session and, while it runs, to its own.
//
// # Rows
//
//   - load: 200 books of 20 levels a side and 200 trades a second. The program and a client without a screen, which only reads the
//     same from as many sockets and decodes it with encoding/json, as Go runs it by default, have it in turns; the ratio of their processor times is judged.
//   - idle: connected, nothing arrives but answers to pings.
//   - books: 2,400 books of 50 levels a side a second. The server's rate falls when the program does not keep up.
//   - trades: 50,000 messages of one trade a second.
//   - latency: 50 books a second, at uneven distances so that no two clocks march in step.
//   - wake: single books after half a second of silence or less.
//   - keys: H in the flood of books, until the header hides or shows its amount.
//   - start: from just before the process is made to the first frame and to the first price.
//   - million: resident memory after a million messages, 40,000 trades and 1,000 books a second.
//   - frame: the benchmark of the canvas, which writes the text of a frame of 200 by 60 cells.
//   - binary: the stripped program's file.
//   - slow: a terminal that takes 4,000 bytes a second, at 50 books and 50 trades a second. The age of the book is that of the newest
//     push on the screen, looked at every 20 ms. The goals of this row are the measurer's own.
package main
