package health

import (
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Checkup is what the figures of a community say of its health.
type Checkup struct {
	Kind     Kind           `json:"kind,omitzero"`   // as the activity has it
	Sizes    []Size         `json:"sizes"`           // the sizes that it may have, the smallest first
	Limits   Limits         `json:"limits"`          // that part the sizes
	Findings []Finding      `json:"findings"`        // one for each indicator
	Life     LifeFinding    `json:"life"`            // where in its life cycle it stands
	Factors  FactorFindings `json:"factors"`         // which success factors it has
	Topics   []TopicFinding `json:"topics,omitzero"` // one for each topic of questions
}

// Finding is what one indicator says.
type Finding struct {
	Indicator Indicator        `json:"indicator"`       // what was looked at
	Measure   metrics.Measure  `json:"measure"`         // how it is measured
	Have      metrics.Interval `json:"have,omitzero"`   // what is known of it
	Count     metrics.Interval `json:"count,omitzero"`  // the numerator of Have
	Of        metrics.Interval `json:"of,omitzero"`     // its denominator
	Within    metrics.Answer   `json:"within,omitzero"` // whether it lies inside the band
	Place     Place            `json:"place,omitzero"`  // on which side of the band it lies
	Why       Why              `json:"why"`             // why the bands are those, or why there is none
	Bands     []Band           `json:"bands,omitzero"`  // held against, or all that may be the right one

	// Unknown names the fields of the Activity that would decide, were they
	// known exactly. None where that is decided, or nothing would decide it.
	Unknown []string `json:"unknown,omitzero"`
}

// Check judges what a community does. An activity or options that can't be are an
// error that names every fault.
//
// Findings stand in the order of Indicators, one for each. A number is held
// against the band for the community's kind and size. Where one of these isn't
// known well enough every band that may be the right one is named, and the
// finding is certain only if all of them say the same, and none may be missing.
// Of a community of nobody, and of visitors or
// contributors where there are none, nothing is.
func Check(a Activity, o Options) (Checkup, error) {
	p := strict.In("health")
	f := a.resolve(p)
	p.Add("options", o.Validate())
	if err := p.Err(); err != nil {
		return Checkup{}, err
	}
	bands := o.Bands
	if bands == nil {
		bands = Bands()
	}
	survey := o.Survey
	if survey.IsZero() {
		survey = Survey2014()
	}
	c := Checkup{
		Kind: a.Kind, Sizes: o.Limits.Sizes(f.members), Limits: o.Limits.orDefaults(),
		Life:    o.Life.Stage(a.ActivityByMembers, a.GrowthByMembers),
		Factors: survey.Next(a.Factors),
	}
	if len(a.Topics) > 0 {
		c.Topics = o.Cuts.sort(a.Topics)
	}
	for i := CoreShare; i <= SupportLoad; i++ {
		c.Findings = append(c.Findings, c.find(i, f, bands))
	}
	return c, nil
}

// have works an indicator out.
func (f figures) have(i Indicator) (have, count, of metrics.Interval) {
	none := metrics.Exactly(0)
	switch i {
	case CoreShare:
		return part(f.core, f.members, f.active), f.core, f.members
	case ActiveShare:
		return part(f.active, f.members, f.core), f.active, f.members
	case PeripheralShare:
		both := f.core.Add(f.active)
		left := f.members.Sub(both)
		narrow(&left, metrics.From(0))
		return rest(both, f.members), left, f.members
	case VisitingShare:
		return part(f.visitors, f.members, none), f.visitors, f.members
	case ContributingShare:
		return part(f.contributors, f.visitors, none), f.contributors, f.visitors
	case ContributionsEach:
		return each(f.contributions, f.contributors, 1, 1), f.contributions, f.contributors
	case ContributionsPerMember:
		return each(f.contributions, f.members, 0, 1), f.contributions, f.members
	}
	return each(f.support, f.members, 0, 1000), f.support, f.members
}

// stated is the figure that the caller gave at a path, after the others cut it.
func (f figures) stated(path string) metrics.Interval {
	return map[string]metrics.Interval{
		"members": f.members, "core": f.core, "active": f.active, "visitors": f.visitors, "contributors": f.contributors,
		"contributions": f.contributions, "supportFTE": f.support,
	}[path]
}

// find takes one finding.
func (c Checkup) find(i Indicator, f figures, bands []Band) Finding {
	x := Finding{Indicator: i, Measure: i.Measure()}
	x.Have, x.Count, x.Of = f.have(i)
	if nobody := metrics.Exactly(0); f.members == nobody || x.Of == nobody {
		x.Why = Nobody
		return x
	}
	kinds := []Kind{c.Kind}
	if c.Kind == KindUnknown {
		kinds = []Kind{Managed, OpenOnline}
	}
	// Every case of kind and size that is possible has a band, or none (-1).
	cases := make([][]int, len(kinds))
	var all []int
	byKind, bySize, none := false, false, false
	for k, kind := range kinds {
		for s, size := range c.Sizes {
			n := find(bands, i, kind, size)
			cases[k] = append(cases[k], n)
			bySize = bySize || n != cases[k][0]
			byKind = byKind || n != cases[0][s]
			none = none || n < 0
			if n >= 0 && !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	slices.Sort(all)
	switch {
	case len(all) == 0 && slices.ContainsFunc(bands, func(b Band) bool { return b.Indicator == i && slices.Contains(kinds, b.Kind) }):
		x.Why = NoBandForSize
		return x
	case len(all) == 0:
		x.Why = NoBandForKind
		return x
	case byKind && bySize:
		x.Why = KindAndSizeOpen
	case byKind:
		x.Why = KindOpen
	case bySize:
		x.Why = SizeOpen
	default:
		x.Why = KindAndSize
	}
	for k, n := range all {
		x.Bands = append(x.Bands, bands[n])
		place, within := bands[n].place(x.Have)
		if k == 0 {
			x.Place, x.Within = place, within
		}
		if place != x.Place {
			x.Place = PlaceUnknown
		}
		if within != x.Within {
			x.Within = metrics.Unknown
		}
	}
	if none {
		x.Place, x.Within = PlaceUnknown, metrics.Unknown
	}
	if x.Place == PlaceUnknown {
		x.Unknown = c.missing(x, f, byKind, bySize)
	}
	return x
}

// missing names the fields that would decide a finding.
func (c Checkup) missing(x Finding, f figures, byKind, bySize bool) []string {
	var fields []string
	if byKind {
		fields = append(fields, "kind")
	}
	if bySize {
		fields = append(fields, "members")
	}
	for _, path := range x.Indicator.fields() {
		if _, exact := f.stated(path).Point(); !exact && !slices.Contains(fields, path) {
			fields = append(fields, path)
		}
	}
	return fields
}

// Finding is the finding of one indicator, the zero Finding for what is none.
func (c Checkup) Finding(i Indicator) Finding {
	for _, f := range c.Findings {
		if f.Indicator == i {
			return f
		}
	}
	return Finding{}
}

// UnmarshalJSON reads a checkup strictly.
func (c *Checkup) UnmarshalJSON(data []byte) error {
	type plain Checkup
	return strict.Unmarshal("health", data, (*plain)(c), nil)
}

// UnmarshalJSON reads a finding strictly.
func (f *Finding) UnmarshalJSON(data []byte) error {
	type plain Finding
	return strict.Unmarshal("health", data, (*plain)(f), nil)
}
