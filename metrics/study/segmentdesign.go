package study

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// segmentDesign is the columns of a segmented regression: one, D, P, t, then
// the months. In this order the column found to depend on those before it is
// the one a reader would name: the trend where the baseline has one value.
type segmentDesign struct {
	n, p, change int
	t            []int
	since        []float64 // periods since the first after value, negative before it
	origin       float64   // the period of that value
	span         float64   // P and t are divided by it
	season       int
	months       []int     // from 0; those that occur, rising; the first has no column
	month        []int     // of each value, as an index of months
	q, r         []float64 // X = Q·R, n×p and p×p, row by row
}

// newSegmentDesign builds the columns. A month without a single value has none:
// no number reported depends on it.
func newSegmentDesign(in segmentedInput, t []int) (*segmentDesign, error) {
	n := len(t)
	d := &segmentDesign{n: n, p: 4, change: in.change, t: t, season: in.season}
	d.origin, d.span = float64(t[in.change]), float64(t[n-1]-t[0])
	d.since = make([]float64, n)
	for i, p := range t {
		d.since[i] = float64(p - t[in.change])
	}
	if in.season > 1 {
		baseline := t[in.change-1] - t[0] + 1
		if baseline/in.season < segmentsCycles {
			return nil, fmt.Errorf("%w: the baseline spans %d periods, need %d full years of %d",
				ErrTooFewPoints, baseline, segmentsCycles, in.season)
		}
		d.setMonths(in.start)
		d.p += len(d.months) - 1
	}
	if need := d.p + segmentsResidual; n < need {
		return nil, fmt.Errorf("%w: have %d, need %d for %d terms and %d residual degrees of freedom",
			ErrTooFewPoints, n, need, d.p, segmentsResidual)
	}
	return d, d.factor()
}

func (d *segmentDesign) setMonths(start int) {
	d.month = make([]int, d.n)
	for i, p := range d.t {
		m := (p%d.season + start - 2) % d.season
		d.month[i] = (m + d.season) % d.season
	}
	d.months = slices.Clone(d.month)
	slices.Sort(d.months)
	d.months = slices.Compact(d.months)
	for i, m := range d.month {
		d.month[i], _ = slices.BinarySearch(d.months, m)
	}
}

// factor computes Q and R by Householder reflections, without pivoting: |R[j][j]|
// is then what the columns before j leave of column j.
func (d *segmentDesign) factor() error {
	n, p := d.n, d.p
	d.q, d.r = make([]float64, n*p), make([]float64, p*p)
	size := make([]float64, p)
	for i := range n {
		row := d.q[i*p : (i+1)*p]
		row[0], row[3] = 1, d.since[i]/d.span
		if i >= d.change {
			row[1], row[2] = 1, d.since[i]/d.span
		}
		if d.month != nil && d.month[i] > 0 {
			row[3+d.month[i]] = 1
		}
		for j, v := range row {
			size[j] = math.Hypot(size[j], v)
		}
	}
	a := blas64.General{Rows: n, Cols: p, Stride: p, Data: d.q}
	tau, work := make([]float64, p), make([]float64, 32*p)
	lapack64.Geqrf(a, tau, work, len(work))
	for j := range p {
		copy(d.r[j*p+j:(j+1)*p], d.q[j*p+j:(j+1)*p])
		if math.Abs(d.r[j*p+j]) <= segmentsCollinear*size[j] {
			return fmt.Errorf("%w: the %s", ErrCollinear, d.name(j))
		}
	}
	lapack64.Orgqr(a, tau, work, len(work))
	return nil
}

func (d *segmentDesign) name(column int) string {
	if column > 3 {
		return fmt.Sprintf("shift of month %d", d.months[column-3]+1)
	}
	return [...]string{"intercept", "level change", "slope change", "trend"}[column]
}

// combination is a sum of terms as coefficients of the columns: of the line at
// the first after value, of b2, of b3, of b1 and of the months.
func (d *segmentDesign) combination(line, level, slope, trend float64, months []float64) []float64 {
	c := make([]float64, d.p)
	c[0], c[1], c[2], c[3] = line, level, slope/d.span, trend/d.span
	copy(c[4:], months)
	return c
}

// meanSince is the mean P of the after values.
func (d *segmentDesign) meanSince() float64 {
	var sum float64
	for _, p := range d.since[d.change:] {
		sum += p
	}
	return sum / float64(d.n-d.change)
}

// monthShares is how often each month with a column occurs among the after values.
func (d *segmentDesign) monthShares() []float64 {
	if d.month == nil {
		return nil
	}
	share := make([]float64, len(d.months))
	for _, m := range d.month[d.change:] {
		share[m] += 1 / float64(d.n-d.change)
	}
	return share[1:]
}

func (d *segmentDesign) row(i int) []float64 { return d.q[i*d.p : (i+1)*d.p] }

// project sets beta to Q'y.
func (d *segmentDesign) project(y, beta []float64) {
	for i, v := range y {
		for j, q := range d.row(i) {
			beta[j] += q * v
		}
	}
}

// residuals is y − Qβ.
func (d *segmentDesign) residuals(y, beta []float64) []float64 {
	e := make([]float64, d.n)
	for i, v := range y {
		e[i] = v - floats.Dot(d.row(i), beta)
	}
	return e
}

// forward solves U'x = b for the leading len(b) rows of an upper triangle, in place.
func forward(u []float64, stride int, b []float64) {
	for j := range b {
		for k := range j {
			b[j] -= u[k*stride+j] * b[k]
		}
		b[j] /= u[j*stride+j]
	}
}
