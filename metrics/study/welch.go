package study

import "math"

// difference is an estimate with its standard error and degrees of freedom; se is 0
// and df meaningless where nothing varies.
type difference struct {
	estimate, se, df float64
}

// t and p are those of the hypothesis that there is no difference.
func (d difference) p() float64 {
	if d.se == 0 {
		if d.estimate == 0 {
			return 1
		}
		return 0
	}
	return twoSided(d.estimate/d.se, d.df)
}

func (d difference) interval(level float64) (low, high float64) {
	half := critical(level, d.df) * d.se
	return d.estimate - half, d.estimate + half
}

// welch is the difference of two means, each with its own variance, after B. L.
// Welch (Biometrika 34, 1947) with the degrees of freedom of F. E. Satterthwaite
// (Biometrics Bulletin 2, 1946). The sizes may be effective ones.
func welch(before, after moments, nBefore, nAfter float64) difference {
	vb, va := before.variance/nBefore, after.variance/nAfter
	d := difference{estimate: after.mean - before.mean, se: math.Sqrt(vb + va)}
	if d.se > 0 {
		// Of shares of the whole, so that nothing is squared out of range.
		b, a := vb/(vb+va), va/(vb+va)
		d.df = 1 / (b*b/(nBefore-1) + a*a/(nAfter-1))
	}
	return d
}

// sizes are the effective sizes of two runs of readings in order of time: each
// n becomes n(1-r)/(1+r), at least 2, where r is the n-weighted lag-1
// autocorrelation within the two runs, raised by (1 + 3·max(r, 0))/mean n since
// short runs understate it, and held to [0, 0.9].
//
// It is our own construction, after the effective number of independent
// observations of G. V. Bayley and J. M. Hammersley (Supplement to the Journal
// of the Royal Statistical Society 8, 1946) and the bias of an estimated
// autocorrelation given by F. H. C. Marriott and J. A. Pope (Biometrika 41,
// 1954).
type sizes struct {
	raw, r        float64
	before, after float64
}

func effectiveSizes(before, after []float64, numbersBefore, numbersAfter []int) sizes {
	nb, na := float64(len(before)), float64(len(after))
	// A side that never varies says nothing of how alike neighbours are.
	var s sizes
	wb, wa := nb, na
	if momentsOf(before).variance == 0 {
		wb = 0
	}
	if momentsOf(after).variance == 0 {
		wa = 0
	}
	if wb+wa > 0 {
		s.raw = (wb*lag1(before, numbersBefore) + wa*lag1(after, numbersAfter)) / (wb + wa)
	}
	s.r = corrected(s.raw, (nb+na)/2)
	s.before, s.after = max(effective(nb, s.r), 2), max(effective(na, s.r), 2)
	return s
}

// paired is the mean of the differences of the same units.
func paired(changes []float64) difference {
	m := momentsOf(changes)
	n := float64(m.n)
	return difference{m.mean, math.Sqrt(m.variance / n), n - 1}
}

// corrected is an autocorrelation raised by what a run of n readings understates
// it, and held to [0, 0.9].
func corrected(r, n float64) float64 { return min(max(r+(1+3*max(r, 0))/n, 0), 0.9) }
