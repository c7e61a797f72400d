package metrics

import "example.com/kmaturity/internal/enum"

// Claim says whether there is a saving to speak of.
type Claim uint8

// The claims. Their texts, "not computable", "nothing to claim" and "saving",
// are frozen.
const (
	NotComputable  Claim = iota // no baseline, no interval, or no volume to multiply by: unknown, never zero
	NothingToClaim              // computed, and not shown to be more than nothing
	Claimed                     // shown: the low end can be banked
)

var claims = enum.Names{"not computable", "nothing to claim", "saving"}

// Claims yields every claim, NotComputable first.
func Claims(yield func(Claim) bool) {
	for i := range claims {
		if !yield(Claim(i)) {
			return
		}
	}
}

// ParseClaim reads the text of a claim.
func ParseClaim(s string) (Claim, error) {
	v, err := claims.Parse("Claim", s)
	return Claim(v), err
}

// String returns the claim's text, "Claim(99)" for a value that is none.
func (c Claim) String() string { return claims.Text("Claim", uint8(c)) }

// AppendText appends the claim's text; an invalid claim is an error.
func (c Claim) AppendText(b []byte) ([]byte, error) { return claims.Append("Claim", b, uint8(c)) }

// MarshalText returns the claim's text; an invalid claim is an error.
func (c Claim) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (c *Claim) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClaim(string(text))
	return err
}
