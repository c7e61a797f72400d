package pilot

import "example.com/kmaturity/internal/enum"

// Offer is what a candidate is proposed as. The verdict depends on it: a
// network of KM champions may well be needed, and still be no public pilot
// (R8, Milton 2020).
type Offer uint8

// The offers. Their texts, "unknown", "public showcase" and "supporting
// network", are frozen.
const (
	OfferUnknown      Offer = iota
	PublicShowcase          // shown to sceptical managers as proof
	SupportingNetwork       // run quietly, to help the programme along
)

var offers = enum.Names{"unknown", "public showcase", "supporting network"}

// Offers yields every offer, OfferUnknown first.
func Offers(yield func(Offer) bool) {
	for i := range offers {
		if !yield(Offer(i)) {
			return
		}
	}
}

// ParseOffer reads the text of an offer.
func ParseOffer(s string) (Offer, error) {
	v, err := offers.Parse("Offer", s)
	return Offer(v), err
}

// best is the most favourable decision on the offer's scale.
func (o Offer) best() Decision {
	switch o {
	case PublicShowcase:
		return Showcase
	case SupportingNetwork:
		return Support
	}
	return Undetermined
}

// String returns the offer's text, "Offer(9)" for a value that is none.
func (o Offer) String() string { return offers.Text("Offer", uint8(o)) }

// AppendText appends the offer's text; an invalid offer is an error.
func (o Offer) AppendText(b []byte) ([]byte, error) { return offers.Append("Offer", b, uint8(o)) }

// MarshalText returns the offer's text; an invalid offer is an error.
func (o Offer) MarshalText() ([]byte, error) { return o.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (o *Offer) UnmarshalText(text []byte) (err error) {
	*o, err = ParseOffer(string(text))
	return err
}
