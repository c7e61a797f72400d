package community

import (
	"fmt"
	"strings"

	"example.com/kmaturity/metrics"
)

// Text for people is made here, and beside the types of a nature, a network and
// the enums. It has nothing that the value doesn't hold, so that who wants other
// words can make them from the value.

// String is the flag in one line: what, when, and how many.
func (f Flag) String() string {
	var b strings.Builder
	if f.Unit != "" {
		b.WriteString(f.Unit + ", ")
	}
	fmt.Fprintf(&b, "%s to %s: %s: ", f.From, f.To, f.Kind)
	if f.Kind == Relabelling {
		fmt.Fprintf(&b, "%s in %s fell to nothing, %s more in %s", f.Before, blank(f.Role), f.After, blank(f.Into))
	} else {
		fmt.Fprintf(&b, "%s, then %s", f.Before, f.After)
	}
	return b.String()
}

// blank is a main role, or words for one that isn't known.
func blank(role string) string {
	if role == "" {
		return "no known main role"
	}
	return role
}

// String is the conflict in one line: who, in what, and what is said.
func (c Conflict) String() string {
	text := fmt.Sprintf("%s: %s: %s", c.ID, c.Kind, strings.Join(c.Have, ", "))
	if !c.AsOf.IsZero() {
		text = c.AsOf.String() + ", " + text
	}
	return text
}

// String says in one line whether the tie counts, and when that changes.
func (l Line) String() string {
	verb, other := "doesn't count", "begins to"
	switch l.Counts {
	case metrics.Unknown:
		return l.Tie.String() + ": whether it counts isn't known"
	case metrics.Yes:
		verb, other = "counts", "ceases to"
	}
	return fmt.Sprintf("%s: %s, and %s", l.Tie, verb, ahead(other, l.Crosses, l.Days, l.First, l.Last, l.Beyond))
}

// String says in one line whether and when the community comes to be of the type.
func (a Arrival) String() string {
	now := map[metrics.Answer]string{metrics.Yes: "is there", metrics.No: "isn't there", metrics.Unknown: "whether it is there isn't known"}[a.There]
	if a.There == metrics.Yes {
		stays := map[metrics.Answer]string{metrics.Yes: "stays at this pace", metrics.No: "at this pace doesn't stay", metrics.Unknown: "whether it stays can't be told"}[a.Comes]
		return fmt.Sprintf("%s: %s, and %s", a.Type, now, stays)
	}
	if a.Comes == metrics.No {
		return fmt.Sprintf("%s: %s, and at this pace doesn't come to stay", a.Type, now)
	}
	return fmt.Sprintf("%s: %s, and %s", a.Type, now, ahead("comes to stay", a.Comes, a.Days, a.First, a.Last, a.Beyond))
}

// ahead tells when something comes about at the present pace.
func ahead(what string, comes metrics.Answer, when metrics.Interval, first, last metrics.Date, beyond metrics.Answer) string {
	var text string
	switch {
	case comes == metrics.No:
		return "at this pace it never " + what
	case comes == metrics.Unknown && when.IsAnything():
		return "whether and when it " + what + " can't be told"
	case comes == metrics.Unknown:
		text = fmt.Sprintf("at this pace it %s from %s on, if ever", what, day(first))
	case first == last:
		text = fmt.Sprintf("at this pace it %s on %s", what, day(first))
	default:
		text = fmt.Sprintf("at this pace it %s between %s and %s", what, day(first), day(last))
	}
	if beyond == metrics.Yes {
		text += ", further ahead than was seen"
	}
	return text
}

// day is a date, or words for one with a year of more than four digits.
func day(d metrics.Date) string {
	if d.IsZero() {
		return "a day after 9999"
	}
	return d.String()
}
