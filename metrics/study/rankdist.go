package study

import "math"

// The exact distributions of U, where each choice of m of the N = m+n pooled
// values as the afters is as likely as any other.
//
// The values in ascending order are cut in the middle. For each half, and each
// number j chosen from it, a row counts the choices by the U they give within
// that half. Between the halves only the numbers matter: every chosen value of
// the upper one beats every value left in the lower one. So
//
//	U = U(lower, j) + U(upper, m-j) + (m-j)·(left in the lower)
//
// and a tail is a sum over j of one row against the running sum of another.
// The rows of both halves together take an eighth of the work of a whole.
//
// Nothing is ever subtracted, so a tail of 1e-100 is as precise as one of 0.1,
// and nothing overflows as long as the number of all choices doesn't.

// exactWork is how many additions the rows may take before the normal
// approximation is used instead; 1e8 take about 0.1 s and at most 100 MB.
// Without ties that is reached at 311+311 values. With ties it depends on them:
// at about 130+130 if they are few, at 220+220 on a scale of five.
const exactWork = 100_000_000

// subsets is the number of ways to choose k of n, ∞ where that comes near the
// largest float64.
func subsets(n, k int) float64 {
	k = min(k, n-k)
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1) // a whole number at every step
		if c > 1e290 {
			return math.Inf(1)
		}
	}
	return c
}

// untied is the distribution of U where no two values are equal. Then the rows
// are Gaussian binomial coefficients: row j of a half of l values has the
// degree j(l-j), reads the same from both ends, and equals row l-j. So j runs to
// l/2, and of each row the first half is kept, its middle included.
type untied struct {
	m, n int // m ≤ n
	half int
	rows [][]float64
	all  float64
}

// newUntied returns false if the rows take more than exactWork.
func newUntied(m, n int) (untied, bool) {
	if m > n {
		m, n = n, m
	}
	d := untied{m: m, n: n, half: (m + n) / 2, all: subsets(m+n, m)}
	last := min(m, d.half/2)
	if math.IsInf(d.all, 1) || untiedWork(d.half, last) > exactWork {
		return untied{}, false
	}
	cells := 0
	for j := range last + 1 {
		cells += j*(d.half-j)/2 + 1
	}
	flat := make([]float64, cells)
	d.rows = make([][]float64, last+1)
	for j := range d.rows {
		size := j*(d.half-j)/2 + 1
		d.rows[j], flat = flat[:1:size], flat[size:]
	}
	d.rows[0][0] = 1
	for l := 2; l <= d.half; l++ {
		for j := min(l/2, last); j > 0; j-- { // downwards, as row j needs the old row j-1
			d.grow(l, j)
		}
	}
	return d, true
}

// grow turns row j of l-1 values into that of l. The new value is the largest.
// Left, it changes no U: the row is kept, mirrored further. Chosen, it beats
// the l-j left: row j-1 is added, shifted by that.
func (d untied) grow(l, j int) {
	row, other := d.rows[j], d.rows[j-1]
	if l == 2*j {
		row = row[:len(other)] // row j of 2j-1 values equals row j-1
		copy(row, other)
	}
	degree, old := j*(l-1-j), len(row)
	row = row[:j*(l-j)/2+1]
	for u := old; u < len(row); u++ {
		row[u] = row[degree-u]
	}
	d.rows[j] = row
	if left := l - j; left < len(row) {
		to := row[left:]
		for u, count := range other[:len(to)] {
			to[u] += count
		}
	}
}

// untiedWork counts the cells that grow writes, and stops above exactWork.
func untiedWork(half, last int) int {
	work := 0
	for l := 2; l <= half && work <= exactWork; l++ {
		for j := 1; j <= min(l/2, last) && work <= exactWork; j++ {
			work += j*(l-j)/2 + 1
		}
	}
	return work
}

// atMost is P(U ≤ u), 0 if u is negative.
func (d untied) atMost(u int) float64 {
	if (d.m+d.n)%2 == 0 {
		return d.count(d.m, u) / d.all
	}
	// One value is over, the largest: left, or chosen and above all n left.
	return (d.count(d.m, u) + d.count(d.m-1, u-d.n)) / d.all
}

// count is the number of ways to choose m of twice half values with U ≤ u.
func (d untied) count(m, u int) float64 {
	total := 0.0
	for j := max(0, m-d.half); j <= min(m, d.half); j++ {
		i := m - j
		rest := u - i*(d.half-j)
		if rest < 0 {
			continue
		}
		lower, upper := d.rows[min(j, d.half-j)], d.rows[min(i, d.half-i)]
		top, topUpper := j*(d.half-j), i*(d.half-i)
		sum, b := 0.0, 0 // of upper up to where both together are at most rest
		for a := min(top, rest); a >= 0; a-- {
			for ; b <= min(rest-a, topUpper); b++ {
				sum += upper[min(b, topUpper-b)]
			}
			total += lower[min(a, top-a)] * sum
		}
	}
	return total
}

// quantile is the smallest u with P(U ≤ u) ≥ p, and P(U < u). It looks near a
// guess first.
func (d untied) quantile(p float64, guess int) (u int, below float64) {
	// P(U ≤ low) < p ≤ P(U ≤ high), once both are found.
	low, high := -1, d.m*d.n
	for step, at := 1, guess; low < at && at < high; step *= 2 {
		if q := d.atMost(at); q < p {
			low, below, at = at, q, at+step
		} else {
			high, at = at, at-step
		}
	}
	for high-low > 1 {
		middle := low + (high-low)/2
		if q := d.atMost(middle); q < p {
			low, below = middle, q
		} else {
			high = middle
		}
	}
	return high, below
}
