package metrics

import "example.com/kmaturity/internal/enum"

// Conclusion is what a study may be said to have shown. "No effect shown" and
// "cannot tell" are different answers: the first has looked and seen nothing
// that chance doesn't explain, the second couldn't look.
type Conclusion uint8

// The conclusions. Their texts, "cannot tell", "no effect shown", "better" and
// "worse", are frozen.
const (
	CannotTell Conclusion = iota
	NoEffectShown
	Better
	Worse
)

var conclusions = enum.Names{"cannot tell", "no effect shown", "better", "worse"}

// Conclusions yields every conclusion, CannotTell first.
func Conclusions(yield func(Conclusion) bool) {
	for i := range conclusions {
		if !yield(Conclusion(i)) {
			return
		}
	}
}

// ParseConclusion reads the text of a conclusion.
func ParseConclusion(s string) (Conclusion, error) {
	v, err := conclusions.Parse("Conclusion", s)
	return Conclusion(v), err
}

// String returns the conclusion's text, "Conclusion(99)" for a value that is none.
func (c Conclusion) String() string { return conclusions.Text("Conclusion", uint8(c)) }

// AppendText appends the conclusion's text; an invalid conclusion is an error.
func (c Conclusion) AppendText(b []byte) ([]byte, error) {
	return conclusions.Append("Conclusion", b, uint8(c))
}

// MarshalText returns the conclusion's text; an invalid conclusion is an error.
func (c Conclusion) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (c *Conclusion) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConclusion(string(text))
	return err
}

// Conclusion is derived here and nowhere else, from the interval and from the
// warnings that disqualify it, so that no two lines of a report can disagree:
//
//   - CannotTell where a warning disqualifies the comparison, or where the
//     interval has no end on one side;
//   - Better or Worse where every number in the interval is on that side of 0;
//   - NoEffectShown where the interval holds 0, its ends included.
func (c Change) Conclusion() Conclusion {
	for _, w := range c.Warnings {
		if w.Kind.Disqualifies() {
			return CannotTell
		}
	}
	_, low := c.Interval.Low()
	_, high := c.Interval.High()
	if !low || !high || c.Better != Higher && c.Better != Lower {
		return CannotTell
	}
	switch c.Gain().Within(Above(0)) {
	case Yes:
		return Better
	case No:
		if c.Gain().Within(Below(0)) == Yes {
			return Worse
		}
	}
	return NoEffectShown
}
