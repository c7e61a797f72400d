package pilottest

import (
	"cmp"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// verdict is one of a selection, whose parts are held against one another.
type verdict struct {
	*parts
	pilot.Verdict
}

func (v *verdict) tell(invariant, format string, args ...any) {
	v.add(invariant, "candidate %q: "+format, append([]any{v.Candidate}, args...)...)
}

// best is the best decision that its offer allows.
func (v *verdict) best() pilot.Decision {
	if v.Offer == pilot.SupportingNetwork {
		return pilot.Support
	}
	return pilot.Showcase
}

func (v *verdict) check() {
	for _, d := range []pilot.Decision{v.Lowest, v.Highest} {
		if _, ok := d.Compare(v.best()); !ok {
			v.tell("verdicts", "%s is no decision about a %s", d, v.Offer)
			return
		}
	}
	if order, _ := v.Lowest.Compare(v.Highest); order > 0 {
		v.tell("verdicts", "the lowest decision, %s, is above the highest, %s", v.Lowest, v.Highest)
	}
	v.findings()
	v.decision()
	v.gaps()
	if want := v.KMOwn && v.Offer == pilot.PublicShowcase && v.Lowest != pilot.Showcase; want != (v.Instead != nil) {
		v.tell("instead", "there is advice on what to do instead: %t, and there should be: %t", v.Instead != nil, want)
	}
}

func (v *verdict) findings() {
	var counts maturity.Counts
	for _, f := range v.Findings {
		counts.Add(f.Outcome)
		if f.Outcome == maturity.NotApplicable {
			if f.Ceiling != pilot.Undetermined {
				v.tell("findings", "%s doesn't apply, and has the ceiling %s", f.Criterion, f.Ceiling)
			}
		} else if want := maturity.OutcomeOf(f.Have.Within(f.Need)); f.Outcome != want {
			v.tell("findings", "%s is %s, and its numbers say %s: have %s, need %s", f.Criterion, f.Outcome, want, f.Have, f.Need)
		}
	}
	counts.Waived = v.Counts.Waived
	if v.Counts != counts {
		v.tell("findings", "the counts are %+v, and of the findings %+v", v.Counts, counts)
	}
}

// decision works out both ends once more. The lowest is the least ceiling of vetoes
// that don't pass. The highest is the greatest decision for which every number keeps a
// value that passes all vetoes with a lower ceiling.
func (v *verdict) decision() {
	lowest, highest := v.best(), v.best()
	for _, f := range v.Findings {
		if f.Ceiling != pilot.Undetermined && f.Outcome != maturity.Met {
			lowest = min(lowest, f.Ceiling)
		}
	}
	for _, d := range []pilot.Decision{pilot.Later, pilot.Decline} {
		if d < v.best() && !v.possible(d) {
			highest = d
		}
	}
	if v.Lowest != lowest || v.Highest != highest {
		v.tell("decision", "it is %s to %s, and its findings give %s to %s", v.Lowest, v.Highest, lowest, highest)
	}
}

// possible reports whether every number keeps a value that passes all vetoes with a
// ceiling of d or below.
func (v *verdict) possible(d pilot.Decision) bool {
	left := map[string]metrics.Interval{}
	for _, f := range v.Findings {
		if f.Ceiling == pilot.Undetermined || f.Ceiling > d {
			continue
		}
		id := f.Measure.ID
		if v.KMOwn {
			switch id { // KM's own head count is one number, whoever asks for it
			case pilot.MeasurePractitioners:
				id = maturity.KMPractitioners
			case pilot.MeasurePractitionerShare:
				id = maturity.KMPractitionerShare
			}
		}
		have, met := left[id]
		if !met {
			have = f.Have
		}
		have, ok := have.Intersect(f.Need)
		if ok {
			have, ok = f.Measure.Cut(have)
		}
		if !ok {
			return false
		}
		left[id] = have
	}
	return true
}

func (v *verdict) gaps() {
	var gaps, asks []string
	for _, f := range v.Findings {
		switch {
		case f.Ceiling == pilot.Undetermined:
		case f.Outcome == maturity.Unmet:
			gaps = append(gaps, f.Criterion)
		case f.Outcome == maturity.Unknown && f.Ceiling < v.Highest:
			asks = append(asks, f.Criterion)
		}
	}
	v.compare("gaps", v.Gaps, gaps, false)
	if !slices.IsSortedFunc(v.Asks, func(a, b pilot.Gap) int { return cmp.Compare(a.Effort-1, b.Effort-1) }) { // what nobody has graded is last
		v.tell("gaps", "what to ask isn't in order of effort")
	}
	v.compare("asks", v.Asks, asks, true)
	if v.Lowest != v.Highest && len(v.Asks) == 0 {
		v.tell("gaps", "it is undetermined, and nothing is asked")
	}
}

// compare holds gaps against the rules that should have one.
func (v *verdict) compare(says string, have []pilot.Gap, want []string, open bool) {
	var rules []string
	for _, g := range have {
		rules = append(rules, g.Rule)
		if f, ok := v.Finding(g.Rule); ok && (g.Need != f.Need || g.Open != open) {
			v.tell("gaps", "of %s it needs %s (open: %t), and its finding says %s (open: %t)", g.Rule, g.Need, g.Open, f.Need, open)
		}
	}
	if open {
		slices.Sort(rules)
		slices.Sort(want)
	}
	if !slices.Equal(rules, want) {
		v.tell("gaps", "the %s are of %q, and by the findings %q should have one", says, rules, want)
	}
}
