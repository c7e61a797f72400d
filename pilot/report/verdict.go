package report

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// verdict tells a group of verdicts that differ in nothing but their names.
func (p *page) verdict(group []pilot.Verdict, s pilot.Selection) {
	v := &group[0]
	names := make([]string, len(group))
	for i := range group {
		names[i] = group[i].Candidate
	}
	if len(names) == 1 {
		p.line(0, "%s: %s", names[0], decision(v))
	} else {
		p.line(0, "%d candidates: %s", len(names), decision(v))
		p.line(2, "They are %s.", strings.Join(names, ", "))
	}
	p.line(2, "Proposed as %s.", v.Offer)
	if v.Note != "" {
		p.line(2, "%s", v.Note)
	}
	if v.Problem != "" {
		p.line(2, "Problem: %s.", strings.TrimSuffix(v.Problem, "."))
	}
	p.line(2, "Nature of the community: %s.", v.Nature)
	if v.Offer == pilot.PublicShowcase {
		p.line(2, "Business benefit can be shown: %s.", known(v.Benefit.Interval(), metrics.YesNo, 2))
	}
	p.findings(s.AsOf, "Not met:", v, func(f pilot.Finding) bool {
		return f.Outcome == maturity.Unmet && f.Ceiling != pilot.Undetermined
	})
	p.findings(s.AsOf, "Not met, without effect on the decision:", v, func(f pilot.Finding) bool {
		return f.Outcome == maturity.Unmet && f.Ceiling == pilot.Undetermined
	})
	p.findings(s.AsOf, "Not known:", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Unknown })
	p.findings(s.AsOf, "Met:", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Met })
	for _, r := range v.Audience {
		p.line(2, "Audience %s: hears it from a credible endorser of another function: %s.", r.Function, r.Heard)
	}
	p.ignored(v.Ignored)
	p.gaps("What it would take:", v, v.Gaps)
	p.gaps("What would decide, cheapest first:", v, v.Asks)
	if v.Instead != nil {
		p.line(2, "Instead: run it now as a %s%s; a KM community of practice takes off at the stage %q.", v.Instead.Offer, as(v.Instead.Form), v.Instead.AtStage)
	}
}

func as(f community.Form) string {
	if f == community.FormUnknown {
		return " of the form that fits the stage"
	}
	return ", a " + f.String()
}

// decision writes the decision in capitals, or its range.
func decision(v *pilot.Verdict) string {
	if d := v.Decision(); d != pilot.Undetermined {
		return strings.ToUpper(d.String())
	}
	return fmt.Sprintf("%s (%s to %s)", strings.ToUpper(pilot.Undetermined.String()), v.Lowest, v.Highest)
}

func (p *page) findings(asOf metrics.Date, lead string, v *pilot.Verdict, which func(pilot.Finding) bool) {
	for _, f := range v.Findings {
		if !which(f) {
			continue
		}
		if lead != "" {
			p.line(2, "%s", lead)
			lead = ""
		}
		claim := f.Claim
		if claim == "" {
			claim = f.Criterion
		}
		p.line(4, "- %s: %s%s%s", claim, p.reason(f.Finding, asOf), forGood(v, f), p.cite(f.Source))
	}
}

// forGood says so where nothing lifts what stands against a candidate.
func forGood(v *pilot.Verdict, f pilot.Finding) string {
	for _, g := range v.Gaps {
		if g.Rule == f.Criterion && g.Reachable == metrics.No && f.Ceiling == pilot.Decline {
			return "; no waiting lifts this"
		}
	}
	return ""
}

func (p *page) gaps(lead string, v *pilot.Verdict, gaps []pilot.Gap) {
	for i, g := range gaps {
		if i == 0 {
			p.line(2, "%s", lead)
		}
		text := g.Rule + ": " + g.Remedy
		if g.Reachable == metrics.No {
			p.line(4, "- %s; this one can't do it", text)
			continue
		}
		f, _ := v.Finding(g.Rule)
		direction := "more"
		if _, up := g.Need.Low(); !up {
			direction = "fewer"
		}
		if more := known(g.More, metrics.Count, 2); f.Outcome == maturity.Unmet && g.Unit != "" && more != "not known" {
			text += fmt.Sprintf(" (%s %s %s)", more, direction, g.Unit)
		}
		if !g.Earliest.IsZero() {
			text += fmt.Sprintf("; a %s baseline started today is complete on %s", g.Period, g.Earliest)
		}
		p.line(4, "- %s", text)
	}
}
