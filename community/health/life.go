package health

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Life is the stage of a community's life cycle, by how much of its growth and
// activity its members make themselves rather than those who run it.
type Life uint8

// The stages. Their texts, "unknown", "inception", "establishment" and
// "maturity", are frozen. The source tells maturity by a sense of community too,
// which isn't judged here, and so not its fourth stage either, mitosis. That both
// growth and activity must be above a share, the lower of the two, is our reading.
const (
	LifeUnknown   Life = iota
	Inception          // members don't make more than half of both
	Establishment      // they make more than half of the growth and of the activity
	Maturity           // they make more than nine tenths of both
)

var lives = enum.Names{"unknown", "inception", "establishment", "maturity"}

// Lives yields every stage, LifeUnknown first.
func Lives(yield func(Life) bool) {
	for i := range lives {
		if !yield(Life(i)) {
			return
		}
	}
}

// ParseLife reads the text of a stage.
func ParseLife(s string) (Life, error) {
	v, err := lives.Parse("Life", s)
	return Life(v), err
}

// String returns the stage's text, "Life(99)" for a value that is none.
func (l Life) String() string { return lives.Text("Life", uint8(l)) }

// AppendText appends the stage's text; an invalid stage is an error.
func (l Life) AppendText(b []byte) ([]byte, error) {
	return lives.Append("Life", b, uint8(l))
}

// MarshalText returns the stage's text; an invalid stage is an error.
func (l Life) MarshalText() ([]byte, error) { return l.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (l *Life) UnmarshalText(text []byte) (err error) {
	*l, err = ParseLife(string(text))
	return err
}

// LifeLimits are the shares of growth and of activity, both made by members,
// above which the next stage is reached. The zero value is the defaults.
type LifeLimits struct {
	Establishment float64 `json:"establishment,omitzero"` // 0.5 by default, as published
	Maturity      float64 `json:"maturity,omitzero"`      // 0.9 by default, as published
}

// The defaults of LifeLimits. That exactly 0.9 isn't maturity yet follows the
// source's text on establishment; its text on maturity says "or more".
const (
	EstablishmentAbove = 0.5
	MaturityAbove      = 0.9
)

var lifeSource = metrics.Source{
	Title: "FeverBee, The online community lifecycle, stage two: establishment (Ning)",
	URL:   "https://cultivate.ning.com/ning-blog/the-online-community-lifecycle-stage-two-establishment",
}

func (l LifeLimits) orDefaults() (LifeLimits, metrics.Source) {
	source := lifeSource
	if l.Establishment != 0 || l.Maturity != 0 {
		source = metrics.CallersChoice()
	}
	if l.Establishment == 0 {
		l.Establishment = EstablishmentAbove
	}
	if l.Maturity == 0 {
		l.Maturity = MaturityAbove
	}
	return l, source
}

// LifeFinding is the stage of the life cycle that a community has reached, as
// far as its figures tell.
type LifeFinding struct {
	Activity metrics.Interval `json:"activity"` // contributions made by members, of all contributions
	Growth   metrics.Interval `json:"growth"`   // new members brought by members, of all new members
	Lowest   Life             `json:"lowest"`   // the lowest stage possible
	Highest  Life             `json:"highest"`  // the highest; all between are possible too
	Limits   LifeLimits       `json:"limits"`   // the shares held against
	Source   metrics.Source   `json:"source"`   // of Limits
	// Unknown names the portions of the Activity that leave the stage open.
	Unknown []string `json:"unknown,omitzero"`
}

// Life is the stage if it is certain, else LifeUnknown.
func (f LifeFinding) Life() Life {
	if f.Lowest == f.Highest {
		return f.Lowest
	}
	return LifeUnknown
}

// UnmarshalJSON reads a finding strictly.
func (f *LifeFinding) UnmarshalJSON(data []byte) error {
	type plain LifeFinding
	return strict.Unmarshal("health", data, (*plain)(f), nil)
}

// Stage finds the stage from both shares. The two are independent, and the lower
// stage of the two counts: so the lowest possible is the lower of the two lowest,
// and the highest the lower of the two highest. Of growth or activity of nothing
// no share can be told.
func (l LifeLimits) Stage(activity, growth Portion) LifeFinding {
	l, source := l.orDefaults()
	f := LifeFinding{Activity: activity.Share(), Growth: growth.Share(), Limits: l, Source: source}
	lowA, highA := l.of(f.Activity)
	lowG, highG := l.of(f.Growth)
	f.Lowest, f.Highest = min(lowA, lowG), min(highA, highG)
	if f.Life() == LifeUnknown {
		if lowA != highA {
			f.Unknown = append(f.Unknown, "activityByMembers")
		}
		if lowG != highG {
			f.Unknown = append(f.Unknown, "growthByMembers")
		}
	}
	return f
}

// of is the range of stages that one share alone would allow.
func (l LifeLimits) of(share metrics.Interval) (lowest, highest Life) {
	if !(l.Maturity < 1 && l.Establishment < 1) { // no such shares: Options.Validate refuses them
		return Inception, Maturity
	}
	mature, established := share.Within(metrics.Above(l.Maturity)), share.Within(metrics.Above(l.Establishment))
	lowest, highest = Inception, Inception
	switch {
	case mature == metrics.Yes:
		lowest = Maturity
	case established == metrics.Yes:
		lowest = Establishment
	}
	switch {
	case mature != metrics.No:
		highest = Maturity
	case established != metrics.No:
		highest = Establishment
	}
	return lowest, highest
}
