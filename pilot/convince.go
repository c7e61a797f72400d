package pilot

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// Convinces says whether a candidate counts with the managers of a function, and
// through whom. It does through an endorser whose own unit gained, who isn't of the
// KM team, manages another function than theirs, and is near to it: as far from the
// frontline, or in one of two functions of which one supports the other. What near is
// is our default; the rest is R4.
type Convinces struct {
	Candidate string         `json:"candidate"`         // its name
	Function  string         `json:"function"`          // id of the manager's function
	Answer    metrics.Answer `json:"answer"`            // whether it counts with them
	Through   []string       `json:"through,omitempty"` // names of those through whom it certainly does
	// Wins are how many candidates that count they ask for before they are convinced:
	// one, or Choice.Wins of a sceptic; 0: nothing convinces them.
	Wins int `json:"wins,omitzero"`
}

// wins is how many wins convince the managers of a function, 0 if nothing does.
func (c *Choice) wins(m Manager) int {
	switch {
	case m.Segment == DieHard:
		return 0
	case m.Segment == EarlyAdopter || m.Segment == Interested:
		return 1
	case c.Wins > 0:
		return c.Wins
	}
	return WinsForSceptics
}

// convinces answers whether a candidate counts with the managers of a function.
func (c *Choice) convinces(candidate *Candidate, m Manager, p *programme) Convinces {
	out := Convinces{Candidate: candidate.Name, Function: m.Function, Answer: metrics.No, Wins: c.wins(m)}
	if out.Wins == 0 {
		return out
	}
	if candidate.Endorsers == nil {
		out.Answer = metrics.Unknown
	}
	for _, e := range candidate.Endorsers {
		if e.Function == m.Function && e.Function != "" {
			continue // nobody is convinced by their own word
		}
		counts := e.credible(p.Function).And(p.near(e.Function, m.Function))
		if counts == metrics.Yes && !slices.Contains(out.Through, e.Name) {
			out.Through = append(out.Through, e.Name)
		}
		out.Answer = out.Answer.Or(counts)
	}
	slices.Sort(out.Through)
	return out
}

// near answers whether two functions are as far from the frontline, or one of them
// supports the other.
func (p *programme) near(a, b string) metrics.Answer {
	f, known := p.organisation.Function(a)
	g, alsoKnown := p.organisation.Function(b)
	switch {
	case !known || !alsoKnown:
		return metrics.Unknown
	case slices.Contains(f.Supports, b) || slices.Contains(g.Supports, a):
		return metrics.Yes
	}
	return p.organisation.Steps(a).Sub(p.organisation.Steps(b)).Within(metrics.Exactly(0))
}
