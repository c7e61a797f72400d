package table

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxQuoted is how many characters of a text an error message shows.
const maxQuoted = 40

// ParseDecimal reads a plain decimal number: an optional sign, then digits, then
// optionally a point and more digits. ".5" is read, since some databases write
// it; "5." is refused, since no program writes it and the rest may be missing.
// The result is the nearest float64, and never a negative zero.
//
// Refused are the empty string, NaN and infinities, hexadecimal numbers,
// exponents, underscores, commas and other separators of thousands, spaces even
// at the ends, words, and numbers beyond the range of float64. The error says
// which, and quotes the text shortened to 40 characters.
func ParseDecimal(s string) (float64, error) {
	if !plainDecimal(s) {
		return 0, fmt.Errorf("%s is no plain decimal number: %s", quoted(s), objection(s))
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		if errors.Is(err, strconv.ErrRange) {
			return 0, fmt.Errorf("%s is out of range", quoted(s))
		}
		return 0, fmt.Errorf("%s is no plain decimal number", quoted(s))
	}
	if f == 0 {
		return 0, nil
	}
	return f, nil
}

// plainDecimal reports whether s is [+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+).
func plainDecimal(s string) bool {
	s = unsigned(s)
	whole, fraction, point := strings.Cut(s, ".")
	if point {
		return digits(whole) && digits(fraction) && fraction != ""
	}
	return digits(whole) && whole != ""
}

func unsigned(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// digits reports whether s has nothing but ASCII digits.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// objection says what is wrong with a text that isn't a plain decimal number.
func objection(s string) string {
	number := strings.ToLower(unsigned(s))
	switch number {
	case "":
		return "it has no digits"
	case "nan", "inf", "infinity":
		return "it is not finite"
	}
	first, _, exponent := strings.Cut(number, "e")
	switch {
	case strings.HasPrefix(number, "0x"):
		return "it is hexadecimal"
	case exponent && plainDecimal(first):
		return "it has an exponent"
	case !strings.ContainsAny(number, "0123456789"):
		return "it has no digits"
	case strings.Contains(number, ","):
		return "it has a comma; decimals follow a point and nothing separates thousands"
	case strings.Contains(number, "_"):
		return "it has an underscore"
	case strings.ContainsAny(number, " \t\r\n\u00a0\u2009\u202f"):
		return "it has a space"
	case strings.ContainsAny(number, "'\u2019"):
		return "it has an apostrophe; nothing separates thousands"
	case strings.Count(number, ".") > 1:
		return "it has more than one point"
	case strings.HasSuffix(number, ".") && digits(number[:len(number)-1]):
		return "no digits follow the point"
	case strings.ContainsAny(number, "+-\u2212"):
		return "it has a sign that isn't a single plus or hyphen before the digits"
	}
	return "it has other characters than digits"
}

// quoted returns s in quotes, shortened to maxQuoted characters.
func quoted(s string) string {
	n, cut := 0, 0
	for i := range s {
		if n == maxQuoted-1 {
			cut = i
		}
		if n == maxQuoted {
			return strconv.Quote(s[:cut] + "…")
		}
		n++
	}
	return strconv.Quote(s)
}
