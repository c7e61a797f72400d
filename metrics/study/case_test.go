package study

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func roundTrip(t *testing.T, c Case) {
	t.Helper()
	b, err := json.Marshal(c)
	require.NoError(t, err)
	var back Case
	require.NoError(t, json.Unmarshal(b, &back), "%s", b)
	require.Empty(t, cmp.Diff(c, back, cmp.AllowUnexported(metrics.Series{}), cmp.Comparer(func(a, b metrics.Date) bool { return a == b }), cmp.Comparer(func(a, b metrics.Interval) bool { return a == b })), "%s", b)
}

// Every shape of a case reads back as it was.
func TestCaseReadsBack(t *testing.T) {
	rng := draw.From(t, 41, 1)
	for range 500 {
		c := randomCase(rng)
		c.SeasonStart = rng.IntN(max(c.Season, 1) + 1)
		c.Lags = rng.IntN(4)
		c.Name, c.Source = "depots", "invented"
		roundTrip(t, c)
	}
	dated := Case{Metric: metrics.Metric{Better: metrics.Lower}, Series: monthly(t, "2023-01-01", 9, 8, 7, 6), Split: metrics.SplitAt(metrics.MustDate("2023-03-01"))}
	roundTrip(t, dated)
	dated.Control = &Control{Name: "next door", Unit: "h", Series: monthly(t, "2023-01-01", 5, 6, 7, 8)}
	dated.Metric.Unit = "h"
	roundTrip(t, dated)
	dated.Control = nil
	dated.Series = rates(t, "2023-01-01", 10, 100, 11, 100, 9, 90, 8, 95)
	roundTrip(t, dated)
	for _, name := range sampleNames {
		roundTrip(t, sampleCase(t, name))
	}
}

// Bad documents: each fault with its path.
func TestBadDocuments(t *testing.T) {
	for document, want := range map[string]string{
		`[]`:                               "study: want an object, have an array",
		`{"before":[1],"x":1}`:             "study: x: unknown field",
		`{"before":[1,2],"before":[3]}`:    "study: before: duplicate key",
		`{"before":[1,"2"],"after":[1,2]}`: "study: before[1]: want a number, have a string",
		`{"before":[1,2]}`:                 "study: after: there is no reading after the change: too few points",
		`{"after":[1,2]}`:                  "study: before: there is no baseline",
		`{}`:                               "study: before: there is no baseline",
		`{"better":"upwards","before":[1,2],"after":[1,2]}`:                            `study: better: unknown direction "upwards"`,
		`{"better":"lower","metric":{"better":"higher"},"before":[1,2],"after":[1,2]}`: "study: better: lower is better here, higher in the metric",
		`{"metric":{"id":"m","colour":"red"},"before":[1,2],"after":[1,2]}`:            "study: metric.colour: unknown field",
		`{"season":367,"before":[1,2],"after":[1,2]}`:                                  "study: season: want the number of periods in a year, 0 to 366, have 367",
		`{"season":12,"season_start":13,"before":[1,2],"after":[1,2]}`:                 "study: season_start: want a season of 1 to 12, have 13",
		`{"season_start":2,"before":[1,2],"after":[1,2]}`:                              "study: season_start: want a season of 1 to 1, have 2",
		`{"lags":-1,"before":[1,2],"after":[1,2]}`:                                     "study: lags: want a number of 0 or more, have -1",
		`{"chosen":"perhaps","before":[1,2],"after":[1,2]}`:                            `study: chosen: unknown answer "perhaps"`,
		`{"series":[1,2,3]}`:                                "study: change_index: is missing: how many numbers of the series are before",
		`{"change_index":1,"before":[1,2],"after":[1,2]}`:   "study: change_index: there is no series of numbers; of a dated one the split says it",
		`{"series":[1,2,3],"change_index":4}`:               "study: change_index: want 0 to 3, the length of the series, have 4",
		`{"series":[1,2,3],"change_index":-1}`:              "study: change_index: want a number of 0 or more, have -1",
		`{"series":[1,2,3],"change_index":0}`:               "study: before: there is no baseline",
		`{"series":[1,2,3],"change_index":3}`:               "study: after: there is no reading after the change",
		`{"series":[1,2,3],"change_index":1,"before":[2]}`:  "study: before: isn't what the series says",
		`{"series":[1,2,3],"change_index":1,"paired":true}`: "study: paired: pairs are units, which have no order in time",
		`{"series":[1,"x"],"change_index":1}`:               "study: series[1]: want a number, have a string",
		`{"series":{"per":100}}`:                            "study: ",
		`{"series":[{"date":"2024-01-01","value":1}]}`:      "study: split: is missing: which readings are before and which after (metrics.SplitAt)",
		`{"series":[{"date":"2024-01-32","value":1}],"split":{"before":{"to":"2024-01-01"},"after":{"from":"2024-02-01"}}}`:                                                  "study: series[0].date: want a date",
		`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-01-01","value":1}],"split":{"before":{"to":"2024-01-01"},"after":{"from":"2024-02-01"}}}`:                  "study: series[1].date: 2024-01-01 stands twice",
		`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":1}],"split":{"before":{"to":"2024-02-01"},"after":{"from":"2024-02-01"}}}`:                  "study: split.after.from: 2024-02-01 lies in the baseline",
		`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":1}],"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"season_start":1}`: "study: season_start: ",
		`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":1}],"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"before":[1]}`:     "study: before: there is a series too",
		`{"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"before":[1,2],"after":[1,2]}`:                                                                "study: split: there is no series to split",
		`{"paired":true,"before":[1,2],"after":[1]}`:                                                                 "study: after: 1 after and 2 before: pairs are of equal number",
		`{"before":[1,2],"after":[1,2],"control":{}}`:                                                                "study: control: the control has no readings: there is no baseline",
		`{"before":[1,2],"after":[1,2],"control":{"before":[1,2],"after":[1,2],"paired":true}}`:                      "study: control.paired: pilot and control are both pairs, or neither is",
		`{"paired":true,"before":[1,2],"after":[1,2],"control":{"before":[1,2],"after":[1],"paired":true}}`:          "study: control.after: 1 after and 2 before: pairs are of equal number",
		`{"before":[1,2],"after":[1,2],"control":{"series":[1,2,3]}}`:                                                "study: control.series: a series of 3 numbers, which the pilot's change doesn't split",
		`{"series":[1,2,3],"change_index":2,"control":{"series":[1]}}`:                                               "study: control.series: a series of 1 numbers",
		`{"series":[1,2,3],"change_index":2,"control":{"series":[1,2]}}`:                                             "study: control.after: ",
		`{"before":[1,2],"after":[1,2],"control":{"before":[1,2],"after":[1,2],"unit":"min"},"metric":{"unit":"h"}}`: `study: control.unit: the control is in "min", the pilot in "h"`,
		`{"before":[1,2],"after":[1,2],"control":{"series":[{"date":"2024-01-01","value":1}],"before":[1]}}`:         "study: control.series: pilot and control are both dated series, or neither is",
		`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":1}],"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"control":{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":1}],"after":[3]}}`: "study: control.before: there is a series too",
		`{"before":[1,2],"after":[1,2],"terms":{"attribution":3}}`:                           "study: terms.attribution: 3 is outside",
		`{"metric":{"kind":"share"},"before":[0.5,85],"after":[0.5,0.6]}`:                    "study: before[1]: 85 is outside [0, 1], the numbers that the share can be",
		`{"metric":{"kind":"count"},"before":[5,8],"after":[5,-3]}`:                          "study: after[1]: -3 is outside [0, ∞), the numbers that the count can be",
		`{"metric":{"kind":"count","range":{"high":-1}},"before":[5,8],"after":[5,3]}`:       "study: metric: ",
		`{"series":[],"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}}}`: "study: series: is empty: there is no baseline",
		`{"season":12,"series":[{"date":"2024-01-01","value":1},{"date":"2024-04-01","value":2},{"date":"2024-07-01","value":2}],"split":{"before":{"to":"2024-05-01"},"after":{"from":"2024-06-01"}}}`:                                                                               "study: season: want 4, the periods in a year of a quarterly series, have 12",
		`{"series":{"per":100,"points":[{"date":"2024-01-01","count":1,"of":9},{"date":"2024-02-01","count":2,"of":9}]},"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"control":{"series":[{"date":"2024-01-01","value":4},{"date":"2024-02-01","value":4}]}}`: "study: control.series: the control is counted per 0, the pilot per 100 (0: no rate): different units can't be compared",
		`{"before":[1,2],"after":[1,2],"labels":["jan"]}`: "study: labels[0]: want a number, have a string",
		`{"before":[1,2],"after":[1,2]`:                   "study: ",
	} {
		var c Case
		require.ErrorContains(t, c.UnmarshalJSON([]byte(document)), want, document)
	}
	var c Case
	require.NoError(t, json.Unmarshal([]byte(`{"labels":[1,2],"series":[1,2,3],"change_index":2,"before":[1,2],"after":[3]}`), &c))
	require.True(t, c.InOrder)
	values, before, inOrder := c.Readings()
	require.Equal(t, []float64{1, 2, 3}, values)
	require.Equal(t, 2, before)
	require.True(t, inOrder)
}

// Whatever decodes can be studied by every method without a panic, gives a valid
// change or an error, and reads back.
func FuzzCase(f *testing.F) {
	for _, name := range sampleNames {
		b, err := json.Marshal(sampleCase(f, name))
		require.NoError(f, err)
		f.Add(b)
	}
	f.Add([]byte(`{"series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":5}],"split":{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01"}},"season":12}`))
	f.Add([]byte(`{"paired":true,"before":[1e300,2],"after":[-1e300,3],"control":{"before":[1,2],"after":[1,5e-324],"paired":true},"chosen":"yes"}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		var c Case
		if c.UnmarshalJSON(document) != nil || len(c.Before)+len(c.After)+c.Series.Len() > 300 {
			return
		}
		b, err := json.Marshal(c)
		require.NoError(t, err)
		var back Case
		require.NoError(t, back.UnmarshalJSON(b), "%s", b)
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(b), string(again))
		for method := range metrics.Methods {
			for _, study := range []func(Case, Options) (metrics.Change, error){Compare, BeforeAfter, Interrupted} {
				change, err := study(c, Options{Method: method})
				if err != nil {
					var located *metrics.Error
					require.ErrorAs(t, err, &located)
					require.Equal(t, metrics.Change{}, change, "nothing half-computed")
					continue
				}
				require.NoError(t, change.Validate())
				_, err = change.Saving(c.Terms)
				if err != nil {
					require.ErrorIs(t, err, metrics.ErrUnits)
				}
				b, err := json.Marshal(change)
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal(b, new(metrics.Change)))
			}
		}
	})
}

func TestDays(t *testing.T) {
	c := Case{Series: monthly(t, "2024-01-01", 9, 8, 7, 6, 5), Split: metrics.SplitAround(metrics.MustDate("2024-03-01"), metrics.MustDate("2024-03-31"))}
	var days []string
	for _, d := range c.Days() {
		days = append(days, d.String())
	}
	require.Equal(t, []string{"2024-01-01", "2024-02-01", "2024-04-01", "2024-05-01"}, days)
	require.Nil(t, Case{Before: []float64{1}}.Days())
}
