package picture

import (
	"math"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// number writes a length with at most two decimals.
func number(x float64) string {
	hundredths := math.Round(x * 100)
	if !(math.Abs(hundredths) < 1e15) {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	n := int64(hundredths)
	if n%100 == 0 {
		return strconv.FormatInt(n/100, 10)
	}
	b := make([]byte, 0, 24)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = append(strconv.AppendInt(b, n/100, 10), '.', byte('0'+n/10%10))
	if n%10 != 0 {
		b = append(b, byte('0'+n%10))
	}
	return string(b)
}

// percentage writes a share in per cent with two decimals, more where it takes them
// so that nothing but nothing is 0 % and nothing but all is 100 %.
func (w Words) percentage(share float64) string {
	told := func(rounded float64) bool { return (rounded == 0) == (share == 0) && (rounded == 100) == (share == 1) }
	for scale := 100.; ; scale *= 10 {
		if rounded := math.Round(100*share*scale) / scale; told(rounded) || scale >= 1e6 {
			return w.Say("number.percent", w.exact(rounded))
		}
	}
}

// amount writes a number with at most so many significant digits, as many as it
// takes, with thousands separators; very large and very small ones by their power
// of ten.
func (w Words) amount(x float64, digits int) string {
	if a := math.Abs(x); a != 0 && (a >= 1e15 || a < 1e-6) {
		return w.grouped(strconv.FormatFloat(x, 'g', digits, 64))
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return w.grouped(strconv.FormatFloat(x+0, 'f', -1, 64))
}

// exact is amount without what a float64 doesn't tell.
func (w Words) exact(x float64) string { return w.amount(x, 12) }

// grouped writes a number as the language does: with its decimal point, and without
// an exponent with its thousands separators.
func (w Words) grouped(s string) string {
	whole, fraction, has := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	var b strings.Builder
	if strings.HasPrefix(s, "-") {
		b.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 && !strings.Contains(whole, "e") {
			b.WriteString(w.Say("number.group"))
		}
		b.WriteByte(whole[i])
	}
	if has {
		b.WriteString(w.Say("number.point") + fraction)
	}
	return b.String()
}
