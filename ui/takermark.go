package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// takerMark is an arrow up for a buyer and down for a seller, with its ink.
func takerMark(v *view, side model.BookSide) (string, canvas.Ink) {
	ascii := v.border == canvas.ASCII()
	switch {
	case side == model.Bid && ascii:
		return "^", inkBid
	case side == model.Bid:
		return "▲", inkBid
	case side == model.Ask && ascii:
		return "v", inkAsk
	case side == model.Ask:
		return "▼", inkAsk
	}
	return "?", inkDim
}
