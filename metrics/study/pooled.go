package study

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Compare studies a case by the design that its data allow: Controlled where
// there is a control, else BeforeAfter. Interrupted is never picked: it models
// what the others warn of, and has to be asked for.
func Compare(c Case, o Options) (metrics.Change, error) {
	if c.Control != nil {
		return Controlled(c, o)
	}
	return BeforeAfter(c, o)
}

// Pooling is what several pilots of one kind say together, and each by itself.
type Pooling struct {
	// Pooled is the mean of the changes of all pilots that can tell, each counted
	// alike, with the pilots taken as a sample of all that might have been: its
	// interval speaks of pilots of this kind, not of these alone. It has no saving:
	// what a mean pilot changed isn't what all of them together did, and the savings
	// of the pilots can be added.
	Pooled metrics.Change `json:"pooled"`
	// Pilots are the changes in the order given, with the intervals at the level
	// at which they are adjusted for their number.
	Pilots []metrics.Change `json:"pilots"`
	// Adjusted are the p values of the pilots after Benjamini and Hochberg;
	// Anything for a pilot that can't tell, which isn't counted among them.
	Adjusted []metrics.Interval `json:"adjusted"`
}

// Pooled studies several pilots of one kind, each as Compare does, and adjusts
// them for multiplicity by the procedure of Y. Benjamini and Y. Hochberg (Journal
// of the Royal Statistical Society B 57, 1995): among the pilots said to have
// changed, at most 5 % on average haven't.
//
// Each interval is given at the level that the procedure decides by, 1 - R·0.05/m
// with R of m pilots changed, R at least 1 (Y. Benjamini and D. Yekutieli, Journal of the
// American Statistical Association 100, 2005), so that an interval which leaves
// out 0 and an adjusted p under 0.05 are the same statement; of ranks, whose
// levels come in steps, nearly. Pilots that can't tell anything aren't among the m.
//
// All pilots must have the metric, its unit and its direction in common. Faults come
// with the path of their case, all at once.
func Pooled(cases []Case, o Options) (Pooling, error) {
	p := strict.In("study")
	for i, c := range cases {
		path := strict.Index("cases", i)
		if c.Metric.ID != cases[0].Metric.ID {
			p.Addf(strict.Join(path, "metric.id"), "%q, and the first pilot's metric is %q", strict.Clip(c.Metric.ID), strict.Clip(cases[0].Metric.ID))
		}
		if c.Metric.Unit != cases[0].Metric.Unit {
			badf(p, strict.Join(path, "metric.unit"), ErrUnits, "%q, and the first pilot is in %q", strict.Clip(c.Metric.Unit), strict.Clip(cases[0].Metric.Unit))
		}
		if c.Metric.Better != cases[0].Metric.Better {
			p.Addf(strict.Join(path, "metric.better"), "%s is better here, %s in the first pilot", c.Metric.Better, cases[0].Metric.Better)
		}
	}
	if len(cases) < 2 {
		badf(p, "cases", ErrTooFewPoints, "%d pilots: nothing can be pooled under 2", len(cases))
	}
	alone := compareAll(p, cases, o)
	if err := p.Err(); err != nil {
		return Pooling{}, err
	}
	var pValues []float64
	for _, change := range alone {
		if x, ok := testable(change); ok {
			pValues = append(pValues, x)
		}
	}
	adjusted, err := BenjaminiHochberg(pValues)
	if err != nil {
		return Pooling{}, err
	}
	alpha := 1 - o.level()
	found := 0
	for _, x := range adjusted {
		if x <= alpha {
			found++
		}
	}
	pool := Pooling{Pilots: alone}
	if m := len(adjusted); m > 1 {
		o.Level, o.Family = 1-float64(max(found, 1))*alpha/float64(m), m
		pool.Pilots = compareAll(p, cases, o)
	}
	var telling []metrics.Change
	for _, change := range alone {
		a := metrics.Anything()
		if _, ok := testable(change); ok {
			a = metrics.Exactly(adjusted[len(telling)]).Rounded()
			telling = append(telling, change)
		}
		pool.Adjusted = append(pool.Adjusted, a)
	}
	pool.Pooled, err = pooledChange(cases[0].Metric, telling, len(alone), 1-alpha)
	if err != nil {
		p.Add("", err)
	}
	return pool, p.Err()
}

// testable returns the p value of a change that can tell something.
func testable(c metrics.Change) (float64, bool) {
	for _, w := range c.Warnings {
		if w.Kind.Disqualifies() {
			return 0, false
		}
	}
	p, ok := c.P.Point()
	if ok && c.Method == metrics.MannWhitney && c.Interval.Contains(0) {
		p = min(max(p, 1-c.Level+1e-9), 1) // with ties the interval may hold 0 beside a smaller p: the interval decides
	}
	return p, ok
}

func compareAll(p *strict.Problems, cases []Case, o Options) []metrics.Change {
	changes := make([]metrics.Change, len(cases))
	for i, c := range cases {
		var err error
		if changes[i], err = Compare(c, o); err != nil {
			p.Add(strict.Index("cases", i), err)
		}
	}
	return changes
}

// pooledChange is the mean of the changes of those pilots that can tell, of so
// many in all, with a t interval over pilots.
func pooledChange(metric metrics.Metric, pilots []metrics.Change, all int, level float64) (metrics.Change, error) {
	change := metrics.Change{
		Metric: metric.ID, Unit: metric.Unit, Better: metric.Better, Level: level,
		Method: metrics.PooledPilots, Because: metrics.ManyPilots,
	}
	warn := func(kind metrics.WarningKind, have float64, need metrics.Interval, where string) {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: kind, Have: metrics.Exactly(have), Need: need, Where: where})
	}
	if len(pilots) < minPoints {
		warn(metrics.TooFewPoints, float64(len(pilots)), metrics.From(minPoints), "pilots")
	}
	if metric.Better == metrics.DirectionUnknown {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.DirectionMissing})
	}
	if left := all - len(pilots); left > 0 {
		warn(metrics.PilotsCannotTell, float64(left), metrics.UpTo(0), "left out")
	}
	if len(pilots) == 0 {
		return change, nil
	}
	// In one order, so that sums are the same whatever order the pilots came in.
	pilots = slices.Clone(pilots)
	slices.SortFunc(pilots, func(a, b metrics.Change) int {
		return cmp.Or(cmp.Compare(a.Estimate, b.Estimate), cmp.Compare(a.Before.Mean, b.Before.Mean), cmp.Compare(a.After.Mean, b.After.Mean))
	})
	var estimates []float64
	doubts := map[metrics.WarningKind]int{}
	n := float64(len(pilots))
	for _, pilot := range pilots {
		estimates = append(estimates, pilot.Estimate)
		change.Before.Points += pilot.Before.Points
		change.After.Points += pilot.After.Points
		change.Before.Mean += pilot.Before.Mean / n
		change.After.Mean += pilot.After.Mean / n
		for _, w := range pilot.Warnings {
			doubts[w.Kind]++
		}
	}
	for kind := range metrics.WarningKinds { // what the pilots couldn't rule out, their mean can't
		if doubts[kind] > 0 {
			warn(kind, float64(doubts[kind]), metrics.UpTo(0), "pilots")
		}
	}
	exp := exponent(estimates)
	setDifference(&change, paired(scale(estimates, -exp)), exp)
	return checked(change)
}

// Several studies several metrics of one pilot, each as Compare does. The primary
// one, agreed on beforehand, is taken at its word; the others are adjusted for
// their number by the procedure of S. Holm (Scandinavian Journal of Statistics 6,
// 1979), and their intervals are given at the level that it decides by,
// 1 - 0.05/(m-R) with R of m changed, m-R at least 1. Without a primary metric all are adjusted,
// and each carries the warning NoPrimary.
//
// Changes come in the order given. A primary metric that isn't among the cases
// is an error, and so is an id that stands twice.
func Several(primary string, cases []Case, o Options) ([]metrics.Change, error) {
	p := strict.In("study")
	seen := map[string]bool{}
	for i, c := range cases {
		path := strict.Join(strict.Index("cases", i), "metric.id")
		if c.Metric.ID == "" {
			p.Absentf(path, "is missing")
		} else if seen[c.Metric.ID] {
			p.Addf(path, "%q stands twice", strict.Clip(c.Metric.ID))
		}
		seen[c.Metric.ID] = true
	}
	if primary != "" && !seen[primary] {
		p.Absentf("primary", "%q is none of the metrics", strict.Clip(primary))
	}
	changes := compareAll(p, cases, o)
	if err := p.Err(); err != nil {
		return nil, err
	}
	var pValues []float64
	for _, change := range changes {
		if x, ok := testable(change); ok && change.Metric != primary {
			pValues = append(pValues, x)
		}
	}
	adjusted, err := Holm(pValues)
	if err != nil {
		return nil, err
	}
	alpha, found := 1-o.level(), 0
	for _, x := range adjusted {
		if x <= alpha {
			found++
		}
	}
	m := len(adjusted)
	for i, c := range cases {
		if c.Metric.ID != primary && m > 1 {
			own := o
			own.Level, own.Family = 1-alpha/float64(max(m-found, 1)), m
			if changes[i], err = Compare(c, own); err != nil {
				p.Add(strict.Index("cases", i), err)
			}
		}
		if primary == "" && len(cases) > 1 {
			changes[i].Warnings = append(changes[i].Warnings, metrics.Warning{Kind: metrics.NoPrimary, Have: metrics.Exactly(float64(len(cases)))})
		}
	}
	return changes, p.Err()
}
