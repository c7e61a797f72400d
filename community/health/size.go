package health

import (
	"math"

	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Size is the class of size that published levels of activity are given for.
type Size uint8

// The sizes. Their texts, "unknown", "small", "between" and "large", are frozen.
const (
	SizeUnknown Size = iota
	Small            // fewer members than Limits.Small
	Between          // for which nothing is published
	Large            // more members than Limits.Large
)

var sizes = enum.Names{"unknown", "small", "between", "large"}

// Sizes yields every size, SizeUnknown first.
func Sizes(yield func(Size) bool) {
	for i := range sizes {
		if !yield(Size(i)) {
			return
		}
	}
}

// ParseSize reads the text of a size.
func ParseSize(s string) (Size, error) {
	v, err := sizes.Parse("Size", s)
	return Size(v), err
}

// String returns the size's text, "Size(99)" for a value that is none.
func (s Size) String() string { return sizes.Text("Size", uint8(s)) }

// AppendText appends the size's text; an invalid size is an error.
func (s Size) AppendText(b []byte) ([]byte, error) {
	return sizes.Append("Size", b, uint8(s))
}

// MarshalText returns the size's text; an invalid size is an error.
func (s Size) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *Size) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSize(string(text))
	return err
}

// Limits are the numbers of members that part the sizes. The zero value is the
// defaults.
type Limits struct {
	// Small is the number of members below which a community is small: 100 by
	// default, ours. The source has a level for smaller communities with a task and
	// gives no number; we take the
	// critical mass of a community (Garfield).
	Small float64 `json:"small,omitzero"`
	// Large is the number of members above which a community is large: 50,000 by
	// default, as published (Milton 2012, after the National College for School
	// Leadership).
	Large float64 `json:"large,omitzero"`
}

// The defaults of Limits.
const (
	SmallBelow = 100
	LargeAbove = 50_000
)

func (l Limits) orDefaults() Limits {
	if l.Small == 0 {
		l.Small = SmallBelow
	}
	if l.Large == 0 {
		l.Large = LargeAbove
	}
	return l
}

// Sizes returns the sizes that a community with so many members may have, the
// smallest first.
func (l Limits) Sizes(members metrics.Interval) []Size {
	l = l.orDefaults()
	var possible []Size
	if math.IsNaN(l.Small) || math.IsNaN(l.Large) || math.IsInf(l.Large, 0) { // no limits: Options.Validate refuses them
		return []Size{Small, Between, Large}
	}
	small, large := members.Within(metrics.Below(l.Small)), members.Within(metrics.Above(l.Large))
	if small != metrics.No {
		possible = append(possible, Small)
	}
	if between, err := metrics.Between(l.Small, l.Large); err == nil && members.Within(between) != metrics.No {
		possible = append(possible, Between)
	}
	if large != metrics.No {
		possible = append(possible, Large)
	}
	return possible
}
