package community_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func textOf(f community.Flag) string {
	text := fmt.Sprintf("%s, %s to %s: %s, then %s", f.Unit, f.From, f.To, f.Before, f.After)
	if f.Kind == community.Relabelling {
		text += fmt.Sprintf(" (%q into %q)", f.Role, f.Into)
	}
	return text
}

// The returns of 2011 to 2015 hold all three kinds of what isn't news. The one
// of the Legal Services Commission would be read as the end of KM there.
func TestFlagsInTheReturns(t *testing.T) {
	flags, err := community.Flags(publishedReturns(t), community.FlagOptions{})
	require.NoError(t, err)
	met := map[community.FlagKind][]string{}
	for _, f := range flags {
		met[f.Kind] = append(met[f.Kind], textOf(f))
	}
	require.Equal(t, map[community.FlagKind][]string{
		community.CoverageBreak: {
			"asset_protection_agency, 2011-09-30 to 2012-03-31: 25.4, then 16.8",
			"council_for_healthcare_regulatory_excellence, 2011-03-31 to 2011-09-30: 16, then 62.4",
			"department_for_international_development, 2013-09-30 to 2014-03-31: 1815, then 611",
			"department_for_international_development, 2014-03-31 to 2014-09-30: 611, then 1932.8",
			"department_of_education, 2011-03-31 to 2011-09-30: 2359.43, then 1406.62",
			"equality_and_human_rights_commission, 2011-03-31 to 2011-09-30: 442.4, then 1534.12",
			"home_office, 2011-09-30 to 2012-09-30: 2273.95, then 10409.22",
			"judicial_appointments_commission, 2011-03-31 to 2011-09-30: 21.9, then 64.95",
			"national_patient_safety_agency, 2011-03-31 to 2011-09-30: 254.19, then 163.87",
		},
		community.Relabelling: {
			`legal_services_commission, 2011-03-31 to 2011-09-30: 130.88, then 132.78 ("Knowledge and information management" into "Internal audit")`,
			`nhs_information_centre_for_health_and_social_care, 2011-03-31 to 2011-09-30: 12, then 12.83 ("Planning" into "Programme and project management")`,
			`the_british_museum, 2011-03-31 to 2011-09-30: 1009.3, then 1007.09 ("" into "Other")`,
		},
		community.StaleRepeat: {
			"asset_protection_agency, 2011-03-31 to 2011-09-30: 25.4, then 25.4",
			"legal_services_board, 2011-03-31 to 2011-09-30: 25.7, then 25.7",
			"the_geffrye_museum, 2011-03-31 to 2011-09-30: 46.85, then 46.85",
		},
	}, met)
}

// The same, found the plain way in the rows of the file, at other limits too.
func TestFlagsAgainstPlainLoops(t *testing.T) {
	sums := map[string]map[string]map[string]int64{} // by body, day and profession, in millionths
	for _, row := range mustTable(t, "profession_fte.csv")[1:] {
		w, err := community.ParseWeight(row[4])
		require.NoError(t, err)
		if sums[row[0]] == nil {
			sums[row[0]] = map[string]map[string]int64{}
		}
		if sums[row[0]][row[1]] == nil {
			sums[row[0]][row[1]] = map[string]int64{}
		}
		sums[row[0]][row[1]][community.FoldProfession(row[2])] += int64(w)
	}
	returns := publishedReturns(t)
	for _, o := range []community.FlagOptions{{}, {Factor: 1.1}, {Tolerance: 0.5, Least: community.Person}, {Factor: 4, Tolerance: 0.011, Least: 100 * community.Person}} {
		factor, tolerance, least := 1.5, 0.1, int64(5_000_000)
		if o.Factor > 0 {
			factor = o.Factor
		}
		if o.Tolerance > 0 {
			tolerance, least = o.Tolerance, int64(o.Least)
		}
		want := map[string]int{}
		for unit, byDay := range sums {
			days := slices.Sorted(maps.Keys(byDay))
			for i := 1; i < len(days); i++ {
				a, b := byDay[days[i-1]], byDay[days[i]]
				var before, after int64
				for _, w := range a {
					before += w
				}
				for _, w := range b {
					after += w
				}
				head := unit + ", " + days[i-1] + " to " + days[i] + ": "
				sizes := head + community.Weight(before).String() + ", then " + community.Weight(after).String()
				if float64(after) > factor*float64(before) || float64(before) > factor*float64(after) {
					want["coverage break "+sizes]++
				}
				if maps.Equal(a, b) {
					want["stale repeat "+sizes]++
				}
				for role, had := range a {
					for into := range b {
						rise := b[into] - a[into]
						if had >= least && b[role] == 0 && rise > 0 && math.Abs(float64(rise-had)) <= tolerance*float64(had) {
							want[fmt.Sprintf("relabelling %s%s, then %s (%q into %q)", head, community.Weight(had), community.Weight(rise), role, into)]++
						}
					}
				}
			}
		}
		flags, err := community.Flags(returns, o)
		require.NoError(t, err)
		got := map[string]int{}
		for _, f := range flags {
			got[f.Kind.String()+" "+textOf(f)]++
		}
		require.Equal(t, want, got)
		require.NotEmpty(t, want)
	}
}

func TestHistories(t *testing.T) {
	all, err := community.Histories(publishedReturns(t), community.FTE, community.FlagOptions{})
	require.NoError(t, err)
	met := 0
	for _, h := range all {
		require.NotEqual(t, "Other", h.Area)
		require.NotEmpty(t, h.Points)
		for i, a := range h.Points {
			require.Equal(t, h.Area, a.ID)
			require.Equal(t, h.Unit, a.Scope)
			require.NoError(t, a.Validate())
			if i > 0 {
				require.True(t, h.Points[i-1].AsOf.Before(a.AsOf))
			}
		}
		switch h.Unit + "/" + h.Area {
		case "legal_services_commission/" + km:
			require.Equal(t, []metrics.Interval{metrics.Exactly(130.88), metrics.Exactly(0)}, []metrics.Interval{h.Points[0].Practitioners, h.Points[1].Practitioners})
			require.Len(t, h.Flags, 1)
			require.Equal(t, community.Relabelling, h.Flags[0].Kind)
			met++
		case "legal_services_commission/Internal audit":
			require.Equal(t, metrics.Exactly(133.78), h.Points[1].Practitioners)
			require.Len(t, h.Flags, 1)
			met++
		case "legal_services_commission/Law":
			require.Empty(t, h.Flags, "nothing happened to lawyers")
			met++
		case "home_office/" + km:
			require.Len(t, h.Points, 3)
			require.Len(t, h.Flags, 1)
			require.Equal(t, community.CoverageBreak, h.Flags[0].Kind)
			met++
		}
	}
	require.Equal(t, 4, met)
	data, err := json.Marshal(all)
	require.NoError(t, err)
	var back []community.History
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, all, back)
}

// Where a return leaves main roles blank an area's count is a range, not nothing.
func TestHistoryOfBlanks(t *testing.T) {
	day := metrics.MustDate("2024-01-01")
	all, err := community.Histories([]community.Return{
		{Unit: "u", AsOf: day.AddDays(100), Unknown: 50 * person},
		{Unit: "u", AsOf: day, Roles: []community.RoleCount{{"Law", 50 * person}}},
	}, community.Heads, community.FlagOptions{})
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, metrics.Exactly(50), all[0].Points[0].Practitioners)
	require.Equal(t, metrics.MustBetween(0, 50), all[0].Points[1].Practitioners)
	require.Equal(t, []community.Flag{{Kind: community.Relabelling, Unit: "u", From: day, To: day.AddDays(100), Role: "Law", Before: 50 * person, After: 50 * person}}, all[0].Flags)
}

func TestHistoriesRefuse(t *testing.T) {
	day := metrics.MustDate("2024-01-01")
	_, err := community.Histories([]community.Return{
		{Unit: "a"}, {Unit: "a", AsOf: day}, {Unit: "b", AsOf: day}, {Unit: "b", AsOf: day, Unknown: -1}, {Unit: "c"},
	}, community.Heads, community.FlagOptions{Factor: 1, Tolerance: 1, Least: -1})
	require.EqualError(t, err, "community: factor: want a number greater than 1, have 1\n"+
		"community: tolerance: want a number above 0 and below 1, have 1\n"+
		"community: least: a number of people can't be negative, have -0.000001\n"+
		"community: returns[0].asOf: is missing\n"+
		"community: returns[3].unknown: a number of people can't be negative, have -0.000001\n"+
		"community: returns[3].asOf: there is another return of \"b\" on 2024-01-01")
	_, err = community.Flags(nil, community.FlagOptions{Factor: math.NaN(), Tolerance: math.NaN()})
	require.ErrorContains(t, err, "factor: want a number greater than 1, have NaN")
	require.ErrorContains(t, err, "tolerance: want a number above 0 and below 1, have NaN")
	flags, err := community.Flags(nil, community.FlagOptions{})
	require.NoError(t, err)
	require.Equal(t, []community.Flag{}, flags)
}
