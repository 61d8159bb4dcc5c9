package sim

import "math/big"

// askBit is the bit of an order id that says on which side of the book the order rests.
const askBit = 1 << 32

// bookKey returns the low half of the id of a resting order: the price in ticks in bits 0 to 31, the side in bit 32 (ask
// set) and a node number, of no meaning to clients, above.
func bookKey(ticks int64, ask bool, node uint64) uint64 {
	key := uint64(ticks)&(askBit-1) | node<<33
	if ask {
		key |= askBit
	}
	return key
}

// wideID prints the 128-bit number made of two halves as decimal digits. The high half is a counter of the market; the
// low half is a book key, zero for an order that never rested, or the market id for a position.
func wideID(high, low uint64) string {
	id := new(big.Int).SetUint64(high)
	id.Lsh(id, 64)
	return id.Or(id, new(big.Int).SetUint64(low)).String()
}
