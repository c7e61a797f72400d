package web

import (
	"fmt"
	"strings"
	"time"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// words is an interval in words.
func words(i metrics.Interval, kind metrics.Kind) string {
	i = i.Rounded()
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	number := decimal
	if kind == metrics.Share {
		number = func(x float64) string { return decimal(float64(int(x*1000+0.5))/10) + " %" }
	}
	x, exact := i.Point()
	switch {
	case kind == metrics.YesNo:
		return i.AtLeast(1).String()
	case exact:
		return number(x)
	case kind == metrics.Share && low == 0 && high == 1 && hasLow && hasHigh,
		kind == metrics.Count && low == 0 && !hasHigh, !hasLow && !hasHigh:
		return "not known"
	case !hasHigh && i.LowOpen():
		return "more than " + number(low)
	case !hasHigh:
		return number(low) + " or more"
	case !hasLow && i.HighOpen(), kind == metrics.Count && low == 0 && i.HighOpen():
		return "less than " + number(high)
	case !hasLow:
		return number(high) + " or less"
	}
	return number(low) + " to " + number(high)
}

// reason is a finding in a sentence with its numbers.
func reason(f maturity.Finding) string {
	text := f.Says
	if f.Measure.Kind != metrics.YesNo {
		unit := ""
		if f.Measure.Unit != "" {
			unit = f.Measure.Unit + ": "
		}
		text += fmt.Sprintf(" (%s%s; needed: %s)", unit, words(f.Have, f.Measure.Kind), words(f.Need, f.Measure.Kind))
	}
	if f.Stale {
		text += "; the last evidence is too old to count"
	}
	if f.Conflict {
		text += "; the evidence contradicts itself"
	}
	return text
}

// step is what it would take, in a sentence with its numbers.
func step(g pilot.Gap) string {
	text := g.Remedy
	if g.Reachable == metrics.No {
		return text + "; this one can't do it"
	}
	if more := words(g.More, metrics.Count); !g.Open && g.Unit != "" && more != "not known" {
		direction := "more"
		if _, up := g.Need.Low(); !up {
			direction = "fewer"
		}
		text += fmt.Sprintf(" (%s %s %s)", more, direction, g.Unit)
	}
	if !g.Earliest.IsZero() {
		text += fmt.Sprintf("; a %s baseline that is started on the programme's day is complete on %s", g.Period, g.Earliest)
	}
	return text
}

// capital begins a text with a capital letter.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// moment is a time as people read it, in UTC.
func moment(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// isolate keeps the direction of a name from running on into what follows it.
func isolate(s string) string { return "\u2068" + s + "\u2069" }
