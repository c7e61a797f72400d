package pilottest

import (
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// The functions and metrics of the fixtures' organisation, by id.
const (
	FieldService = "field service" // frontline
	Workshop     = "workshop"      // frontline
	Finance      = "finance"       // supports the field service
	KM           = "km"            // the KM team; supports the field service
	Projects     = "projects"      // nobody said whether it is frontline

	RepairCost  = "repair cost"  // hard, in EUR, lower is better
	RepairHours = "repair hours" // drives the repair cost
	PageViews   = "page views"   // drives nothing
)

// KMArea is the id of knowledge management's own practice area.
const KMArea = "knowledge management"

// ProgrammeOption changes one thing of a programme. Options on different things can
// be given in any order; of several on one the last counts.
type ProgrammeOption func(*pilot.Programme)

// Programme is a programme that stands at a stage for certain, at 2026-01-31; at
// StageUnknown nothing is known of it. It has the functions and metrics named above.
func Programme(stage maturity.Stage, options ...ProgrammeOption) pilot.Programme {
	p := pilot.Programme{
		Organisation: "Invented Lifts", AsOf: metrics.MustDate("2026-01-31"), Function: KM,
		Functions: []community.Function{
			{ID: FieldService, Kind: community.Frontline},
			{ID: Workshop, Kind: community.Frontline},
			{ID: Finance, Kind: community.Support, Supports: []string{FieldService}},
			{ID: KM, Kind: community.Support, Supports: []string{FieldService}},
			{ID: Projects},
		},
		Metrics: []metrics.Metric{
			{Measure: metrics.Measure{ID: RepairCost, Unit: "EUR", Kind: metrics.Amount}, Better: metrics.Lower, Hard: true},
			{Measure: metrics.Measure{ID: RepairHours, Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower, Drives: []string{RepairCost}},
			{Measure: metrics.Measure{ID: PageViews, Kind: metrics.Count}, Better: metrics.Higher},
		},
		Area: community.PracticeArea{ID: KMArea, Workforce: metrics.Exactly(6000)},
	}
	for _, f := range maturitytest.Evidence(stage) {
		if f.Measure == maturity.KMPractitioners { // stands in the area alone
			p.Area.Practitioners = f.Value
			continue
		}
		p.Facts = append(p.Facts, f)
	}
	for _, o := range options {
		o(&p)
	}
	return p
}

// WithKMPractitioners sets how many people have KM as their main role: 1 make roles
// established, 100 a practice area.
func WithKMPractitioners(n metrics.Interval) ProgrammeOption {
	return func(p *pilot.Programme) { p.Area.Practitioners = n }
}

// WithKMFact sets what is known of one of the other measures of maturity.Journey.
func WithKMFact(measure string, value metrics.Interval) ProgrammeOption {
	return func(p *pilot.Programme) { p.Facts = withFact(p.Facts, measure, value) }
}

// WithKind sets whether a function is frontline; one that isn't there yet is added.
func WithKind(function string, kind community.Kind) ProgrammeOption {
	return func(p *pilot.Programme) {
		at := slices.IndexFunc(p.Functions, func(f community.Function) bool { return f.ID == function })
		if at < 0 {
			at, p.Functions = len(p.Functions), append(p.Functions, community.Function{ID: function})
		}
		p.Functions = slices.Clone(p.Functions)
		p.Functions[at].Kind = kind
	}
}

// WithHard sets whether a metric is a hard business metric; one that isn't there yet
// is added.
func WithHard(metric string, hard bool) ProgrammeOption {
	return func(p *pilot.Programme) {
		at := slices.IndexFunc(p.Metrics, func(m metrics.Metric) bool { return m.ID == metric })
		if at < 0 {
			at, p.Metrics = len(p.Metrics), append(p.Metrics, metrics.Metric{Measure: metrics.Measure{ID: metric}})
		}
		p.Metrics = slices.Clone(p.Metrics)
		p.Metrics[at].Hard = hard
	}
}

// WithDate sets the day that the programme speaks for.
func WithDate(day metrics.Date) ProgrammeOption {
	return func(p *pilot.Programme) { p.AsOf = day }
}

// withFact are the facts with that value of a measure, in order of measure.
func withFact(facts maturity.Evidence, measure string, value metrics.Interval) maturity.Evidence {
	facts = slices.DeleteFunc(slices.Clone(facts), func(f maturity.Fact) bool { return f.Measure == measure })
	at := slices.IndexFunc(facts, func(f maturity.Fact) bool { return f.Measure > measure })
	if at < 0 {
		at = len(facts)
	}
	return slices.Insert(facts, at, maturity.Fact{Measure: measure, Value: value})
}
