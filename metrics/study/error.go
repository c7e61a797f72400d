package study

import (
	"errors"
	"fmt"
	"math"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// What can be wrong with a case, for errors.Is. Each comes in a *metrics.Error
// that says where.
var (
	// ErrTooFewPoints says that there are fewer points than the method has
	// parameters, or than it needs to say anything of chance.
	ErrTooFewPoints = errors.New("too few points")
	// ErrCollinear says that two terms of a model can't be told apart, such as a
	// month that only occurs after the change.
	ErrCollinear = errors.New("terms can't be told apart")
	// ErrOtherPeriods says that pilot and control weren't read in the same periods.
	ErrOtherPeriods = errors.New("pilot and control were read in other periods")
	// ErrUnits says that two series or pilots of different units were to be
	// compared.
	ErrUnits = errors.New("different units can't be compared")
	// ErrOutOfRange says that a result is too large for a number to hold.
	ErrOutOfRange = errors.New("a result is too large to be represented")
	// ErrMethod says that a method doesn't fit what is known of the case.
	ErrMethod = errors.New("the method doesn't fit the case")
)

func outOfRange(path string) error {
	p := strict.In("study")
	p.Add(path, ErrOutOfRange)
	return p.Err()
}

// checkValues adds what is wrong with values.
func checkValues(p *strict.Problems, path string, values []float64) {
	for i, x := range values {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			p.Addf(strict.Index(path, i), "want a finite number, have %v", x)
			if p.Full() {
				return
			}
		}
	}
}

// between is the interval from one end to another; an end that isn't finite is
// no end, and of two wrong ones nothing is known.
func between(low, high float64) metrics.Interval {
	i, err := metrics.Between(low, high)
	switch {
	case err == nil:
		return i
	case !math.IsNaN(low) && !math.IsInf(low, 0) && math.IsInf(high, 1):
		return metrics.From(low)
	case !math.IsNaN(high) && !math.IsInf(high, 0) && math.IsInf(low, -1):
		return metrics.UpTo(high)
	}
	return metrics.Anything()
}

func badf(p *strict.Problems, path string, kind error, format string, args ...any) {
	p.Addf(path, "%s: %w", fmt.Sprintf(format, args...), kind)
}
