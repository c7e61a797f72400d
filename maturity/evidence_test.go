package maturity_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

var (
	day  = metrics.MustDate
	some = metrics.MustBetween
	band = func(low, high float64) metrics.Interval { // (low, high]
		i, _ := metrics.Above(low).Intersect(metrics.UpTo(high))
		return i
	}
)

// fact is a fact about "x" as of a day, "" for none.
func fact(value metrics.Interval, asOf, source string) maturity.Fact {
	var d metrics.Date
	if asOf != "" {
		d = day(asOf)
	}
	return maturity.Fact{Measure: "x", Value: value, AsOf: d, Source: source}
}

func TestRead(t *testing.T) {
	old, older := fact(metrics.Exactly(3), "2020-02-29", "HR"), fact(metrics.Exactly(9), "2019-12-31", "survey")
	undated := fact(metrics.Exactly(7), "", "hearsay")
	other := maturity.Fact{Measure: "y", Value: metrics.Exactly(1), AsOf: day("2020-03-01")}
	reading := func(f maturity.Fact) maturity.Reading {
		return maturity.Reading{Value: f.Value, AsOf: f.AsOf, Source: f.Source}
	}
	conflict := func(value metrics.Interval, asOf metrics.Date, source string) maturity.Reading {
		return maturity.Reading{Value: value, AsOf: asOf, Source: source, Conflict: true}
	}
	stale := func(f maturity.Fact) maturity.Reading {
		return maturity.Reading{AsOf: f.AsOf, Source: f.Source, Stale: true}
	}
	tests := []struct {
		name   string
		e      maturity.Evidence
		asOf   string
		maxAge int
		want   maturity.Reading
	}{
		{"no facts", nil, "2020-03-01", 30, maturity.Reading{}},
		{"none on the measure", maturity.Evidence{other}, "2020-03-01", 30, maturity.Reading{}},
		{"one", maturity.Evidence{other, old}, "2020-03-01", 0, reading(old)},
		{"newest wins", maturity.Evidence{older, old, other}, "2020-03-01", 0, reading(old)},
		{"of the day itself", maturity.Evidence{older, old}, "2020-02-29", 0, reading(old)},
		{"later doesn't count", maturity.Evidence{older, old}, "2020-02-28", 0, reading(older)},
		{"none but later ones", maturity.Evidence{older, old}, "2019-12-30", 0, maturity.Reading{}},
		{"without a day none is later", maturity.Evidence{older, old}, "", 0, reading(old)},
		{"any dated one is newer than an undated", maturity.Evidence{undated, older}, "2020-03-01", 0, reading(older)},
		{"undated where there is no other", maturity.Evidence{undated}, "2020-03-01", 0, reading(undated)},
		{"newest says that nothing is known", maturity.Evidence{older, fact(metrics.Anything(), "2020-02-01", "HR")}, "2020-03-01", 0,
			maturity.Reading{AsOf: day("2020-02-01"), Source: "HR"}},

		{"two of a day that agree", maturity.Evidence{old, old}, "2020-03-01", 0, reading(old)},
		{"agree, first source by name", maturity.Evidence{old, fact(old.Value, "2020-02-29", "Finance")}, "2020-03-01", 0,
			reading(fact(old.Value, "2020-02-29", "Finance"))},
		{"agree, one with a source", maturity.Evidence{old, fact(old.Value, "2020-02-29", "")}, "2020-03-01", 0, reading(old)},
		{"conflict is the hull", maturity.Evidence{old, fact(metrics.Exactly(5), "2020-02-29", "IT"), older}, "2020-03-01", 0,
			conflict(some(3, 5), old.AsOf, "HR")},
		{"conflict of one within the other", maturity.Evidence{old, fact(some(3, 5), "2020-02-29", "IT")}, "2020-03-01", 0,
			conflict(some(3, 5), old.AsOf, "HR")},
		{"conflict of three, the last two alike", maturity.Evidence{old, fact(some(3, 5), "2020-02-29", "IT"), fact(some(3, 5), "2020-02-29", "IT")},
			"2020-03-01", 0, conflict(some(3, 5), old.AsOf, "HR")},
		{"conflict of openness alone", maturity.Evidence{fact(band(1, 2), "2020-02-29", "HR"), fact(some(1, 2), "2020-02-29", "HR")}, "2020-03-01", 0,
			conflict(some(1, 2), old.AsOf, "HR")},
		{"conflict with nothing known", maturity.Evidence{old, fact(metrics.Anything(), "2020-02-29", "IT")}, "2020-03-01", 0,
			conflict(metrics.Anything(), old.AsOf, "HR")},
		{"conflict of undated", maturity.Evidence{undated, fact(metrics.Exactly(8), "", "hearsay")}, "2020-03-01", 0,
			conflict(some(7, 8), metrics.Date{}, "hearsay")},
		{"older ones don't conflict", maturity.Evidence{older, fact(metrics.Exactly(1), "2019-12-31", "x"), old}, "2020-03-01", 0, reading(old)},

		{"as old as can be", maturity.Evidence{old}, "2020-03-02", 2, reading(old)},
		{"a day too old", maturity.Evidence{old}, "2020-03-02", 1, stale(old)},
		{"newest is too old, not an older one", maturity.Evidence{older, old}, "2020-03-02", 1, stale(old)},
		{"no limit", maturity.Evidence{old}, "9999-12-31", 0, reading(old)},
		{"negative is no limit", maturity.Evidence{old}, "9999-12-31", -1, reading(old)},
		{"of unknown age, limited", maturity.Evidence{undated}, "2020-03-02", 9999, stale(undated)},
		{"without a day none is too old", maturity.Evidence{old}, "", 1, reading(old)},
		{"nor is one of unknown age", maturity.Evidence{undated}, "", 1, reading(undated)},
		{"limit reaching back before the calendar", maturity.Evidence{old}, "2020-03-02", 800_000, reading(old)},
		{"limit longer than the calendar", maturity.Evidence{old}, "2020-03-02", math.MaxInt, reading(old)},
		{"limit reaching beyond the calendar", maturity.Evidence{fact(metrics.Exactly(1), "9999-12-01", "")}, "9999-12-31", 60,
			maturity.Reading{Value: metrics.Exactly(1), AsOf: day("9999-12-01")}},
		{"stale and in conflict", maturity.Evidence{older, fact(metrics.Exactly(2), "2019-12-31", "a")}, "2020-03-02", 1,
			maturity.Reading{AsOf: older.AsOf, Source: "a", Conflict: true, Stale: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var asOf metrics.Date
			if tt.asOf != "" {
				asOf = day(tt.asOf)
			}
			if got := tt.e.Read("x", asOf, tt.maxAge); tt.want.Conflict {
				require.GreaterOrEqual(t, len(got.Disputed), 2)
				tt.want.Disputed = got.Disputed
			}
			require.Empty(t, cmp.Diff(tt.want, tt.e.Read("x", asOf, tt.maxAge), exactly))
			r := draw.From(t, 1, 2)
			for range 10 {
				r.Shuffle(len(tt.e), func(i, j int) { tt.e[i], tt.e[j] = tt.e[j], tt.e[i] })
				require.Empty(t, cmp.Diff(tt.want, tt.e.Read("x", asOf, tt.maxAge), exactly), "in the order %v", tt.e)
			}
		})
	}
}

func TestReadInAnyOrder(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		conflicts := 0
		const cases = 500
		for range cases {
			e := make(maturity.Evidence, 1+r.IntN(6))
			for i := range e {
				low := float64(r.IntN(3))
				e[i] = fact(pick(r, metrics.Exactly(low), metrics.From(low), metrics.Above(low), some(low, low+1), band(low, low+1)),
					pick(r, "", "2020-01-01", "2020-01-02", "2020-01-03"), pick(r, "", "a", "b"))
			}
			asOf, age := day(pick(r, "2020-01-01", "2020-01-02", "2020-01-04")), r.IntN(3)
			want := e.Read("x", asOf, age)
			if want.Conflict {
				conflicts++
			}
			for range 10 {
				r.Shuffle(len(e), func(i, j int) { e[i], e[j] = e[j], e[i] })
				require.Equal(t, want, e.Read("x", asOf, age), "%v", e)
			}
		}
		tally{"conflict": conflicts}.want(t, cases, "conflict")
	})
}

func TestEvidenceJSON(t *testing.T) {
	var e maturity.Evidence
	require.NoError(t, json.Unmarshal([]byte(`[{"measure":"x","value":true},{"measure":"y"}]`), &e))
	require.Empty(t, cmp.Diff(maturity.Evidence{{Measure: "x", Answer: "yes"}, {Measure: "y"}}, e, exactly))
	err := json.Unmarshal([]byte(`[{"measure":"x","value":"yes"},{"measure":"y"},{"measure":"z","asOf":"2021-02-29","why":1}]`), &e)
	require.Equal(t, metrics.Exactly(1), e.Read("x", today, 0).Value)
	refused(t, err, "maturity: [0].value: want a number", "maturity: [2].asOf: want a date", "maturity: [2].why: unknown field")
	require.Len(t, e, 2, "refused evidence leaves the old as it was")
}
