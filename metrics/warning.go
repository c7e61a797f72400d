package metrics

import (
	"fmt"

	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
)

// WarningKind says what a study could not rule out.
type WarningKind uint8

// The kinds of warnings. Their texts are frozen.
const (
	WarningUnknown      WarningKind = iota
	TooFewPoints                    // have: readings on the smaller side
	CountsTooSmall                  // have: mean number of events a period on the smaller side
	NoVariation                     // the readings never vary, but for rounding
	DirectionMissing                // nobody said whether higher or lower is better
	TrendWithoutControl             // the baseline moves by itself; have: p of its trend
	TrendNotExcluded                // a trend too weak for the baseline to show would explain it; have: its slope a period, need: where that would have to lie
	GapTrend                        // the gap to the control moved before the change; have: p of its trend
	SeasonNotCovered                // the metric is seasonal and the sides cover other months; have: months in both
	SeasonUnknown                   // the sides cover other months, and nobody said whether it is seasonal; have: months in both
	Autocorrelation                 // the method takes readings for independent; have: lag-1 autocorrelation
	ChosenForBaseline               // chosen because it was bad: it would have come back by itself
	ChoiceUnknown                   // nobody said why this pilot was chosen
	CoverageBreak                   // what is measured changed in size; have: factor from one period to the next
	StaleRepeat                     // neighbouring periods are identical to the last digit; have: how many pairs
	DenominatorMissing              // a count without what it is counted of
	PeriodsDiffer                   // the sides are read at other intervals, or a period has two readings
	PeriodNotTold                   // how often the metric is read can't be told from its dates
	PeriodsMissing                  // have: periods without a reading
	NoPrimary                       // several metrics, none agreed on beforehand; have: how many
	OtherScale                      // pilot and control differ in size by more than half, and weren't compared as ratios; have: the factor
	ScalesDisagree                  // pilot and control compared as differences and as ratios give two conclusions
	PilotsCannotTell                // have: pilots among the pooled that can't tell anything by themselves
	Extrapolated                    // have: the counterfactual's mean, need: the readings before; it lies outside of them
	MethodLimits                    // an estimate at the edge of what the method can tell; have: it
)

var warningKinds = enum.Names{
	"unknown", "too few points", "counts too small", "no variation", "direction missing",
	"trend without control", "trend not excluded", "gap trend", "season not covered", "season unknown", "autocorrelation",
	"chosen for baseline", "choice unknown", "coverage break", "stale repeat", "denominator missing",
	"periods differ", "period not told", "periods missing", "no primary metric", "other scale", "scales disagree", "pilots cannot tell", "extrapolated", "method limits",
}

// WarningKinds yields every kind of warning, WarningUnknown first.
func WarningKinds(yield func(WarningKind) bool) {
	for i := range warningKinds {
		if !yield(WarningKind(i)) {
			return
		}
	}
}

// ParseWarningKind reads the text of a kind of warning.
func ParseWarningKind(s string) (WarningKind, error) {
	v, err := warningKinds.Parse("WarningKind", s)
	return WarningKind(v), err
}

// String returns the kind's text, "WarningKind(99)" for a value that is none.
func (k WarningKind) String() string { return warningKinds.Text("WarningKind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind of warning is an error.
func (k WarningKind) AppendText(b []byte) ([]byte, error) {
	return warningKinds.Append("WarningKind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind of warning is an error.
func (k WarningKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *WarningKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseWarningKind(string(text))
	return err
}

// Disqualifies reports whether a comparison with this warning can't tell
// anything. The others leave the conclusion and stand beside it.
//
// Too few points, small counts and a trend without control are those of the
// library's contract; a gap that moved before the change is the same trend seen
// through a control. That readings which never vary, an unknown direction, a
// season known not to be covered, other periods before than after, a control of
// another size and a method at its limits disqualify too is our default.
func (k WarningKind) Disqualifies() bool {
	switch k {
	case TooFewPoints, CountsTooSmall, NoVariation, DirectionMissing, TrendWithoutControl, GapTrend, SeasonNotCovered, PeriodsDiffer, OtherScale, MethodLimits:
		return true
	}
	return false
}

// BarsSaving reports whether no saving is claimed beside this warning although
// the conclusion stands: it says that the number itself leans one way, or rests
// on what was never seen. Kinds that disqualify bar it anyway. Our default.
func (k WarningKind) BarsSaving() bool {
	switch k {
	case ChosenForBaseline, ScalesDisagree, Extrapolated:
		return true
	}
	return k.Disqualifies()
}

// Says is what the warning means, without its numbers.
func (k WarningKind) Says() string { return k.words().says }

// Remedy is what is missing and how to get it.
func (k WarningKind) Remedy() string { return k.words().remedy }

type warningWords struct{ says, remedy string }

func (k WarningKind) words() warningWords {
	switch k {
	case TooFewPoints:
		return warningWords{"too few readings on one side to tell anything from chance", "read the metric for more periods, or more often"}
	case CountsTooSmall:
		return warningWords{"so few events a period that chance alone moves them by this much", "take longer periods, or a larger unit"}
	case NoVariation:
		return warningWords{"the readings never vary, so nobody knows how much chance moves them", "get the readings unrounded, and make sure that they aren't copied forward"}
	case DirectionMissing:
		return warningWords{"nobody said whether higher or lower is better", "state the metric's direction"}
	case TrendWithoutControl:
		return warningWords{"the metric was moving before anything was changed: a trend explains the difference as well", "find a control that nothing was changed for, or model the trend as an interrupted series"}
	case TrendNotExcluded:
		return warningWords{"a trend too weak for so short a baseline to show would explain it as well", "find a control that nothing was changed for, or a longer baseline"}
	case GapTrend:
		return warningWords{"the gap between pilot and control was moving before anything was changed", "find a control that ran parallel to the pilot"}
	case SeasonNotCovered:
		return warningWords{"the metric is seasonal, and the months before aren't those after", "compare like months, wait for the missing ones, or use a control"}
	case SeasonUnknown:
		return warningWords{"the months before aren't those after, and nobody knows whether that matters", "say whether the metric is seasonal, compare like months, or take a control that is known to share the season"}
	case Autocorrelation:
		return warningWords{"neighbouring readings are alike, and the method takes them for independent", "use the method with effective sizes"}
	case ChosenForBaseline:
		return warningWords{"it was chosen because its figures were bad, and bad figures come back by themselves (regression to the mean)", "compare with units that were as bad and not chosen"}
	case ChoiceUnknown:
		return warningWords{"nobody said whether it was chosen for its bad figures, which would come back by themselves", "say how the pilot was chosen"}
	case CoverageBreak:
		return warningWords{"the size of what is measured jumped, so that others may be measured than before", "keep to those that were measured throughout"}
	case StaleRepeat:
		return warningWords{"neighbouring periods are identical to the last digit, as if copied", "ask the owner of the data for the true readings"}
	case DenominatorMissing:
		return warningWords{"a count, and nobody said of how many", "get the volume of each period and compare rates"}
	case PeriodsDiffer:
		return warningWords{"the sides are read at other intervals, or a period has two readings, so that a reading isn't the same thing before and after", "bring both sides to the same periods"}
	case PeriodNotTold:
		return warningWords{"how often the metric is read can't be told from its dates, so that missing periods and seasons can't be seen", "date the readings by the first day of their period"}
	case PeriodsMissing:
		return warningWords{"periods without a reading", "ask why they are missing, and get them"}
	case NoPrimary:
		return warningWords{"several metrics, and none of them was agreed on beforehand to decide", "agree on one primary metric before the next pilot"}
	case OtherScale:
		return warningWords{"pilot and control differ in size by more than half, so that what moves both by the same share passes for a difference", "choose a control whose level is near the pilot's, or compare ratios"}
	case ScalesDisagree:
		return warningWords{"pilot and control compared as differences and as ratios give two conclusions", "choose a control whose level is near the pilot's"}
	case PilotsCannotTell:
		return warningWords{"some of the pooled pilots can't tell anything by themselves", "see what each of them lacks"}
	case Extrapolated:
		return warningWords{"the trend before, carried on, leads to where the metric never was: nobody knows whether it would have gone on", "find a control that shows what would have come"}
	case MethodLimits:
		return warningWords{"an estimate ran to the edge of what the method can tell", "get more periods before the change"}
	}
	return warningWords{"nothing is known of this warning", ""}
}

// Warning is something that a study could not rule out: a value, to be counted,
// translated and acted upon. What it says, what its Have counts and how to get
// what is missing follow from its kind.
type Warning struct {
	Kind  WarningKind `json:"kind"`           // what couldn't be ruled out
	Have  Interval    `json:"have,omitzero"`  // the number that raised it; what it counts stands beside the kind
	Need  Interval    `json:"need,omitzero"`  // where it would have to lie
	Where string      `json:"where,omitzero"` // side, day or unit
}

// String is the warning in one line.
func (w Warning) String() string {
	s := w.Kind.String()
	if w.Where != "" {
		s += " (" + w.Where + ")"
	}
	s += ": " + w.Kind.Says()
	if !w.Have.IsAnything() {
		s += fmt.Sprintf("; have %s", w.Have.Rounded())
	}
	if !w.Need.IsAnything() {
		s += fmt.Sprintf(", need %s", w.Need.Rounded())
	}
	return s
}

// UnmarshalJSON reads a warning strictly.
func (w *Warning) UnmarshalJSON(data []byte) error {
	type plain Warning
	return strict.Unmarshal("metrics", data, (*plain)(w), nil)
}
