package community

import (
	"example.com/kmaturity/internal/strict"
	"fmt"
	"strconv"
	"strings"
)

// Fraction is a share as two whole numbers, so that it is compared without
// rounding. Its text is "1/4"; the zero value is no fraction.
type Fraction struct {
	Num, Den uint32 // above and below the line
}

// ParseFraction reads a fraction such as "1/4".
func ParseFraction(s string) (Fraction, error) {
	num, den, _ := strings.Cut(s, "/")
	n, err1 := strconv.ParseUint(num, 10, 32)
	d, err2 := strconv.ParseUint(den, 10, 32)
	if err1 != nil || err2 != nil || d == 0 {
		return Fraction{}, fmt.Errorf("want a fraction such as 1/4, have %q", strict.Clip(s))
	}
	return Fraction{uint32(n), uint32(d)}, nil
}

// String returns the fraction as "1/4".
func (f Fraction) String() string { return string(f.append(nil)) }

// AppendText appends the fraction as "1/4"; what is divided by 0 is no fraction
// and an error.
func (f Fraction) AppendText(b []byte) ([]byte, error) {
	if f.Den == 0 {
		return b, fmt.Errorf("no text for %s, which is no fraction", f)
	}
	return f.append(b), nil
}

func (f Fraction) append(b []byte) []byte {
	b = append(strconv.AppendUint(b, uint64(f.Num), 10), '/')
	return strconv.AppendUint(b, uint64(f.Den), 10)
}

// MarshalText returns the fraction as "1/4"; what is divided by 0 is an error.
func (f Fraction) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (f *Fraction) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFraction(string(text))
	return err
}
