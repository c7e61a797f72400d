package metrics

import (
	"fmt"

	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
)

// Kind says what sort of number a measure has, and so which numbers it can be.
type Kind uint8

// The kinds. Their texts, "unknown", "yes-no", "count", "share" and "amount",
// are frozen.
const (
	KindUnknown Kind = iota // nothing is said of the number
	YesNo                   // 0 for no, 1 for yes
	Count                   // of people, full-time equivalents, points, steps: 0 or more
	Share                   // a part of a whole: 0 to 1, never a percentage
	Amount                  // of money, time or anything else: any number. A metric's readings of it add up: hours a month, never minutes per call
)

var kinds = enum.Names{"unknown", "yes-no", "count", "share", "amount"}

// Kinds yields every kind, KindUnknown first.
func Kinds(yield func(Kind) bool) {
	for i := range kinds {
		if !yield(Kind(i)) {
			return
		}
	}
}

// ParseKind reads the text of a kind.
func ParseKind(s string) (Kind, error) {
	v, err := kinds.Parse("Kind", s)
	return Kind(v), err
}

// String returns the kind's text, "Kind(9)" for a value that is none.
func (k Kind) String() string { return kinds.Text("Kind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k Kind) AppendText(b []byte) ([]byte, error) { return kinds.Append("Kind", b, uint8(k)) }

// MarshalText returns the kind's text; an invalid kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseKind(string(text))
	return err
}

// Measure says what is measured: an id to refer to it by, a unit, a kind, and
// the numbers that can occur at all. Units are part of a measure: a share of
// 85 % is 0.85, and 85 is refused.
type Measure struct {
	ID    string   `json:"id"`             // as facts and criteria refer to it
	Unit  string   `json:"unit,omitzero"`  // "FTE", "practitioners", "minutes per call"; empty for yes-no
	Kind  Kind     `json:"kind,omitzero"`  // what the number may be: a count, a share, yes or no
	Range Interval `json:"range,omitzero"` // the numbers possible, where they are fewer than the kind's
}

// Bounds are the numbers that the measure can have: those of its kind, cut to
// its Range. It is an error if that leaves none.
func (m Measure) Bounds() (Interval, error) {
	var b Interval
	switch m.Kind {
	case YesNo, Share:
		b = Unknown.Interval()
	case Count:
		b = From(0)
	}
	b, ok := b.Intersect(m.Range)
	if !ok {
		return Interval{}, fmt.Errorf("no %s lies in the range %s", m.Kind, m.Range)
	}
	return b, nil
}

// Cut is the smallest interval that holds every number of the measure that lies
// in i, and false if there is none. A yes-no measure has two numbers, 0 and 1,
// and none between them: of (0, 1] it leaves 1, and of (0.2, 0.8) nothing.
func (m Measure) Cut(i Interval) (Interval, bool) {
	b, err := m.Bounds()
	if err != nil {
		return Interval{}, false
	}
	i, ok := i.Intersect(b)
	if !ok || m.Kind != YesNo {
		return i, ok
	}
	switch no, yes := i.Contains(0), i.Contains(1); {
	case no && yes:
		return Unknown.Interval(), true
	case no:
		return No.Interval(), true
	case yes:
		return Yes.Interval(), true
	}
	return Interval{}, false
}

// Resolve cuts what is known of the number to what the measure can be: of a
// share of which nothing is known it is known that it lies between 0 and 1. A
// value with no possible number in it is an error, and so is a value of which
// a stated end lies outside: 85 for a share, -3 for a count.
func (m Measure) Resolve(value Interval) (Interval, error) {
	b, err := m.Bounds()
	if err != nil {
		return Interval{}, err
	}
	_, hasLow := value.Low()
	_, hasHigh := value.High()
	if _, ok := value.Intersect(b); !ok || hasLow && value.above(b) != Yes || hasHigh && value.below(b) != Yes {
		return Interval{}, fmt.Errorf("%s is outside %s, the numbers that the %s can be%s", value, b, m.name(), m.hint(value))
	}
	known, ok := m.Cut(value)
	if !ok {
		return Interval{}, fmt.Errorf("%s is neither 0 for no nor 1 for yes", value)
	}
	return known, nil
}

// hint says how a share is written that was meant as a percentage.
func (m Measure) hint(value Interval) string {
	if x, ok := value.Point(); ok && m.Kind == Share && x > 1 && x <= 100 {
		return fmt.Sprintf(": %v %% is %s", x, Exactly(x/100).Rounded())
	}
	return ""
}

func (m Measure) name() string {
	if m.Kind == KindUnknown {
		return "measure"
	}
	return m.Kind.String()
}

// validate adds the problems of m to p, under path.
func (m Measure) validate(p *strict.Problems, path string) {
	if m.ID == "" {
		p.Absentf(strict.Join(path, "id"), "is missing")
	}
	if _, err := kinds.Append("Kind", nil, uint8(m.Kind)); err != nil {
		p.Add(strict.Join(path, "kind"), err)
	}
	if _, err := m.Bounds(); err != nil {
		p.Add(path, err)
	}
}

// Validate reports what is wrong with the measure itself.
func (m Measure) Validate() error {
	p := strict.In("metrics")
	m.validate(p, "")
	return p.Err()
}

// UnmarshalJSON reads a measure strictly.
func (m *Measure) UnmarshalJSON(data []byte) error {
	type plain Measure
	return strict.Unmarshal("metrics", data, (*plain)(m), nil)
}
