package health

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Indicator is a number by which the health of a community is judged.
type Indicator uint8

// The indicators, in the order of a Checkup's findings. Their texts are frozen:
// "unknown", "core share", "active share", "peripheral share", "visiting share",
// "contributing share", "contributions each", "contributions per member-month",
// "support load".
const (
	IndicatorUnknown       Indicator = iota
	CoreShare                        // core members, of all members
	ActiveShare                      // active members who aren't core, of all members
	PeripheralShare                  // the rest, of all members
	VisitingShare                    // who visit in a month, of all members
	ContributingShare                // who contribute in a month, of those who visit
	ContributionsEach                // contributions in a month, for each who contributes
	ContributionsPerMember           // contributions in a month, for each member
	SupportLoad                      // full-time equivalents of support, for 1,000 members
)

var indicators = enum.Names{
	"unknown", "core share", "active share", "peripheral share", "visiting share", "contributing share",
	"contributions each", "contributions per member-month", "support load",
}

// Indicators yields every indicator, IndicatorUnknown first.
func Indicators(yield func(Indicator) bool) {
	for i := range indicators {
		if !yield(Indicator(i)) {
			return
		}
	}
}

// ParseIndicator reads the text of an indicator.
func ParseIndicator(s string) (Indicator, error) {
	v, err := indicators.Parse("Indicator", s)
	return Indicator(v), err
}

// String returns the indicator's text, "Indicator(99)" for a value that is none.
func (i Indicator) String() string { return indicators.Text("Indicator", uint8(i)) }

// AppendText appends the indicator's text; an invalid indicator is an error.
func (i Indicator) AppendText(b []byte) ([]byte, error) {
	return indicators.Append("Indicator", b, uint8(i))
}

// MarshalText returns the indicator's text; an invalid indicator is an error.
func (i Indicator) MarshalText() ([]byte, error) { return i.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (i *Indicator) UnmarshalText(text []byte) (err error) {
	*i, err = ParseIndicator(string(text))
	return err
}

// Measure says what the indicator measures, with its denominator in the unit.
func (i Indicator) Measure() metrics.Measure {
	share := func(id, unit string) metrics.Measure { return metrics.Measure{ID: id, Unit: unit, Kind: metrics.Share} }
	rate := func(id, unit string) metrics.Measure { return metrics.Measure{ID: id, Unit: unit, Kind: metrics.Count} }
	switch i {
	case CoreShare:
		return share("core-share", "of members")
	case ActiveShare:
		return share("active-share", "of members")
	case PeripheralShare:
		return share("peripheral-share", "of members")
	case VisitingShare:
		return share("visiting-share", "of members, a month")
	case ContributingShare:
		return share("contributing-share", "of visitors, a month")
	case ContributionsEach:
		return rate("contributions-each", "contributions per contributor and month")
	case ContributionsPerMember:
		return rate("contributions-per-member", "contributions per member-month")
	case SupportLoad:
		return rate("support-load", "FTE per 1,000 members")
	}
	return metrics.Measure{}
}

// fields are the paths of the figures of an Activity that the indicator is
// worked out from.
func (i Indicator) fields() []string {
	switch i {
	case CoreShare:
		return []string{"core", "members"}
	case ActiveShare:
		return []string{"active", "members"}
	case PeripheralShare:
		return []string{"core", "active", "members"}
	case VisitingShare:
		return []string{"visitors", "members"}
	case ContributingShare:
		return []string{"contributors", "visitors"}
	case ContributionsEach:
		return []string{"contributions", "contributors"}
	case ContributionsPerMember:
		return []string{"contributions", "members"}
	case SupportLoad:
		return []string{"supportFTE", "members"}
	}
	return nil
}
