package pilot

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/contract"
)

// Agreement is the contract on a pilot, with what has been read since. It is settled
// at a look that was agreed on; until then it has no readings, or those so far and no
// Looks. At a look, readings missing in its window are a breach.
type Agreement struct {
	Sealed contract.Sealed `json:"sealed"`         // on one of the candidates, by name
	Noted  string          `json:"noted,omitzero"` // its digest, as noted where those who run the pilot can't change it

	Readings metrics.Series `json:"readings,omitzero"` // of the metric, before and after
	Control  metrics.Series `json:"control,omitzero"`  // of what it is compared with, where that was agreed
	Terms    metrics.Terms  `json:"terms,omitzero"`    // how the change becomes a saving; without a distance the metric's own counts
	Looks    int            `json:"looks,omitzero"`    // how often they were read against the baseline by now, this time included; 0: they are collected, and not looked at yet
	On       metrics.Date   `json:"on,omitzero"`       // the day of settling
}

// Comparison is what Methods.Compare is to compare.
type Comparison struct {
	Contract contract.Contract // what was agreed
	Level    float64           // confidence level of the look that it is
	Readings metrics.Series    // before and after
	Control  metrics.Series    // no readings: there is none
}

// Settled is what became of an Agreement.
type Settled struct {
	Settlement contract.Settlement `json:"settlement"`      // what was decided, or why nothing
	Change     metrics.Change      `json:"change,omitzero"` // none of a contract that isn't what was sealed
	Saving     metrics.Saving      `json:"saving,omitzero"` // what the change was worth under the agreement's Terms; none beside a breach
	Chart      *metrics.RunChart   `json:"chart,omitempty"` // of the readings; nil beside a breach, and where nothing draws it
}

// validateAgreements adds what is wrong with the agreements of a slate. That a
// contract isn't intact is no fault of the slate: its settlement tells it.
func (s *Slate) validateAgreements(p *strict.Problems) {
	first := map[string]int{}
	for i := range s.Agreements {
		a, path := &s.Agreements[i], strict.Index("agreements", i)
		name := a.Sealed.Contract.Pilot
		if !slices.ContainsFunc(s.Candidates, func(c Candidate) bool { return c.Name == name }) {
			p.Absentf(strict.Join(path, "sealed.contract.pilot"), "there is no candidate %q", strict.Clip(name))
		} else if at, twice := first[name]; twice {
			p.Addf(strict.Join(path, "sealed.contract.pilot"), "there is another agreement on %q, %s", strict.Clip(name), strict.Index("agreements", at))
		}
		first[name] = i
		if a.Sealed.Intact() {
			p.Add(strict.Join(path, "sealed.contract"), a.Sealed.Contract.Validate())
		}
		if a.Looks < 0 {
			p.Addf(strict.Join(path, "looks"), "want 0 or more, have %d", a.Looks)
		}
		switch {
		case a.Readings.Len() == 0 && (a.Looks > 0 || a.Control.Len() > 0 || !a.On.IsZero()):
			p.Absentf(strict.Join(path, "readings"), "are missing: nothing is settled without them")
		case a.Looks > 0 && a.On.IsZero():
			p.Absentf(strict.Join(path, "on"), "is missing: a settlement has a day")
		case a.On.After(s.Programme.AsOf) && !s.Programme.AsOf.IsZero():
			p.Addf(strict.Join(path, "on"), "%s is after the programme's day, %s", a.On, s.Programme.AsOf)
		}
		p.Add(strict.Join(path, "terms"), a.Terms.Validate())
		if a.Looks == 0 && !a.On.IsZero() {
			p.Absentf(strict.Join(path, "looks"), "is missing: which of the looks agreed on it is")
		}
	}
}

// settle settles the agreements of a slate, by name of pilot; pending are those
// that can't be yet, for want of readings or of a method.
func (s *Slate) settle(methods Methods, in *programme) (settled []Settled, pending []string, err error) {
	p := strict.In("pilot")
	order := make([]int, len(s.Agreements))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Compare(s.Agreements[a].Sealed.Contract.Pilot, s.Agreements[b].Sealed.Contract.Pilot)
	})
	for _, i := range order {
		a := &s.Agreements[i]
		path := strict.Index("agreements", i)
		c := a.Sealed.Contract
		m := contract.Measured{Looks: a.Looks, On: a.On}
		var compared Comparison
		if a.Sealed.Intact() {
			if methods.Compare == nil || a.Looks == 0 {
				pending = append(pending, c.Pilot)
				continue
			}
			compared = Comparison{c, c.Looks[min(a.Looks, len(c.Looks))-1].Level, a.Readings, a.Control}
			if m.Change, err = methods.Compare(compared); err != nil {
				p.Add(strict.Join(path, "readings"), err)
				continue
			}
		}
		out := Settled{Change: m.Change}
		if out.Settlement, err = contract.Settle(a.Sealed, a.Noted, m); err != nil {
			p.Add(path, err)
			continue
		}
		if len(out.Settlement.Breaches) == 0 {
			out.Saving, err = m.Change.Saving(s.terms(a, in))
			p.Add(path, err)
			if methods.Chart != nil {
				chart, err := methods.Chart(compared)
				p.Add(path, err)
				out.Chart = &chart
			}
		}
		settled = append(settled, out)
	}
	return settled, pending, p.Err()
}

// terms are those of an agreement, with the distance of the metric agreed on from a
// hard one unless they have their own.
func (s *Slate) terms(a *Agreement, in *programme) metrics.Terms {
	t := a.Terms
	if !t.Distance.IsAnything() {
		return t
	}
	for _, c := range s.Candidates {
		if c.Name == a.Sealed.Contract.Pilot {
			measured := metrics.Benefit{Metric: a.Sealed.Contract.Metric.ID}
			t.Distance = measured.Distance(in.metrics, in.organisation.Steps(c.Function))
		}
	}
	return t
}
