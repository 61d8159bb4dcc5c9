package ui

import "kanatop/model"

// groupSteps are the grouping steps of a number of ticks each; other numbers than those of the steps are none.
func groupSteps(ticks map[model.MarketID]int64) map[model.MarketID]int {
	out := make(map[model.MarketID]int)
	for id, n := range ticks {
		for step := 1; step < model.GroupSteps; step++ {
			if model.GroupStep(step) == n {
				out[id] = step
			}
		}
	}
	return out
}
