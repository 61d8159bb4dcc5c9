// Package history is what the program keeps of trades and funding rates from one run to the next: it writes what the exchange tells
// to a folder of small files, and reads what earlier runs, and others that run at the same time, wrote there.
//
// It owns the format, the files, their union and their end. It promises:
//
//   - [Keeper.Hear] never waits. What comes while it cannot be written is given up, and the time is not claimed to be known.
//   - A trade that several files, or files and the exchange, tell counts once; see [model.PastTrades].
//   - Every program appends to files of its own, which no other writes to. What a crash tears off is the last second.
//   - What is read is cleaned and bounded, whatever stands in the files. What is damaged is passed over.
//   - The folder stays below a size and an age. Files and folder are the user's alone.
//
// It imports package model only, and knows neither the protocol nor the screen.
//
// # Format
//
// A folder is of one network, which its files name: those of another one are passed over. A file is frames behind marks:
//
//	KTPH | length of the payload, 4 bytes | newest trade in it, nanoseconds, 8 bytes | CRC-32 of all that and the payload, 4 bytes
//
// all little-endian. A frame is what was written at one time: entries of a kind (1 byte), a length (varint) and as much content.
//
//	1  the network in words: the first entry of a file
//	2  trades: market, number, rows. A row is the mask of the fields that differ from the row before, and those: time in
//	   nanoseconds and ledger version as differences, then as texts, with the number of bytes shared with the row before, address,
//	   kind of order, order, position, price, size and value, which is "=" when it is price times size
//	3  funding rates: market, number, rows of the same form: time received, time told, whether there is a gap before it, rate
//	4  a stretch of time over which all trades of a market were heard: market, from, to. A later one that begins at the same time
//	   takes the place of an earlier one
//
// Decimals and ids are texts as they were received, with "~" before a decimal that had more digits than are held. What the tape does not show of a trade (leverage, fee, profit) is not kept.
//
// # Measured
//
// A trade takes 115 to 156 bytes. A recording of the same exchange ([kanatop/feed/journal]) takes eleven times as much, as it holds
// the books. An embedded store such as bbolt would make the program 0.7 MB larger and lets one program at a time write. Of a folder of
// 64 MB in 64 files the first thousand trades are read in 50 ms, the rest in 0.4 to 0.7 s. Of a file a chapter of 48 KiB is in memory at a
// time, which is up to 1 MB of trades; what is not kept goes back to the system when all has been read.
package history
