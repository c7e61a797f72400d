package metrics

import "example.com/kmaturity/internal/enum"

// Method is how a change was computed. The package metrics/study computes them
// all and holds their definitions.
type Method uint8

// The methods. Their texts are frozen.
const (
	MethodUnknown      Method = iota
	Welch                     // difference of two means, each with its own variance
	WelchEffective            // the same with each size cut by autocorrelation: for readings in order of time
	Paired                    // mean of the differences of the same units
	MannWhitney               // ranks; the estimate is the shift of Hodges and Lehmann
	SegmentedOLS              // segmented regression by ordinary least squares
	SegmentedAR1              // segmented regression with first-order autocorrelation, by REML
	SegmentedNeweyWest        // least squares with the standard errors of Newey and West
	UnitChanges               // control: changes of the pilot's units against those of the control's, by Welch
	CovarianceAnalysis        // control: after on group and before, by least squares (ANCOVA)
	FourMeans                 // control: two differences of means against each other, of units measured once
	GapChange                 // control: the gap between two series, before and after, by WelchEffective
	GapRegression             // control: the gap between two series on before or after, by least squares
	LogGapChange              // control: the same on logarithms, a ratio of ratios
	PooledPilots              // many pilots: the mean of their changes, pilots taken as a random sample
)

var methods = enum.Names{
	"unknown", "welch", "welch-effective", "paired", "mann-whitney",
	"segmented-ols", "segmented-ar1", "segmented-newey-west",
	"unit-changes", "covariance-analysis", "four-means", "gap-change", "gap-regression", "log-gap-change", "pooled-pilots",
}

// Methods yields every method, MethodUnknown first.
func Methods(yield func(Method) bool) {
	for i := range methods {
		if !yield(Method(i)) {
			return
		}
	}
}

// ParseMethod reads the text of a method.
func ParseMethod(s string) (Method, error) {
	v, err := methods.Parse("Method", s)
	return Method(v), err
}

// String returns the method's text, "Method(99)" for a value that is none.
func (m Method) String() string { return methods.Text("Method", uint8(m)) }

// AppendText appends the method's text; an invalid method is an error.
func (m Method) AppendText(b []byte) ([]byte, error) { return methods.Append("Method", b, uint8(m)) }

// MarshalText returns the method's text; an invalid method is an error.
func (m Method) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (m *Method) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMethod(string(text))
	return err
}

// ModelsTrend reports whether the method has a line before the change in its model,
// so that a trend of the baseline is no objection.
func (m Method) ModelsTrend() bool {
	return m == SegmentedOLS || m == SegmentedAR1 || m == SegmentedNeweyWest
}

// Reason is why a method was taken.
type Reason uint8

// The reasons. Their texts are frozen.
const (
	ReasonUnknown    Reason = iota
	CallersMethod           // the caller chose it
	OrderedInTime           // the readings follow one another, so that neighbours may be alike
	SameUnits               // the same units were measured before and after
	SeparateUnits           // units without an order, others before than after
	FewSteps                // units on a scale with few steps, so that many are alike
	ShortInAll              // too few points for autocorrelation to be estimated
	LongEnough              // enough points for autocorrelation to be estimated
	ControlOfUnits          // units with a control group of units, the same before and after
	ControlOfOthers         // units with a control group, others before than after
	ControlSeries           // a series with a control series on the same scale
	ControlElsewhere        // a series with a control series on another scale
	ManyPilots              // several pilots of one kind
)

var reasons = enum.Names{
	"unknown", "chosen by the caller", "readings in order of time", "the same units before and after",
	"separate units without an order", "units on a scale with few steps", "too few points to estimate autocorrelation", "enough points to estimate autocorrelation",
	"the same units with a control group", "separate units with a control group", "a series with a control series", "a control series on another scale", "several pilots of one kind",
}

// Reasons yields every reason, ReasonUnknown first.
func Reasons(yield func(Reason) bool) {
	for i := range reasons {
		if !yield(Reason(i)) {
			return
		}
	}
}

// ParseReason reads the text of a reason.
func ParseReason(s string) (Reason, error) {
	v, err := reasons.Parse("Reason", s)
	return Reason(v), err
}

// String returns the reason's text, "Reason(99)" for a value that is none.
func (r Reason) String() string { return reasons.Text("Reason", uint8(r)) }

// AppendText appends the reason's text; an invalid reason is an error.
func (r Reason) AppendText(b []byte) ([]byte, error) { return reasons.Append("Reason", b, uint8(r)) }

// MarshalText returns the reason's text; an invalid reason is an error.
func (r Reason) MarshalText() ([]byte, error) { return r.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (r *Reason) UnmarshalText(text []byte) (err error) {
	*r, err = ParseReason(string(text))
	return err
}
