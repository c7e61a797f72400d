package study

import "math"

// tieTable holds the rows of one half of the pooled values where some are
// equal. A row is a range of cells: the number of choices that give 2U = least,
// least+1 and so on, in units of the table. Rows are built a group of equal
// values at a time: k of g can be chosen in subsets(g, k) ways that all give the
// same U.
type tieTable struct {
	m, n   int // chosen and left, of both halves together
	unit   int
	points int      // values so far
	rows   []tieRow // by the number chosen of them, 0 to m
	cells  []float64

	spareRows  []tieRow
	spareCells []float64 // nil in a dry run, which only lays out the rows
}

// tieRow has no cells if as many can't be chosen.
type tieRow struct{ least, start, width int }

func (t *tieTable) reset(cells, spareCells []float64) {
	clear(t.rows)
	t.points, t.rows[0] = 0, tieRow{width: 1}
	t.cells, t.spareCells = cells, spareCells
}

// layOut returns how many cells the rows of the groups need at any time, and
// the work to fill them. It stops once that is above the limit.
func (t *tieTable) layOut(groups []int, limit int) (most, work int) {
	t.reset(nil, nil)
	most = 1
	for _, g := range groups {
		cells, w := t.add(g, nil, limit-work)
		if work += w; work > limit {
			break
		}
		most = max(most, cells)
	}
	return most, work
}

// fill makes the rows of the groups, within as many cells as layOut said.
func (t *tieTable) fill(groups []int, cells, spareCells []float64) {
	t.reset(cells, spareCells)
	t.cells[0] = 1
	var ways []float64
	for _, g := range groups {
		ways = ways[:0]
		for k := range min(g, t.m) + 1 {
			ways = append(ways, subsets(g, k))
		}
		t.add(g, ways, math.MaxInt)
	}
}

// add appends a group above all the others. It returns the cells of the new
// rows and the work, and stops once that is above the limit.
func (t *tieTable) add(g int, ways []float64, limit int) (cells, work int) {
	rows := t.spareRows
	clear(rows)
	for j := max(0, t.points+g-t.n); j <= min(t.m, t.points+g); j++ {
		first, last := max(0, j-t.points), min(g, j) // of the group
		least, end, adds := math.MaxInt, 0, 0
		for k := first; k <= last; k++ {
			if from := t.rows[j-k]; from.width > 0 {
				at := from.least + t.gain(j-k, g, k)
				least, end = min(least, at), max(end, at+from.width)
				adds += from.width
			}
		}
		if end == 0 {
			continue
		}
		rows[j] = tieRow{least, cells, end - least}
		cells, work = cells+end-least, work+max(adds, end-least) // cells may lie empty, but are cleared
		if work > limit {
			return cells, work
		}
		if t.spareCells == nil {
			continue
		}
		sums := t.spareCells[rows[j].start:cells]
		clear(sums)
		for k := first; k <= last; k++ {
			if from := t.rows[j-k]; from.width > 0 {
				w, to := ways[k], sums[from.least+t.gain(j-k, g, k)-least:][:from.width]
				for i, count := range t.cells[from.start:][:from.width] {
					to[i] += w * count
				}
			}
		}
	}
	t.points += g
	t.rows, t.spareRows = rows, t.rows
	t.cells, t.spareCells = t.spareCells, t.cells
	return cells, work
}

// gain is by how much 2U grows, in units, if k of a group of g are chosen above
// j chosen before: two for each value left below, one for each left in the group.
func (t *tieTable) gain(j, g, k int) int {
	return k * (2*(t.points-j) + g - k) / t.unit
}

// row returns the least 2U of row j, in units, and its cells.
func (t *tieTable) row(j int) (least int, cells []float64) {
	r := t.rows[j]
	return r.least, t.cells[r.start:][:r.width]
}

// tiedP is the probability of a 2U at least distance from its mean, if m are
// chosen from groups of equal values. It is false if that takes more than
// exactWork. As the mean lies in the middle whether U counts the chosen or the
// others, the smaller sample is the one to choose; distance must be above 0.
func tiedP(groups []int, m, distance int) (p float64, ok bool) {
	all, unit := 0, 2
	for _, g := range groups {
		all += g
		if g%2 == 0 {
			unit = 1 // else every gain is even, and half of the cells would stay empty
		}
	}
	choices := subsets(all, m)
	if math.IsInf(choices, 1) {
		return 0, false
	}
	rows := make([]tieRow, 4*(m+1))
	half := func(i int) tieTable {
		i *= 2 * (m + 1)
		return tieTable{m: m, n: all - m, unit: unit, rows: rows[i:][:m+1], spareRows: rows[i+m+1:][:m+1]}
	}
	lower, upper, cut := half(0), half(1), middleGroup(groups, all)
	mostLower, work := lower.layOut(groups[:cut], exactWork)
	mostUpper, more := upper.layOut(groups[cut:], exactWork-work)
	if work+more > exactWork {
		return 0, false
	}
	most := max(mostLower, mostUpper)
	flat := make([]float64, 3*most)
	lower.fill(groups[:cut], flat[:most], flat[most:][:most])
	upper.fill(groups[cut:], lower.spareCells, flat[2*most:])
	mean := m * (all - m)
	low, high := (mean-distance)/unit, (mean+distance)/unit // without a rest: both are possible 2U, or their mirror
	count := 0.0
	for j := range m + 1 {
		a, as := lower.row(j)
		b, bs := upper.row(m - j)
		if len(as) == 0 || len(bs) == 0 {
			continue
		}
		least := a + b + 2*(m-j)*(lower.points-j)/unit
		count += jointTail(as, bs, low-least) + jointUpperTail(as, bs, high-least)
	}
	return min(1, count/choices), true
}

// middleGroup is the number of groups in the lower half: the cut between two
// groups that is nearest to the middle.
func middleGroup(groups []int, all int) int {
	below := 0
	for i, g := range groups {
		if 2*below+g >= all {
			return i
		}
		below += g
	}
	return len(groups)
}

// jointTail is the sum of as[i]·bs[k] over i+k ≤ limit.
func jointTail(as, bs []float64, limit int) float64 {
	total, sum, k := 0.0, 0.0, 0
	for i := min(len(as)-1, limit); i >= 0; i-- {
		for ; k < len(bs) && i+k <= limit; k++ {
			sum += bs[k]
		}
		total += as[i] * sum
	}
	return total
}

// jointUpperTail is the sum of as[i]·bs[k] over i+k ≥ limit.
func jointUpperTail(as, bs []float64, limit int) float64 {
	total, sum, k := 0.0, 0.0, len(bs)-1
	for i := max(0, limit-len(bs)+1); i < len(as); i++ {
		for ; k >= 0 && i+k >= limit; k-- {
			sum += bs[k]
		}
		total += as[i] * sum
	}
	return total
}
