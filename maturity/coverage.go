package maturity

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// The limits of Flags, our defaults.
const (
	CoverageFactor = community.CoverageFactor // a population half as large again, or a third less
	RepeatLength   = 3                        // values in a row
)

// Coverage is one reading of a measure with the population that was measured.
type Coverage struct {
	AsOf       metrics.Date `json:"asOf"`            // the day it speaks for
	Value      float64      `json:"value"`           // in the measure's unit
	Population float64      `json:"population"`      // 0 or more, such as all people or FTE of the return; 0: nobody was measured
	Source     string       `json:"source,omitzero"` // the report that it stands in
}

// FlagOptions are the limits of Flags. The zero value takes the defaults.
type FlagOptions struct {
	Factor float64 // more than 1: a population that grows or shrinks by more is a break; 0: CoverageFactor
	Length int     // at least 2: so many values that repeat those before them are flagged; 0: RepeatLength
}

// Flag is a doubt about readings, to look into before anybody celebrates.
type Flag struct {
	Kind   FlagKind `json:"kind"`   // what is doubtful
	Before Coverage `json:"before"` // of a repeated series the first of the values repeated
	After  Coverage `json:"after"`  // what is doubtful; of a repeated series the first of the repeats
	Of     int      `json:"of"`     // how many readings are doubtful, from After on
}

// UnmarshalJSON reads a flag strictly.
func (f *Flag) UnmarshalJSON(data []byte) error {
	type plain Flag
	return strict.Unmarshal("maturity", data, (*plain)(f), nil)
}

// Flags looks for readings that aren't news or can't be compared, in order of day:
// breaks in the population between two readings in a row, the same value reported once
// more for the same day, and series that repeat the one just before (values that are
// all the same aren't flagged: that is a number which hasn't changed). Readings of one
// day keep the order in which they were given.
//
// It is an error, which names every fault at once, if a day is missing, a number isn't
// finite, a population is negative, or a limit is out of its range.
func Flags(readings []Coverage, o FlagOptions) ([]Flag, error) {
	p := strict.In("maturity")
	factor, length := cmp.Or(o.Factor, CoverageFactor), cmp.Or(o.Length, RepeatLength)
	if !(factor > 1) || math.IsInf(factor, 1) {
		p.Addf("factor", "want a number greater than 1, have %v", factor)
	}
	if length < 2 {
		p.Addf("length", "want at least 2, have %d", length)
	}
	for i, c := range readings {
		path := strict.Index("readings", i)
		if c.AsOf.IsZero() {
			p.Absentf(strict.Join(path, "asOf"), "is missing")
		}
		if metrics.Exactly(c.Value).IsAnything() {
			p.Addf(strict.Join(path, "value"), "want a finite number, have %v", c.Value)
		}
		if metrics.Exactly(c.Population).AtLeast(0) != metrics.Yes {
			p.Addf(strict.Join(path, "population"), "want a finite number of 0 or more, have %v", c.Population)
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	sorted := slices.Clone(readings)
	slices.SortStableFunc(sorted, func(a, b Coverage) int { return a.AsOf.Compare(b.AsOf) })
	var news []Coverage // without stale repeats
	var flags []Flag
	for _, c := range sorted {
		same := len(news) - 1 // those of one day stand together
		for same >= 0 && news[same].AsOf == c.AsOf && news[same].Value != c.Value {
			same--
		}
		if same >= 0 && news[same].AsOf == c.AsOf {
			flags = append(flags, Flag{StaleRepeat, news[same], c, 1})
			continue
		}
		if len(news) > 0 {
			if last := news[len(news)-1]; c.Population > factor*last.Population || last.Population > factor*c.Population {
				flags = append(flags, Flag{CoverageBreak, last, c, 1})
			}
		}
		news = append(news, c)
	}
	flags = append(flags, repeats(news, length)...)
	slices.SortStableFunc(flags, func(a, b Flag) int {
		return cmp.Or(a.After.AsOf.Compare(b.After.AsOf), cmp.Compare(a.Kind, b.Kind))
	})
	return flags, nil
}

// repeats finds runs of at least length values equal to those just before; of several
// that begin at one reading the longest.
func repeats(news []Coverage, length int) (flags []Flag) {
	for at := length; at < len(news); at++ {
		for n := min(at, len(news)-at); n >= length; n-- {
			before, after := news[at-n:at], news[at:at+n]
			if !slices.EqualFunc(before, after, func(a, b Coverage) bool { return a.Value == b.Value }) {
				continue
			}
			if slices.ContainsFunc(after, func(c Coverage) bool { return c.Value != after[0].Value }) {
				flags = append(flags, Flag{RepeatedSeries, before[0], after[0], n})
				at += n - 1
			}
			break
		}
	}
	return flags
}

// Coverage pairs the facts on a measure with those on the population that was measured,
// day by day within one scope, for Flags: every fact on the measure once, in order of
// day, then source. It is an error, which names every fault at once, if a fact on one of
// them isn't a known number, or no population or more than one stands beside it.
func (e Evidence) Coverage(measure, population, scope string) ([]Coverage, error) {
	p := strict.In("maturity")
	number := func(i int) float64 {
		x, ok := e[i].Value.Point()
		if !ok {
			p.Addf(strict.Join(strict.Index("facts", i), "value"), "want a number that is known, have %s", e[i].Value)
		}
		return x
	}
	populations := map[metrics.Date]float64{}
	for i, f := range e {
		if f.Measure != population || f.Scope != scope {
			continue
		}
		x := number(i)
		if have, twice := populations[f.AsOf]; twice && have != x {
			p.Addf(strict.Index("facts", i), "the population of %s is said to be %v and %v", f.AsOf, have, x)
		}
		populations[f.AsOf] = x
	}
	all := []Coverage{}
	for i, f := range e {
		if f.Measure != measure || f.Scope != scope {
			continue
		}
		c := Coverage{f.AsOf, number(i), 0, f.Source}
		of, ok := populations[f.AsOf]
		if !ok {
			p.Absentf(strict.Index("facts", i), "there is no fact on %q of its day", strict.Clip(population))
		}
		c.Population = of
		all = append(all, c)
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Coverage) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Value, b.Value))
	})
	return all, nil
}
