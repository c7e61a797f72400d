package metrics

import "example.com/kmaturity/internal/enum"

// Answer is what can be said of a yes-or-no question: Yes, No or Unknown.
// The zero value is Unknown: where nothing was asked, nothing is known.
//
// And, Or and Not are those of Kleene's strong three-valued logic (S. C.
// Kleene, Introduction to Metamathematics, 1952, section 64): an unknown part
// makes the whole unknown unless the other part settles it alone.
type Answer uint8

// The answers. Their texts, "unknown", "no" and "yes", are frozen.
const (
	Unknown Answer = iota
	No
	Yes
)

var answers = enum.Names{"unknown", "no", "yes"}

// Answers yields every answer, Unknown first.
func Answers(yield func(Answer) bool) {
	for i := range answers {
		if !yield(Answer(i)) {
			return
		}
	}
}

// ParseAnswer reads "unknown", "no" or "yes".
func ParseAnswer(s string) (Answer, error) {
	v, err := answers.Parse("Answer", s)
	return Answer(v), err
}

// AnswerOf is Yes for true and No for false.
func AnswerOf(b bool) Answer {
	if b {
		return Yes
	}
	return No
}

// And is Yes if both are, No if either is, else Unknown.
func (a Answer) And(b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Unknown
}

// Or is Yes if either is, No if both are, else Unknown.
func (a Answer) Or(b Answer) Answer { return a.Not().And(b.Not()).Not() }

// Not turns Yes and No round; what is unknown stays unknown.
func (a Answer) Not() Answer {
	switch a {
	case No:
		return Yes
	case Yes:
		return No
	}
	return Unknown
}

// Interval is what is known of a yes-or-no measure, as a number between 0 for
// no and 1 for yes: Exactly(1), Exactly(0), or both still possible.
func (a Answer) Interval() Interval {
	switch a {
	case No:
		return Exactly(0)
	case Yes:
		return Exactly(1)
	}
	return Interval{low: 0, high: 1, ends: hasLow | hasHigh}
}

// String returns the answer's text, "Answer(7)" for a value that is none.
func (a Answer) String() string { return answers.Text("Answer", uint8(a)) }

// AppendText appends the answer's text; an invalid answer is an error.
func (a Answer) AppendText(b []byte) ([]byte, error) { return answers.Append("Answer", b, uint8(a)) }

// MarshalText returns the answer's text; an invalid answer is an error.
func (a Answer) MarshalText() ([]byte, error) { return a.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (a *Answer) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAnswer(string(text))
	return err
}
