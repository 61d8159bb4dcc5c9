package journal

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A frame of zstd that is to be passed over: its magic number, the length of what follows, and then what stands before every
// frame of data.
const (
	markMagic = "\x5b\x2a\x4d\x18"
	markName  = "KTOP"
	markSize  = 4 + 4 + 8 + 4 // name, length of the frame, microseconds of its first entry, checksum of these
	markBegin = markMagic + "\x14\x00\x00\x00" + markName
	markWhole = 8 + markSize

	zstdMagic = "\x28\xb5\x2f\xfd"
)

// chunkLimit is how much a packed frame holds, packed or not, beyond which it is not taken: far more than is ever written.
const chunkLimit = 64 << 20

// packer compresses what is written at one time.
type packer struct{ zstd *zstd.Encoder }

func newPacker() (*packer, error) {
	// The window holds a second and a half of a busy exchange; what is older is in frames that must be readable alone.
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true),
		zstd.WithEncoderLevel(zstd.SpeedDefault))
	return &packer{z}, err
}

// pack appends lines as one frame behind its mark.
func (p *packer) pack(dst, lines []byte, first time.Duration) []byte {
	from := len(dst)
	dst = append(dst, make([]byte, markWhole)...)
	dst = p.zstd.EncodeAll(lines, dst)
	head := dst[from : from+markWhole]
	copy(head, markBegin)
	binary.LittleEndian.PutUint32(head[12:], uint32(len(dst)-from-markWhole)) //nolint:gosec // bounded by the queue
	binary.LittleEndian.PutUint64(head[16:], uint64(first.Microseconds()))    //nolint:gosec // of the recording's own clock
	binary.LittleEndian.PutUint32(head[24:], crc32.ChecksumIEEE(head[8:24]))
	return dst
}

// errMark says that what stands there is no mark.
var errMark = errors.New("no mark of a frame")

// mark reads the length of the frame behind a mark.
func mark(head []byte) (length int, err error) {
	if len(head) < markWhole || string(head[:12]) != markBegin || binary.LittleEndian.Uint32(head[24:]) != crc32.ChecksumIEEE(head[8:24]) {
		return 0, errMark
	}
	length = int(binary.LittleEndian.Uint32(head[12:]))
	if length > chunkLimit {
		return 0, errMark
	}
	return length, nil
}

func newUnpacker() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(chunkLimit))
}
