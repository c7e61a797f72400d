// Package study judges whether a metric changed, by how much, and what can't be
// ruled out: it computes what package metrics describes as a [metrics.Change].
//
//	series, err := metrics.ReadSeries(file, metrics.SeriesColumns{Value: "breaches", Of: "attendances", Per: 100})
//	if err != nil {
//		return err
//	}
//	change, err := study.BeforeAfter(study.Case{
//		Metric: metrics.Metric{Measure: metrics.Measure{ID: "breaches", Unit: "breaches per 100"}, Better: metrics.Lower},
//		Series: series,
//		Split:  metrics.SplitAt(metrics.MustDate("2018-04-01")),
//	}, study.Options{})
//	fmt.Println(change.Conclusion(), change.Interval)
//	for _, w := range change.Warnings {
//		fmt.Println(w, w.Kind.Remedy()) // what couldn't be ruled out, and how to get what is missing
//	}
//	saving, err := change.Saving(metrics.Terms{Unit: "breaches"})
//
// # The designs
//
// Each takes a [Case], one metric before and after, and gives a metrics.Change:
//
//   - [BeforeAfter], without a control. The method follows from the shape of the
//     data: the same units, readings in order of time, units without an order.
//   - [Controlled], against a series or units that nothing was changed for.
//   - [Interrupted], with a line before and another after: for a metric that was
//     moving already.
//   - [Compare] takes the first or the second, as the case allows; [Pooled] does so
//     for many pilots of one kind, [Several] for many metrics of one pilot, both
//     adjusted for their number.
//
// Whether a change has a saving depends on the metric's Kind: of a count, an amount
// or a rate it is known what the readings add up to. Package pilot/report writes a
// change for people.
//
// Around them stand [Describe] for a sample, [NewChart] for a process behaviour
// chart, [Plan] for how many periods a change needs, [NewLooks] for readings
// agreed beforehand, [Holm] and [BenjaminiHochberg] for several p values.
//
// # What a conclusion is worth
//
// The default comparison of readings in order of time, WelchEffective, cuts the
// sizes by how alike neighbouring readings are. How often it says "better" or
// "worse" where nothing changed, in per cent of 20,000 simulated series with
// autocorrelation r; the same by plain Welch; and how often the default finds a
// change of one standard deviation:
//
//	readings         r = 0            r = 0.3            r = 0.6
//	           false plain finds   false plain finds   false plain finds
//	6+6          3.3   4.4  24.7     6.5  10.7  24.7    10.8  21.3  24.1
//	12+12        3.4   4.7  53.8     6.1  12.4  37.2     8.0  26.0  24.4
//	24+24        3.7   4.7  84.5     5.7  13.0  62.1     6.4  28.3  35.3
//	52+52        3.8   4.6  94.2     4.9  13.4  87.8     5.5  29.9  62.9
//
// All three have the trend of the baseline tested, which disqualifies about one
// series in twenty. A drift is seen only where the readings are many or the drift
// is strong: of series of 24+24 that drift by 0.05 standard deviations a reading,
// of which Welch's test by itself takes 97 in 100 for a change, the default takes
// 34, and of those that drift by 0.1, 2. A warning says where a drift too weak to
// be seen would explain all of the difference (TrendNotExcluded); only a control
// rules it out.
//
// The other designs, in per cent of 4,000 series in which nothing changed, at
// r = 0, 0.3 and 0.6:
//
//	readings   gap to a control    gap by ratios       lines, by REML
//	6+6         3.2   6.6  11.5    3.4   6.4  11.3    10.2  12.0  13.8
//	12+12       2.9   6.2   8.5    3.0   6.2   8.5     6.7   8.6  10.2
//	24+24       4.0   5.8   6.2    4.0   5.9   6.2     5.9   7.0   8.1
//	52+52       4.3   5.2   5.2    4.2   5.3   5.2     5.1   6.0   5.9
//
// Short series that are much alike are where all of them say too much.
//
// The figures are from
//
//	KMATURITY_SIMULATE=1 go test ./metrics/study -run 'FalseAlarms|OtherDesigns' -v
//
// # Conventions
//
// Zero values: of [Options], what the shape of the data chooses at 95 %; of a
// Case, a case without readings, which is an error. Nothing is random, there is no
// clock and no global state; everything is safe for concurrent use. The same input
// gives the same bytes: numbers of a Change are rounded to 12 digits. Samples of
// 1e300 and 1e-300 are read as well as samples of 1; a result that no float64
// holds is [ErrOutOfRange].
//
// The package does not decide what is worth changing, doesn't search for the best
// method or the best window, and never drops an outlier.
package study
