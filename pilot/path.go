package pilot

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Methods are computations that this package describes and doesn't do. Package
// pilot/methods fills them from metrics/study; what is nil isn't computed, and
// nothing is said in its place.
type Methods struct {
	// Plan says how many periods a side a change worth having needs to be shown, and
	// false where no number is enough; 0 or less with true says that it isn't
	// computed.
	Plan func(worth float64, noise Noise) (periods int, enough bool)
	// Compare compares what was read of a pilot as its contract says. An error of it
	// is one of Select.
	Compare func(Comparison) (metrics.Change, error)
	// Chart lays out for a picture what Compare compares. An error of it is one of
	// Select.
	Chart func(Comparison) (metrics.RunChart, error)
}

// Noise is how a metric varies by itself, as known from similar ones: what a
// baseline of its own will have to be told from.
type Noise struct {
	SD          float64 `json:"sd"`                   // standard deviation from period to period, in the metric's unit, above 0
	Correlation float64 `json:"correlation,omitzero"` // lag-1 autocorrelation, -1 to 1
	From        string  `json:"from,omitzero"`        // whose metric that is
}

// validate adds what is wrong with the noise, and with the change worth having that
// it is held against.
func (n *Noise) validate(p *strict.Problems, worth float64) {
	if !(worth >= 0) || math.IsInf(worth, 0) {
		p.Addf("worth", "want 0 or more, have %v", worth)
	}
	if n == nil {
		return
	}
	if !(n.SD > 0) || math.IsInf(n.SD, 0) {
		p.Addf("noise.sd", "want a number above 0, have %v", n.SD)
	}
	if !(math.Abs(n.Correlation) <= 1) {
		p.Addf("noise.correlation", "want -1 to 1, have %v", n.Correlation)
	}
}

// Path is the way of a candidate to being a showcase.
type Path struct {
	Candidate string `json:"candidate"` // its name
	// Reachable is the worst of the steps': No where one can't be gone, whatever is
	// done, unknown where that of one isn't known. It is No too where TooNoisy.
	Reachable metrics.Answer `json:"reachable"`
	// Steps are one for each rule that keeps it from being certain to be a showcase:
	// those that fail and those of which it isn't known, which are Open; and the
	// baseline where Periods asks for more than the rule does. They stand from the
	// cheapest to the dearest, in an order that is our default: first what to find
	// out, by its Effort; then to name a hard metric; to win an endorser; to read
	// the metric; to recruit people; what an embedder's own rule asks for; and what
	// only another stage of the programme or another function changes.
	Steps []Gap `json:"steps"`
	// Ready is the day by which all of it is done, if readings start on the
	// programme's day; none where some step has no day, or it waits for a stage.
	Ready metrics.Date `json:"ready,omitzero"`
	// Waits is the stage that knowledge management's own waits for; unknown where it
	// waits for none.
	Waits maturity.Stage `json:"waits,omitzero"`
	// Periods are the readings before that the change worth having asks for, given
	// the noise; 0 where that isn't computed. TooNoisy says that no number is enough.
	Periods  int  `json:"periods,omitzero"`
	TooNoisy bool `json:"tooNoisy,omitzero"`
}

// path is the way of a candidate that isn't certain to be a showcase.
func (m Methods) path(k *Case, v Verdict) Path {
	out := Path{Candidate: v.Candidate, Reachable: metrics.Yes, Steps: []Gap{}}
	toils := map[string]toil{RuleBaseline: reading} // by rule
	for i := range k.rules {
		r, f := &k.rules[i], v.Findings[i]
		if !r.veto() || f.Outcome == maturity.Met {
			continue
		}
		out.Steps = append(out.Steps, k.gap(r, f))
		toils[f.Criterion] = k.toil(f.Measure.ID)
		if v.Instead != nil && toils[f.Criterion] == waiting {
			out.Waits = v.Instead.AtStage
		}
	}
	if c := k.candidate; m.Plan != nil && c.Noise != nil && c.Worth > 0 {
		periods, enough := m.Plan(c.Worth, *c.Noise)
		out.TooNoisy = !enough
		if enough && periods > 0 {
			out.Periods = periods
			out.baseline(k)
		}
	}
	order := func(g Gap) (toil, Effort) {
		if g.Open {
			return finding, g.effort()
		}
		return toils[g.Rule], 0
	}
	slices.SortStableFunc(out.Steps, func(a, b Gap) int {
		toilA, effortA := order(a)
		toilB, effortB := order(b)
		return cmp.Or(cmp.Compare(toilA, toilB), cmp.Compare(effortA, effortB))
	})
	out.settle()
	return out
}

// settle works out from the steps whether all can be gone, and by which day. What
// waits for a stage has none.
func (out *Path) settle() {
	dated := true
	for _, g := range out.Steps {
		out.Reachable = out.Reachable.And(g.Reachable)
		dated = dated && !g.Earliest.IsZero()
		if g.Earliest.After(out.Ready) {
			out.Ready = g.Earliest
		}
	}
	if out.TooNoisy {
		out.Reachable = metrics.No
	}
	if !dated || out.Reachable != metrics.Yes {
		out.Ready = metrics.Date{}
	}
}

// baseline makes the readings still to come as many as the change worth having asks
// for, where they are more than the rule does.
func (out *Path) baseline(k *Case) {
	need := metrics.From(float64(out.Periods))
	for r := range Rules {
		if r.ID != RuleBaseline {
			continue
		}
		r.Need, r.Remedy = need, "read the metric until a change worth having can be told from its noise"
		have, err := r.Measure.Resolve(k.read(&r, MeasureBaseline).Value)
		if err != nil || have.Within(need) == metrics.Yes {
			return
		}
		step := k.gap(&placed{rule: &r}, Finding{Finding: maturity.Finding{
			Criterion: r.ID, Measure: r.Measure, Have: have, Need: need, Remedy: r.Remedy, Outcome: maturity.OutcomeOf(have.Within(need)),
		}})
		at := slices.IndexFunc(out.Steps, func(g Gap) bool { return g.Rule == RuleBaseline })
		if at < 0 {
			out.Steps = append(out.Steps, step)
		} else if asked, _ := out.Steps[at].Need.Low(); asked < float64(out.Periods) {
			out.Steps[at] = step
		}
	}
}

// toil is what a step takes, in the order of Path.Steps.
type toil uint8

const (
	finding    toil = iota // what isn't known
	naming                 // a hard metric
	winning                // somebody's word
	reading                // the metric, over time
	recruiting             // people
	another                // what an embedder's own rule asks for
	waiting                // for a stage, or a function that stays what it is
)

// toil is what it takes to change the number of a measure.
func (k *Case) toil(measure string) toil {
	switch measure {
	case MeasureDistance:
		return naming
	case MeasureEndorsers:
		return winning
	case MeasureBaseline:
		return reading
	case MeasurePractitioners, MeasurePractitionerShare, MeasurePractisingShare:
		return recruiting
	case MeasureSteps:
		return waiting
	}
	if _, ok := k.programme.find(measure); ok {
		return waiting
	}
	return another
}
