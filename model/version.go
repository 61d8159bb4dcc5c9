package model

// versions is what a list of rows that replaces the one before knows of their versions.
type versions[K comparable] struct {
	// anew are the rows that a list merged into this one lacked, or had without a version: what was known of them before that is
	// of no account.
	anew map[K]bool
}

// newest returns the rows of a list that replaces held: of rows with the same key the one of the later version, whether both are in
// the list or one is held. Versions of zero are not known.
func newest[R any, K comparable](held, rows []R, v versions[K], of func(*R) (key K, version int64, known bool)) []R {
	before := make(map[K]int, len(held))
	for i := range held {
		if k, _, known := of(&held[i]); known {
			before[k] = i
		}
	}
	places := make(map[K]int, len(rows))
	out := rows[:0:0]
	for i := range rows {
		row := &rows[i]
		k, version, known := of(row)
		if !known {
			out = append(out, *row)
			continue
		}
		if at, twice := places[k]; twice {
			if _, there, _ := of(&out[at]); version == 0 || version >= there {
				out[at] = *row
			}
			continue
		}
		places[k] = len(out)
		out = append(out, *row)
	}
	for k, at := range places {
		if i, was := before[k]; was && !v.anew[k] {
			_, version, _ := of(&out[at])
			if _, there, _ := of(&held[i]); version != 0 && version < there {
				out[at] = held[i]
			}
		}
	}
	return out
}

// follow returns what is known of the versions of a list that is merged with the one before it.
func follow[R any, K comparable](held, rows []R, older, newer versions[K], of func(*R) (key K, version int64, known bool)) versions[K] {
	before := make(map[K]bool, len(held))
	for i := range held {
		if k, version, known := of(&held[i]); known && version != 0 {
			before[k] = true
		}
	}
	v := versions[K]{anew: make(map[K]bool)}
	for i := range rows {
		if k, _, known := of(&rows[i]); known && (!before[k] || older.anew[k] || newer.anew[k]) {
			v.anew[k] = true
		}
	}
	return v
}
