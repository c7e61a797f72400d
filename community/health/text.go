package health

import (
	"fmt"
	"strings"

	"example.com/kmaturity/metrics"
)

// Text for people is made here and nowhere else. It has nothing that a finding
// doesn't hold, so that who wants other words can make them from the finding.

// String is the finding in one line: what is known, with its counts, where it
// lies, which band was used and why, and what would decide.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", f.Indicator, f.Have)
	if f.Measure.Unit != f.Indicator.String() {
		b.WriteString(" " + f.Measure.Unit)
	}
	fmt.Fprintf(&b, " (%s of %s), ", f.Count.Rounded(), f.Of.Rounded())
	switch {
	case f.Place != PlaceUnknown:
		b.WriteString(f.Place.String())
	case f.Within == metrics.No:
		b.WriteString("outside")
	case f.Why == KindAndSize:
		b.WriteString("cannot tell whether in")
	default:
		b.WriteString("cannot tell")
	}
	switch f.Why {
	case KindAndSize:
		for _, band := range f.Bands { // one
			fmt.Fprintf(&b, " %s", band)
		}
	case Nobody:
		b.WriteString(": it would be of nobody")
	default:
		fmt.Fprintf(&b, ": %s", f.Why)
		for i, band := range f.Bands {
			fmt.Fprintf(&b, "%s%s", [2]string{", ", " or "}[min(i, 1)], band)
		}
	}
	if len(f.Unknown) > 0 {
		fmt.Fprintf(&b, "; needed: %s", strings.Join(f.Unknown, ", "))
	}
	return b.String()
}

// String is the range of the band, whom it is for and whose it is.
func (b Band) String() string {
	whom := b.Kind.String()
	if b.Size != SizeUnknown {
		whom = b.Size.String() + " " + whom
	}
	title := b.Source.Title
	if b.Source.Year != 0 {
		title = fmt.Sprintf("%s, %d", title, b.Source.Year)
	}
	return fmt.Sprintf("%s for %s communities (%s)", b.Range, whom, title)
}

// String is the stage, or the range of stages possible, with both shares.
func (f LifeFinding) String() string {
	stage := f.Lowest.String()
	if f.Lowest != f.Highest {
		stage += " to " + f.Highest.String()
	}
	text := fmt.Sprintf("life cycle: %s (members make %s of the activity and %s of the growth; more than %s and %s of both are asked)",
		stage, f.Activity, f.Growth, metrics.Exactly(f.Limits.Establishment), metrics.Exactly(f.Limits.Maturity))
	if len(f.Unknown) > 0 {
		text += "; needed: " + strings.Join(f.Unknown, ", ")
	}
	return text
}

// String is the topic with its quadrant, or those possible.
func (f TopicFinding) String() string {
	return fmt.Sprintf("%s: %s (%s questions, %s answers each)", f.Topic, list(f.Possible, " or "), f.Questions, f.Each)
}

// String is the factors in one line: how many of how many are present, which to
// see to next, and which to ask about first.
func (f FactorFindings) String() string {
	present, absent, unknown := f.Count()
	text := fmt.Sprintf("success factors: %d of %d present, %d absent, %d unknown", present, len(f.Factors), absent, unknown)
	if f.Next != FactorUnknown {
		text += "; next: " + f.uplift(f.Next)
	}
	if len(f.Ask) > 0 {
		texts := make([]string, len(f.Ask))
		for i, factor := range f.Ask {
			texts[i] = f.uplift(factor)
		}
		text += "; ask about " + strings.Join(texts, ", ")
	}
	return text
}

// uplift is a factor with its uplift.
func (f FactorFindings) uplift(factor Factor) string {
	for _, g := range f.Factors {
		if g.Factor == factor {
			return fmt.Sprintf("%s (uplift %s)", factor, metrics.Exactly(g.Uplift))
		}
	}
	return factor.String()
}

// list joins the texts of values.
func list[T fmt.Stringer](values []T, separator string) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.String()
	}
	return strings.Join(texts, separator)
}

// String is the checkup for people, one finding a line.
func (c Checkup) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "kind: %s; size: %s (small below %s members, large above %s)\n",
		c.Kind, list(c.Sizes, " or "), metrics.Exactly(c.Limits.Small), metrics.Exactly(c.Limits.Large))
	for _, f := range c.Findings {
		fmt.Fprintln(&b, f)
	}
	fmt.Fprintln(&b, c.Life)
	for _, t := range c.Topics {
		fmt.Fprintln(&b, "questions on", t)
	}
	fmt.Fprintln(&b, c.Factors)
	return b.String()
}
