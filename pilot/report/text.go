package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// Text writes selections as plain text: all verdicts at a glance; for each
// organisation the stage of its KM programme and the verdict on every candidate,
// with the reasons, what is not known, what it would take, and what would
// decide; last, the sources. Candidates that differ in nothing but their names
// are told together. The text goes to w in one call.
func Text(w io.Writer, selections ...pilot.Selection) error {
	var p page
	p.glance(selections)
	for _, s := range selections {
		p.b.WriteByte('\n')
		p.selection(s)
	}
	p.line(0, "")
	p.line(0, "No saving is claimed for any candidate: what is judged here is what may be shown, not what was gained.")
	if len(p.sources) > 0 {
		p.b.WriteString("\nSources\n")
	}
	for i, s := range p.sources {
		p.line(2, "[%d] %s", i+1, s)
	}
	_, err := w.Write(p.b.Bytes())
	return err
}

func (p *page) selection(s pilot.Selection) {
	title := s.Organisation
	if !s.AsOf.IsZero() {
		title += ", as of " + s.AsOf.String()
	}
	p.line(0, "%s", title)
	p.line(0, "%s", strings.Repeat("=", min(len([]rune(title)), width)))
	if s.Note != "" {
		p.line(0, "%s", s.Note)
	}
	p.stage(s)
	p.standing("KM's own practice area, "+name(s.KM)+":", s.Standing, s.KM, true)
	if len(s.Unlinked) > 0 {
		p.line(0, "Metrics that lead to no hard business metric: %s.", strings.Join(s.Unlinked, ", "))
	}
	if len(s.Unattached) > 0 {
		p.line(0, "Support functions from which no support leads to the frontline: %s.", strings.Join(s.Unattached, ", "))
	}
	p.ignored(s.Stage.Ignored)
	p.policy(s)
	for _, group := range groups(s.Verdicts) {
		p.b.WriteByte('\n')
		p.verdict(group, s)
	}
	p.chosen(s)
	p.agreements(s)
}

// glance is a line for each verdict, or each group of alike ones.
func (p *page) glance(selections []pilot.Selection) {
	p.line(0, "At a glance")
	t := tabwriter.NewWriter(&p.b, 0, 0, 2, ' ', 0)
	for _, s := range selections {
		for _, g := range groups(s.Verdicts) {
			who := clip(g[0].Candidate)
			if len(g) > 1 {
				who = fmt.Sprintf("%s and %d alike", who, len(g)-1)
			}
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", clip(s.Organisation), who, g[0].Offer, decision(&g[0]))
		}
	}
	_ = t.Flush() // to a buffer, which takes everything
}

func (p *page) stage(s pilot.Selection) {
	lowest, highest := s.Stage.Stage()
	if lowest == highest {
		p.line(0, "Stage of the KM programme: %s.", lowest)
	} else {
		p.line(0, "Stage of the KM programme: from %s to %s; the evidence doesn't tell which.", lowest, highest)
	}
	p.line(2, "The KM network that fits: %s.", forms(lowest, highest))
	for _, outcome := range []maturity.Outcome{maturity.Unmet, maturity.Unknown} {
		for _, f := range s.Stage.Findings {
			if f.Outcome == outcome {
				p.line(2, "- %s: %s%s", words[outcome], p.reason(f, s.AsOf), p.cite(f.Source))
			}
		}
	}
}

// forms names the forms of network that fit the stages from lowest to highest.
func forms(lowest, highest maturity.Stage) string {
	var all []string
	for s := lowest; s <= highest; s++ {
		if f := s.Form().String(); !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return strings.Join(all, " or ")
}

// ignored tells which facts didn't count, and why.
func (p *page) ignored(all []maturity.Ignored) {
	for _, i := range all {
		when := ""
		if !i.Fact.AsOf.IsZero() {
			when = " of " + i.Fact.AsOf.String()
		}
		p.line(2, "Not counted: the fact on %s%s (%s); %s.", i.Fact.Measure, when, i.Fact.Value, i.Why)
	}
}

// words are the outcomes in a report.
var words = map[maturity.Outcome]string{
	maturity.Unknown: "not known", maturity.Unmet: "not met", maturity.Met: "met", maturity.NotApplicable: "doesn't apply",
}

// reason tells what a finding is about, with its numbers.
func (p *page) reason(f maturity.Finding, asOf metrics.Date) string {
	text := f.Says
	if f.Measure.Kind != metrics.YesNo {
		unit := f.Measure.Unit
		if unit != "" {
			unit += ": "
		}
		have, need := compared(f.Have, f.Need, f.Measure.Kind)
		text += fmt.Sprintf(" (%s%s, need %s)", unit, have, need)
	}
	if !f.AsOf.IsZero() && f.AsOf != asOf {
		text += ", as of " + f.AsOf.String()
	}
	if f.Stale {
		text += fmt.Sprintf("; the last evidence, of %s, is too old to count", f.AsOf)
	}
	if f.Conflict {
		text += "; the evidence contradicts itself"
	}
	return text
}

func name(a community.PracticeArea) string {
	if a.Name != "" {
		return a.Name
	}
	return a.ID
}

func basis(b community.Basis) string {
	if b == community.BasisUnknown {
		return "practitioners"
	}
	return "practitioners (" + b.String() + ")"
}

// Where the usual size of a central KM team comes from.
var (
	knoco = metrics.Source{Title: "N. Milton, How big is a KM team?", Year: 2015, URL: "https://www.nickmilton.com/2015/02/how-big-is-km-team.html"}
	apqc  = metrics.Source{Title: "APQC, Small KM teams can thrive with the right business support (survey of 2022)", URL: "https://www.apqc.org/blog/small-km-teams-can-thrive-right-business-support"}
)

// standing tells whether a practice area is established, and what it lacks.
func (p *page) standing(lead string, s community.Shortfall, a community.PracticeArea, km bool) {
	text := map[metrics.Answer]string{
		metrics.Yes: "established", metrics.No: "not established", metrics.Unknown: "not known whether established",
	}[s.Established]
	have, need := compared(s.Have, s.Need, s.Measure.Kind)
	text += fmt.Sprintf(" (%s: %s, need %s)%s", s.Measure.Unit, have, need, p.cite(s.Source))
	if a.Workforce != (metrics.Interval{}) {
		text += ", of a workforce of " + known(a.Workforce, metrics.Count, 2)
	}
	if a.Scope != "" {
		text += " (" + a.Scope + ")"
	}
	if !a.AsOf.IsZero() {
		text += ", figures of " + a.AsOf.String()
	}
	p.line(0, "%s %s.", lead, text)
	if s.Established == metrics.Yes {
		return
	}
	if s.Reachable == metrics.No {
		p.line(2, "- The organisation is too small for that number: use the face-to-face floor, or a share of the workforce.")
		return
	}
	if missing := known(s.Missing, metrics.Count, 2); s.Established == metrics.No {
		p.line(2, "- Missing: %s.", missing+" "+basis(a.Basis))
	}
	if km && s.Lever != community.LeverUnknown {
		p.line(2, "- Lever: %s; a central KM team of the usual size has %s at that workforce (1 in %d to 1 in %d%s%s).",
			s.Lever, known(s.CentralTeam.Rounded(), metrics.Count, 2), community.StaffPerKMPostKnoco, community.StaffPerKMPostAPQC,
			p.cite(knoco), p.cite(apqc))
	}
}

// policy tells which rules were not in force.
func (p *page) policy(s pilot.Selection) {
	if s.Policy.Rules == nil {
		return
	}
	var off []string
	for r := range pilot.Rules {
		if !slices.Contains(s.Policy.Rules, r.ID) {
			off = append(off, r.ID)
		}
	}
	if off != nil {
		p.line(0, "Judged without the rules %s.", strings.Join(off, ", "))
	}
}

// groups puts together verdicts that differ in nothing but names and notes, in
// the order of their first.
func groups(all []pilot.Verdict) [][]pilot.Verdict {
	var grouped [][]pilot.Verdict
	place := map[string]int{}
	for _, v := range all {
		k := key(v)
		at, met := place[k]
		if !met {
			at = len(grouped)
			place[k] = at
			grouped = append(grouped, nil)
		}
		grouped[at] = append(grouped[at], v)
	}
	return grouped
}

func key(v pilot.Verdict) string {
	var b strings.Builder
	fmt.Fprint(&b, v.Offer, v.Lowest, v.Highest, v.Problem, v.Nature, v.Standing.Have, v.KMOwn, v.Note)
	for _, f := range v.Findings {
		fmt.Fprint(&b, f.Criterion, f.Outcome, f.Have, f.Need, f.Measure.Unit, f.Ceiling)
	}
	for _, g := range slices.Concat(v.Gaps, v.Asks) {
		fmt.Fprint(&b, g.Rule, g.More, g.Earliest)
	}
	fmt.Fprint(&b, v.Ignored)
	for _, r := range v.Audience {
		fmt.Fprint(&b, r.Function, r.Heard)
	}
	return b.String()
}
