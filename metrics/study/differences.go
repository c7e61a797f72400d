package study

import "math"

// differences are all the mn differences after - before of two sorted samples.
// They are never written out: of two samples of 5000 they would take 200 MB.
// Seen as a matrix they ascend along each row and descend along each column,
// rounding included, so one walk along the staircase between those ≤ x and
// those > x counts them in m+n steps. The k-th smallest is then the least
// float64 x with a count of at least k, and as the floats of 64 bits are as
// ordered as their bits, it is found by at most 64 such walks.
type differences struct {
	after, before []float64
}

func (d differences) len() int { return len(d.after) * len(d.before) }

func (d differences) finite() bool {
	for _, xs := range [...][]float64{d.after, d.before} {
		// Sorted, so NaN and -∞ come first and ∞ last.
		if first, last := xs[0], xs[len(xs)-1]; math.IsNaN(first) || math.IsInf(first, -1) || math.IsInf(last, 1) {
			return false
		}
	}
	return true
}

// atMost counts the differences ≤ x.
func (d differences) atMost(x float64) int {
	count, above := 0, 0 // above: the befores too small for this after
	for _, a := range d.after {
		for above < len(d.before) && a-d.before[above] > x {
			above++
		}
		count += len(d.before) - above
	}
	return count
}

// ranked is the k-th smallest difference, counted from 1. It is infinite if
// that difference overflows.
func (d differences) ranked(k int) float64 {
	low := floatOrder(d.after[0] - d.before[len(d.before)-1])
	high := floatOrder(d.after[len(d.after)-1] - d.before[0])
	for low < high {
		middle := low + (high-low)/2
		if d.atMost(orderedFloat(middle)) >= k {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return orderedFloat(low) + 0 // -0 is 0
}

// next is the smallest difference above x; there must be one.
func (d differences) next(x float64) float64 {
	least, above := math.Inf(1), 0
	for _, a := range d.after {
		for above < len(d.before) && a-d.before[above] > x {
			above++
		}
		if above > 0 {
			least = min(least, a-d.before[above-1])
		}
	}
	return least + 0
}

// median is always finite: a difference that overflows counts as the largest
// finite number of its sign.
func (d differences) median() float64 {
	half := (d.len() + 1) / 2
	low := d.ranked(half)
	high := low
	if d.len()%2 == 0 && d.atMost(low) == half {
		high = d.next(low)
	}
	low = max(-math.MaxFloat64, min(low, math.MaxFloat64))
	high = max(-math.MaxFloat64, min(high, math.MaxFloat64))
	if sum := low + high; !math.IsInf(sum, 0) {
		return sum / 2
	}
	return low/2 + high/2
}

// floatOrder maps floats to integers in the same order, with -0 next below 0;
// orderedFloat maps them back.
func floatOrder(x float64) uint64 {
	b := math.Float64bits(x)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

func orderedFloat(o uint64) float64 {
	if o>>63 != 0 {
		return math.Float64frombits(o &^ (1 << 63))
	}
	return math.Float64frombits(^o)
}
