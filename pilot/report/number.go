package report

import (
	"math"
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
)

// amount writes a number with thousands separators and at most two decimals;
// more where it is small, so that nothing but zero is written as zero.
func (v voice) amount(x float64) string { return v.decimal(x, 2) }

// decimal is amount with at most so many decimals.
func (v voice) decimal(x float64, decimals int) string {
	for a := math.Abs(x); a != 0 && a < 0.5*math.Pow10(-decimals) && decimals < 12; {
		decimals++
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	var b strings.Builder
	if strings.HasPrefix(s, "-") && strings.Trim(whole+fraction, "0") != "" {
		b.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(v.say("number.group"))
		}
		b.WriteByte(whole[i])
	}
	if fraction != "" {
		b.WriteString(v.say("number.point") + fraction)
	}
	return b.String()
}

func (v voice) count(n int) string { return v.decimal(float64(n), 0) }

func (v voice) percent(share float64) string {
	return v.say("number.percent", v.decimal(100*share, 1))
}

func (v voice) quantity(q metrics.Quantity) string {
	s := v.span(q.Value, v.amount, v.say("number.amount"))
	if q.Unit != "" {
		s += " " + name(q.Unit)
	}
	return s
}

// compared writes what is known beside what is needed, with as many decimals as
// it takes to tell them apart: 99.9999 isn't 100 where 100 is needed.
func (v voice) compared(have, need metrics.Interval, kind metrics.Kind) (string, string) {
	for decimals := 2; ; decimals++ {
		h, n := v.known(have, kind, decimals), v.needed(need, kind, decimals)
		if decimals == 12 || !v.confused(have, need, kind, decimals) {
			return h, n
		}
	}
}

// confused reports whether two ends that differ are written alike.
func (v voice) confused(have, need metrics.Interval, kind metrics.Kind, decimals int) bool {
	ends := func(i metrics.Interval) (all []float64) {
		for _, end := range []func() (float64, bool){i.Low, i.High} {
			if x, ok := end(); ok {
				all = append(all, x)
			}
		}
		return all
	}
	write := v.writer(kind, decimals)
	for _, x := range ends(have) {
		for _, y := range ends(need) {
			if x != y && write(x) == write(y) {
				return true
			}
		}
	}
	return false
}

func (v voice) writer(kind metrics.Kind, decimals int) func(float64) string {
	if kind == metrics.Share {
		return func(x float64) string { return v.say("number.percent", v.decimal(100*x, decimals)) }
	}
	return func(x float64) string { return v.decimal(x, decimals) }
}

// known writes what is known of a number of that kind: "85.29", "40 to 60",
// "at least 1", "yes", "not known".
func (v voice) known(i metrics.Interval, kind metrics.Kind, decimals int) string {
	switch kind {
	case metrics.YesNo:
		switch {
		case i == metrics.Exactly(1):
			return v.term("answer", metrics.Yes.String())
		case i == metrics.Exactly(0):
			return v.term("answer", metrics.No.String())
		}
		return v.say("number.unknown")
	case metrics.Share:
		if i == metrics.Unknown.Interval() {
			return v.say("number.unknown")
		}
	case metrics.Count:
		if i == metrics.From(0) {
			return v.say("number.unknown")
		}
	}
	return v.span(i, v.writer(kind, decimals), v.say("number.unknown"))
}

// span writes an interval in words.
func (v voice) span(i metrics.Interval, write func(float64) string, anything string) string {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	if x, ok := i.Point(); ok {
		return write(x)
	}
	from, to := "number.from", "number.upto"
	if i.LowOpen() {
		from = "number.above"
	}
	if i.HighOpen() {
		to = "number.below"
	}
	switch {
	case !hasLow && !hasHigh:
		return anything
	case !hasHigh:
		return v.say(from, write(low))
	case !hasLow:
		return v.say(to, write(high))
	case i.LowOpen() || i.HighOpen():
		return v.say("number.and", v.say(from, write(low)), v.say(to, write(high)))
	}
	if a, b := write(low), write(high); a != b {
		return v.say("number.between", a, b)
	}
	return v.say("number.about", write(low))
}

// needed writes the numbers that pass.
func (v voice) needed(i metrics.Interval, kind metrics.Kind, decimals int) string {
	if kind == metrics.YesNo {
		if i.Contains(0) {
			return v.term("answer", metrics.No.String())
		}
		return v.term("answer", metrics.Yes.String())
	}
	return v.span(i, v.writer(kind, decimals), v.say("number.anything"))
}
