package health

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Options adjust what a community is held against. The zero value is the
// defaults.
type Options struct {
	Limits Limits     `json:"limits,omitzero"` // of the sizes
	Bands  []Band     `json:"bands,omitzero"`  // nil: Bands()
	Life   LifeLimits `json:"life,omitzero"`   // what parts the stages of life
	Cuts   Cuts       `json:"cuts,omitzero"`   // of the question quadrant
	Survey Survey     `json:"survey,omitzero"` // of success factors; zero: Survey2014()
}

// Validate reports every option that can't be, with its path: limits that aren't
// numbers above 0 in rising order, shares outside 0 to 1, and bands, cuts and
// uplifts that make no sense.
func (o Options) Validate() error {
	p := strict.In("health")
	limits := o.Limits.orDefaults()
	for _, l := range []struct {
		path string
		x    float64
	}{{"limits.small", limits.Small}, {"limits.large", limits.Large}} {
		if metrics.Exactly(l.x).Within(metrics.Above(0)) != metrics.Yes {
			p.Addf(l.path, "want a number of members above 0, have %v", l.x)
		}
	}
	if limits.Small > limits.Large {
		p.Addf("limits.large", "want %v or more, where small ends, have %v", limits.Small, limits.Large)
	}
	validate(p, "bands", o.Bands)
	life, _ := o.Life.orDefaults()
	inside := metrics.MustBetween(0, 1)
	for _, l := range []struct {
		path string
		x    float64
	}{{"life.establishment", life.Establishment}, {"life.maturity", life.Maturity}} {
		if !inside.Contains(l.x) {
			p.Addf(l.path, "want a share from 0 to 1, have %v", l.x)
		}
	}
	if life.Establishment > life.Maturity {
		p.Addf("life.maturity", "want %v or more, where establishment starts, have %v", life.Establishment, life.Maturity)
	}
	o.Cuts.validate(p, "cuts")
	o.Survey.validate(p, "survey")
	return p.Err()
}

// UnmarshalJSON reads options strictly, and refuses what Validate does.
func (o *Options) UnmarshalJSON(data []byte) error {
	type plain Options
	return strict.Unmarshal("health", data, (*plain)(o), func() error { return o.Validate() })
}

// UnmarshalJSON reads limits strictly.
func (l *Limits) UnmarshalJSON(data []byte) error {
	type plain Limits
	return strict.Unmarshal("health", data, (*plain)(l), nil)
}

// UnmarshalJSON reads limits strictly.
func (l *LifeLimits) UnmarshalJSON(data []byte) error {
	type plain LifeLimits
	return strict.Unmarshal("health", data, (*plain)(l), nil)
}

// UnmarshalJSON reads cuts strictly.
func (c *Cuts) UnmarshalJSON(data []byte) error {
	type plain Cuts
	return strict.Unmarshal("health", data, (*plain)(c), nil)
}
