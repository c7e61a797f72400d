package pilot

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Methods are computations that this package describes and doesn't do: an embedder
// fills them from metrics/study. What is nil isn't computed, and nothing is said in
// its place.
type Methods struct {
	// Plan says how many periods a side a change needs to be shown, and false where
	// no number is enough; study.Plan does.
	Plan func(worth float64, noise Noise) (periods int, enough bool)
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
	Candidate string `json:"candidate"`
	// Reachable is No where some step can't be gone, whatever is done.
	Reachable metrics.Answer `json:"reachable"`
	Steps     []Gap          `json:"steps"` // what it takes, and what isn't known, cheapest first
	// Ready is the day by which all steps that take time are done, if they start on
	// the programme's day; none where no step does, or it can't be told.
	Ready metrics.Date `json:"ready,omitzero"`
	// Waits is the stage that knowledge management's own waits for.
	Waits maturity.Stage `json:"waits,omitzero"`
	// Periods are the readings before that the change worth having asks for, given
	// the noise; 0 where that isn't computed. TooNoisy says that no number is enough.
	Periods  int  `json:"periods,omitzero"`
	TooNoisy bool `json:"tooNoisy,omitzero"`
}

// path is the way of a candidate that isn't certain to be a showcase.
func (m Methods) path(c *Candidate, v Verdict, p *programme) Path {
	out := Path{Candidate: v.Candidate, Reachable: metrics.Yes, Steps: slices.Concat(v.Gaps, v.Asks)}
	if v.Instead != nil {
		out.Waits = v.Instead.AtStage
	}
	if m.Plan != nil && c.Noise != nil && c.Worth > 0 {
		periods, enough := m.Plan(c.Worth, *c.Noise)
		out.TooNoisy = !enough
		if enough {
			out.Periods = periods
			out.baseline(c, p)
		}
	}
	slices.SortStableFunc(out.Steps, func(a, b Gap) int { return cmp.Compare(a.effort(), b.effort()) })
	dated := true
	for _, g := range out.Steps {
		if g.Reachable == metrics.No {
			out.Reachable = metrics.No
		}
		if g.Period != metrics.PeriodUnknown && g.Earliest.IsZero() {
			dated = false
		} else if g.Earliest.After(out.Ready) {
			out.Ready = g.Earliest
		}
	}
	if !dated || out.Reachable == metrics.No {
		out.Ready = metrics.Date{}
	}
	return out
}

// baseline makes the readings still to come as many as the change worth having asks
// for, where they are more than the rule does.
func (out *Path) baseline(c *Candidate, p *programme) {
	have := c.Benefit.Points()
	need := metrics.From(float64(out.Periods))
	if have.Within(need) == metrics.Yes {
		return
	}
	period := cmp.Or(c.Benefit.Baseline.Period, metrics.Monthly)
	step := Gap{
		Rule: RuleBaseline, Need: need, Unit: "readings of the baseline", More: have.Missing(need).Rounded(), Effort: Collecting, Period: period,
		Reachable: metrics.Yes, Remedy: "read the metric until a change worth having can be told from its noise",
	}
	most, known := step.More.High()
	if !known {
		most = float64(out.Periods)
	}
	step.Earliest = period.After(p.AsOf, int(math.Ceil(most)))
	at := slices.IndexFunc(out.Steps, func(g Gap) bool { return g.Rule == RuleBaseline })
	if at < 0 {
		out.Steps = append(out.Steps, step)
	} else if asked, _ := out.Steps[at].Need.Low(); asked < float64(out.Periods) {
		out.Steps[at] = step
	}
}
