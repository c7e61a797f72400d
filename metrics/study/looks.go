package study

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// MostLooks is how many looks may be agreed, enough for one a day for a year:
// our default. Fractions may be no closer than 1/MostLooks either.
const MostLooks = 400

// LookOptions says how the chance of a false alarm is spent. The zero value
// spends 0.025 on each side.
type LookOptions struct {
	// Level is 1 less the chance of a false alarm over all looks, in (0, 1);
	// 0 means DefaultLevel.
	Level float64
	// Spending is how it is handed out; SpendingUnknown means SpendEachSide.
	Spending Spending
}

// Looks is a schedule of readings agreed beforehand, with the bound that each
// has to pass so that looking often doesn't raise the chance of a false alarm.
// The zero value has no looks. It can't be changed once built, and is safe for
// concurrent use.
type Looks struct {
	list     []Look
	spending Spending
}

// Options are those of the comparison at this look: its level is such that it says
// better or worse exactly where its p value is at most P. Of a look that nothing
// can pass it is no level that a comparison takes.
func (l Look) Options() Options { return Options{Level: 1 - l.P} }

// Look is one of the looks agreed.
type Look struct {
	Number   int     // from 1
	Fraction float64 // of the information of the whole plan, in (0, 1]
	Spent    float64 // chance of a false alarm on each side, up to and with this look
	// Z is the bound of a standard normal statistic on each side. It is +Inf where
	// less than 1e-290 is spent: nothing read at that look is enough.
	Z float64
	// P is the two-sided p value that belongs to Z, for a statistic that isn't
	// normal: a t test passes the bound if its p value is at most P.
	P float64
}

// NewLooks returns the bounds for n equally spaced looks, from 1 to MostLooks,
// the last of them at the end.
func NewLooks(n int, o LookOptions) (Looks, error) {
	p := strict.In("study")
	lookCount(n, p)
	alpha, spending := o.resolve(p)
	if err := p.Err(); err != nil {
		return Looks{}, err
	}
	return Looks{bounds(equalFractions(n), alpha, spending), spending}, nil
}

// LooksAt returns the bounds for looks at these information fractions. With b
// readings before, a after at the look and n after at the end, that is
// (1/b + 1/n)/(1/b + 1/a): the baseline is there from the start. The share of the
// periods read by then, a/n, is less, so that bounds by it only ask for more. They
// rise, each by 1/MostLooks or more, and end at 1 or earlier; if earlier, part
// of the chance is never spent.
func LooksAt(fractions []float64, o LookOptions) (Looks, error) {
	p := strict.In("study")
	lookCount(len(fractions), p)
	if len(fractions) <= MostLooks {
		checkFractions(fractions, p)
	}
	alpha, spending := o.resolve(p)
	if err := p.Err(); err != nil {
		return Looks{}, err
	}
	return Looks{bounds(fractions, alpha, spending), spending}, nil
}

func lookCount(n int, p *strict.Problems) {
	if n < 1 || n > MostLooks {
		p.Addf("looks", "must be from 1 to %d, have %d", MostLooks, n)
	}
}

func checkFractions(fractions []float64, p *strict.Problems) {
	last := 0.0
	for i, t := range fractions {
		path := "fractions[" + strconv.Itoa(i) + "]"
		switch {
		case !(t > 0 && t <= 1):
			p.Addf(path, "must be above 0 and at most 1, have %v", t)
			continue
		case t <= last:
			p.Addf(path, "must be above the %v before it, have %v", last, t)
		case (t-last)*MostLooks < 1-1e-9: // k/n less (k-1)/n is rounded
			p.Addf(path, "must be at least 1/%d above the %v before it, have %v", MostLooks, last, t)
		}
		last = t
	}
}

func (o LookOptions) resolve(p *strict.Problems) (alpha float64, s Spending) {
	alpha = 1 - levelOf(o.Level, p)
	s = o.Spending
	if s == SpendingUnknown {
		s = SpendEachSide
	}
	if s > SpendOnePiece {
		p.Addf("spending", "unknown spending %v", s)
	}
	return alpha, s
}

func equalFractions(n int) []float64 {
	fractions := make([]float64, n)
	for i := range fractions {
		fractions[i] = float64(i+1) / float64(n)
	}
	return fractions
}

// Equal reports whether both are the same schedule.
func (l Looks) Equal(m Looks) bool { return l.spending == m.spending && slices.Equal(l.list, m.list) }

// Len returns how many looks were agreed.
func (l Looks) Len() int { return len(l.list) }

// Spending returns the way of spending in use.
func (l Looks) Spending() Spending { return l.spending }

// All yields the looks in order.
func (l Looks) All() iter.Seq[Look] {
	return func(yield func(Look) bool) {
		for _, look := range l.list {
			if !yield(look) {
				return
			}
		}
	}
}

// At answers whether a reading z at the look of this number, from 1, shows an
// effect in the direction of z: Yes if z is on the bound or beyond it; Unknown
// if it isn't and looks are still to come; No, no effect shown, if it was the
// last. It is an error if there is no such look, or if z isn't a number.
//
// z is standard normal where there is no effect; for a t test compare its p
// value with the P of the look.
func (l Looks) At(number int, z float64) (metrics.Answer, error) {
	p := strict.In("study")
	if number < 1 || number > len(l.list) {
		p.Addf("number", "there are %d looks, no look %d", len(l.list), number)
	}
	if math.IsNaN(z) {
		p.Addf("z", "must be a number, have %v", z)
	}
	if err := p.Err(); err != nil {
		return metrics.Unknown, err
	}
	switch {
	case math.Abs(z) >= l.list[number-1].Z:
		return metrics.Yes, nil
	case number < len(l.list):
		return metrics.Unknown, nil
	}
	return metrics.No, nil
}

// String returns the bounds in one line, "each-side 2.963 1.969".
func (l Looks) String() string {
	b := []byte(l.spending.String())
	for _, look := range l.list {
		b = fmt.Appendf(b, " %.3f", look.Z)
	}
	return string(b)
}

// NaiveFalseAlarms is the chance of at least one false alarm in n equally spaced
// looks, from 1 to MostLooks, each read as if it were the only one, at the 0.95
// level: 0.05 at one look, 0.208 at twelve.
func NaiveFalseAlarms(n int) (float64, error) {
	p := strict.In("study")
	lookCount(n, p)
	if err := p.Err(); err != nil {
		return 0, err
	}
	z := -mathext.NormalQuantile((1 - DefaultLevel) / 2)
	fractions := equalFractions(n)
	var w walk
	var alarms float64
	for i, t := range fractions {
		alarms += 2 * w.beyond(z, t)
		w = w.step(z, t, following(fractions, i))
	}
	return alarms, nil
}
