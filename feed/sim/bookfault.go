package sim

import "github.com/govalues/decimal"

// levels applies the faults of books.
func (w Rows) levels(rows []row) ([]row, []string) {
	bad := func(r row, price, size string) row {
		r = append(row(nil), r...)
		for i, f := range r {
			switch {
			case f.key == "price" && price != "":
				r[i].text = price
			case f.key == "size" && size != "":
				r[i].text = size
			}
		}
		return r
	}
	switch w {
	case ZeroLevels:
		first, last := rows[0], rows[len(rows)-1]
		rows = append([]row{bad(first, "", "0"), bad(last, "", "-1")}, rows...)
		return append(rows, bad(first, "0", ""), bad(last, "-5", ""), bad(last, strangeID, "0.000")), nil
	case Crossed:
		bid := bad(rows[0], "", "")
		for i, f := range bid {
			if f.key == "is_ask" {
				bid[i].text = "false"
			}
		}
		return append(rows, bid), nil
	case SplitLevels:
		var out []row
		for _, r := range rows {
			half := r
			for _, f := range r {
				if size, err := decimal.Parse(f.text); f.key == "size" && err == nil {
					half = bad(r, "", over(size, units(2, 0)).String())
				}
			}
			out = append(out, half, half)
		}
		return out, nil
	}
	return rows, nil
}
