package contract

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Measured is what came of the pilot.
type Measured struct {
	Change metrics.Change `json:"change"` // of a study over the windows agreed on
	Looks  int            `json:"looks"`  // how often the metric was read against the baseline by now, this time included; a look agreed on that was left out counts
	On     metrics.Date   `json:"on"`     // the day of settling
}

// Settlement is what follows.
type Settlement struct {
	Pilot      string             `json:"pilot"`      // name, as in the contract
	Conclusion metrics.Conclusion `json:"conclusion"` // what the change shows
	// Worth answers whether the change is shown to be better by what is worth
	// having. Both are unknown of a contract that isn't what was sealed.
	Worth metrics.Answer `json:"worth"`
	// Decision is the one agreed on; empty where there is a breach, since what was
	// agreed doesn't speak of what was measured then, and while it is Open.
	Decision string `json:"decision,omitzero"`
	// Open is true while readings are still to come and it is shown neither to be
	// worse, nor to be better by what is worth having, nor to be better by less.
	Open     bool     `json:"open,omitzero"`
	Decides  string   `json:"decides"`
	Breaches []Breach `json:"breaches,omitempty"`
}

// Settle decides by what was agreed: at the last look on the day after
// Split.After.To at the earliest, at a look before it on the day after its last
// reading at the earliest. A look before the last decides only for what more
// readings are agreed not to change: Better, and Little if what is worth having is
// ruled out, and Worse; else it stays open.
//
// It is an error only if the contract or what was measured isn't valid, such as a
// change without an interval and without the warning that says why; what breaks
// the agreement is told as breaches. A contract that isn't what was sealed is a
// breach whether it is valid or not, and what was measured isn't looked at then.
//
// noted is the digest as it was noted elsewhere; without one nothing shows that the
// contract is the one agreed on, which is a breach too.
func Settle(s Sealed, noted string, m Measured) (Settlement, error) {
	p := strict.In("contract")
	intact, c := s.Intact(), s.Contract
	if intact {
		p.Add("contract", c.Validate())
		m.check(p)
	}
	if err := p.Err(); err != nil {
		return Settlement{}, err
	}
	out := Settlement{Pilot: c.Pilot, Decides: c.Decides}
	if !intact {
		found := "the contract's digest is " + c.digest()
		if c.digest() == "" {
			found = "the contract has no digest"
		}
		out.Breaches = append(out.Breaches, Breach{Kind: Edited, Found: found})
	}
	if s.Digest != noted {
		out.Breaches = append(out.Breaches, Breach{NotNoted, strict.Clip(noted), strict.Clip(s.Digest)})
	}
	if !intact {
		return out, nil
	}
	out.Conclusion = m.Change.Conclusion()
	out.Breaches = append(out.Breaches, c.breaches(m)...)
	if out.Conclusion != metrics.CannotTell {
		out.Worth = m.Change.Gain().Within(metrics.From(c.Worth))
	}
	if len(out.Breaches) == 0 {
		out.decide(c.Decisions, m.Looks == len(c.Looks))
	}
	return out, nil
}

// check adds what is wrong with what was measured.
func (m Measured) check(p *strict.Problems) {
	p.Add("measured.change", m.Change.Validate())
	if m.Change.Interval.IsAnything() && !m.explained() {
		p.Absentf("measured.change.interval", "is missing, and no warning says why: a change without numbers can't tell anything, not even that it can't")
	}
	if m.On.IsZero() {
		p.Absentf("measured.on", "is missing: a settlement has a day")
	}
	if m.Looks < 1 {
		p.Addf("measured.looks", "want 1 or more, this one included, have %d", m.Looks)
	}
}

// explained reports whether there is a warning that leaves a change without an
// interval.
func (m Measured) explained() bool {
	for _, w := range m.Change.Warnings {
		if w.Kind == metrics.NoVariation || w.Kind == metrics.TooFewPoints {
			return true
		}
	}
	return false
}

// decide takes the decision agreed on, or leaves it open before the last look.
func (s *Settlement) decide(d Decisions, last bool) {
	switch {
	case s.Conclusion == metrics.Better && s.Worth == metrics.Yes:
		s.Decision = d.Better
	case s.Conclusion == metrics.Better && (last || s.Worth == metrics.No):
		s.Decision = d.Little
	case s.Conclusion == metrics.Worse:
		s.Decision = d.Worse
	case !last:
		s.Open = true
	case s.Conclusion == metrics.NoEffectShown:
		s.Decision = d.NoEffect
	default:
		s.Decision = d.CannotTell
	}
}
