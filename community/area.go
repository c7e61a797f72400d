package community

import (
	"math"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// PracticeArea is a body of work that people have as their main role, and how
// many do, as far as is known.
type PracticeArea struct {
	ID            string           `json:"id"`                     // as slates and rosters refer to it
	Name          string           `json:"name,omitzero"`          // for people; empty: the id serves
	Practitioners metrics.Interval `json:"practitioners,omitzero"` // who have it as main role
	Workforce     metrics.Interval `json:"workforce,omitzero"`     // of the organisation, counted on the same basis
	Basis         Basis            `json:"basis,omitzero"`         // heads or FTE, for both figures
	Scope         string           `json:"scope,omitzero"`         // what the figures cover, for example "junior posts in the return"
	AsOf          metrics.Date     `json:"asOf,omitzero"`          // the day they speak for; none: not said
	FaceToFace    bool             `json:"faceToFace,omitzero"`    // its people meet in one place, so a smaller number carries a community
}

// people is the measure of both figures.
var people = metrics.Measure{ID: "practitioners", Kind: metrics.Count}

// Validate reports every figure that can't be: a negative number, and more
// practitioners than workforce.
func (a PracticeArea) Validate() error {
	p := strict.In("community")
	if a.ID == "" {
		p.Absentf("id", "is missing")
	}
	practitioners, err := people.Resolve(a.Practitioners)
	if err != nil {
		p.Addf("practitioners", "a number of people can't be negative, have %s", a.Practitioners)
	}
	workforce, err := people.Resolve(a.Workforce)
	if err != nil {
		p.Addf("workforce", "a number of people can't be negative, have %s", a.Workforce)
	}
	// Ends that cross are a fault, not merely impossible combinations: "30 to
	// 60 of a workforce of 50" contradicts itself at 60.
	if most, ok := workforce.High(); ok {
		highest, _ := practitioners.High()
		if _, possible := practitioners.Intersect(limit(workforce)); !possible || highest > most {
			p.Addf("practitioners", "%s practitioners are more than the workforce of %s", practitioners, workforce)
		}
	}
	if a.Basis > FTE {
		p.Addf("basis", "%s is no basis", a.Basis)
	}
	return p.Err()
}

// Known is what is known of the practitioners: no fewer than 0 and no more than
// the workforce.
func (a PracticeArea) Known() metrics.Interval {
	i, ok := a.Practitioners.Intersect(metrics.From(0))
	if !ok {
		i = metrics.From(0)
	}
	if cut, ok := i.Intersect(limit(a.Workforce)); ok {
		return cut
	}
	return i
}

// limit is what is known of a number of people within a workforce.
func limit(workforce metrics.Interval) metrics.Interval {
	most, ok := workforce.High()
	switch {
	case !ok:
		return metrics.Anything()
	case workforce.HighOpen():
		return metrics.Below(most)
	}
	return metrics.UpTo(most)
}

// Share is the practitioners' share of the workforce: 0 to 1 where one of them
// isn't known, but 0 where nobody practises, whatever the workforce. An end is
// one division, rounded to the nearest float64.
func (a PracticeArea) Share() metrics.Interval {
	var low, high float64 = 0, 1
	p := a.Known()
	if x, ok := p.Low(); ok {
		if most, ok := a.Workforce.High(); ok && most > 0 {
			low = min(x/most, 1)
		}
	}
	if x, ok := p.High(); ok {
		if least, ok := a.Workforce.Low(); ok && least > 0 {
			high = min(x/least, 1)
		} else if x == 0 {
			high = 0
		}
	}
	return metrics.MustBetween(low, max(low, high))
}

// Threshold says when a practice area is established: when a large group of
// people has it as their main role (R2, Milton 2020, which gives no number).
// The zero value is the defaults.
type Threshold struct {
	// Practitioners is the floor of an area whose people are spread over
	// places: 100 by default, the critical mass of a distributed community
	// (Garfield; Knoco surveys). The sources count a community's members; that
	// an area needs as many practitioners is our reading.
	Practitioners float64 `json:"practitioners,omitzero"`
	// FaceToFace is the floor where they meet in one place: 20 by default, ours,
	// since such communities have tens of members (Milton 2016).
	FaceToFace float64 `json:"faceToFace,omitzero"`
	// Share, if above 0, takes the place of both floors: the share of the
	// workforce that must practise. For an organisation that is itself smaller
	// than the floor. None by default.
	Share float64 `json:"share,omitzero"`
}

// The defaults of Threshold.
const (
	MinPractitioners = 100
	MinFaceToFace    = 20
)

// Sources of the two floors.
var (
	distributed = metrics.Source{Title: "S. Garfield, Communities of Practice", URL: "https://stangarfield.medium.com/communities-of-practice-24dca330eaf9"}
	together    = metrics.Source{Title: "our default, after N. Milton, How scaleable are communities of practice?", Year: 2016, URL: "http://www.nickmilton.com/2016/06/how-scaleable-are-communities-of.html"}
)

// Validate reports thresholds that aren't positive finite numbers, a floor
// below one person, and a share above 1.
func (t Threshold) Validate() error {
	p := strict.In("community")
	for _, f := range []struct {
		path string
		x    float64
	}{{"practitioners", t.Practitioners}, {"faceToFace", t.FaceToFace}} {
		if f.x != 0 && metrics.Exactly(f.x).AtLeast(1) != metrics.Yes {
			p.Addf(f.path, "a floor must be at least 1 person, have %v", f.x)
		}
	}
	if t.Share != 0 && metrics.Exactly(t.Share).Within(metrics.Above(0)).And(metrics.Exactly(t.Share).AtMost(1)) != metrics.Yes {
		p.Addf("share", "want a share above 0 and up to 1, have %v", t.Share)
	}
	return p.Err()
}

// Need is what a practice area must show to be established, as a measure with
// the numbers that pass and their source.
func (t Threshold) Need(a PracticeArea) (m metrics.Measure, need metrics.Interval, source metrics.Source) {
	unit := "practitioners"
	if a.Basis != BasisUnknown {
		unit += " (" + a.Basis.String() + ")"
	}
	switch count := (metrics.Measure{ID: "practitioners", Unit: unit, Kind: metrics.Count}); {
	case t.Share > 0:
		m = metrics.Measure{ID: "practitioner-share", Unit: "of the workforce", Kind: metrics.Share}
		return m, from(t.Share), metrics.CallersChoice()
	case a.FaceToFace && t.FaceToFace > 0:
		return count, from(t.FaceToFace), metrics.CallersChoice()
	case a.FaceToFace:
		return count, metrics.From(MinFaceToFace), together
	case t.Practitioners > 0:
		return count, from(t.Practitioners), metrics.CallersChoice()
	default:
		return count, metrics.From(MinPractitioners), distributed
	}
}

// from is at least x, for x above 0. Nobody reaches infinity, so it mustn't turn
// into a threshold that anything passes.
func from(x float64) metrics.Interval { return metrics.From(min(x, math.MaxFloat64)) }

// Have is the number that Need asks for: practitioners, or their share.
func (t Threshold) Have(a PracticeArea) metrics.Interval {
	if t.Share > 0 {
		return a.Share()
	}
	return a.Known()
}

// Established answers whether a large enough group has the area as main role.
func (a PracticeArea) Established(t Threshold) metrics.Answer {
	_, need, _ := t.Need(a)
	return t.Have(a).Within(need)
}

// UnmarshalJSON reads a practice area strictly.
func (a *PracticeArea) UnmarshalJSON(data []byte) error {
	type plain PracticeArea
	return strict.Unmarshal("community", data, (*plain)(a), nil)
}

// UnmarshalJSON reads a threshold strictly.
func (t *Threshold) UnmarshalJSON(data []byte) error {
	type plain Threshold
	return strict.Unmarshal("community", data, (*plain)(t), nil)
}
