package maturity_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// programmeIn assesses a programme with so many KM posts, counted on the first of a year.
func programmeIn(year int, posts float64, network bool) maturity.Assessment {
	asOf := metrics.MustDate(fmt.Sprintf("%d-01-01", year))
	a, err := maturity.Journey().Assess(maturity.Evidence{
		{Measure: maturity.KMPractitioners, Value: metrics.Exactly(posts), AsOf: asOf},
		{Measure: maturity.KMChampionsNetwork, Value: metrics.AnswerOf(network).Interval(), AsOf: asOf},
		{Measure: maturity.KMBaseline, Value: metrics.Exactly(0), AsOf: metrics.MustDate("2010-01-01")},
	}, maturity.Options{AsOf: asOf})
	if err != nil {
		fmt.Println(err)
	}
	return a
}

// From a network of champions to roles, and which findings did it.
func ExampleModel_Diff() {
	c, err := maturity.Journey().Diff(programmeIn(2012, 0, true), programmeIn(2014, 3, true), maturity.DiffOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s to %s: %s\n", c.Whole.Before.Lowest, c.Whole.After.Lowest, c.Whole.Move)
	for _, x := range c.Criteria {
		fmt.Println(x.After.Criterion, x.Before.Outcome, x.After.Outcome, x.Why)
	}
	// Output:
	// champions network to roles established: rise
	// champions-network met met [evidence]
	// km-posts unmet met [evidence]
	// practice-area unmet unmet [evidence]
}

func ExampleChanges_Empty() {
	a := programmeIn(2012, 0, true)
	c, err := maturity.Journey().Diff(a, a, maturity.DiffOptions{})
	fmt.Println(c.Empty(), err)
	// Output:
	// true <nil>
}

// Changes are enough to keep beside the first assessment: the later findings follow.
func ExampleChanges_Apply() {
	a, b := programmeIn(2012, 0, true), programmeIn(2014, 3, true)
	c, err := maturity.Journey().Diff(a, b, maturity.DiffOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	findings, err := c.Apply(a)
	fmt.Println(len(findings), findings[1].Criterion, findings[1].Have, err)
	// Output:
	// 6 km-posts 3 <nil>
}

// Three posts were published for 2012, and later it was found that there had been none:
// nothing was lost since, though it looks so.
func ExampleModel_DiffRestated() {
	c, err := maturity.Journey().DiffRestated(programmeIn(2012, 3, true), programmeIn(2012, 0, true), programmeIn(2014, 0, true))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("restated:", c.Restatement.Whole.Move, c.Restatement.Criteria[0].Why)
	fmt.Println("moved since:", c.Movement.Whole.Move)
	fmt.Println("looks like:", c.Apparent.Move)
	// Output:
	// restated: fall [restatement]
	// moved since: unchanged
	// looks like: fall
}

func ExampleModel_History() {
	h, err := maturity.Journey().History(programmeIn(2012, 0, true), programmeIn(2016, 3, true), programmeIn(2014, 0, true), programmeIn(2020, 3, true))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range h.Stays {
		fmt.Println(s.Lowest, s.From, s.To, s.Years, "still there:", s.Still)
	}
	// Output:
	// champions network 2012-01-01 2014-01-01 [2.00136892539, ∞) still there: false
	// roles established 2016-01-01 2020-01-01 [4, ∞) still there: true
}

// A unit is held against one estimator at a time; they don't say the same.
func ExampleHistory_Compare() {
	h, err := maturity.Journey().History(programmeIn(2012, 0, true), programmeIn(2014, 0, true), programmeIn(2016, 3, true), programmeIn(2020, 3, true))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range []maturity.Estimator{maturity.MeanYearsAt, maturity.YearsHalfCrossed} {
		all, err := h.Compare(maturity.AgeOptions{Estimator: e, Start: metrics.MustDate("2012-01-01")})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, c := range all {
			fmt.Printf("%s, %s: %s years, published %v, longer: %s\n", e, c.Figure.Stage, c.Years, c.Figure.Years, c.Longer)
		}
	}
	// Output:
	// mean years at, early: [0, 2.00136892539] years, published 3.5, longer: no
	// mean years at, in progress: [4, 8] years, published 8.2, longer: no
	// years half crossed, in progress: (2.00136892539, 4] years, published 4, longer: no
	// years half crossed, embedded: (8, ∞) years, published 20, longer: unknown
}

func ExamplePublishedYears() {
	for _, f := range maturity.PublishedYears(maturity.YearsHalfCrossed) {
		fmt.Println(f.Stage, f.Years, "about:", f.About, f.Source)
	}
	// Output:
	// in progress 4 about: true N. Milton, How long it really takes to embed KM (2017) <https://www.nickmilton.com/2017/06/how-long-it-really-takes-to-embed.html>
	// embedded 20 about: true N. Milton, How long it really takes to embed KM (2017) <https://www.nickmilton.com/2017/06/how-long-it-really-takes-to-embed.html>
}

func ExampleJourneySurvey() {
	fmt.Println(maturity.JourneySurvey()[maturity.RolesEstablished.String()])
	// Output:
	// in progress
}

// The Home Office's return of 2012 covers more than four times the posts of 2011, so that
// its 14 posts more are no growth that anybody has shown.
func ExampleFlags() {
	flags, err := maturity.Flags([]maturity.Coverage{
		{AsOf: metrics.MustDate("2011-03-31"), Value: 73.61, Population: 2286.79},
		{AsOf: metrics.MustDate("2011-09-30"), Value: 71.19, Population: 2273.95},
		{AsOf: metrics.MustDate("2012-09-30"), Value: 85.29, Population: 10409.22},
	}, maturity.FlagOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range flags {
		fmt.Println(f.After.AsOf, f.Kind, f.Before.Population, "to", f.After.Population)
	}
	// Output:
	// 2012-09-30 coverage break 2273.95 to 10409.22
}

// The count of 2011 comes again in the report of 2012, as if it were new.
func ExampleEvidence_Coverage() {
	counted := metrics.MustDate("2011-09-30")
	readings, err := maturity.Evidence{
		{Measure: "kim", Value: metrics.Exactly(58.4), AsOf: counted, Source: "report 2011"},
		{Measure: "kim", Value: metrics.Exactly(58.4), AsOf: counted, Source: "report 2012"},
		{Measure: "posts", Value: metrics.Exactly(2298.09), AsOf: counted},
	}.Coverage("kim", "posts", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	flags, err := maturity.Flags(readings, maturity.FlagOptions{})
	for _, f := range flags {
		fmt.Println(f.Kind, f.After.Source, err)
	}
	// Output:
	// stale repeat report 2012 <nil>
}

// Units burn or don't; the mean stands only beside them.
func ExampleNewSpread() {
	s, err := maturity.NewSpread(maturity.Journey(), map[string]maturity.Assessment{
		"north": programmeIn(2020, 3, true), "south": programmeIn(2020, 0, true), "east": programmeIn(2020, 0, false),
	}, maturity.SpreadOptions{Lit: maturity.RolesEstablished.String()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range s.Levels {
		fmt.Printf("%s: %d of %d\n", l.Level, l.Certain, l.Of)
	}
	fmt.Printf("lit: %d of %d, tipped: %s\n", s.Lit.Certain, s.Lit.Of, s.Tipped)
	fmt.Printf("from %s to %s, mean place %s\n", s.Minimum.Lowest, s.Maximum.Highest, s.Mean)
	// Output:
	// not started: 1 of 3
	// champions network: 1 of 3
	// roles established: 1 of 3
	// embedded: 0 of 3
	// lit: 1 of 3, tipped: yes
	// from not started to roles established, mean place 1
}

func ExampleSpread_Change() {
	o := maturity.SpreadOptions{Lit: maturity.RolesEstablished.String()}
	m := maturity.Journey()
	before, err := maturity.NewSpread(m, map[string]maturity.Assessment{"north": programmeIn(2020, 3, true), "south": programmeIn(2020, 0, true)}, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := maturity.NewSpread(m, map[string]maturity.Assessment{"north": programmeIn(2022, 0, true), "south": programmeIn(2022, 0, true), "west": programmeIn(2022, 1, true)}, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := before.Change(after)
	fmt.Println("went out:", c.WentOut, "lagging:", c.Lagging, "new:", c.OnlyAfter, "tipped back:", c.TippedBack, err)
	// Output:
	// went out: [north] lagging: [south] new: [west] tipped back: yes <nil>
}

func ExampleTippingSource() {
	fmt.Println(maturity.TippingShare, maturity.TippingSeeing, maturity.TippingSource())
	// Output:
	// 0.28 0.4 N. Milton, The tipping back point (2010) <http://www.nickmilton.com/2010/01/tipping-back-point.html>
}
