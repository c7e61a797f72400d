package pilottest

import (
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// Option changes one thing of a candidate. Options on different things can be given
// in any order; of several on one the last counts.
type Option func(*pilot.Candidate)

// build applies options. Where there is no metric there is nothing measured of one.
func build(c pilot.Candidate, options []Option) pilot.Candidate {
	for _, o := range options {
		o(&c)
	}
	if c.Benefit.NoMetric {
		c.Benefit = metrics.Benefit{NoMetric: true}
	}
	return c
}

// WithName sets the name; each candidate of a slate has its own.
func WithName(name string) Option { return func(c *pilot.Candidate) { c.Name = name } }

// WithProblem sets the business problem that it addresses; it is reported alone.
func WithProblem(problem string) Option { return func(c *pilot.Candidate) { c.Problem = problem } }

// WithFunction sets whose community it is: only one of a frontline function may be a
// showcase (R6). Empty: not known.
func WithFunction(id string) Option { return func(c *pilot.Candidate) { c.Function = id } }

// WithPractitioners sets how many have its practice area as main role (R2: 100). Of
// KM's own that stands in the programme: WithKMPractitioners.
func WithPractitioners(n metrics.Interval) Option {
	return func(c *pilot.Candidate) { c.Area.Practitioners = n }
}

// WithWorkforce sets of how many people they are part.
func WithWorkforce(n metrics.Interval) Option {
	return func(c *pilot.Candidate) { c.Area.Workforce = n }
}

// WithFaceToFace sets whether its people meet in one place, where 20 are enough (R2).
func WithFaceToFace(is bool) Option { return func(c *pilot.Candidate) { c.Area.FaceToFace = is } }

// WithMembers sets who gathers: of a showcase at least half have to practise (R3).
func WithMembers(census community.Census) Option {
	return func(c *pilot.Candidate) { c.Community = census }
}

// WithMetric sets by which metric its benefit is shown: a hard one (R7). Empty: not
// known.
func WithMetric(id string) Option {
	return func(c *pilot.Candidate) { c.Benefit.Metric, c.Benefit.NoMetric = id, false }
}

// WithNoMetric says that nothing is measured, so that there is no baseline either,
// whatever another option says of one.
func WithNoMetric() Option { return func(c *pilot.Candidate) { c.Benefit.NoMetric = true } }

// WithBaseline sets how often the metric has been read before (R5: 6).
func WithBaseline(readings metrics.Interval) Option {
	return func(c *pilot.Candidate) { c.Benefit.Baseline.Points = readings }
}

// WithChange sets what a study found of the metric; it is reported alone.
func WithChange(change metrics.Change) Option {
	return func(c *pilot.Candidate) { c.Benefit.Change = &change }
}

// WithClaimed sets whether success is claimed, so that somebody credible must say so.
func WithClaimed(is bool) Option { return func(c *pilot.Candidate) { c.Claimed = is } }

// WithEndorsers sets who speaks for it, nobody if none are given: of a success that is
// claimed somebody outside the KM team whose unit gained (R4).
func WithEndorsers(all ...pilot.Endorser) Option {
	all = append([]pilot.Endorser{}, all...)
	return func(c *pilot.Candidate) { c.Endorsers = slices.Clone(all) }
}

// WithUnknownEndorsers says that it isn't known who speaks for it.
func WithUnknownEndorsers() Option { return func(c *pilot.Candidate) { c.Endorsers = nil } }

// WithAudience sets the functions whose managers it is to convince.
func WithAudience(functions ...string) Option {
	return func(c *pilot.Candidate) {
		c.Audience = nil
		for _, f := range functions {
			c.Audience = append(c.Audience, pilot.Audience{Function: f})
		}
	}
}

// WithAnnounced sets whether a supporting network is announced as public proof, which
// declines it (R8).
func WithAnnounced(is bool) Option { return func(c *pilot.Candidate) { c.Announced = is } }

// WithForm sets the form of a KM network; whether it fits the stage is reported alone.
func WithForm(f community.Form) Option { return func(c *pilot.Candidate) { c.Form = f } }

// WithFact sets what is known of a measure of one's own rules.
func WithFact(measure string, value metrics.Interval) Option {
	return func(c *pilot.Candidate) { c.Facts = withFact(c.Facts, measure, value) }
}

// WithScore sets its score by a criterion that pilots are chosen by.
func WithScore(criterion string, score metrics.Interval) Option {
	return func(c *pilot.Candidate) {
		scores := map[string]metrics.Interval{criterion: score}
		for k, x := range c.Scores {
			if k != criterion {
				scores[k] = x
			}
		}
		c.Scores = scores
	}
}

// WithCost sets what it costs to run.
func WithCost(cost metrics.Quantity) Option { return func(c *pilot.Candidate) { c.Cost = cost } }

// WithElements sets which elements of the KM framework it tests.
func WithElements(all ...string) Option {
	return func(c *pilot.Candidate) { c.Elements = slices.Clone(all) }
}
