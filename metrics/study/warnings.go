package study

import (
	"fmt"
	"math"
	"slices"
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
	if c.Metric.Better == metrics.DirectionUnknown {
		add(metrics.DirectionMissing, none, none, "")
	}
	if r.ordered {
		if c.Control == nil && !method.ModelsTrend() && len(r.before) >= minPoints {
			w = append(w, c.trendWarning(r)...)
		}
		if shared, unlike, missing := c.seasons(r); unlike && c.Season != 1 && !(method.ModelsTrend() && c.Season > 1 && !missing) {
			kind := metrics.SeasonUnknown
			if c.Season > 1 && c.Control == nil {
				kind = metrics.SeasonNotCovered
			}
			add(kind, metrics.Exactly(float64(shared)), none, "seasons in both")
		}
		if method == metrics.Welch || method == metrics.MannWhitney {
			var told metrics.Change
			exp := exponent(r.before, r.after)
			warnAutocorrelation(&told, effectiveSizes(scale(r.before, -exp), scale(r.after, -exp), r.numbersBefore, r.numbersAfter).raw, len(r.before)+len(r.after))
			w = append(w, told.Warnings...)
		}
	}
	if method != metrics.CovarianceAnalysis { // which allows for how bad the figures were
		switch c.Chosen {
		case metrics.Yes:
			add(metrics.ChosenForBaseline, none, none, "")
		case metrics.Unknown:
			add(metrics.ChoiceUnknown, none, none, "")
		}
	}
	for _, side := range c.groups(r) {
		if events, where, counted := c.events(side.r); counted && events < minEvents {
			add(metrics.CountsTooSmall, metrics.Exactly(events), metrics.From(minEvents), side.name+where)
		}
		if factor, where := side.r.jump(); factor > jump {
			add(metrics.CoverageBreak, metrics.Exactly(factor), metrics.UpTo(jump), side.name+where)
		}
		if pairs, where := side.r.repeats(); pairs > 0 {
			add(metrics.StaleRepeat, metrics.Exactly(float64(pairs)), metrics.UpTo(0), side.name+where)
		}
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

// warnAutocorrelation warns where n readings that a method takes for independent
// are alike: 1.645/√n is the upper 5 % point of the autocorrelation of independent
// ones.
func warnAutocorrelation(change *metrics.Change, raw float64, n int) {
	if most := 1.645 / math.Sqrt(float64(n)); raw > most {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.Autocorrelation, Have: metrics.Exactly(raw).Rounded(), Need: metrics.UpTo(most).Rounded()})
	}
}

// groups are the pilot's readings and, where there is one, the control's.
func (c Case) groups(r readings) []namedReadings {
	all := []namedReadings{{"", r}}
	if c.Control != nil {
		all = append(all, namedReadings{"control ", c.controlReadings()})
	}
	return all
}

type namedReadings struct {
	name string
	r    readings
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

// seasons returns how many places in the year both sides have, whether one side
// has places that the other hasn't, and whether some of those after never occur
// before. Metrics read once a year have none; of days and weeks the months count.
func (c Case) seasons(r readings) (shared int, unlike, missing bool) {
	before, after := c.places(r)
	if c.Season == 0 && (r.period == metrics.Weekly || r.period == metrics.Daily) {
		before, after = months(r.pointsBefore), months(r.pointsAfter)
	}
	if before == nil {
		return 0, false, false
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
	return shared, shared < len(have[0]) || shared < len(have[1]), shared < len(have[1])
}

func months(points []metrics.Point) []int {
	places := make([]int, len(points))
	for i, point := range points {
		places[i] = int(point.Date.Time().Month())
	}
	return places
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
	if len(values) == 0 || slices.Min(values) == slices.Max(values) {
		return 0, ""
	}
	points := slices.Concat(r.pointsBefore, r.pointsAfter)
	numbers := slices.Concat(r.numbersBefore, r.numbersAfter)
	for i := 1; i < len(values); i++ {
		copied := values[i] == values[i-1] && digits(values[i]) >= staleDigits
		if r.rates { // what was read, not what was worked out
			copied = points[i].Count == points[i-1].Count && points[i].Of == points[i-1].Of && digits(points[i].Count)+digits(points[i].Of) >= staleDigits
		}
		if !copied || len(numbers) > 0 && numbers[i] != numbers[i-1]+1 {
			continue
		}
		if pairs++; pairs == 1 {
			where = fmt.Sprintf("reading %d", i+1)
			if len(points) > 0 {
				where = points[i].Date.String()
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
