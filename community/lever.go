package community

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Lever is what can supply the practitioners that an area of knowledge
// management still lacks.
type Lever uint8

// The levers. Their texts, "unknown", "central team" and "embedded roles", are
// frozen.
const (
	LeverUnknown  Lever = iota
	CentralTeam         // a central KM team of the usual size is enough
	EmbeddedRoles       // it isn't: roles in the business must carry most of it
)

var levers = enum.Names{"unknown", "central team", "embedded roles"}

// Levers yields every lever, LeverUnknown first.
func Levers(yield func(Lever) bool) {
	for i := range levers {
		if !yield(Lever(i)) {
			return
		}
	}
}

// ParseLever reads the text of a lever.
func ParseLever(s string) (Lever, error) {
	v, err := levers.Parse("Lever", s)
	return Lever(v), err
}

// String returns the lever's text, "Lever(9)" for a value that is none.
func (l Lever) String() string { return levers.Text("Lever", uint8(l)) }

// AppendText appends the lever's text; an invalid lever is an error.
func (l Lever) AppendText(b []byte) ([]byte, error) { return levers.Append("Lever", b, uint8(l)) }

// MarshalText returns the lever's text; an invalid lever is an error.
func (l Lever) MarshalText() ([]byte, error) { return l.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (l *Lever) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLever(string(text))
	return err
}

// Employees for each member of the central KM team: medians of surveys. That a
// team grows with the organisation is our reading, for want of a better one: by
// Knoco's survey it grows more slowly, and the mean over all is 1 in 4,000. At 1
// in 444 to 1 in 500 a floor of 100 practitioners from the central team alone
// needs 44,400 to 50,000 employees, and by that survey rather more.
const (
	// StaffPerKMPostAPQC is APQC's median of 2022
	// <https://www.apqc.org/blog/small-km-teams-can-thrive-right-business-support>.
	StaffPerKMPostAPQC = 444
	// StaffPerKMPostKnoco is the median of Knoco's survey
	// <https://www.nickmilton.com/2015/02/how-big-is-km-team.html>.
	StaffPerKMPostKnoco = 500
)

// Shortfall is what an area lacks to be established, and where it could come
// from.
type Shortfall struct {
	Established metrics.Answer   `json:"established,omitzero"` // whether the threshold is reached
	Measure     metrics.Measure  `json:"measure"`              // what the threshold asks for
	Have        metrics.Interval `json:"have,omitzero"`        // of it
	Need        metrics.Interval `json:"need"`                 // of it
	Missing     metrics.Interval `json:"missing,omitzero"`     // practitioners still to come; 0 where it is established, not stated where Reachable is No
	Source      metrics.Source   `json:"source"`               // of Need

	// Reachable answers whether the organisation is large enough to reach the
	// threshold at all. A workforce of 80 isn't short of 40 practitioners: it
	// can't reach 100, and needs the face-to-face floor or a share.
	Reachable metrics.Answer `json:"reachable,omitzero"`

	// CentralTeam is the usual size of the central KM team in an organisation
	// of that workforce, by the two medians (StaffPerKMPostAPQC and
	// StaffPerKMPostKnoco), and Lever what follows from it where the area is
	// knowledge management: whether that team alone reaches the floor. Other
	// areas have no such team: look at neither.
	CentralTeam metrics.Interval `json:"centralTeam,omitzero"`
	Lever       Lever            `json:"lever,omitzero"`
}

// Shortfall holds the area against the threshold.
func (a PracticeArea) Shortfall(t Threshold) Shortfall {
	measure, need, source := t.Need(a)
	workforce, ok := a.Workforce.Intersect(metrics.From(0))
	if !ok {
		workforce = metrics.From(0)
	}
	least, _ := need.Low()
	s := Shortfall{Measure: measure, Have: t.Have(a), Need: need, Source: source}
	s.Established = s.Have.Within(need)
	low, _ := workforce.Low()
	high, bounded := workforce.High()
	s.CentralTeam = span(low/StaffPerKMPostKnoco, high/StaffPerKMPostAPQC, bounded)
	if t.Share > 0 {
		s.Reachable = workforce.Within(metrics.Above(0)) // each workforce has a floor of its own size
		s.Missing = span(low*least, high*least, bounded).Sub(a.Known()).Missing(metrics.UpTo(0)).Rounded()
		// Team and floor grow with the same workforce, so their rates decide.
		s.Lever = lever(metrics.MustBetween(1./StaffPerKMPostKnoco, 1./StaffPerKMPostAPQC).AtLeast(least))
	} else {
		s.Reachable = workforce.AtLeast(least)
		s.Missing = s.Have.Missing(need).Rounded()
		s.Lever = lever(s.CentralTeam.AtLeast(least))
	}
	s.CentralTeam = s.CentralTeam.Rounded()
	switch {
	case s.Established == metrics.Yes:
		s.Missing = metrics.Exactly(0) // whatever the last bit of a product says
	case s.Reachable == metrics.No:
		s.Missing = metrics.Anything() // no number of practitioners would do
	}
	return s
}

// NearMiss is the part of the threshold from which on an area that isn't
// established is a near-miss, our default: half.
const NearMiss = 0.5

// Near answers whether the area is a near-miss: not established, in an
// organisation that is large enough, and at the given part of the threshold or
// above, such as NearMiss. Missing says what it lacks.
func (s Shortfall) Near(part float64) metrics.Answer {
	least, _ := s.Need.Low()
	// The product is rounded to 12 digits: 0.55 of 100 is 55.
	from, _ := metrics.Exactly(part * least).Rounded().Point()
	return s.Have.AtLeast(from).And(s.Established.Not()).And(s.Reachable)
}

// span is from low to high, or without an upper end where there is none.
func span(low, high float64, bounded bool) metrics.Interval {
	if i, err := metrics.Between(low, high); bounded && err == nil {
		return i
	}
	return metrics.From(low)
}

func lever(enough metrics.Answer) Lever {
	switch enough {
	case metrics.Yes:
		return CentralTeam
	case metrics.No:
		return EmbeddedRoles
	}
	return LeverUnknown
}

// UnmarshalJSON reads a shortfall strictly.
func (s *Shortfall) UnmarshalJSON(data []byte) error {
	type plain Shortfall
	return strict.Unmarshal("community", data, (*plain)(s), nil)
}
