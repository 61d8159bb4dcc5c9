package ui

import (
	"kanatop/model"
	"kanatop/ui/canvas"
)

// filters are the shares of prints, in percent, that the steps of the filter hide.
func filters() []int { return []int{0, 50, 75, 90, 97} }

// sift goes to the next step of the size filter that hides more than the one before: where many prints are of one size, some
// steps would hide the same. After the last all show again. It reports false when there is nothing that it could hide.
func (p *tradesPane) sift(v *view) bool {
	all, _ := v.m.Tape(v.market.ID).Prints(nil, model.Dec{})
	before := model.Quantile(all, 0)
	if p.filter > 0 {
		before = p.least
	}
	from := p.filter
	p.least, p.list = model.Dec{}, list{visible: p.visible}
	for p.filter++; p.filter < len(filters()); p.filter++ {
		if size := model.Quantile(all, filters()[p.filter]); size.Cmp(before) > 0 {
			p.least = size
			return true
		}
	}
	p.filter = 0
	return from > 0
}

// showFrom hides trades below a size; an absent one hides none.
func (p *tradesPane) showFrom(size model.Dec) {
	p.filter, p.least, p.list, p.of = 0, size, list{visible: p.visible}, printsOf{}
}

// sayHidden says what the filter hides, and where there are sums under the rows, that they are of all trades.
func (p *tradesPane) sayHidden(v *view, line canvas.Region, summed int) {
	count := string(v.integer(p.hidden))
	least := string(v.join(v.atLeast(), " ", string(v.lean(p.least)), ", ")) // the title has the size too
	ways := []string{"shown " + least + count + " smaller hidden", count + " smaller hidden"}
	if summed > 0 {
		ways = []string{ways[0] + ", sums of all", least + ways[1] + ", sums of all", ways[1] + ", sums: all", count + " hidden, sums: all", ways[1]}
	}
	for _, text := range ways {
		if line.Whole(1, 0, line.W()-1, text, inkWarn) {
			return
		}
	}
}
