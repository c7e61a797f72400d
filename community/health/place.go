package health

import "example.com/kmaturity/internal/enum"

// Place says on which side of its band a number lies.
type Place uint8

// The places. Their texts, "unknown", "below", "within" and "above", are frozen.
const (
	PlaceUnknown Place = iota
	Below
	Within
	Above
)

var places = enum.Names{"unknown", "below", "within", "above"}

// Places yields every place, PlaceUnknown first.
func Places(yield func(Place) bool) {
	for i := range places {
		if !yield(Place(i)) {
			return
		}
	}
}

// ParsePlace reads the text of a place.
func ParsePlace(s string) (Place, error) {
	v, err := places.Parse("Place", s)
	return Place(v), err
}

// String returns the place's text, "Place(99)" for a value that is none.
func (p Place) String() string { return places.Text("Place", uint8(p)) }

// AppendText appends the place's text; an invalid place is an error.
func (p Place) AppendText(b []byte) ([]byte, error) {
	return places.Append("Place", b, uint8(p))
}

// MarshalText returns the place's text; an invalid place is an error.
func (p Place) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (p *Place) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePlace(string(text))
	return err
}
