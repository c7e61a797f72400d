package health

import "example.com/kmaturity/internal/enum"

// Act is what somebody did in a community.
type Act uint8

// The acts. Their texts, "unknown", "visit", "contribution", "question",
// "answer" and "join", are frozen.
const (
	ActUnknown  Act = iota
	Visited         // was there: read, attended or logged in
	Contributed     // any contribution that is neither a question nor an answer
	Asked           // a question: a contribution too
	Answered        // an answer to a question: a contribution too
	Joined          // became a member
)

var acts = enum.Names{"unknown", "visit", "contribution", "question", "answer", "join"}

// contributes reports whether the act is a contribution.
func (a Act) contributes() bool { return a == Contributed || a == Asked || a == Answered }

// Acts yields every act, ActUnknown first.
func Acts(yield func(Act) bool) {
	for i := range acts {
		if !yield(Act(i)) {
			return
		}
	}
}

// ParseAct reads the text of an act.
func ParseAct(s string) (Act, error) {
	v, err := acts.Parse("Act", s)
	return Act(v), err
}

// String returns the act's text, "Act(99)" for a value that is none.
func (a Act) String() string { return acts.Text("Act", uint8(a)) }

// AppendText appends the act's text; an invalid act is an error.
func (a Act) AppendText(b []byte) ([]byte, error) {
	return acts.Append("Act", b, uint8(a))
}

// MarshalText returns the act's text; an invalid act is an error.
func (a Act) MarshalText() ([]byte, error) { return a.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (a *Act) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAct(string(text))
	return err
}
