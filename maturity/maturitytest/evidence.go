package maturitytest

import (
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Option changes one measure of a fixture's evidence. Options on different measures
// can be given in any order; of several on one measure the last counts.
type Option func(*maturity.Evidence)

// With says something else of a measure, or something of one more.
func With(measure string, value metrics.Interval) Option {
	return func(e *maturity.Evidence) {
		Without(measure)(e)
		*e = append(*e, maturity.Fact{Measure: measure, Value: value})
	}
}

// Without says nothing of a measure.
func Without(measure string) Option {
	return func(e *maturity.Evidence) {
		*e = slices.DeleteFunc(*e, func(f maturity.Fact) bool { return f.Measure == measure })
	}
}

// Evidence is what is known of a programme that stands at a stage for certain, one
// fact on each measure of maturity.Journey, by id. At StageUnknown nothing is known.
//
//	stage              champions  practitioners  competence, metrics, baseline
//	not started        no         0              no
//	champions network  yes        0              no
//	roles established  yes        5              no
//	embedded           yes        120            yes
func Evidence(stage maturity.Stage, options ...Option) maturity.Evidence {
	e := maturity.Evidence{}
	yes := func(measure string, from maturity.Stage) {
		With(measure, metrics.AnswerOf(stage >= from).Interval())(&e)
	}
	practitioners := map[maturity.Stage]float64{maturity.RolesEstablished: 5, maturity.Embedded: 120}
	if stage > maturity.StageUnknown && stage <= maturity.Embedded {
		yes(maturity.KMChampionsNetwork, maturity.ChampionsNetwork)
		With(maturity.KMPractitioners, metrics.Exactly(practitioners[stage]))(&e)
		yes(maturity.KMCoreCompetence, maturity.Embedded)
		yes(maturity.KMMetrics, maturity.Embedded)
		yes(maturity.KMBaseline, maturity.Embedded)
	}
	for _, o := range options {
		o(&e)
	}
	slices.SortStableFunc(e, func(a, b maturity.Fact) int { return strings.Compare(a.Measure, b.Measure) })
	return e
}
