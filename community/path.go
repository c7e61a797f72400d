package community

import (
	"fmt"
	"math/big"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Where a community is bound is read off where it has been. The pace of a tie's
// share since an earlier reading is a straight line from there through today,
// and a line of the triangle is crossed where that meets the share q from which
// on a tie counts:
//
//	share
//	  q ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╱┄┄┄┄┄┄╱┄┄┄┄
//	              x  ╱   ╱
//	     y₁     ╱●╱             t = (q − x)·d / (x − y), d the days since y
//	     ●   ╱╱
//	       ●  y₂
//	                today   first … last
//
// Members of unknown tie leave x and each y an interval. While x < q, t falls
// with x and rises with y, so its ends over all allocations are at the ends of
// the two: the soonest crossing has the most today and the fewest then, the
// latest the fewest today and the most then, which is never if it didn't grow.
// A share that is to fall is the mirror image. All of it is computed in whole
// numbers and comes out as the first day on which the tie counts or no longer
// does.

// Reading is the census of a community on a day.
type Reading struct {
	AsOf   metrics.Date `json:"asOf"`   // day of the count
	Census Census       `json:"census"` // what was counted
}

// Path is the way of a community through the triangle, and where it leads if it
// goes on so.
type Path struct {
	Counting Fraction `json:"counting,omitzero"` // the share of members from which on a tie counts
	Places   []Place  `json:"places"`            // in order of day
	Steps    []Step   `json:"steps"`             // from each place to the next
	// Drift answers whether the community has moved towards practice, from the
	// first place to the last: whether the share of members who practise grew.
	Drift metrics.Answer `json:"drift,omitzero"`
	// Lines has one line of the triangle for each tie: practising, interested,
	// innovating.
	Lines []Line `json:"lines"`
}

// Place is where a community stood on a day.
type Place struct {
	AsOf   metrics.Date `json:"asOf"`   // day of the reading
	Census Census       `json:"census"` // who gathered then
	Nature Nature       `json:"nature"` // what they made of it
}

// Step is what changed from one reading to the next.
type Step struct {
	From   metrics.Date     `json:"from"`            // day of the reading before
	To     metrics.Date     `json:"to"`              // day of this reading
	Change metrics.Interval `json:"change,omitzero"` // of the share of members who practise, -1 to 1
	Drift  metrics.Answer   `json:"drift,omitzero"`  // whether that share grew
	Turned metrics.Answer   `json:"turned,omitzero"` // whether the nature is of another type than before
	// Roles answers whether it turned because more members have the topic as
	// their main role: had those who practise now and didn't before kept
	// another main role, the type would be a different one (R9: the network
	// changes its nature when roles are established).
	Roles metrics.Answer `json:"roles,omitzero"`
}

// Line is one line of the triangle, where a tie begins to count, and when the
// community crosses it at its pace.
type Line struct {
	Tie    Tie            `json:"tie"`             // whose share would cross the line
	Counts metrics.Answer `json:"counts,omitzero"` // whether the tie counts at the last reading
	// Pace is the change of the tie's share in a year of 365.25 days, from the
	// slowest to the fastest since any earlier reading.
	Pace metrics.Interval `json:"pace,omitzero"`
	// Crosses answers whether the line is crossed at all at that pace: where the
	// tie counts, whether it ceases to; where it doesn't, whether it begins to.
	// Unknown where only some of the paces lead there, or where it isn't known
	// whether the tie counts now.
	Crosses metrics.Answer `json:"crosses,omitzero"`
	// Days is how many days after the last reading the tie first counts, or
	// first doesn't: from the fastest pace to the slowest, without an upper end
	// where the slowest never leads there. First and Last are the days of the
	// calendar, none where there is no such end or the year has more than four
	// digits.
	Days  metrics.Interval `json:"days,omitzero"`
	First metrics.Date     `json:"first,omitzero"`
	Last  metrics.Date     `json:"last,omitzero"`
	// Beyond answers whether the crossing lies further ahead than the readings
	// reach back: then the pace is stretched further than it was seen.
	Beyond metrics.Answer `json:"beyond,omitzero"`
}

// Trace follows a community over its readings, in any order, where a tie counts
// from the given share of members on; the zero Fraction is DefaultCounting.
//
// It extends what was seen and knows no causes: a crossing is "at this pace",
// not a forecast, and all paces seen up to the last reading are in its interval.
// A reading of nobody, or of a community too large to count, has a place but no
// pace. Readings aren't matched person by person: members of unknown tie may be
// others each time.
//
// It is an error, which names every fault at once, if a day is missing or stands
// twice, a count is negative, or the share isn't above 0 and below 1/3.
func Trace(readings []Reading, counting Fraction) (Path, error) {
	if counting == (Fraction{}) {
		counting = defaultCounting
	}
	p := strict.In("community")
	if err := counting.counting(); err != nil {
		p.Addf("counting", "%w", err)
	}
	days := map[metrics.Date]bool{}
	for i, r := range readings {
		path := strict.Index("readings", i)
		if r.AsOf.IsZero() {
			p.Absentf(strict.Join(path, "asOf"), "is missing")
		} else if days[r.AsOf] {
			p.Addf(strict.Join(path, "asOf"), "there is another reading of %s", r.AsOf)
		}
		days[r.AsOf] = true
		p.Add(strict.Join(path, "census"), r.Census.Validate())
	}
	if err := p.Err(); err != nil {
		return Path{}, err
	}
	readings = slices.SortedFunc(slices.Values(readings), func(a, b Reading) int { return a.AsOf.Compare(b.AsOf) })
	path := Path{Counting: counting, Places: []Place{}, Steps: []Step{}, Lines: []Line{}}
	for i, r := range readings {
		n, _ := r.Census.NatureAt(counting)
		path.Places = append(path.Places, Place{r.AsOf, r.Census, n})
		if i > 0 {
			path.Steps = append(path.Steps, step(path.Places[i-1], path.Places[i], counting))
		}
	}
	if len(readings) > 1 {
		path.Drift = grew(readings[0].Census, readings[len(readings)-1].Census)
	}
	for _, tie := range []Tie{Practising, Interested, Innovating} {
		path.Lines = append(path.Lines, line(readings, tie, counting))
	}
	return path, nil
}

// counting returns why the fraction can't be a share from which on a tie counts.
func (f Fraction) counting() error {
	if f.Num == 0 || 3*uint64(f.Num) >= uint64(f.Den) {
		return fmt.Errorf("the share from which on a tie counts must be above 0 and below 1/3, have %s", f)
	}
	return nil
}

// readable reports whether shares of the census are known at all.
func (c Census) readable() bool { return c.Total() > 0 && !c.saturated() }

// share is the least and the greatest share of members who may have a tie.
func (c Census) share(t Tie) (low, high *big.Rat) {
	total := big.NewInt(int64(c.Total()))
	known, more := c.Practising, c.Unknown
	if t != Practising {
		known, more = c.Interested, c.Elsewhere+c.Unknown
	}
	if t == Innovating {
		known = c.Innovating
	}
	return new(big.Rat).SetFrac(big.NewInt(int64(known)), total), new(big.Rat).SetFrac(big.NewInt(int64(known+more)), total)
}

// grew answers whether the share of members who practise is greater in b.
func grew(a, b Census) metrics.Answer {
	if !a.readable() || !b.readable() {
		return metrics.Unknown
	}
	lowA, highA := a.share(Practising)
	lowB, highB := b.share(Practising)
	switch {
	case lowB.Cmp(highA) > 0:
		return metrics.Yes
	case highB.Cmp(lowA) <= 0:
		return metrics.No
	}
	return metrics.Unknown
}

func step(a, b Place, counting Fraction) Step {
	s := Step{From: a.AsOf, To: b.AsOf, Drift: grew(a.Census, b.Census)}
	if a.Census.readable() && b.Census.readable() {
		s.Change = b.Census.PractisingShare().Sub(a.Census.PractisingShare())
	}
	s.Turned = differ(a.Nature, b.Nature)
	switch s.Turned {
	case metrics.No:
		s.Roles = metrics.No
	default:
		without, _ := b.Census.without(a.Census).NatureAt(counting)
		s.Roles = s.Turned.And(differ(without, b.Nature))
		if b.Census.readable() && b.Census.Practising+b.Census.Unknown <= a.Census.Practising {
			s.Roles = metrics.No // no more can practise than before
		}
	}
	return s
}

// differ answers whether two natures are of different types.
func differ(a, b Nature) metrics.Answer {
	switch {
	case a.IsZero() || b.IsZero():
		return metrics.Unknown
	case a.possible&b.possible == 0:
		return metrics.Yes
	case a.possible == b.possible && a.Type() != TypeUnknown:
		return metrics.No
	}
	return metrics.Unknown
}

// without is the census had nobody come to practise since the one before: those
// above the number who did then have another main role, and how they relate to
// the topic isn't known. Of the known practitioners as many may have practised
// before as there may have been.
func (c Census) without(before Census) Census {
	sure := min(c.Practising, before.Practising)
	most := min(c.Practising, before.Practising.add(before.Unknown))
	c.Elsewhere = c.Elsewhere.add(c.Practising - most)
	c.Unknown = c.Unknown.add(most - sure)
	c.Practising = sure
	return c
}

// line follows one tie; the readings are in order of day.
func line(readings []Reading, t Tie, counting Fraction) Line {
	l := Line{Tie: t}
	seen := slices.DeleteFunc(slices.Clone(readings), func(r Reading) bool { return !r.Census.readable() })
	if len(seen) == 0 || seen[len(seen)-1] != readings[len(readings)-1] {
		return l // where it stands now isn't known
	}
	today := seen[len(seen)-1]
	low, high := today.Census.share(t)
	q := big.NewRat(int64(counting.Num), int64(counting.Den))
	rises := high.Cmp(q) < 0
	switch {
	case rises:
		l.Counts = metrics.No
	case low.Cmp(q) >= 0:
		l.Counts = metrics.Yes
	}
	var c crossing
	for i, then := range seen[:len(seen)-1] {
		d := big.NewRat(int64(days(then.AsOf, today.AsOf)), 1)
		thenLow, thenHigh := then.Census.share(t)
		pace := metrics.MustBetween(perYear(low, thenHigh, d), perYear(high, thenLow, d))
		if i > 0 {
			pace = l.Pace.Hull(pace)
		}
		l.Pace = pace
		if rises {
			c.add(reach(high, thenLow, q, d, 1), reach(low, thenHigh, q, d, 1))
		} else {
			c.add(reach(low, thenHigh, q, d, -1), reach(high, thenLow, q, d, -1))
		}
	}
	if l.Counts == metrics.Unknown || len(seen) == 1 {
		return l
	}
	soonest, latest := c.ends(rises)
	switch {
	case soonest < 0:
		l.Crosses = metrics.No
		return l
	case latest < 0:
		l.Days = metrics.From(soonest)
	default:
		l.Crosses = metrics.Yes
		l.Days = metrics.MustBetween(soonest, latest)
		l.Last = later(today.AsOf, latest)
	}
	l.First = later(today.AsOf, soonest)
	l.Beyond = l.Days.AtMost(float64(days(seen[0].AsOf, today.AsOf))).Not()
	return l
}

// reach is after how many days a share x that was y d days ago reaches q, which
// lies up (1) or down (-1); nil if never: if it stood still or went the other way.
func reach(x, y, q, d *big.Rat, way int) *big.Rat {
	gone, left := new(big.Rat).Sub(x, y), new(big.Rat).Sub(q, x)
	if gone.Sign() != way {
		return nil
	}
	return left.Mul(left, d).Quo(left, gone)
}

// crossing gathers how soon and how late a line may be crossed.
type crossing struct {
	soonest, latest *big.Rat // nil: never
	never           bool     // one of the paces doesn't lead there
}

func (c *crossing) add(soon, late *big.Rat) {
	if soon != nil && (c.soonest == nil || soon.Cmp(c.soonest) < 0) {
		c.soonest = soon
	}
	if late == nil {
		c.never = true
	} else if c.latest == nil || late.Cmp(c.latest) > 0 {
		c.latest = late
	}
}

// ends is the first whole day on which the line has been crossed, at the soonest
// and at the latest; -1 for never. A tie counts
// on the very day on which its share reaches q, and ceases to on the next.
func (c *crossing) ends(rises bool) (soonest, latest float64) {
	whole := func(t *big.Rat) float64 {
		if t == nil {
			return -1
		}
		n, rest := new(big.Int).DivMod(t.Num(), t.Denom(), new(big.Int))
		if rest.Sign() > 0 || !rises {
			n.Add(n, big.NewInt(1))
		}
		days, _ := new(big.Float).SetInt(n).Float64()
		return days
	}
	if c.never {
		return whole(c.soonest), -1
	}
	return whole(c.soonest), whole(c.latest)
}

// perYear is the pace from y to x in d days, in a year.
func perYear(x, y, d *big.Rat) float64 {
	r := new(big.Rat).Sub(x, y)
	f, _ := r.Quo(r, d).Mul(r, big.NewRat(1461, 4)).Float64()
	return f
}

// later is the date so many days on, none if the calendar has no such day.
func later(d metrics.Date, days float64) metrics.Date {
	const most = 4_000_000 // longer than the calendar
	if days > most {
		return metrics.Date{}
	}
	return d.AddDays(int(days))
}

// days is how many days b is after a.
func days(a, b metrics.Date) int { return int((b.Time().Unix() - a.Time().Unix()) / (24 * 60 * 60)) }

// UnmarshalJSON reads a reading strictly.
func (r *Reading) UnmarshalJSON(data []byte) error {
	type plain Reading
	return strict.Unmarshal("community", data, (*plain)(r), nil)
}

// UnmarshalJSON reads a path strictly.
func (p *Path) UnmarshalJSON(data []byte) error {
	type plain Path
	return strict.Unmarshal("community", data, (*plain)(p), nil)
}

// UnmarshalJSON reads a place strictly.
func (p *Place) UnmarshalJSON(data []byte) error {
	type plain Place
	return strict.Unmarshal("community", data, (*plain)(p), nil)
}

// UnmarshalJSON reads a step strictly.
func (s *Step) UnmarshalJSON(data []byte) error {
	type plain Step
	return strict.Unmarshal("community", data, (*plain)(s), nil)
}

// UnmarshalJSON reads a line strictly.
func (l *Line) UnmarshalJSON(data []byte) error {
	type plain Line
	return strict.Unmarshal("community", data, (*plain)(l), nil)
}
