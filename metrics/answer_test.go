package metrics_test

import (
	"testing"

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
			if got := tt.a.And(tt.b); got != tt.and {
				t.Errorf("and is %v, want %v", got, tt.and)
			}
			if got := tt.a.Or(tt.b); got != tt.or {
				t.Errorf("or is %v, want %v", got, tt.or)
			}
		})
	}
}

func TestNot(t *testing.T) {
	for a, want := range map[metrics.Answer]metrics.Answer{unknown: unknown, no: yes, yes: no} {
		if got := a.Not(); got != want {
			t.Errorf("not %v is %v, want %v", a, got, want)
		}
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
					if !holds {
						t.Errorf("%v, %v, %v: %s fails", a, b, c, law)
					}
				}
			}
		}
	}
	if unknown.Or(unknown.Not()) != unknown {
		t.Error("what is unknown or not must stay unknown")
	}
}

func TestAnswerOf(t *testing.T) {
	if metrics.AnswerOf(true) != yes || metrics.AnswerOf(false) != no {
		t.Error("true is not yes, or false not no")
	}
}

// As a number, an answer says what it says as an answer.
func TestAnswerInterval(t *testing.T) {
	want := map[metrics.Answer]metrics.Interval{unknown: between(0, 1), no: metrics.Exactly(0), yes: metrics.Exactly(1)}
	for a := range metrics.Answers {
		if got := a.Interval(); got != want[a] || got.AtLeast(1) != a {
			t.Errorf("%v is %v, which is at least 1: %v", a, got, got.AtLeast(1))
		}
	}
}

// A number that is no answer counts as unknown, never as yes or no.
func TestInvalidAnswer(t *testing.T) {
	const bad = metrics.Answer(7)
	if bad.Not() != unknown || bad.And(yes) != unknown || bad.Or(no) != unknown || bad.Interval() != between(0, 1) {
		t.Errorf("%v: not %v, and yes %v, or no %v, %v", bad, bad.Not(), bad.And(yes), bad.Or(no), bad.Interval())
	}
	if bad.And(no) != no || bad.Or(yes) != yes {
		t.Error("what the other part settles alone must be settled")
	}
}
