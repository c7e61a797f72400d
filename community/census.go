package community

import (
	"math/big"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Census is the count of a community's ties, in heads or FTE (in a program,
// thirty people are 30 * Person). The five counts
// are disjoint and add up to the whole; censuses of parts add up to the census
// of the whole in any order, so any engine can take one in parts. The zero
// value is the census of nobody.
type Census struct {
	Practising Weight `json:"practising,omitzero"` // the topic is their main role
	Interested Weight `json:"interested,omitzero"` // it isn't, they are interested
	Innovating Weight `json:"innovating,omitzero"` // they are creating a practice that does not exist yet
	Elsewhere  Weight `json:"elsewhere,omitzero"`  // their main role is something else; interested or innovating isn't known
	Unknown    Weight `json:"unknown,omitzero"`    // nothing is known of their tie
}

// Add is the census of two communities that share no member. A count that
// grows too large stays at MaxWeight.
func (c Census) Add(d Census) Census {
	return Census{
		Practising: c.Practising.add(d.Practising),
		Interested: c.Interested.add(d.Interested),
		Innovating: c.Innovating.add(d.Innovating),
		Elsewhere:  c.Elsewhere.add(d.Elsewhere),
		Unknown:    c.Unknown.add(d.Unknown),
	}
}

// Total is the size of the community.
func (c Census) Total() Weight {
	return c.Practising.add(c.Interested).add(c.Innovating).add(c.Elsewhere).add(c.Unknown)
}

// saturated reports whether the community is too large for its counts to be
// told. A total at MaxWeight stands for any larger one.
func (c Census) saturated() bool { return c.Total() == MaxWeight }

// Practitioners is how many members practise: those who do at least, and those
// of unknown tie at most. In a community too large to count there is no upper
// end; of one with a negative count, which Validate refuses, nothing is known.
func (c Census) Practitioners() metrics.Interval {
	if c.Validate() != nil {
		return metrics.From(0)
	}
	if c.saturated() {
		return c.Practising.from()
	}
	return metrics.MustBetween(c.Practising.Float(), (c.Practising + c.Unknown).Float())
}

// PractisingShare is the share of members who practise, of all members: 0 to 1
// where nobody is counted or the community is too large to count. An end is one
// division of two whole numbers, rounded to the nearest float64, as the decimal
// that a reader writes for it would be.
func (c Census) PractisingShare() metrics.Interval {
	total := c.Total()
	if c.Validate() != nil || total == 0 || c.saturated() {
		return metrics.MustBetween(0, 1)
	}
	return metrics.MustBetween(ratio(c.Practising, total), ratio(c.Practising+c.Unknown, total))
}

// ratio is a/b, rounded once, for numbers that aren't negative. Below 2^53
// millionths, nine thousand million people, float64 division does that by
// itself.
func ratio(a, b Weight) float64 {
	if a < 1<<53 && b < 1<<53 {
		return float64(a) / float64(b)
	}
	x, _ := big.NewRat(int64(a), int64(b)).Float64()
	return x
}

// Validate reports every count that is negative.
func (c Census) Validate() error {
	if c.Practising|c.Interested|c.Innovating|c.Elsewhere|c.Unknown >= 0 {
		return nil // no sign bit is set
	}
	p := strict.In("community")
	for _, part := range []struct {
		path string
		w    Weight
	}{{"practising", c.Practising}, {"interested", c.Interested}, {"innovating", c.Innovating}, {"elsewhere", c.Elsewhere}, {"unknown", c.Unknown}} {
		if part.w < 0 {
			p.Addf(part.path, "a number of people can't be negative, have %s", part.w)
		}
	}
	return p.Err()
}

// UnmarshalJSON reads a census strictly: an unknown field, a field that stands
// twice and a negative count are refused.
func (c *Census) UnmarshalJSON(data []byte) error {
	type plain Census
	return strict.Unmarshal("community", data, (*plain)(c), nil)
}
