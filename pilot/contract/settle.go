package contract

import (
	"fmt"

	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// BreachKind names a way in which goalposts were moved.
type BreachKind uint8

// The kinds of breaches. Their texts are frozen.
const (
	BreachUnknown  BreachKind = iota
	Edited                    // the contract isn't what was sealed
	NotNoted                  // its digest isn't the one that was noted
	MetricSwapped             // another metric, unit or direction was measured
	WindowMoved               // readings lie outside the windows agreed on
	EndedEarly                // fewer readings than agreed, or settled before the window's end
	MethodChanged             // compared by another method or at another level
	ControlDropped            // compared without the control agreed on, or with one that wasn't
	ExtraLook                 // read more often than agreed
	SettledTooSoon            // settled before it started
)

var breachKinds = enum.Names{
	"unknown", "edited", "not noted", "metric swapped", "window moved", "ended early",
	"method changed", "control dropped", "extra look", "settled too soon",
}

// BreachKinds yields every kind of breach, BreachUnknown first.
func BreachKinds(yield func(BreachKind) bool) {
	for i := range breachKinds {
		if !yield(BreachKind(i)) {
			return
		}
	}
}

// ParseBreachKind reads the text of a kind of breach.
func ParseBreachKind(s string) (BreachKind, error) {
	v, err := breachKinds.Parse("BreachKind", s)
	return BreachKind(v), err
}

// String returns the kind's text, "BreachKind(99)" for a value that is none.
func (k BreachKind) String() string { return breachKinds.Text("BreachKind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k BreachKind) AppendText(b []byte) ([]byte, error) {
	return breachKinds.Append("BreachKind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind is an error.
func (k BreachKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *BreachKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseBreachKind(string(text))
	return err
}

// Breach is one goalpost that was moved.
type Breach struct {
	Kind   BreachKind `json:"kind"`
	Agreed string     `json:"agreed,omitzero"`
	Found  string     `json:"found,omitzero"`
}

// String is the breach in one line.
func (b Breach) String() string {
	if b.Agreed == "" {
		return b.Kind.String() + ": " + b.Found
	}
	return fmt.Sprintf("%s: agreed %s, found %s", b.Kind, b.Agreed, b.Found)
}

// Measured is what came of the pilot.
type Measured struct {
	Change metrics.Change `json:"change"` // of a study over the windows agreed on
	Looks  int            `json:"looks"`  // how often the metric was read against the baseline by now, this time included
	On     metrics.Date   `json:"on"`     // the day of settling
}

// Settlement is what follows.
type Settlement struct {
	Pilot      string             `json:"pilot"`
	Conclusion metrics.Conclusion `json:"conclusion"`
	// Worth answers whether the change is shown to be better by what is worth having.
	Worth metrics.Answer `json:"worth"`
	// Decision is the one agreed on; empty where there is a breach, since what was
	// agreed doesn't speak of what was measured then, and while it is Open.
	Decision string   `json:"decision,omitzero"`
	Open     bool     `json:"open,omitzero"` // neither better nor worse yet, and readings are still to come
	Decides  string   `json:"decides"`
	Breaches []Breach `json:"breaches,omitempty"`
}

// Settle decides by what was agreed. It is an error only if the contract or the
// change isn't valid; what breaks the agreement is told as breaches.
//
// noted is the digest as it was noted elsewhere; without one nothing shows that the
// contract is the one agreed on, which is a breach too.
func Settle(s Sealed, noted string, m Measured) (Settlement, error) {
	p := strict.In("contract")
	p.Add("contract", s.Contract.Validate())
	p.Add("measured.change", m.Change.Validate())
	if m.On.IsZero() {
		p.Absentf("measured.on", "is missing: a settlement has a day")
	}
	if m.Looks < 1 {
		p.Addf("measured.looks", "want 1 or more, this one included, have %d", m.Looks)
	}
	if err := p.Err(); err != nil {
		return Settlement{}, err
	}
	c := s.Contract
	out := Settlement{Pilot: c.Pilot, Decides: c.Decides, Conclusion: m.Change.Conclusion(), Breaches: s.breaches(noted, m)}
	if out.Conclusion != metrics.CannotTell {
		out.Worth = m.Change.Gain().Within(metrics.From(c.Worth))
	}
	if len(out.Breaches) > 0 {
		return out, nil
	}
	if m.Looks < len(c.Levels) && out.Conclusion != metrics.Better && out.Conclusion != metrics.Worse {
		out.Open = true
		return out, nil
	}
	switch out.Conclusion {
	case metrics.Better:
		out.Decision = c.Decisions.Little
		if out.Worth == metrics.Yes {
			out.Decision = c.Decisions.Better
		}
	case metrics.NoEffectShown:
		out.Decision = c.Decisions.NoEffect
	case metrics.Worse:
		out.Decision = c.Decisions.Worse
	default:
		out.Decision = c.Decisions.CannotTell
	}
	return out, nil
}

// breaches lists what isn't as agreed.
func (s Sealed) breaches(noted string, m Measured) (all []Breach) {
	add := func(kind BreachKind, agreed, found string) { all = append(all, Breach{kind, agreed, found}) }
	c, change := s.Contract, m.Change
	if !s.Intact() {
		add(Edited, "", "the contract's digest is "+c.digest())
	}
	if s.Digest != noted {
		add(NotNoted, strict.Clip(noted), strict.Clip(s.Digest))
	}
	for _, part := range []struct{ agreed, found string }{
		{c.Metric.ID, change.Metric}, {c.Metric.Unit, change.Unit}, {c.Metric.Better.String(), change.Better.String()},
	} {
		if part.agreed != part.found {
			add(MetricSwapped, fmt.Sprintf("%q", strict.Clip(part.agreed)), fmt.Sprintf("%q", strict.Clip(part.found)))
		}
	}
	for _, side := range []struct {
		name  string
		span  metrics.Span
		group metrics.Group
	}{{"before", c.Split.Before, change.Before}, {"after", c.Split.After, change.After}} {
		if !side.span.Contains(side.group.From) || !side.span.Contains(side.group.To) {
			add(WindowMoved, side.name+" "+side.span.String(), metrics.Span{From: side.group.From, To: side.group.To}.String())
		}
	}
	last := m.Looks >= len(c.Levels)
	switch {
	case m.On.Before(c.Start):
		add(SettledTooSoon, c.Start.String(), m.On.String())
	case last && !m.On.After(c.Split.After.To):
		add(EndedEarly, c.Split.After.To.String(), m.On.String())
	case last && change.After.Points < c.Readings:
		add(EndedEarly, fmt.Sprintf("%d readings", c.Readings), fmt.Sprint(change.After.Points))
	}
	if change.Method != c.Method {
		add(MethodChanged, c.Method.String(), change.Method.String())
	}
	if at := min(m.Looks, len(c.Levels)) - 1; change.Level != c.Levels[at] {
		add(MethodChanged, fmt.Sprintf("a level of %v", c.Levels[at]), fmt.Sprint(change.Level))
	}
	if c.Control != "" && change.Control == nil {
		add(ControlDropped, c.Control, "no control")
	} else if c.Control == "" && change.Control != nil {
		add(ControlDropped, "no control", "a control")
	}
	if m.Looks > len(c.Levels) {
		add(ExtraLook, fmt.Sprintf("%d readings", len(c.Levels)), fmt.Sprint(m.Looks))
	}
	return all
}
