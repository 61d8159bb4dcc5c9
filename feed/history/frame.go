package history

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

const (
	markName  = "KTPH"
	markWhole = 4 + 4 + 8 + 4
	// frameLimit bounds the payload of a frame, fileLimit a file: far more than is ever written.
	frameLimit = 2 << 20
	fileLimit  = 8 << 20
)

// entryKind is what an entry tells.
type entryKind byte

const (
	ofNetwork entryKind = 1
	ofTrades  entryKind = 2
	ofRates   entryKind = 3
	ofHeard   entryKind = 4
)

// frame begins a frame in dst; [sealed] ends it.
func frame(dst []byte) []byte { return append(dst, make([]byte, markWhole)...) }

// sealed fills in the mark of the frame that begins at a place in dst and reaches to its end.
func sealed(dst []byte, from int, newest int64) []byte {
	head := dst[from : from+markWhole]
	copy(head, markName)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(dst)-from-markWhole)) //nolint:gosec // bounded by what a second tells
	binary.LittleEndian.PutUint64(head[8:], uint64(newest))                  //nolint:gosec // read back the same way
	binary.LittleEndian.PutUint32(head[16:], checksum(dst[from:]))
	return dst
}

// checksum is that of a frame, of which the mark is the begin.
func checksum(whole []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(whole[4:16]), crc32.IEEETable, whole[markWhole:])
}

// nextFrame returns the payload of the first whole frame in text and what is behind it; nil at the end. What is damaged is passed
// over.
func nextFrame(text []byte) (payload []byte, newest int64, rest []byte) {
	for {
		at := bytes.Index(text, []byte(markName))
		if at < 0 || len(text)-at < markWhole {
			return nil, 0, nil
		}
		text = text[at:]
		n := uint64(binary.LittleEndian.Uint32(text[4:]))
		if n <= frameLimit && n <= uint64(len(text)-markWhole) {
			whole := text[:markWhole+int(n)] //nolint:gosec // bounded a line above
			if checksum(whole) == binary.LittleEndian.Uint32(text[16:]) {
				return whole[markWhole:], int64(binary.LittleEndian.Uint64(text[8:])), text[len(whole):] //nolint:gosec // as it was written
			}
		}
		text = text[1:]
	}
}

// entry appends an entry whose content is what add appends.
func entry(dst []byte, kind entryKind, add func([]byte) []byte) []byte {
	const room = 3 // a varint of up to 2 MiB
	dst = append(dst, byte(kind), 0, 0, 0)
	from := len(dst)
	dst = add(dst)
	n := len(dst) - from
	size := dst[from-room : from]
	size[0], size[1], size[2] = byte(n)|0x80, byte(n>>7)|0x80, byte(n>>14)&0x7f //nolint:gosec // the parts of a varint
	return dst
}

// nextEntry returns the first entry of a payload and what is behind it; ok is false at its end.
func nextEntry(payload []byte) (kind entryKind, content, rest []byte, ok bool) {
	if len(payload) == 0 {
		return 0, nil, nil, false
	}
	n, size := binary.Uvarint(payload[1:])
	if size <= 0 || n > uint64(len(payload)-1-size) {
		return 0, nil, nil, false
	}
	from := 1 + size
	to := from + int(n) //nolint:gosec // bounded above
	return entryKind(payload[0]), payload[from:to], payload[to:], true
}
