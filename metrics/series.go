package metrics

import (
	"fmt"
	"iter"
	"math/big"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Point is one reading of a metric: the day it was taken or the first day of
// the period it covers, and the value in the metric's unit. Of a rate, Value is
// worked out from Count and Of; NewRates does that.
type Point struct {
	Date  Date    `json:"date"`           // day it was taken, or first day of its period
	Value float64 `json:"value"`          // what was read, in the metric's unit
	Count float64 `json:"count,omitzero"` // of a rate: events in the period
	Of    float64 `json:"of,omitzero"`    // of a rate: what they are counted of, such as attendances or army size; 0: not said
}

// Series is the readings of one metric, in order of date, at most one a day.
// It can't be changed once built; the zero value has no readings.
type Series struct {
	points []Point
	per    float64 // of a series of rates: Value is Count for each so many of Of; else 0
}

// NewSeries sorts the points by date. It is an error, which names every fault
// at once, if a date is missing or stands twice, a value isn't finite, or a
// point says a count or what it is counted of: those are for NewRates.
func NewSeries(points ...Point) (Series, error) {
	p := strict.In("metrics")
	for i, point := range points {
		if point.Count != 0 || point.Of != 0 {
			p.Addf(strict.Index("points", i), "has a count or what it is counted of: make a series of rates")
		}
	}
	return newSeries(p, 0, points)
}

// newSeries sorts the points and adds what is wrong with their dates and values
// to what p holds.
func newSeries(p *strict.Problems, per float64, points []Point) (Series, error) {
	at := map[Date]int{}
	for i, point := range points {
		path := strict.Index("points", i)
		if point.Date.IsZero() {
			p.Absentf(strict.Join(path, "date"), "is missing")
		} else if first, twice := at[point.Date]; twice {
			p.Addf(strict.Join(path, "date"), "%s stands twice, first as points[%d]", point.Date, first)
		} else {
			at[point.Date] = i
		}
		if !finite(point.Value) {
			p.Addf(strict.Join(path, "value"), "want a finite number, have %v", point.Value)
		}
	}
	if err := p.Err(); err != nil {
		return Series{}, err
	}
	sorted := slices.Clone(points)
	for i, x := range sorted {
		sorted[i] = Point{x.Date, unsigned0(x.Value), unsigned0(x.Count), unsigned0(x.Of)} // so that what is equal reads the same
	}
	slices.SortFunc(sorted, func(a, b Point) int { return a.Date.Compare(b.Date) })
	return Series{sorted, per}, nil
}

// Len returns the number of readings.
func (s Series) Len() int { return len(s.points) }

// Equal reports whether both have the same readings, as rates of the same size or
// neither as rates: whether they read the same in JSON.
func (s Series) Equal(t Series) bool { return s.per == t.per && slices.Equal(s.points, t.points) }

// All yields the readings in order of date.
func (s Series) All() iter.Seq[Point] { return slices.Values(s.points) }

// Window returns the readings from one day to another, both included; no date
// leaves that side open.
func (s Series) Window(from, to Date) Series {
	w := s.points
	for len(w) > 0 && w[0].Date.Before(from) {
		w = w[1:]
	}
	for len(w) > 0 && !to.IsZero() && w[len(w)-1].Date.After(to) {
		w = w[:len(w)-1]
	}
	return Series{w[:len(w):len(w)], s.per}
}

// Period is how often the series is read, judged from the typical gap between
// its dates: 1 or 7 days, or the 28 to 31, 89 to 92, 365 or 366 that a month, a
// quarter and a year can have. PeriodUnknown where none of them fits or there
// are fewer than two readings. The typical gap is their median, of two middle
// ones the shorter, so that a missing month, which only lengthens a gap, doesn't
// change it. That choice is our default.
func (s Series) Period() Period {
	if len(s.points) < 2 {
		return PeriodUnknown
	}
	gaps := make([]int, len(s.points)-1)
	for i := range gaps {
		gaps[i] = int(s.points[i+1].Date.time().Sub(s.points[i].Date.time()).Hours() / 24)
	}
	slices.Sort(gaps)
	switch gap := gaps[(len(gaps)-1)/2]; {
	case gap == 1:
		return Daily
	case gap == 7:
		return Weekly
	case gap >= 28 && gap <= 31:
		return Monthly
	case gap >= 89 && gap <= 92:
		return Quarterly
	case gap == 365 || gap == 366:
		return Yearly
	}
	return PeriodUnknown
}

// Baseline takes the readings from one day to another, both included, as the
// state before; no date leaves that side open. A window without readings is
// ErrNoBaseline, and the baseline is then the one that says there is none. The
// period is judged from the whole series.
func (s Series) Baseline(from, to Date) (Baseline, error) {
	w := s.Window(from, to)
	if w.Len() == 0 {
		return NoBaseline(), fmt.Errorf("metrics: there is no reading in the window: %w", ErrNoBaseline)
	}
	return Baseline{
		From:   w.points[0].Date,
		To:     w.points[w.Len()-1].Date,
		Period: s.Period(),
		Points: Exactly(float64(w.Len())),
		Mean:   Exactly(w.mean()),
	}, nil
}

// mean is the mean of the readings, rounded once. The sum is kept exact, so that
// readings whose mean is 35 give 35, not a neighbour on the wrong side of a
// threshold of 35; it can't overflow either.
func (s Series) mean() float64 {
	const exact = 2200 // bits, from the last of the smallest float64 to the first of the largest sum
	sum := new(big.Float).SetPrec(exact)
	for _, point := range s.points {
		sum.Add(sum, big.NewFloat(point.Value))
	}
	mean, _ := sum.Quo(sum, big.NewFloat(float64(len(s.points)))).Float64()
	return mean
}
