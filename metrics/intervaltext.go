package metrics

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"example.com/kmaturity/internal/strict"
)

// String writes a point as its number and a range with brackets: "7",
// "[40, 60]", "(1, 2]", "[100, ∞)", "(-∞, 0]", "anything".
func (i Interval) String() string { b, _ := i.AppendText(nil); return string(b) }

// AppendText appends the text that String returns; it never fails.
func (i Interval) AppendText(b []byte) ([]byte, error) {
	if i.IsAnything() {
		return append(b, "anything"...), nil
	}
	if x, ok := i.Point(); ok {
		return append(b, number(x)...), nil
	}
	switch {
	case i.ends&hasLow == 0:
		b = append(b, "(-∞"...)
	case i.ends&lowOpen != 0:
		b = append(append(b, '('), number(i.low)...)
	default:
		b = append(append(b, '['), number(i.low)...)
	}
	b = append(b, ", "...)
	switch {
	case i.ends&hasHigh == 0:
		return append(b, "∞)"...), nil
	case i.ends&highOpen != 0:
		return append(append(b, number(i.high)...), ')'), nil
	}
	return append(append(b, number(i.high)...), ']'), nil
}

// MarshalText returns the text that String returns; it never fails.
func (i Interval) MarshalText() ([]byte, error) { return i.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (i *Interval) UnmarshalText(text []byte) (err error) {
	*i, err = ParseInterval(string(text))
	return err
}

// ParseInterval reads the text of an interval as String writes it.
func ParseInterval(s string) (Interval, error) {
	if s == "anything" {
		return Interval{}, nil
	}
	bad := fmt.Errorf("want a number or an interval such as \"[40, 60]\", have %q", strict.Clip(s))
	if s == "" || s[0] != '[' && s[0] != '(' {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || !finite(x) || strings.ContainsAny(s, "xX_") {
			return Interval{}, bad
		}
		return Exactly(x), nil
	}
	last := s[len(s)-1]
	if last != ']' && last != ')' {
		return Interval{}, bad
	}
	lows, highs, ok := strings.Cut(s[1:len(s)-1], ", ")
	if !ok {
		return Interval{}, bad
	}
	var ends [2]float64
	e := hasLow | hasHigh
	for k, t := range [2]string{lows, highs} {
		if k == 0 && t == "-∞" && s[0] == '(' {
			e &^= hasLow
			continue
		}
		if k == 1 && t == "∞" && last == ')' {
			e &^= hasHigh
			continue
		}
		x, err := strconv.ParseFloat(t, 64)
		if err != nil || !finite(x) || strings.ContainsAny(t, "xX_") {
			return Interval{}, bad
		}
		ends[k] = x
	}
	if s[0] == '(' {
		e |= lowOpen
	}
	if last == ')' {
		e |= highOpen
	}
	return bounded(ends[0], ends[1], e)
}

// number is the shortest decimal that reads back as x.
func number(x float64) string {
	if a := math.Abs(x); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// jsonInterval is the JSON form of a range.
type jsonInterval struct {
	Low      *float64 `json:"low,omitempty"`
	High     *float64 `json:"high,omitempty"`
	LowOpen  bool     `json:"lowOpen,omitempty"`
	HighOpen bool     `json:"highOpen,omitempty"`
}

// MarshalJSON writes a point as a number, a range as
// {"low": 1, "high": 2, "lowOpen": true}, with any missing end left out, and
// Anything as null.
func (i Interval) MarshalJSON() ([]byte, error) {
	if i.IsAnything() {
		return []byte("null"), nil
	}
	if x, ok := i.Point(); ok {
		return []byte(number(x)), nil
	}
	b := []byte{'{'}
	sep := func() {
		if len(b) > 1 {
			b = append(b, ',')
		}
	}
	if x, ok := i.Low(); ok {
		b = append(append(b, `"low":`...), number(x)...)
	}
	if x, ok := i.High(); ok {
		sep()
		b = append(append(b, `"high":`...), number(x)...)
	}
	if i.LowOpen() {
		b = append(b, `,"lowOpen":true`...)
	}
	if i.HighOpen() {
		b = append(b, `,"highOpen":true`...)
	}
	return append(b, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON writes. An empty interval, an end that
// isn't a finite number, and an open end that is missing are refused.
func (i *Interval) UnmarshalJSON(data []byte) error {
	switch text := strings.Trim(string(data), " \t\r\n"); {
	case text == "null":
		*i = Interval{}
		return nil
	case text == "" || strings.IndexByte("-0123456789{", text[0]) < 0:
		p := strict.In("metrics")
		p.Addf("", "want a number, or an object with low and high, have %s", strict.Clip(strings.Join(strings.Fields(text), " ")))
		return p.Err()
	case text[0] != '{':
		var x float64
		if err := strict.Unmarshal("metrics", data, &x, nil); err != nil {
			return err
		}
		*i = Exactly(x)
		return nil
	}
	var j jsonInterval
	var read Interval
	err := strict.Unmarshal("metrics", data, &j, func() (err error) {
		read, err = j.interval()
		return err
	})
	if err == nil {
		*i = read
	}
	return err
}

func (j jsonInterval) interval() (Interval, error) {
	p := strict.In("metrics")
	var low, high float64
	var e ends
	if j.Low != nil {
		low, e = *j.Low, e|hasLow
	}
	if j.High != nil {
		high, e = *j.High, e|hasHigh
	}
	if j.LowOpen {
		e |= lowOpen
		if j.Low == nil {
			p.Absentf("lowOpen", "there is no low end to be open")
		}
	}
	if j.HighOpen {
		e |= highOpen
		if j.High == nil {
			p.Absentf("highOpen", "there is no high end to be open")
		}
	}
	i, err := bounded(low, high, e)
	if err != nil {
		p.Add("", err)
	}
	return i, p.Err()
}
