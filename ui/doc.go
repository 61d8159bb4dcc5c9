// Package ui is the dashboard: one Bubble Tea model, [App], whose panes are painted onto a cell canvas.
//
// Batches of the feed reach it as messages of type [model.Batch] and are applied in Update; View returns a frame that is
// painted again only when something changed: data, the second, a key, the size. Update and View run on one goroutine,
// which owns the model, so nothing here locks, blocks or starts a goroutine.
//
// The parts: a table of keys (keys.go) that drives dispatch, hints, help, rebinding and the README; a pure function from
// size, focus, preset and the user's choices to rectangles (layout.go), used for painting and for the mouse; a table of
// panes (pane.go), each of which paints into a clipped region and knows neither its border nor its neighbours; themes as
// palettes of semantic inks and papers (theme.go); numbers as text in one place (format.go).
//
// The chart has two views. Over time (chart_span.go, chart_bars.go) a column is an interval, with a candle or a mid; over price
// (chart_depth.go) it is a price, with what rests up to it. Both map decimals to cells by whole steps (chart_plot.go), mark own
// prices (ownprice.go) and have a crosshair, which takes the keys for left and right while it is on.
//
// Frames reach the terminal as text that the framework compares with the one before, or, with a [Surface], as cells: then a frame is
// painted when the terminal would take it, and View says nothing. There the candles of the chart may be a quarter of a second old
// while nothing but data comes (calm.go); all else, the mid beside them too, is painted for every frame.
//
// What is of earlier runs is never shown as if it were live (kept.go): titles say until when it is of disk, rows are pale, and time of
// which nothing is known is a gap.
//
// Rows of panes have identities: the selection follows its row, filters (sieve.go) hide rows and say how many, copies (copy.go)
// and links (explorer.go) are of the row under the cursor, or of what lies on top.
//
// The instruments compute nothing themselves that is money: the model does, and the panes say from what. Rows that can stand in
// several orders implement sorter (sorting.go).
//
// A pane shows how old its data is in its title. Data whose link is down, or which is from before a reconnect, is dimmed
// and called stale with the reason. Pausing looks at a copy of the model while the live one goes on.
//
// The rows of a pane can be written to a file (export.go): the text is made here, from the same fields as copies are; the writing
// is asked for, beside Update.
//
// Alerts (alerts.go) watch the live model, whatever is shown; what fired stays in the footer until it is acknowledged. What is
// to be remembered between runs is one value, [Memory], which is read at the start and handed on when it changes.
// Of several accounts one is looked at, or the sum of all. Which one is the model's to know (model.Look), so that panes, totals
// and marks follow at once; accounts.go names it everywhere and puts away what was chosen or opened of another.
//
// The package imports the model, the canvas and the Charm libraries. It never reaches the feed or the network: what it
// wants of them it asks through the functions in [Options].
package ui
