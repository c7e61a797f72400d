package study_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics/study"
)

// chartSampleRules is what the sample files call the rules.
var chartSampleRules = map[string]study.Rule{
	"nhs_outside": study.RuleOutside, "nhs_shift7": study.RuleShift, "nhs_2in3": study.RuleTwoOfThree, "nhs_trend7": study.RuleTrend,
	"we1": study.WesternElectric1, "we2": study.WesternElectric2, "we3": study.WesternElectric3, "we4": study.WesternElectric4,
	"nelson1": study.Nelson1, "nelson2": study.Nelson2, "nelson3": study.Nelson3, "nelson4": study.Nelson4,
	"nelson5": study.Nelson5, "nelson6": study.Nelson6, "nelson7": study.Nelson7, "nelson8": study.Nelson8,
	"nelson8_both_sides": study.Nelson8BothSides,
}

func TestChartSamples(t *testing.T) {
	for _, name := range []string{"seatbelts_front_short", "sleep", "tiny_noties", "tiny_ties"} {
		var in struct{ Before, After, Series []float64 }
		var want map[string]json.RawMessage
		chartRead(t, "testdata/cases/"+name+".json", &in)
		chartRead(t, "testdata/cases/expected/"+name+".json", &want)
		values := in.Series
		if values == nil {
			values = slices.Concat(in.Before, in.After)
		}
		charts := map[string]study.ChartOptions{
			"xmr_all":               {},
			"xmr_all_screened":      {Screen: true},
			"xmr_baseline":          {Baseline: len(in.Before)},
			"xmr_baseline_screened": {Baseline: len(in.Before), Screen: true},
		}
		for key := range want {
			if _, known := charts[key]; strings.HasPrefix(key, "xmr") {
				require.True(t, known, "%s: %s", name, key)
			}
		}
		for key, o := range charts {
			t.Run(name+"/"+key, func(t *testing.T) {
				o.Rules = slices.Collect(study.Rules)[1:]
				chartCompare(t, chartOf(t, values, o), want[key])
			})
		}
	}
}

// chartCompare compares every key that the file has for a chart.
func chartCompare(t *testing.T, c study.Chart, file json.RawMessage) {
	var keys map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(file, &keys))
	p := c.Current()
	ints := func(raw json.RawMessage) []int {
		list := []int{}
		require.NoError(t, json.Unmarshal(raw, &list))
		return list
	}
	numbers := map[string]float64{
		"n_base": float64(p.Baseline), "centre": p.Centre, "mr_bar": p.MeanRange, "sigma": p.Sigma,
		"upl": p.Upper, "lpl": p.Lower, "mr_ucl": p.RangeLimit,
	}
	compared := 0
	for key, raw := range keys {
		compared++
		switch have, number := numbers[key]; {
		case number:
			var want float64
			require.NoError(t, json.Unmarshal(raw, &want))
			require.InEpsilon(t, want, have, 1e-9, key)
		case key == "outside_1based":
			outside := []int{}
			for s := range c.Signals() {
				if s.Rule == study.RuleOutside {
					outside = append(outside, s.Last+1)
				}
			}
			require.Equal(t, ints(raw), outside)
		case key == "rules":
			var byRule map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(raw, &byRule))
			require.Len(t, byRule, len(chartSampleRules)+1)
			for name, raw := range byRule {
				if name == "nhs_any_members" {
					require.Equal(t, ints(raw), chartPlaces(c, study.DefaultRules()...)["members"], name)
					continue
				}
				rule, known := chartSampleRules[name]
				require.True(t, known, name)
				have := chartPlaces(c, rule)
				var places map[string]json.RawMessage
				require.NoError(t, json.Unmarshal(raw, &places))
				require.Subset(t, slices.Collect(maps.Keys(places)), []string{"ends", "members"})
				for what, raw := range places {
					require.Contains(t, have, what)
					require.Equal(t, ints(raw), have[what], "%s: %s", name, what)
				}
			}
		default:
			require.Fail(t, "unknown key", key)
		}
	}
	require.Equal(t, len(numbers)+2, compared)
}

// chartPlaces is where rules signal, as the sample files tell it: the last point
// of each window, those that belong to the signal themselves, and all that do.
func chartPlaces(c study.Chart, rules ...study.Rule) map[string][]int {
	ends, self, members := []int{}, []int{}, []int{}
	for s := range c.Signals() {
		if !slices.Contains(rules, s.Rule) {
			continue
		}
		points := slices.Collect(s.Points())
		ends = append(ends, s.Last)
		if slices.Contains(points, s.Last) {
			self = append(self, s.Last)
		}
		members = append(members, points...)
	}
	slices.Sort(members)
	return map[string][]int{"ends": ends, "ends_self": self, "members": slices.Compact(members)}
}

func chartRead(t *testing.T, file string, v any) {
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, v))
}
