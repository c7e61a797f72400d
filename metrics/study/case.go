package study

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Case is one metric before and after something was changed, with what is known
// of how it came about. The readings are either a Series with a Split, or the
// values Before and After. What is left out is unknown.
//
// As JSON, readings in order of time without dates are one array of numbers with
// the number of those that are before:
//
//	{"name": "depots", "metric": {"id": "hours", "unit": "h", "kind": "amount"}, "better": "lower",
//	 "series": [9.1, 8.8, 9.4, 8.2, 7.9, 8.0], "change_index": 3, "season": 12, "season_start": 2,
//	 "chosen": "no", "control": {"series": [9.9, 9.7, 10.1, 9.5, 9.4, 9.3]}}
//
// Dated readings are an array of {"date", "value"}, or of a rate {"per", "points":
// [{"date", "count", "of"}]}, with "split": {"before": {"to"}, "after": {"from"}};
// units are "before" and "after", with "paired" for the same ones. "lags" and
// "terms" are the fields of that name.
type Case struct {
	Name   string         // for people; empty: not said
	Source string         // where the readings come from
	Metric metrics.Metric // what was read

	Series metrics.Series // dated readings
	Split  metrics.Split  // which of them are before and which after

	Before []float64 // readings without dates
	After  []float64 // the same, after
	// InOrder says that Before and After are readings in order of time, one a
	// period without a gap. If not, they are units without an order.
	InOrder bool
	// Paired says that Before[i] and After[i] are the same unit.
	Paired bool

	// Season is the number of periods in a year of a metric that is seasonal, 12
	// for months, 4 for quarters; 1 of one that isn't; 0: nobody said.
	Season int
	// SeasonStart is the season of the first reading, 1 to Season: the month of
	// undated readings; 0 counts as 1. Of a series its dates say.
	SeasonStart int
	// Lags is the number of lags of SegmentedNeweyWest; 0: the usual
	// ⌊4·(n/100)^(2/9)⌋ of W. K. Newey and K. D. West (Review of Economic Studies
	// 61, 1994).
	Lags int

	// Chosen says whether it was chosen because its figures were bad.
	Chosen  metrics.Answer
	Control *Control      // nil: there is none
	Terms   metrics.Terms // how the change becomes a saving: kept for Change.Saving, which is to be handed them
}

// Control is what nothing was changed for, read as the case itself: a series in
// the same periods, or units of its own.
type Control struct {
	Name   string         // what it is
	Unit   string         // of its readings, if said: must be the metric's
	Series metrics.Series // dated readings
	Before []float64      // readings without dates
	After  []float64      // the same, after
	Paired bool           // Before[i] and After[i] are the same unit
}

// Validate reports everything that is wrong with the case itself: windows that
// overlap, a baseline after the pilot, pairs of unequal number, units that
// differ. A case without readings before is metrics.ErrNoBaseline.
func (c Case) Validate() error {
	p := strict.In("study")
	c.validate(p, "")
	return p.Err()
}

func (c Case) validate(p *strict.Problems, path string) {
	at := func(field string) string { return strict.Join(path, field) }
	if c.Metric.Better > metrics.Lower {
		p.Addf(at("metric.better"), "%s is no direction", c.Metric.Better)
	}
	if c.Chosen > metrics.Yes {
		p.Addf(at("chosen"), "%s is no answer", c.Chosen)
	}
	if c.Season < 0 || c.Season > maxSeason {
		p.Addf(at("season"), "want the number of periods in a year, 0 to %d, have %d", maxSeason, c.Season)
	} else if c.Series.Len() == 0 && (c.SeasonStart < 0 || c.SeasonStart > max(c.Season, 1)) {
		p.Addf(at("season_start"), "want a season of 1 to %d, have %d", max(c.Season, 1), c.SeasonStart)
	}
	if c.Lags < 0 {
		p.Addf(at("lags"), "want 0 or more, have %d", c.Lags)
	}
	checkValues(p, at("before"), c.Before)
	checkValues(p, at("after"), c.After)
	dated := c.Series.Len() > 0
	switch {
	case dated && (len(c.Before) > 0 || len(c.After) > 0):
		p.Addf(at("before"), "there is a series too: two sets of readings of one metric")
	case dated:
		if c.Split.IsZero() {
			p.Absentf(at("split"), "is missing: which readings are before and which after (metrics.SplitAt)")
		} else {
			p.Add(at("split"), c.Split.Validate())
		}
		if n := periodsAYear(c.Series.Period()); n > 0 && c.Season > 1 && c.Season != n {
			p.Addf(at("season"), "want %d, the periods in a year of a %s series, have %d", n, c.Series.Period(), c.Season)
		}
		if c.Paired || c.InOrder {
			p.Addf(at("series"), "dated readings are neither pairs nor need to be said to be in order")
		}
		if c.SeasonStart != 0 {
			p.Addf(at("season_start"), "the dates of the series say it")
		}
	case !c.Split.IsZero() && len(c.Before) == 0:
		p.Addf(at("series"), "is empty: %w", metrics.ErrNoBaseline)
	case !c.Split.IsZero():
		p.Addf(at("split"), "there is no series to split")
	case c.Paired && c.InOrder:
		p.Addf(at("paired"), "pairs are units, which have no order in time")
	case c.Paired && len(c.Before) != len(c.After):
		p.Addf(at("after"), "%d after and %d before: pairs are of equal number", len(c.After), len(c.Before))
	}
	if err := p.Err(); err != nil {
		return
	}
	r := c.readings()
	c.checkKind(p, path, r)
	if len(r.before) == 0 {
		p.Add(at("before"), metrics.ErrNoBaseline)
	}
	if len(r.after) == 0 {
		badf(p, at("after"), ErrTooFewPoints, "there is no reading after the change")
	}
	if c.Control != nil {
		c.validateControl(p, at("control"), r)
	}
	p.Add(at("terms"), c.Terms.Validate())
}

// checkKind adds readings that a metric of that kind and range can't have: 85 for
// a share, -3 for a count.
func (c Case) checkKind(p *strict.Problems, path string, r readings) {
	measure := metrics.Measure{Kind: c.Metric.Kind, Range: c.Metric.Range}
	if _, err := measure.Bounds(); err != nil {
		p.Add(strict.Join(path, "metric"), err)
		return
	}
	for _, side := range []struct {
		name   string
		values []float64
	}{{"before", r.before}, {"after", r.after}} {
		for i, x := range side.values {
			if _, err := measure.Resolve(metrics.Exactly(x)); err != nil && !p.Full() {
				p.Add(strict.Index(strict.Join(path, side.name), i), err)
			}
		}
	}
}

// periodsAYear is how many periods of a kind a year has, where the calendar fixes
// it.
func periodsAYear(p metrics.Period) int {
	switch p {
	case metrics.Monthly:
		return 12
	case metrics.Quarterly:
		return 4
	case metrics.Yearly:
		return 1
	}
	return 0
}

// maxSeason is the most periods that a year can have.
const maxSeason = 366

func (c Case) validateControl(p *strict.Problems, path string, pilot readings) {
	at := func(field string) string { return strict.Join(path, field) }
	k := c.Control
	checkValues(p, at("before"), k.Before)
	checkValues(p, at("after"), k.After)
	if k.Unit != "" && k.Unit != c.Metric.Unit {
		badf(p, at("unit"), ErrUnits, "the control is in %q, the pilot in %q", strict.Clip(k.Unit), strict.Clip(c.Metric.Unit))
	}
	switch {
	case k.Series.Len() == 0 && len(k.Before) == 0 && len(k.After) == 0:
		p.Addf(path, "the control has no readings: %w", metrics.ErrNoBaseline)
		return
	case k.Series.Len() > 0 != (c.Series.Len() > 0):
		p.Addf(at("series"), "pilot and control are both dated series, or neither is")
		return
	}
	if k.Series.Len() > 0 && (len(k.Before) > 0 || len(k.After) > 0) {
		p.Addf(at("before"), "there is a series too: two sets of readings of one control")
	}
	if own, _ := c.Series.Per(); c.Series.Len() > 0 {
		if per, _ := k.Series.Per(); per != own {
			badf(p, at("series"), ErrUnits, "the control is counted per %v, the pilot per %v (0: no rate)", per, own)
		}
	}
	if k.Paired != c.Paired {
		p.Addf(at("paired"), "pilot and control are both pairs, or neither is")
	}
	if k.Paired && len(k.Before) != len(k.After) {
		p.Addf(at("after"), "%d after and %d before: pairs are of equal number", len(k.After), len(k.Before))
	}
	control := c.controlReadings()
	if len(control.before) == 0 {
		p.Add(at("before"), metrics.ErrNoBaseline)
	}
	if len(control.after) == 0 {
		badf(p, at("after"), ErrTooFewPoints, "there is no reading after the change")
	}
	if pilot.ordered {
		pilot.checkSamePeriods(p, path, control)
	}
}

// Readings returns the values of both sides in order, how many of them are
// before, and whether they are in order of time: what a Chart takes. Readings that
// belong to neither side are left out, so that those around them are neighbours
// in it; Days has the day of each.
func (c Case) Readings() (values []float64, before int, inOrder bool) {
	r := c.readings()
	return r.all(), len(r.before), r.ordered
}

// Days returns the day of each of the Readings, nil where they have no dates.
func (c Case) Days() []metrics.Date {
	var days []metrics.Date
	for point := range c.Series.All() {
		if c.Split.Before.Contains(point.Date) || c.Split.After.Contains(point.Date) {
			days = append(days, point.Date)
		}
	}
	return days
}
