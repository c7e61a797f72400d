package community

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Where a community stands is a place in a triangle whose corners are the pure
// types. A tie counts from a share q of the members on, and the three lines
// "share = q" cut the triangle into seven convex regions, one for each set of
// ties that may count (at least one always does while q is at most a third):
//
//	                    practice
//	                       /\
//	                      /  \
//	                     /----\  ← from here up neither interest
//	                    /\    /\    nor innovation counts
//	     between       /  \  /  \      between
//	   practice and   /    \/    \   practice and
//	     interest    /     /\     \   innovation
//	                /     /  \     \
//	               /-----/mixed\----\
//	              /  \  /  ↑    \ /  \
//	      interest ---------------- innovation
//	          between interest and innovation
//
// Members of unknown tie leave a smaller triangle of places open. Which regions
// it meets has a closed form. Take a set of ties that are to count, whole
// millionths everywhere, T members in all and need = ceil(q·T). A tie that is
// to count needs lo = max(need, what is known of it) and may have all of T; one
// that isn't has lo = what is known, and may have need−1. The set is possible
// if every lo ≤ hi and some number of practitioners p leaves the rest between
// what the other two need and may have:
//
//	max(lo_P, T−hi_I−hi_N) ≤ p ≤ min(hi_P, known P + unknown, T−lo_I−lo_N)

var defaultCounting = Fraction{1, 4}

// DefaultCounting is the share of the members from which on a tie counts in a
// community's nature: 1/4, our default.
func DefaultCounting() Fraction { return defaultCounting }

// Nature is where a community stands between practice, interest and
// innovation, as far as the known ties tell: the types that it may be, and the
// share of members with each tie. The zero value is the nature of nobody, which
// can't be told. Natures are compared by ==.
type Nature struct {
	possible                       uint8 // bit t is set if the type t is possible
	practice, interest, innovation metrics.Interval
}

// Nature is the community's nature at the default share, DefaultCounting.
func (c Census) Nature() Nature {
	n, _ := c.NatureAt(defaultCounting)
	return n
}

// NatureAt is the community's nature where a tie counts from the given share of
// all members on, which must be above 0 and below 1/3. The nature is certain
// only if no allocation of the members of unknown tie changes it, and of those
// Elsewhere between interest and innovation; otherwise exactly the types that
// some allocation reaches are possible. If nobody is counted none is; in a
// community too large to count all are.
func (c Census) NatureAt(q Fraction) (Nature, error) {
	if err := q.counting(); err != nil {
		p := strict.In("community")
		p.Add("", err)
		return Nature{}, p.Err()
	}
	if err := c.Validate(); err != nil {
		return Nature{}, err
	}
	total := c.Total()
	if total == 0 {
		return Nature{}, nil
	}
	if c.saturated() {
		unknown := metrics.MustBetween(0, 1)
		return Nature{0b1111_1110, unknown, unknown, unknown}, nil
	}
	share := func(w, more Weight) metrics.Interval {
		i, _ := metrics.Between(ratio(w, total), ratio(w+more, total))
		return i
	}
	n := Nature{
		practice:   share(c.Practising, c.Unknown),
		interest:   share(c.Interested, c.Elsewhere+c.Unknown),
		innovation: share(c.Innovating, c.Elsewhere+c.Unknown),
	}
	need, rest := total.times(uint64(q.Num), uint64(q.Den))
	if rest {
		need++
	}
	for t := Practice; t <= Mixed; t++ {
		if c.reaches(t, need, total) {
			n.possible |= 1 << t
		}
	}
	return n, nil
}

// reaches reports whether some allocation makes it a community of that type.
func (c Census) reaches(t Type, need, total Weight) bool {
	practising, interested, innovating := t.counts()
	span := func(counts bool, known Weight) (lo, hi Weight) {
		if counts {
			return max(need, known), total
		}
		return known, need - 1
	}
	loP, hiP := span(practising, c.Practising)
	loI, hiI := span(interested, c.Interested)
	loN, hiN := span(innovating, c.Innovating)
	return loP <= hiP && loI <= hiI && loN <= hiN &&
		max(loP, total-hiI-hiN) <= min(hiP, c.Practising+c.Unknown, total-loI-loN)
}

// Type returns the one type that is possible, TypeUnknown if it can't be told.
func (n Nature) Type() Type {
	for t := Practice; t <= Mixed; t++ {
		if n.possible == 1<<t {
			return t
		}
	}
	return TypeUnknown
}

// Possible yields the types that are possible, in the order of their values;
// none if nobody is counted.
func (n Nature) Possible() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for t := Practice; t <= Mixed; t++ {
			if n.possible&(1<<t) != 0 && !yield(t) {
				return
			}
		}
	}
}

// Equal is ==, for packages that compare by method.
func (n Nature) Equal(m Nature) bool { return n == m }

// IsZero reports whether nobody was counted.
func (n Nature) IsZero() bool { return n == Nature{} }

// Place returns the shares of members, of all members, who practise, are
// interested and are innovating: the place in the triangle, a point where all
// three are known. Members elsewhere may be either of the latter two.
func (n Nature) Place() (practice, interest, innovation metrics.Interval) {
	return n.practice, n.interest, n.innovation
}

// String returns the type, or the types that are possible, for people.
func (n Nature) String() string {
	all := slices.Collect(n.Possible())
	switch len(all) {
	case 0:
		return "cannot tell: nobody is counted"
	case 1:
		return all[0].String()
	case 7:
		return "cannot tell: too many ties are unknown"
	}
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = t.String()
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}

// jsonNature is the JSON form of a nature.
type jsonNature struct {
	Possible   []Type           `json:"possible"`
	Practice   metrics.Interval `json:"practice,omitzero"`
	Interest   metrics.Interval `json:"interest,omitzero"`
	Innovation metrics.Interval `json:"innovation,omitzero"`
}

// MarshalJSON writes the possible types and the three shares.
func (n Nature) MarshalJSON() ([]byte, error) {
	return json.Marshal(jsonNature{slices.AppendSeq([]Type{}, n.Possible()), n.practice, n.interest, n.innovation})
}

// UnmarshalJSON reads what MarshalJSON wrote. A type that stands twice, and a
// share that is missing or isn't between 0 and 1, are refused.
func (n *Nature) UnmarshalJSON(data []byte) error {
	var j jsonNature
	var read Nature
	err := strict.Unmarshal("community", data, &j, func() error {
		p := strict.In("community")
		read = Nature{0, j.Practice, j.Interest, j.Innovation}
		for i, t := range j.Possible {
			switch path := strict.Index("possible", i); {
			case t == TypeUnknown:
				p.Addf(path, "%q is no nature", t)
			case read.possible&(1<<t) != 0:
				p.Addf(path, "%q stands twice", t)
			default:
				read.possible |= 1 << t
			}
		}
		for _, share := range []struct {
			path string
			i    metrics.Interval
		}{{"practice", j.Practice}, {"interest", j.Interest}, {"innovation", j.Innovation}} {
			low, hasLow := share.i.Low()
			high, hasHigh := share.i.High()
			switch {
			case share.i.IsAnything() && len(j.Possible) > 0:
				p.Absentf(share.path, "is missing")
			case share.i.IsAnything():
			case len(j.Possible) == 0:
				p.Addf(share.path, "a share of nobody: no nature is possible")
			case !hasLow || !hasHigh || low < 0 || high > 1:
				p.Addf(share.path, "want a share from 0 to 1, have %s", share.i)
			}
		}
		return p.Err()
	})
	if err == nil {
		*n = read
	}
	return err
}
