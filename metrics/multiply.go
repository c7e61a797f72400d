package metrics

import "math"

// Neg is what is known of the number with its sign turned.
func (i Interval) Neg() Interval { return Exactly(0).Sub(i) }

// Add is what is known of the sum of two numbers when nothing ties them to each
// other. It rounds as [Interval.Sub] does.
func (i Interval) Add(j Interval) Interval { return i.Sub(j.Neg()) }

// Times is what is known of the product of two numbers when nothing ties them
// to each other. Each end is the least or greatest product of two ends: where
// it is exact it is kept, where rounding or underflow took it inwards it is
// moved outwards to the next floating-point number, and where there is no such
// number the product has no known bound on that side. Ends of the product are
// closed, even those of open ones.
func (i Interval) Times(j Interval) Interval {
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range i.extremes() {
		for _, b := range j.extremes() {
			low = min(low, multiply(a, b, math.Inf(-1)))
			high = max(high, multiply(a, b, math.Inf(1)))
		}
	}
	p, _ := bounded(low, high, endsOf(low, high)) // low is never above high
	return p
}

// endsOf says which of two ends there are: those that are finite.
func endsOf(low, high float64) (e ends) {
	if finite(low) {
		e |= hasLow
	}
	if finite(high) {
		e |= hasHigh
	}
	return e
}

// extremes are the ends, infinite where there is none.
func (i Interval) extremes() [2]float64 {
	e := [2]float64{math.Inf(-1), math.Inf(1)}
	if i.ends&hasLow != 0 {
		e[0] = i.low
	}
	if i.ends&hasHigh != 0 {
		e[1] = i.high
	}
	return e
}

// multiply is a·b, moved one step towards out if it isn't exact and lies on the
// wrong side of the true product. Nothing times a missing end is nothing: the
// number there is finite, only not known. The rounding error of a product of
// numbers near 1 is a float64 itself and one fused multiply-add gives it, so the
// factors are brought there first.
func multiply(a, b, out float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	p := a * b
	if math.IsInf(p, 0) {
		if math.IsInf(a, 0) || math.IsInf(b, 0) || (p > 0) == (out > 0) {
			return p
		}
		return math.Nextafter(p, 0)
	}
	x, i := math.Frexp(a)
	y, j := math.Frexp(b)
	if e := math.FMA(x, y, -math.Ldexp(p, -i-j)); e > 0 && out > 0 || e < 0 && out < 0 {
		return math.Nextafter(p, out)
	}
	return p
}
