package health

import "example.com/kmaturity/internal/enum"

// Factor is something with which communities are rated as more effective, on
// average, than without.
type Factor uint8

// The success factors, in the order of the survey of 2014. Their texts, "online",
// "charter", "performance contract", "business case", "business focus", "defined
// leader", "document store", "training", "facilitator" and "sponsor", are frozen.
const (
	FactorUnknown       Factor = iota
	Online                     // a way to interact online
	Charter                    // a charter that says what its members want of it
	PerformanceContract        // objectives agreed with its sponsor
	BusinessCase               // a business case
	BusinessFocus              // a focus on issues of the business
	DefinedLeader              // a defined leader
	DocumentStore              // a place for the documents that it shares
	Training                   // training for its leaders and facilitators
	Facilitator                // a defined facilitator, beside the leader
	Sponsor                    // a defined sponsor
)

var factors = enum.Names{
	"unknown", "online", "charter", "performance contract", "business case", "business focus", "defined leader",
	"document store", "training", "facilitator", "sponsor",
}

// Factors yields every factor, FactorUnknown first.
func Factors(yield func(Factor) bool) {
	for i := range factors {
		if !yield(Factor(i)) {
			return
		}
	}
}

// ParseFactor reads the text of a factor.
func ParseFactor(s string) (Factor, error) {
	v, err := factors.Parse("Factor", s)
	return Factor(v), err
}

// String returns the factor's text, "Factor(99)" for a value that is none.
func (f Factor) String() string { return factors.Text("Factor", uint8(f)) }

// AppendText appends the factor's text; an invalid factor is an error.
func (f Factor) AppendText(b []byte) ([]byte, error) {
	return factors.Append("Factor", b, uint8(f))
}

// MarshalText returns the factor's text; an invalid factor is an error.
func (f Factor) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (f *Factor) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFactor(string(text))
	return err
}
