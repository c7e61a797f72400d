package maturity

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Stage is how far a KM programme has come: the typed view of Journey's levels
// (R9, Milton 2020).
type Stage uint8

// The stages. Their texts, "unknown", "not started", "champions network",
// "roles established" and "embedded", are frozen and are the ids of Journey's
// levels.
const (
	StageUnknown     Stage = iota
	NotStarted             // nothing below holds
	ChampionsNetwork       // a network of KM champions exists
	RolesEstablished       // KM posts exist as main roles
	Embedded               // KM is an established practice area, with competence, metrics and a baseline
)

var stages = enum.Names{"unknown", "not started", "champions network", "roles established", "embedded"}

// Stages yields every stage, StageUnknown first.
func Stages(yield func(Stage) bool) {
	for i := range stages {
		if !yield(Stage(i)) {
			return
		}
	}
}

// ParseStage reads the text of a stage.
func ParseStage(s string) (Stage, error) {
	v, err := stages.Parse("Stage", s)
	return Stage(v), err
}

// Form is the form of the KM network that fits the stage: none before a start
// (a network of champions is the usual first step), champions first, then a
// mixed network of role holders and champions, and at last a community of
// practice, which takes off once KM is embedded.
func (s Stage) Form() community.Form {
	switch s {
	case NotStarted, ChampionsNetwork:
		return community.NetworkOfChampions
	case RolesEstablished:
		return community.MixedNetwork
	case Embedded:
		return community.CommunityOfPractice
	}
	return community.FormUnknown
}

// Fits answers whether a network has the form that fits the stage. It is asked
// of the KM network; a network of another topic fits any stage.
func (s Stage) Fits(n community.Network) metrics.Answer {
	if s.Form() == community.FormUnknown {
		return metrics.Unknown
	}
	return n.Is(s.Form())
}

// String returns the stage's text, "Stage(13)" for a value that is none.
func (s Stage) String() string { return stages.Text("Stage", uint8(s)) }

// AppendText appends the stage's text; an invalid stage is an error.
func (s Stage) AppendText(b []byte) ([]byte, error) { return stages.Append("Stage", b, uint8(s)) }

// MarshalText returns the stage's text; an invalid stage is an error.
func (s Stage) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *Stage) UnmarshalText(text []byte) (err error) {
	*s, err = ParseStage(string(text))
	return err
}

// Stage is the assessment's level under Journey as a typed range, StageUnknown
// at both ends for an assessment under another model.
func (a Assessment) Stage() (lowest, highest Stage) {
	if a.Model != journeyID {
		return StageUnknown, StageUnknown
	}
	lowest, _ = ParseStage(a.Lowest)
	highest, _ = ParseStage(a.Highest)
	return lowest, highest
}
