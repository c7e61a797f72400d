package maturity

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Conflicts says which of several facts on one measure counts.
type Conflicts uint8

// The ways to resolve conflicts. Their texts, "newest", "most trusted" and "worst",
// are frozen.
const (
	Newest      Conflicts = iota // the newest; of one day, all from the least to the greatest of them
	MostTrusted                  // of each source's newest the one of greatest confidence, then the newest
	Worst                        // of each source's newest the one that meets the criterion least; where the number itself counts, the lowest
)

var conflicts = enum.Names{"newest", "most trusted", "worst"}

// AllConflicts yields every way to resolve conflicts, Newest first.
func AllConflicts(yield func(Conflicts) bool) {
	for i := range conflicts {
		if !yield(Conflicts(i)) {
			return
		}
	}
}

// ParseConflicts reads the text of a way to resolve conflicts.
func ParseConflicts(s string) (Conflicts, error) {
	v, err := conflicts.Parse("Conflicts", s)
	return Conflicts(v), err
}

// String returns the text, "Conflicts(9)" for a value that is none.
func (c Conflicts) String() string { return conflicts.Text("Conflicts", uint8(c)) }

// AppendText appends the text; an invalid value is an error.
func (c Conflicts) AppendText(b []byte) ([]byte, error) {
	return conflicts.Append("Conflicts", b, uint8(c))
}

// MarshalText returns the text; an invalid value is an error.
func (c Conflicts) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (c *Conflicts) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConflicts(string(text))
	return err
}

// contenders are the facts of which one way or another one counts: for Newest those
// of the newest day, else the newest of each source.
func (c Conflicts) contenders(facts []Fact) []Fact {
	of := func(f Fact) string {
		if c == Newest {
			return ""
		}
		return f.Source
	}
	newest := map[string]metrics.Date{}
	for i, f := range facts {
		if at, ok := newest[of(f)]; !ok || f.AsOf.After(at) || i == 0 {
			newest[of(f)] = f.AsOf
		}
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool { return f.AsOf != newest[of(f)] })
}

// resolve picks among contenders those that count.
func (c Conflicts) resolve(contenders []Fact, need metrics.Interval) []Fact {
	switch {
	case c == Newest:
		return contenders
	case c == Worst && need.IsAnything():
		return lowest(contenders)
	}
	order := func(a, b Fact) int { // the one that counts first
		if c == MostTrusted {
			return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), b.AsOf.Compare(a.AsOf))
		}
		return cmp.Compare(favour(a, need), favour(b, need))
	}
	first := slices.MinFunc(contenders, order)
	counting := slices.DeleteFunc(slices.Clone(contenders), func(f Fact) bool { return order(first, f) != 0 })
	if c == Worst && favour(first, need) == 0 { // none meets it, and what lies between them might
		one := slices.MinFunc(counting, func(a, b Fact) int { return Ignored{Fact: a}.Compare(Ignored{Fact: b}) })
		counting = slices.DeleteFunc(counting, func(f Fact) bool { return one.Value.Hull(f.Value).Within(need) != metrics.No })
	}
	return counting
}

// lowest are the facts that may be the lowest of all that apply.
func lowest(facts []Fact) []Fact {
	top := upTo(facts)
	some := slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool {
		_, may := f.Value.Intersect(top)
		return f.NotApplicable != "" || !may
	})
	if len(some) == 0 {
		return facts
	}
	return some
}

// upTo is everything up to where the lowest of the facts that apply is at most.
func upTo(facts []Fact) metrics.Interval {
	top := metrics.Anything()
	for _, f := range facts {
		x, ok := f.Value.High()
		switch {
		case f.NotApplicable != "" || !ok:
		case f.Value.HighOpen():
			top, _ = top.Intersect(metrics.Below(x))
		default:
			top, _ = top.Intersect(metrics.UpTo(x))
		}
	}
	return top
}

// favour is how well a fact meets a need: not, perhaps, surely, or by not applying.
func favour(f Fact, need metrics.Interval) int {
	if f.NotApplicable != "" {
		return 3
	}
	switch f.Value.Within(need) {
	case metrics.No:
		return 0
	case metrics.Unknown:
		return 1
	}
	return 2
}
