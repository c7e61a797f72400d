package maturity

import "example.com/kmaturity/internal/enum"

// Move is which way a level went from one assessment to another. It is never smoothed:
// real assessments skip levels and fall (of 230 US agencies assessed twice 35 fell and
// 9 rose by more than a level).
type Move uint8

// The moves. Their texts, "unknown", "unchanged", "rise", "skip", "fall" and
// "unclear", are frozen.
const (
	MoveUnknown Move = iota // there is no level, as of the whole under Profile
	Unchanged               // the same level for certain, or the same range with no finding changed
	Rise                    // surely higher
	Skip                    // surely higher by more than one level
	Fall                    // surely lower
	Unclear                 // the ranges overlap, or the levels aren't comparable
)

var moves = enum.Names{"unknown", "unchanged", "rise", "skip", "fall", "unclear"}

// Moves yields every move, MoveUnknown first.
func Moves(yield func(Move) bool) {
	for i := range moves {
		if !yield(Move(i)) {
			return
		}
	}
}

// ParseMove reads the text of a move.
func ParseMove(s string) (Move, error) {
	v, err := moves.Parse("Move", s)
	return Move(v), err
}

// String returns the move's text, "Move(99)" for a value that is none.
func (m Move) String() string { return moves.Text("Move", uint8(m)) }

// AppendText appends the move's text; an invalid move is an error.
func (m Move) AppendText(b []byte) ([]byte, error) {
	return moves.Append("Move", b, uint8(m))
}

// MarshalText returns the move's text; an invalid move is an error.
func (m Move) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (m *Move) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMove(string(text))
	return err
}
