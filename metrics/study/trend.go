package study

import "math"

// trend is the slope of a straight line through readings in order of time, a
// period, by least squares, with a standard error that allows for neighbouring
// readings being alike: their effective number is taken in place of their
// number, as in the comparison itself, from the autocorrelation of what the line
// leaves over.
func trend(values []float64, numbers []int) difference {
	n := float64(len(values))
	at := func(i int) float64 {
		if numbers == nil {
			return float64(i)
		}
		return float64(numbers[i] - numbers[0])
	}
	times := make([]float64, len(values))
	for i := range times {
		times[i] = at(i)
	}
	t, y := momentsOf(times), momentsOf(values)
	if t.n < 3 || t.variance == 0 || y.variance == 0 {
		return difference{}
	}
	var xy float64
	for i, x := range values {
		xy += float64((times[i] - t.mean) * (x - y.mean))
	}
	sxx := t.variance * (n - 1)
	d := difference{estimate: xy / sxx}
	left, squares := make([]float64, len(values)), 0.0
	for i, x := range values {
		left[i] = x - y.mean - d.estimate*(times[i]-t.mean)
		squares += float64(left[i] * left[i])
	}
	r := lag1(left, numbers)
	r = min(max(r+(1+3*max(r, 0))/n, 0), 0.9)
	worth := max(effective(n, r), 3)
	d.se = math.Sqrt(squares / (n - 2) / sxx * n / worth)
	d.df = worth - 2
	if squares <= 1e-24*y.variance*(n-1) {
		d.se = 0 // a straight line but for rounding
	}
	return d
}
