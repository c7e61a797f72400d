package community

import (
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Arrival is whether and when a community comes to be of a type, to stay so, if it
// goes on as it has.
type Arrival struct {
	Type  Type           `json:"type"`           // that it comes to be of
	There metrics.Answer `json:"there,omitzero"` // whether it is at the last reading
	// Comes answers whether it is going to be: whether every line on the way is
	// crossed, and none back. Each line is judged by itself, so that it may be
	// unknown where all of them together would tell.
	Comes metrics.Answer `json:"comes,omitzero"`
	// Days is how many days after the last reading the last of those lines is
	// crossed, First and Last the days of the calendar; as in a Line.
	Days   metrics.Interval `json:"days,omitzero"`
	First  metrics.Date     `json:"first,omitzero"`
	Last   metrics.Date     `json:"last,omitzero"`
	Beyond metrics.Answer   `json:"beyond,omitzero"` // whether that is further ahead than the readings reach back
}

// Becomes puts the three lines together: a community is of a type once every tie
// that counts in it does and none beside. A community of practice is one of the
// type Practice that owes nobody anything: see Charter.
func (p Path) Becomes(t Type) Arrival {
	a := Arrival{Type: t}
	if t == TypeUnknown || t > Mixed || len(p.Places) == 0 || len(p.Lines) != 3 {
		return a
	}
	last := p.Places[len(p.Places)-1]
	first := slices.IndexFunc(p.Places, func(q Place) bool { return q.Census.readable() })
	switch {
	case !last.Census.readable():
		return a
	case last.Nature.possible&(1<<t) == 0:
		a.There = metrics.No
	case last.Nature.Type() == t:
		a.There = metrics.Yes
	}
	practising, interested, innovating := t.counts()
	a.Comes = metrics.Yes
	soonest, latest, bounded := 0., 0., true
	for i, wanted := range []bool{practising, interested, innovating} {
		l := p.Lines[i]
		if l.Counts == metrics.AnswerOf(wanted) {
			a.Comes = a.Comes.And(l.Crosses.Not()) // it has crossed, and mustn't go back
			continue
		}
		a.Comes = a.Comes.And(l.Crosses)
		low, _ := l.Days.Low()
		high, ok := l.Days.High()
		soonest, latest, bounded = max(soonest, low), max(latest, high), bounded && ok
	}
	if a.Comes == metrics.No || soonest == 0 {
		return a
	}
	a.First = later(last.AsOf, soonest)
	a.Days = metrics.From(soonest)
	if a.Comes == metrics.Yes && bounded {
		a.Days = metrics.MustBetween(soonest, latest)
		a.Last = later(last.AsOf, latest)
	}
	a.Beyond = a.Days.AtMost(float64(days(p.Places[first].AsOf, last.AsOf))).Not()
	return a
}

// UnmarshalJSON reads an arrival strictly.
func (a *Arrival) UnmarshalJSON(data []byte) error {
	type plain Arrival
	return strict.Unmarshal("community", data, (*plain)(a), nil)
}
