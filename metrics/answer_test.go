package metrics_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestKleene(t *testing.T) {
	tests := []struct{ a, b, and, or metrics.Answer }{
		{unknown, unknown, unknown, unknown},
		{unknown, no, no, unknown},
		{unknown, yes, unknown, yes},
		{no, unknown, no, unknown},
		{no, no, no, no},
		{no, yes, no, yes},
		{yes, unknown, unknown, yes},
		{yes, no, no, yes},
		{yes, yes, yes, yes},
	}
	for _, tt := range tests {
		t.Run(tt.a.String()+" "+tt.b.String(), func(t *testing.T) {
			require.Equal(t, tt.and, tt.a.And(tt.b))
			require.Equal(t, tt.or, tt.a.Or(tt.b))
		})
	}
}

func TestNot(t *testing.T) {
	for a, want := range map[metrics.Answer]metrics.Answer{unknown: unknown, no: yes, yes: no} {
		require.Equal(t, want, a.Not(), "not %v", a)
	}
}

// De Morgan's laws, and what else Kleene's logic has of the usual one; it lacks
// that an answer or its opposite is always yes.
func TestAlgebraOfAnswers(t *testing.T) {
	for a := range metrics.Answers {
		for b := range metrics.Answers {
			for c := range metrics.Answers {
				laws := map[string]bool{
					"De Morgan, and":  a.And(b).Not() == a.Not().Or(b.Not()),
					"De Morgan, or":   a.Or(b).Not() == a.Not().And(b.Not()),
					"commutative and": a.And(b) == b.And(a),
					"commutative or":  a.Or(b) == b.Or(a),
					"associative and": a.And(b).And(c) == a.And(b.And(c)),
					"associative or":  a.Or(b).Or(c) == a.Or(b.Or(c)),
					"distributive":    a.And(b.Or(c)) == a.And(b).Or(a.And(c)),
					"absorbing":       a.And(a.Or(b)) == a,
					"not twice":       a.Not().Not() == a,
				}
				for law, holds := range laws {
					require.True(t, holds, "%v, %v, %v: %s", a, b, c, law)
				}
			}
		}
	}
	require.Equal(t, unknown, unknown.Or(unknown.Not()), "what is unknown or not must stay unknown")
}

func TestAnswerOf(t *testing.T) {
	require.Equal(t, yes, metrics.AnswerOf(true))
	require.Equal(t, no, metrics.AnswerOf(false))
}

// As a number, an answer says what it says as an answer.
func TestAnswerInterval(t *testing.T) {
	want := map[metrics.Answer]metrics.Interval{unknown: between(0, 1), no: metrics.Exactly(0), yes: metrics.Exactly(1)}
	for a := range metrics.Answers {
		require.Equal(t, want[a], a.Interval())
		require.Equal(t, a, a.Interval().AtLeast(1))
	}
}

// A number that is no answer counts as unknown, never as yes or no.
func TestInvalidAnswer(t *testing.T) {
	const bad = metrics.Answer(7)
	require.Equal(t, unknown, bad.Not())
	require.Equal(t, unknown, bad.And(yes))
	require.Equal(t, unknown, bad.Or(no))
	require.Equal(t, between(0, 1), bad.Interval())
	require.Equal(t, no, bad.And(no), "what the other part settles alone must be settled")
	require.Equal(t, yes, bad.Or(yes), "what the other part settles alone must be settled")
}
