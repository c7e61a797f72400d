package health

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
)

// Text for people is made here and nowhere else. It has nothing that a finding
// doesn't hold, so that who wants other words can make them from the finding.

// String is the finding in one line: what is known, with its counts, where it
// lies, which band was used and why, and what would decide.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", f.Indicator, f.Indicator.number(f.Have))
	if f.Measure.Unit != f.Indicator.String() {
		b.WriteString(" " + f.Measure.Unit)
	}
	fmt.Fprintf(&b, " (%s of %s), ", short(f.Count, 1, ""), short(f.Of, 1, ""))
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
	return fmt.Sprintf("%s for %s communities (%s)", b.Indicator.number(b.Range), whom, title)
}

// String is the stage, or the range of stages possible, with both shares.
func (f LifeFinding) String() string {
	stage := f.Lowest.String()
	if f.Lowest != f.Highest {
		stage += " to " + f.Highest.String()
	}
	text := fmt.Sprintf("life cycle: %s (members make %s of the activity and %s of the growth; more than %s and %s of both are asked)",
		stage, percent(f.Activity), percent(f.Growth), percent(metrics.Exactly(f.Limits.Establishment)), percent(metrics.Exactly(f.Limits.Maturity)))
	if len(f.Unknown) > 0 {
		text += "; needed: " + strings.Join(f.Unknown, ", ")
	}
	return text
}

// String is the topic with its quadrant, or those possible.
func (f TopicFinding) String() string {
	return fmt.Sprintf("%s: %s (%s questions, %s answers each)", f.Topic, list(f.Possible, " or "), short(f.Questions, 1, ""), short(f.Each, 1, ""))
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
			return fmt.Sprintf("%s (uplift %s)", factor, percent(metrics.Exactly(g.Uplift)))
		}
	}
	return factor.String()
}

// number is a number of the indicator for people: shares in per cent.
func (i Indicator) number(x metrics.Interval) string {
	if i.Measure().Kind == metrics.Share {
		return percent(x)
	}
	return short(x, 1, "")
}

func percent(i metrics.Interval) string { return short(i, 100, " %") }

// short is an interval in words, with three digits that count. It is for people:
// what is held against a band is the number itself.
func short(i metrics.Interval, times float64, unit string) string {
	digits := func(x float64) string {
		x *= times
		if x >= 1000 || x <= -1000 {
			return strconv.FormatFloat(x, 'f', 0, 64)
		}
		short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
		return strconv.FormatFloat(short, 'f', -1, 64)
	}
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	switch {
	case !hasLow && !hasHigh:
		return "unknown"
	case !hasHigh && i.LowOpen():
		return "more than " + digits(low) + unit
	case !hasHigh:
		return digits(low) + unit + " or more"
	case !hasLow && i.HighOpen():
		return "less than " + digits(high) + unit
	case !hasLow:
		return digits(high) + unit + " or less"
	case low == high:
		return digits(low) + unit
	}
	return digits(low) + " to " + digits(high) + unit
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
