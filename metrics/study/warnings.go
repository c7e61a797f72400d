package study

import (
	"fmt"
	"math"
	"strconv"

	"example.com/kmaturity/metrics"
)

// The thresholds of the warnings. Six points, five events and the 5 % of a trend
// are the library's contract; the others are our defaults.
const (
	minPoints   = metrics.MinBaselinePoints // readings a side
	minEvents   = 5                         // events a period, on average
	trendP      = 0.05                      // a trend with a smaller p is one
	jump        = 1.5                       // a size that grows or shrinks by more from one period to the next has jumped
	staleDigits = 4                         // significant digits from which two equal readings look copied
)

// warnings lists what couldn't be ruled out of both sides of a case, in the order
// of the kinds.
func (c Case) warnings(r readings, method metrics.Method) []metrics.Warning {
	var w []metrics.Warning
	add := func(kind metrics.WarningKind, have, need metrics.Interval, where string) {
		w = append(w, metrics.Warning{Kind: kind, Have: have.Rounded(), Need: need, Where: where})
	}
	none := metrics.Anything()
	if n, side := smaller(len(r.before), len(r.after)); n < minPoints {
		add(metrics.TooFewPoints, metrics.Exactly(float64(n)), metrics.From(minPoints), side)
	}
	if events, side, counted := c.events(r); counted && events < minEvents {
		add(metrics.CountsTooSmall, metrics.Exactly(events), metrics.From(minEvents), side)
	}
	if c.Metric.Better == metrics.DirectionUnknown {
		add(metrics.DirectionMissing, none, none, "")
	}
	if r.ordered {
		if c.Control == nil && !models(method) && len(r.before) >= minPoints {
			w = append(w, c.trendWarning(r)...)
		}
		if shared, unlike := c.seasons(r); unlike && c.Season > 1 && c.Control == nil {
			add(metrics.SeasonNotCovered, metrics.Exactly(float64(shared)), none, "seasons in both")
		} else if unlike && c.Season == 0 && c.Control == nil {
			add(metrics.SeasonUnknown, metrics.Exactly(float64(shared)), none, "seasons in both")
		}
		if method == metrics.Welch || method == metrics.MannWhitney {
			n := float64(len(r.before) + len(r.after))
			// 1.645/√n is the upper 5 % point of the autocorrelation of n independent readings.
			if raw := effectiveSizes(r.before, r.after, r.numbersBefore, r.numbersAfter).raw; raw > 1.645/math.Sqrt(n) {
				add(metrics.Autocorrelation, metrics.Exactly(raw), metrics.UpTo(1.645/math.Sqrt(n)).Rounded(), "")
			}
		}
	}
	if c.Control == nil {
		switch c.Chosen {
		case metrics.Yes:
			add(metrics.ChosenForBaseline, none, none, "")
		case metrics.Unknown:
			add(metrics.ChoiceUnknown, none, none, "")
		}
	}
	if factor, where := r.jump(); factor > jump {
		add(metrics.CoverageBreak, metrics.Exactly(factor), metrics.UpTo(jump), where)
	}
	if pairs, where := r.repeats(); pairs > 0 {
		add(metrics.StaleRepeat, metrics.Exactly(float64(pairs)), metrics.UpTo(0), where)
	}
	if c.Metric.Kind == metrics.Count && !r.rates && r.ordered {
		add(metrics.DenominatorMissing, none, none, "")
	}
	if where := r.otherPeriods(); where != "" {
		add(metrics.PeriodsDiffer, none, none, where)
	}
	if len(r.pointsBefore) > 0 && r.period == metrics.PeriodUnknown && len(r.before)+len(r.after) > 2 {
		add(metrics.PeriodNotTold, none, none, "")
	}
	if missing := r.missing(); missing > 0 {
		add(metrics.PeriodsMissing, metrics.Exactly(float64(missing)), metrics.UpTo(0), "")
	}
	return w
}

// models reports whether the method has a trend before in its model.
func models(m metrics.Method) bool {
	return m == metrics.SegmentedOLS || m == metrics.SegmentedAR1 || m == metrics.SegmentedNeweyWest
}

func smaller(before, after int) (int, string) {
	if after < before {
		return after, "after"
	}
	return before, "before"
}

// events is the smaller of the mean numbers of events a period of the two sides,
// and whether the metric counts events at all.
func (c Case) events(r readings) (mean float64, side string, counted bool) {
	if !r.rates && c.Metric.Kind != metrics.Count {
		return 0, "", false
	}
	means := [2]float64{momentsOf(r.before).mean, momentsOf(r.after).mean}
	if r.rates {
		for i, points := range [2][]metrics.Point{r.pointsBefore, r.pointsAfter} {
			means[i] = 0
			for _, point := range points {
				means[i] += point.Count / float64(len(points))
			}
		}
	}
	if means[1] < means[0] {
		return means[1], "after", true
	}
	return means[0], "before", true
}

// seasons returns how many places in the year both sides have, and whether one
// side has places that the other hasn't. Metrics read once a year have none.
func (c Case) seasons(r readings) (shared int, unlike bool) {
	before, after := c.places(r)
	if before == nil {
		return 0, false
	}
	var have [2]map[int]bool
	for side, places := range [2][]int{before, after} {
		have[side] = map[int]bool{}
		for _, place := range places {
			have[side][place] = true
		}
	}
	for place := range have[0] {
		if have[1][place] {
			shared++
		}
	}
	return shared, shared < len(have[0]) || shared < len(have[1])
}

// jump is the largest factor by which what a rate is counted of grew or shrank
// from one reading to the next, and where.
func (r readings) jump() (factor float64, where string) {
	var last metrics.Point
	for _, side := range [2][]metrics.Point{r.pointsBefore, r.pointsAfter} {
		for _, point := range side {
			if last.Of > 0 && point.Of > 0 {
				if f := max(point.Of/last.Of, last.Of/point.Of); f > factor {
					factor, where = f, point.Date.String()
				}
			}
			last = point
		}
	}
	return factor, where
}

// repeats counts neighbouring readings that are identical to the last digit,
// and says where the first stands. Short numbers repeat by chance; so do
// constants, of which others warn.
func (r readings) repeats() (pairs int, where string) {
	if !r.ordered {
		return 0, ""
	}
	values := r.all()
	if momentsOf(values).variance == 0 {
		return 0, ""
	}
	for i := 1; i < len(values); i++ {
		if values[i] == values[i-1] && digits(values[i]) >= staleDigits {
			if pairs++; pairs == 1 {
				where = fmt.Sprintf("reading %d", i+1)
				if points := append(r.pointsBefore[:len(r.pointsBefore):len(r.pointsBefore)], r.pointsAfter...); len(points) > 0 {
					where = points[i].Date.String()
				}
			}
		}
	}
	return pairs, where
}

// digits is the number of significant digits of a number as it is written.
func digits(x float64) int {
	n := 0
	for _, c := range strconv.FormatFloat(math.Abs(x), 'e', -1, 64) {
		if c == 'e' {
			break
		}
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// otherPeriods says where dated readings are no longer one a period of one
// length, if they aren't.
func (r readings) otherPeriods() string {
	var periods [2]metrics.Period
	for side, points := range [2][]metrics.Point{r.pointsBefore, r.pointsAfter} {
		dates := make([]metrics.Point, len(points))
		for i, point := range points {
			dates[i] = metrics.Point{Date: point.Date}
		}
		series, err := metrics.NewSeries(dates...)
		if err != nil {
			return ""
		}
		periods[side] = series.Period()
	}
	if periods[0] != periods[1] && periods[0] != metrics.PeriodUnknown && periods[1] != metrics.PeriodUnknown {
		return periods[0].String() + " before, " + periods[1].String() + " after"
	}
	for side, numbers := range [2][]int{r.numbersBefore, r.numbersAfter} {
		for i := 1; i < len(numbers); i++ {
			if numbers[i] == numbers[i-1] {
				return [2][]metrics.Point{r.pointsBefore, r.pointsAfter}[side][i].Date.String()
			}
		}
	}
	return ""
}

// missing is how many periods between the first and the last reading of each
// side have none.
func (r readings) missing() (n int) {
	for _, numbers := range [2][]int{r.numbersBefore, r.numbersAfter} {
		for i := 1; i < len(numbers); i++ {
			n += max(numbers[i]-numbers[i-1]-1, 0)
		}
	}
	return n
}
