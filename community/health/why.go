package health

import "example.com/kmaturity/internal/enum"

// Why says why the bands of a finding are those, or why there is none.
type Why uint8

// The reasons. Their texts are frozen.
const (
	WhyUnknown      Why = iota
	KindAndSize         // "the band for its kind and size"
	KindOpen            // "kind unknown": the bands of every kind are named
	SizeOpen            // "size not known well enough": the bands of every possible size are named
	KindAndSizeOpen     // "kind and size unknown"
	NoBandForKind       // "no band for this kind"
	NoBandForSize       // "no band for this size", though there is one for others
	Nobody              // "nobody": of no members, visitors or contributors nothing can be told
)

var whys = enum.Names{
	"unknown", "the band for its kind and size", "kind unknown", "size not known well enough", "kind and size unknown",
	"no band for this kind", "no band for this size", "nobody",
}

// Whys yields every reason, WhyUnknown first.
func Whys(yield func(Why) bool) {
	for i := range whys {
		if !yield(Why(i)) {
			return
		}
	}
}

// ParseWhy reads the text of a reason.
func ParseWhy(s string) (Why, error) {
	v, err := whys.Parse("Why", s)
	return Why(v), err
}

// String returns the reason's text, "Why(99)" for a value that is none.
func (w Why) String() string { return whys.Text("Why", uint8(w)) }

// AppendText appends the reason's text; an invalid reason is an error.
func (w Why) AppendText(b []byte) ([]byte, error) {
	return whys.Append("Why", b, uint8(w))
}

// MarshalText returns the reason's text; an invalid reason is an error.
func (w Why) MarshalText() ([]byte, error) { return w.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (w *Why) UnmarshalText(text []byte) (err error) {
	*w, err = ParseWhy(string(text))
	return err
}
