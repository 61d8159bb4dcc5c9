package ui

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"

	"kanatop/model"
)

// rfcMillis is how moments are written to files.
const rfcMillis = "2006-01-02T15:04:05.000Z07:00"

// freshnessWord says how fresh data is, with the reason when it is not.
func freshnessWord(age model.Age) string {
	word := map[model.Freshness]string{model.Live: "live", model.Quiet: "quiet", model.Waiting: "waiting", model.Stale: "stale"}[age.State]
	if age.Reason != "" {
		word += ": " + age.Reason
	}
	return word
}

// labels are the names of the columns of rows, in the order in which they first stand.
func labels(rows [][]field) []string {
	var out []string
	known := make(map[string]bool)
	for _, row := range rows {
		for _, f := range row {
			if !known[f.label] {
				known[f.label] = true
				out = append(out, f.label)
			}
		}
	}
	return out
}

// valueOf is the value of a column in a row, and whether it is there: an absent figure is not.
func valueOf(row []field, label string) (string, bool) {
	for _, f := range row {
		if f.label == label {
			return f.value, f.value != absent
		}
	}
	return "", false
}

// csvText writes rows with a heading, as RFC 4180 has it; absent figures are empty.
func csvText(rows [][]field) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	heads := labels(rows)
	record := make([]string, len(heads))
	if len(heads) > 0 {
		_ = w.Write(heads) // writing to memory does not fail
	}
	for _, row := range rows {
		for i, h := range heads {
			record[i] = ""
			if value, known := valueOf(row, h); known {
				record[i] = unformulated(value)
			}
		}
		_ = w.Write(record)
	}
	w.Flush()
	return out.Bytes()
}

// unformulated keeps a spreadsheet from taking a text for a formula, with the sign that makes it a text there. Numbers stay as
// they are.
func unformulated(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return text
	}
	if _, err := model.ParseDec(text); err == nil {
		return text
	}
	return "'" + text
}

// jsonText writes rows as a document that begins with what is told about all of them. All values are strings with all their
// digits; absent figures are null.
func jsonText(about []field, rows [][]field) []byte {
	var out bytes.Buffer
	out.WriteString("{\n")
	for _, f := range about {
		out.WriteString("  ")
		member(&out, f)
		out.WriteString(",\n")
	}
	out.WriteString("  \"rows\": [")
	for i, row := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    {")
		for k, f := range row {
			if k > 0 {
				out.WriteString(", ")
			}
			member(&out, f)
		}
		out.WriteByte('}')
	}
	out.WriteString("\n  ]\n}\n")
	return out.Bytes()
}

func member(out *bytes.Buffer, f field) {
	out.Write(jsonString(f.label))
	out.WriteString(": ")
	if f.value == absent {
		out.WriteString("null")
		return
	}
	out.Write(jsonString(f.value))
}

func jsonString(text string) []byte {
	quoted, _ := json.Marshal(text) // a string cannot fail
	return quoted
}
