package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"

	"example.com/kmaturity/metrics"
)

// trend is the slope of a line through readings in order of time, a period, by
// least squares. Its standard error allows for neighbouring readings being
// alike as the comparison itself does: the residual degrees of freedom are cut by
// (1-r)/(1+r), with r from what the line leaves over. Terms for the season are
// fitted beside it where each reading's place in the year is given, and a step
// at the change where one is. A slope that can't be told from the other terms has
// no standard error.
type trendInput struct {
	values  []float64
	numbers []int // of periods; nil: one a reading
	places  []int // in the year; nil: no terms
	step    int   // index of the first reading after the change; 0: no step
}

func (in trendInput) time(i int) float64 {
	if in.numbers == nil {
		return float64(i)
	}
	return float64(in.numbers[i] - in.numbers[0])
}

func trend(in trendInput) difference {
	n := len(in.values)
	if n < 3 || momentsOf(in.values).variance == 0 {
		return difference{}
	}
	// The slope is the last column, after everything that it must be told from.
	column := map[int]int{}
	for _, place := range in.places {
		if _, met := column[place]; !met {
			column[place] = len(column)
		}
	}
	p := max(len(column), 1) + 1
	step := -1
	if in.step > 0 && in.step < n {
		step, p = p-1, p+1
	}
	if n <= p {
		return difference{}
	}
	// Columns and values side by side: the triangle that reflections leave of them
	// holds all that is needed, and no n by n matrix is made.
	w := p + 1
	x := make([]float64, n*w)
	middle := in.time(n-1) / 2
	for i, value := range in.values {
		row := x[i*w : (i+1)*w]
		if in.places == nil {
			row[0] = 1
		} else {
			row[column[in.places[i]]] = 1
		}
		if step >= 0 && i >= in.step {
			row[step] = 1
		}
		row[p-1], row[p] = (in.time(i)-middle)/max(middle, 1), value
	}
	r := blas64.General{Rows: n, Cols: w, Stride: w, Data: slices.Clone(x)}
	lapack64.Geqrf(r, make([]float64, min(n, w)), make([]float64, 32*w), 32*w)
	b := make([]float64, p)
	for i := p - 1; i >= 0; i-- {
		pivot := r.Data[i*w+i]
		if math.Abs(pivot) < 1e-8 {
			return difference{} // a term that can't be told from those before it
		}
		b[i] = r.Data[i*w+p]
		for j := i + 1; j < p; j++ {
			b[i] -= float64(r.Data[i*w+j] * b[j])
		}
		b[i] /= pivot
	}
	own := math.Abs(r.Data[(p-1)*w+p-1]) // what of the slope's column the others don't explain
	left, squares := make([]float64, n), 0.0
	for i := range left {
		left[i] = in.values[i]
		for j, coefficient := range b {
			left[i] -= float64(x[i*w+j] * coefficient)
		}
		squares += float64(left[i] * left[i])
	}
	d := difference{estimate: b[p-1] / max(middle, 1)}
	if m := momentsOf(in.values); squares <= 1e-24*m.variance*float64(n-1) {
		if math.Abs(b[p-1]) <= 1e-12*math.Sqrt(m.variance) {
			return difference{} // seasons alone, but for rounding
		}
		return d // a straight line but for rounding
	}
	auto := corrected(lag1(left, in.numbers), float64(n))
	keep := (1 - auto) / (1 + auto)
	d.se = math.Sqrt(squares/float64(n-p)/keep) / own / max(middle, 1)
	d.df = max(float64(n-p)*keep, 1)
	return d
}

// trendWarning says what a trend may explain of the difference between two
// sides.
//
// All of it, so that nothing can be told, where the baseline's own trend is
// significant at 5 %; and where the trend that would lead from one side's mean to
// the other's lies in the 95 % interval of the baseline's, while both sides
// together, the step between them left aside, have a trend of that direction
// significant at 5 %: our own addition, since growth that goes on after the change
// often doesn't show in a short baseline. Where only the former holds, the trend
// isn't excluded: that is told and disqualifies nothing.
//
// Of a metric that is said to be seasonal, the seasons are taken out first, and
// of one that nobody says is not, tested both ways, if there are two years of
// readings to know the seasons by.
func (c Case) trendWarning(r readings) []metrics.Warning {
	exp := exponent(r.before, r.after)
	before, after := scale(r.before, -exp), scale(r.after, -exp)
	apart := meanNumber(r.numbersAfter, len(before), len(after)) - meanNumber(r.numbersBefore, 0, len(before))
	explains := (momentsOf(after).mean - momentsOf(before).mean) / apart
	back := func(x float64) float64 { return math.Ldexp(x, exp) }
	var open []metrics.Warning
	for _, n := range c.seasonsToTry(r) {
		var placesBefore, placesAfter []int
		if n > 1 && r.numbersBefore != nil {
			placesBefore, placesAfter = r.seasons(n, c.SeasonStart)
		}
		own := trend(trendInput{values: before, numbers: r.numbersBefore, places: twoYears(placesBefore)})
		if p := own.p(); p < trendP {
			return trendFound(p, "before")
		}
		var slope metrics.Interval
		if own.se > 0 {
			low, high := own.interval(DefaultLevel)
			if explains < low || explains > high {
				continue
			}
			slope = between(back(low), back(high)).Rounded()
		}
		both := trend(trendInput{
			values: slices.Concat(before, after), numbers: r.numbers(),
			places: twoYears(slices.Concat(placesBefore, placesAfter)), step: len(before),
		})
		if p := both.p(); p < trendP && both.estimate*explains > 0 {
			return trendFound(p, "before and after alike")
		}
		if open == nil && explains != 0 && own.se > 0 {
			side := metrics.UpTo(back(explains)) // where the baseline's slope would have to lie to exclude it
			if explains < 0 {
				side = metrics.From(back(explains))
			}
			open = []metrics.Warning{{Kind: metrics.TrendNotExcluded, Have: slope, Need: side.Rounded(), Where: "slope before"}}
		}
	}
	return open
}

func trendFound(p float64, where string) []metrics.Warning {
	return []metrics.Warning{{Kind: metrics.TrendWithoutControl, Have: metrics.Exactly(p).Rounded(), Need: metrics.From(trendP), Where: where}}
}

// seasonsToTry are the numbers of periods in a year by which a trend is looked
// for, 1 for a year without seasons. Readings without dates of which nobody says
// what they are may be months.
func (c Case) seasonsToTry(r readings) []int {
	if c.Season > 0 {
		return []int{c.Season}
	}
	if n := c.seasonLength(r); n > 1 {
		return []int{1, n}
	}
	if r.pointsBefore == nil {
		return []int{1, 12}
	}
	return []int{1}
}

// places are the readings' places in the year, nil where the metric is known to
// have no season or nobody knows how many periods a year has.
func (c Case) places(r readings) (before, after []int) {
	n := c.seasonLength(r)
	if n < 2 || r.numbersBefore == nil {
		return nil, nil
	}
	return r.seasons(n, c.SeasonStart)
}

// seasonLength is the number of periods in a year: as stated, or what dated
// readings have by the calendar, or 0.
func (c Case) seasonLength(r readings) int {
	switch {
	case c.Season > 0:
		return c.Season
	case r.period == metrics.Monthly:
		return 12
	case r.period == metrics.Quarterly:
		return 4
	}
	return 0
}

// mostPlaces is how many places in a year are told apart for a trend: weeks.
const mostPlaces = 53

// twoYears are the places if every one that occurs does so twice, else nil.
func twoYears(places []int) []int {
	count := map[int]int{}
	if len(places) > 0 && slices.Max(places) >= mostPlaces {
		return nil
	}
	for _, place := range places {
		count[place]++
	}
	for _, n := range count {
		if n < 2 {
			return nil
		}
	}
	return places
}

// meanNumber is the mean number of so many periods, which without numbers are
// counted on from first.
func meanNumber(numbers []int, first, n int) float64 {
	if numbers == nil {
		return float64(first) + float64(n-1)/2
	}
	sum := 0.0
	for _, number := range numbers {
		sum += float64(number)
	}
	return sum / float64(n)
}
