package model

// pushes is a run of messages of a joined stream that wait to be applied, oldest first. Each list is the rows of one message.
type pushes[T any] struct {
	lists [][]T
	rows  int
	lost  int // rows given up because more than MaxPending waited
}

func onePush[T any](rows []T) pushes[T] {
	if len(rows) == 0 {
		return pushes[T]{} // nothing to apply, and nothing that could pile up
	}
	return pushes[T]{lists: [][]T{rows}, rows: len(rows)}
}

func (p pushes[T]) join(newer pushes[T]) pushes[T] {
	p.lists = append(p.lists, newer.lists...)
	p.rows += newer.rows
	p.lost += newer.lost
	for p.rows > MaxPending && len(p.lists) > 1 {
		p.rows -= len(p.lists[0])
		p.lost += len(p.lists[0])
		p.lists = p.lists[1:]
	}
	return p
}
