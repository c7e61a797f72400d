package metrics

import (
	"bytes"
	"encoding/json"
	"iter"

	"example.com/kmaturity/internal/strict"
)

// NewRates makes a series of rates from points with Date, Count and Of: their
// Value is worked out as Count for each per of Of, 23.6 deaths per 1,000 men of
// an army's size for example, and must be left 0. Where Of changes from period
// to period only rates can be compared.
//
// It is an error, which names every fault at once, if a date is missing or
// stands twice, a count is negative, what it is counted of isn't more than 0, or
// per isn't.
func NewRates(per float64, points ...Point) (Series, error) {
	p := strict.In("metrics")
	if !(per > 0) || !finite(per) {
		p.Addf("per", "want a number above 0, have %v", per)
		per = 1
	}
	rates := make([]Point, len(points))
	for i, point := range points {
		at := func(field string) string { return strict.Join(strict.Index("points", i), field) }
		if point.Value != 0 {
			p.Addf(at("value"), "is worked out from count and of: leave it out")
		}
		if !(point.Count >= 0) || !finite(point.Count) {
			p.Addf(at("count"), "want 0 or more, have %v", point.Count)
			point.Count = 0
		}
		if point.Of == 0 {
			p.Absentf(at("of"), "is missing: a rate needs what it is counted of")
			point.Of = 1
		} else if !(point.Of > 0) || !finite(point.Of) {
			p.Addf(at("of"), "want a number above 0, have %v", point.Of)
			point.Of = 1
		}
		point.Value = point.Count / point.Of * per
		rates[i] = point
	}
	return newSeries(p, per, rates)
}

// Per returns what a series of rates is counted by, 1,000 for deaths per 1,000
// men, and false for a series that isn't one of rates.
func (s Series) Per() (per float64, ok bool) { return s.per, s.per != 0 }

// Values yields the values in order of date.
func (s Series) Values() iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for _, point := range s.points {
			if !yield(point.Value) {
				return
			}
		}
	}
}

// Numbers returns the number of each reading's period, counted from 1 for the
// first: 1, 2, 4 of a monthly series whose third month is missing. It is nil
// where the period is unknown. Two readings of one period have one number.
func (s Series) Numbers() []int {
	period := s.Period()
	if period == PeriodUnknown {
		return nil
	}
	numbers := make([]int, len(s.points))
	for i, point := range s.points {
		numbers[i] = 1 + period.between(s.points[0].Date, point.Date)
	}
	return numbers
}

// between is how many periods after d's e's is, by the calendar for months and
// longer.
func (p Period) between(d, e Date) int {
	days := int((e.time().Unix() - d.time().Unix()) / (24 * 60 * 60)) // a Duration ends after 292 years
	months := 12*(int(e.year)-int(d.year)) + int(e.month) - int(d.month)
	switch p {
	case Daily:
		return days
	case Weekly:
		return (days + 3) / 7 // a reading a few days late belongs to its week
	case Monthly:
		return months
	case Quarterly:
		return (months + 1) / 3
	}
	return (months + 6) / 12
}

// MarshalJSON writes a series as the array of its points, and one of rates as
// {"per": 1000, "points": [{"date", "count", "of"}]}.
func (s Series) MarshalJSON() ([]byte, error) {
	points := s.points
	if points == nil {
		points = []Point{}
	}
	if s.per == 0 {
		return json.Marshal(points)
	}
	type rate struct {
		Date  Date    `json:"date"`
		Count float64 `json:"count"`
		Of    float64 `json:"of"`
	}
	rates := struct {
		Per    float64 `json:"per"`
		Points []rate  `json:"points"`
	}{s.per, []rate{}}
	for _, point := range points {
		rates.Points = append(rates.Points, rate{point.Date, point.Count, point.Of})
	}
	return json.Marshal(rates)
}

// UnmarshalJSON reads what MarshalJSON writes, strictly, in any order of date. A
// value that is left out isn't zero but missing.
func (s *Series) UnmarshalJSON(data []byte) error {
	var built Series
	var err error
	if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		var rates struct {
			Per    float64   `json:"per"`
			Points []reading `json:"points"`
		}
		err = strict.Unmarshal("metrics", data, &rates, func() error {
			p := strict.In("metrics")
			points := given(p, "points", rates.Points, true)
			if p.Err() != nil {
				return p.Err()
			}
			var err error
			built, err = NewRates(rates.Per, points...)
			return err
		})
	} else {
		var readings []reading
		err = strict.Unmarshal("metrics", data, &readings, func() error {
			p := strict.In("metrics")
			points := given(p, "", readings, false)
			if p.Err() != nil {
				return p.Err()
			}
			var err error
			built, err = NewSeries(points...)
			for e := range strict.All(err) { // "points[3]" of the constructor is "[3]" of the array
				p.Add(e.Path[len("points"):], e.Err)
			}
			return p.Err()
		})
	}
	if err == nil {
		*s = built
	}
	return err
}

// reading is a point as a document has it.
type reading struct {
	Date  Date     `json:"date"`
	Value *float64 `json:"value"`
	Count *float64 `json:"count"`
	Of    *float64 `json:"of"`
}

// given are the points of a document, whose value, or count, isn't left out.
func given(p *strict.Problems, path string, readings []reading, rates bool) []Point {
	points := make([]Point, len(readings))
	for i, r := range readings {
		at := func(field string) string { return strict.Join(strict.Index(path, i), field) }
		points[i].Date = r.Date
		if r.Value != nil {
			points[i].Value = *r.Value
		} else if !rates {
			p.Absentf(at("value"), "is missing")
		}
		if r.Count != nil {
			points[i].Count = *r.Count
		} else if rates {
			p.Absentf(at("count"), "is missing")
		}
		if r.Of != nil {
			points[i].Of = *r.Of
		}
	}
	return points
}

// UnmarshalJSON reads a point strictly.
func (p *Point) UnmarshalJSON(data []byte) error {
	type plain Point
	return strict.Unmarshal("metrics", data, (*plain)(p), nil)
}
