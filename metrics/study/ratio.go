package study

import "math"

// fieller is the interval of the mean after over the mean before, by E. C.
// Fieller (Journal of the Royal Statistical Society B 16, 1954): the ratios q at
// which after - q·before is less than so many standard errors from 0. There is
// none where the mean before may be 0, since the ratio is then unbounded.
//
// The worked cases take the normal quantile for the number of errors. A change
// takes the t of its own comparison and its own sizes: then the ratio excludes 1
// exactly where the difference excludes 0, and two lines of a report can't
// disagree.
func fieller(before, after moments, nBefore, nAfter, errors float64) (low, high float64, bounded bool) {
	vb, va := errors*errors*before.variance/nBefore, errors*errors*after.variance/nAfter
	// The ends are the roots of a·q² - 2·b·q + c.
	a := before.mean*before.mean - vb
	b := after.mean * before.mean
	c := after.mean*after.mean - va
	d := b*b - a*c
	if !(a > 0) || !(d >= 0) {
		return 0, 0, false
	}
	root := math.Sqrt(d)
	return (b - root) / a, (b + root) / a, true
}
