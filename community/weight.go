package community

import (
	"errors"
	"example.com/kmaturity/internal/strict"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
)

// Weight is an amount of people or of full-time equivalents, in millionths of
// one, so that sums are exact in any order: thirty people are 30 * Person in a
// program, and 30 in a document. A sum too large for it stays at
// MaxWeight instead of wrapping; what is at MaxWeight is of unknown size.
type Weight int64

// Person is the weight of one person or one full-time equivalent.
const Person Weight = 1_000_000

// MaxWeight is the largest weight, about 9.2 million million people. It stands
// for every amount that large or larger.
const MaxWeight Weight = math.MaxInt64

// add is the sum of two weights that aren't negative, held at MaxWeight: still
// associative and commutative, for all that matters is whether the true sum
// reaches it.
func (w Weight) add(v Weight) Weight {
	if w > MaxWeight-v {
		return MaxWeight
	}
	return w + v
}

// Float is the weight as a number of people, rounded to the nearest float64:
// the one that the same decimal has when it is written down.
func (w Weight) Float() float64 {
	if w < 1<<53 {
		return float64(w) / float64(Person)
	}
	return ratio(w, Person)
}

// from is what is known of a number that is at least w.
func (w Weight) from() metrics.Interval { return metrics.From(w.Float()) }

// upTo is what is known of a number from w to v, which is unbounded at MaxWeight.
func (w Weight) upTo(v Weight) metrics.Interval {
	if v == MaxWeight {
		return w.from()
	}
	return metrics.MustBetween(w.Float(), v.Float())
}

// times returns floor(w·num/den) and whether something was left over, for
// w ≥ 0 and 0 ≤ num ≤ den, den > 0, which keeps it in range.
func (w Weight) times(num, den uint64) (floor Weight, rest bool) {
	hi, lo := bits.Mul64(uint64(w), num)
	q, r := bits.Div64(hi, lo, den)
	return Weight(q), r != 0
}

// ParseWeight reads a weight as a plain decimal number of people or FTE, such
// as "12", "148.11" or ".5", without sign, exponent or thousands separators. What is
// finer than a millionth is rounded to the nearest, halves up. A number that
// reaches MaxWeight is refused.
func ParseWeight(s string) (Weight, error) {
	if w, ok := shortWeight(s); ok {
		return w, nil
	}
	if s == "" {
		return 0, errors.New("want a number of people or FTE such as 12 or 0.5, have nothing; nobody is 0")
	}
	whole, fraction, point := strings.Cut(s, ".")
	if point && fraction == "" || !digits(whole) || !digits(fraction) {
		return 0, fmt.Errorf("want a number of people or FTE such as 12 or 0.5, have %q", strict.Clip(s))
	}
	const places = 6
	var round Weight
	if len(fraction) > places {
		if fraction[places] >= '5' {
			round = 1
		}
		fraction = fraction[:places]
	}
	var w Weight
	for _, part := range [2]string{whole, fraction} {
		for i := range len(part) {
			d := Weight(part[i] - '0')
			if w > (MaxWeight-d)/10 {
				return 0, fmt.Errorf("%q is more people than can be counted", strict.Clip(s))
			}
			w = w*10 + d
		}
	}
	for range places - len(fraction) {
		if w > MaxWeight/10 {
			return 0, fmt.Errorf("%q is more people than can be counted", strict.Clip(s))
		}
		w *= 10
	}
	if w >= MaxWeight-round {
		return 0, fmt.Errorf("%q is more people than can be counted", strict.Clip(s))
	}
	return w + round, nil
}

// shortWeight reads the short weights that rosters have, in a quarter of the time
// that it takes otherwise, which is a tenth of that of reading a row.
func shortWeight(s string) (w Weight, ok bool) {
	if len(s) > 12 { // so that none overflows
		return 0, false
	}
	unit, point, digit := Person, false, false
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			w = w*10 + Weight(c-'0')
			digit = true
			if point {
				unit /= 10
			}
		case c == '.' && !point:
			point, digit = true, false // ".5" is read and "5." isn't
		default:
			return 0, false
		}
	}
	return w * unit, digit && unit > 0 // and none finer than a millionth
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// String returns the weight as a decimal number of people or FTE.
func (w Weight) String() string { b, _ := w.AppendText(nil); return string(b) }

// AppendText appends the weight as a decimal number; it never fails.
func (w Weight) AppendText(b []byte) ([]byte, error) {
	u := uint64(w)
	if w < 0 {
		b, u = append(b, '-'), -u
	}
	b = strconv.AppendUint(b, u/uint64(Person), 10)
	if rest := u % uint64(Person); rest != 0 {
		b = append(b, '.')
		for unit := uint64(Person) / 10; rest != 0; unit /= 10 {
			b = append(b, byte('0'+rest/unit))
			rest %= unit
		}
	}
	return b, nil
}

// MarshalText returns the weight as a decimal number; it never fails.
func (w Weight) MarshalText() ([]byte, error) { return w.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (w *Weight) UnmarshalText(text []byte) (err error) {
	if string(text) == MaxWeight.String() {
		*w = MaxWeight
		return nil
	}
	*w, err = ParseWeight(string(text))
	return err
}

// MarshalJSON writes the weight as a JSON number.
func (w Weight) MarshalJSON() ([]byte, error) { return w.AppendText(nil) }

// UnmarshalJSON reads a JSON number that isn't negative, without an exponent. What it
// refuses leaves the weight as it was.
func (w *Weight) UnmarshalJSON(data []byte) error {
	s := strings.TrimSpace(string(data))
	if strings.HasPrefix(s, "-") {
		return fmt.Errorf("a number of people can't be negative, have %s", strict.Clip(s))
	}
	if s == "" || s[0] < '0' || s[0] > '9' {
		return fmt.Errorf("want a number, have %s", strict.Clip(s))
	}
	var read Weight
	if err := read.UnmarshalText([]byte(s)); err != nil {
		return err
	}
	*w = read
	return nil
}
