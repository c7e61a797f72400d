package metrics

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
)

// Direction says which way a metric gets better.
type Direction uint8

// The directions. Their texts, "unknown", "higher" and "lower", are frozen.
const (
	DirectionUnknown Direction = iota
	Higher                     // a larger number is better
	Lower                      // a smaller number is better
)

var directions = enum.Names{"unknown", "higher", "lower"}

// Directions yields every direction, DirectionUnknown first.
func Directions(yield func(Direction) bool) {
	for i := range directions {
		if !yield(Direction(i)) {
			return
		}
	}
}

// ParseDirection reads the text of a direction.
func ParseDirection(s string) (Direction, error) {
	v, err := directions.Parse("Direction", s)
	return Direction(v), err
}

// String returns the direction's text, "Direction(9)" for a value that is none.
func (d Direction) String() string { return directions.Text("Direction", uint8(d)) }

// AppendText appends the direction's text; an invalid direction is an error.
func (d Direction) AppendText(b []byte) ([]byte, error) {
	return directions.Append("Direction", b, uint8(d))
}

// MarshalText returns the direction's text; an invalid direction is an error.
func (d Direction) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (d *Direction) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDirection(string(text))
	return err
}

// Metric is something a business measures: a measure with a name, a direction,
// and its place among the others.
//
// A hard metric is a business result itself (cost, output, harm, delay to the
// customer); any other metric counts only through the metrics that it drives.
// Who calls a metric hard answers for it: the library can't tell.
type Metric struct {
	Measure           // what is read, and in which unit
	Name    string    `json:"name,omitzero"`   // for people; empty: the id serves
	Better  Direction `json:"better,omitzero"` // which way is better
	Hard    bool      `json:"hard,omitzero"`   // it is a business result itself
	Drives  []string  `json:"drives,omitzero"` // ids of the metrics that move when this one does
}

// validate adds the problems of m to p, under path.
func (m Metric) validate(p *strict.Problems, path string) {
	m.Measure.validate(p, path)
	if _, err := directions.Append("Direction", nil, uint8(m.Better)); err != nil {
		p.Add(strict.Join(path, "better"), err)
	}
}

// Validate reports what is wrong with the metric itself; what it drives is
// looked at by NewMap.
func (m Metric) Validate() error {
	p := strict.In("metrics")
	m.validate(p, "")
	return p.Err()
}

// UnmarshalJSON reads a metric strictly.
func (m *Metric) UnmarshalJSON(data []byte) error {
	type plain Metric
	return strict.Unmarshal("metrics", data, (*plain)(m), nil)
}
