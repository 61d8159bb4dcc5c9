package journal

import (
	"bytes"
	"encoding/json"
)

// secret is a text that must not be recorded, in one of its spellings.
type secret []byte

// secrets are the spellings of texts: as they are, and as JSON spells them.
func secrets(texts []string) (all []secret) {
	for _, t := range texts {
		if t == "" {
			continue
		}
		all = append(all, secret(t))
		if quoted, err := json.Marshal(t); err == nil && string(quoted[1:len(quoted)-1]) != t {
			all = append(all, quoted[1:len(quoted)-1])
		}
	}
	return all
}

// hidden is data without secrets.
func hidden(data []byte, all []secret) []byte {
	for _, s := range all {
		if bytes.Contains(data, s) {
			data = bytes.ReplaceAll(data, s, []byte("********"))
		}
	}
	return data
}
