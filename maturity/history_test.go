package maturity_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
)

func TestHistory(t *testing.T) {
	all := []maturity.Assessment{
		at("0", "0", "2010-01-01"), at("1", "1", "2011-01-01"), at("1", "1", "2013-01-01"), at("1", "2", "2014-01-01"),
		at("2", "2", "2015-01-01"), at("4", "4", "2016-01-01"), at("3", "3", "2017-01-01"), at("3", "4", "2018-01-01"),
	}
	h, err := ladderOf().History(all...)
	require.NoError(t, err)
	var moves, stays []string
	for _, m := range h.Moves {
		moves = append(moves, m.Whole.Move.String())
	}
	for _, s := range h.Stays {
		stays = append(stays, fmt.Sprint(s.Lowest, s.Highest, " ", s.From, " ", s.To, " ", s.Assessments, " ", s.Years, " ", s.Still))
	}
	require.Equal(t, []string{"rise", "unchanged", "unclear", "unclear", "skip", "fall", "unclear"}, moves)
	require.Equal(t, []string{
		"00 2010-01-01 2010-01-01 1 [0, ∞) false",
		"11 2011-01-01 2013-01-01 2 [2.00136892539, 4.9993155373) false", // not at 2010, not at 2015
		"12 2014-01-01 2014-01-01 1 anything false",
		"22 2015-01-01 2015-01-01 1 [0, 2.99794661191) false",
		"44 2016-01-01 2016-01-01 1 [0, 2.00136892539) false",
		"33 2017-01-01 2017-01-01 1 [0, ∞) true",
		"34 2018-01-01 2018-01-01 1 anything true",
	}, stays)
	var again maturity.History
	require.NoError(t, json.Unmarshal([]byte(encoded(t, h)), &again))
	require.Empty(t, cmp.Diff(h, again, findings))

	r := draw.From(t, 3, 4)
	for range 10 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again, err := ladderOf().History(all...)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(h, again, findings))
	}
}

func TestHistoryRefused(t *testing.T) {
	other := at("1", "1", "2011-01-01")
	other.Model = "x"
	_, err := ladderOf().History(at("1", "1", ""), other, at("2", "2", "2011-01-01"))
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.EqualError(t, err, `maturity: assessments[0].asOf: is missing
maturity: assessments[1]: made under another model, version or gate: want "m", version "1", staged, have "x", version "1", staged
maturity: assessments[2].asOf: 2011-01-01 stands twice, first as assessments[1]`)
	_, err = ladderOf().History()
	require.EqualError(t, err, "maturity: assessments: want at least one")
	_, err = new(maturity.Model).History(other)
	require.Error(t, err)
	h, err := ladderOf().History(at("", "", "2011-01-01"))
	require.NoError(t, err)
	require.Empty(t, h.Stays, "there is no level for the whole")
	none, err := h.Compare(maturity.AgeOptions{Estimator: maturity.MeanYearsAt, Stages: map[string]maturity.SurveyStage{}})
	require.NoError(t, err)
	require.Empty(t, none)
}

func TestAgeCompared(t *testing.T) {
	stages := map[string]maturity.SurveyStage{"1": maturity.EarlyStages, "2": maturity.InProgress, "3": maturity.InProgress, "4": maturity.EmbeddedInWork}
	all := []maturity.Assessment{at("0", "0", "2008-01-01"), at("1", "1", "2010-01-01"), at("1", "1", "2013-01-01"), at("1", "2", "2014-01-01"), at("3", "3", "2019-01-01")}
	tests := []struct {
		name string
		from int // first assessment
		o    maturity.AgeOptions
		want []string
	}{
		{"mean, start known", 0, maturity.AgeOptions{Estimator: maturity.MeanYearsAt, Start: day("2009-01-01")},
			[]string{"early 1 [0.999315537303, 4] of 3.5: unknown", "in progress 3 9.99863107461 of 8.2: yes"}},
		{"mean, start not known", 0, maturity.AgeOptions{Estimator: maturity.MeanYearsAt}, []string{"early 1 [2.00136892539, ∞) of 3.5: unknown", "in progress 3 [11.0006844627, ∞) of 8.2: yes"}},
		{"crossed, start known", 0, maturity.AgeOptions{Estimator: maturity.YearsHalfCrossed, Start: day("2009-01-01")},
			[]string{"in progress  (4, 9.99863107461] of 4: yes", "embedded  (9.99863107461, ∞) of 20: unknown"}},
		{"crossed before the first", 4, maturity.AgeOptions{Estimator: maturity.YearsHalfCrossed, Start: day("2017-01-01")},
			[]string{"in progress  [0, 1.99863107461] of 4: no", "embedded  (1.99863107461, ∞) of 20: unknown"}},
		{"crossed, start not known", 0, maturity.AgeOptions{Estimator: maturity.YearsHalfCrossed}, []string{"in progress  (5.00205338809, ∞) of 4: yes", "embedded  (11.0006844627, ∞) of 20: unknown"}},
		{"start on the first day at a stage", 0, maturity.AgeOptions{Estimator: maturity.YearsHalfCrossed, Start: day("2010-01-01")},
			[]string{"in progress  (3.0006844627, 8.9993155373] of 4: unknown", "embedded  (8.9993155373, ∞) of 20: unknown"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := ladderOf().History(all[tt.from:]...)
			require.NoError(t, err)
			tt.o.Stages = stages
			got, err := h.Compare(tt.o)
			require.NoError(t, err)
			require.Len(t, got, len(tt.want))
			for i, c := range got {
				require.Equal(t, tt.want[i], fmt.Sprint(c.Figure.Stage, " ", c.Level, " ", c.Years, " of ", c.Figure.Years, ": ", c.Longer))
			}
		})
	}
}

func TestCompareRefused(t *testing.T) {
	h, err := ladderOf().History(at("1", "1", "2010-01-01"))
	require.NoError(t, err)
	_, err = h.Compare(maturity.AgeOptions{})
	require.EqualError(t, err, `maturity: estimator: want mean years at or years half crossed, have unknown
maturity: stages: are missing: which levels of "m" are which stages of the survey isn't known`)
	_, err = h.Compare(maturity.AgeOptions{Estimator: maturity.MeanYearsAt, Start: day("2010-01-02"),
		Stages: map[string]maturity.SurveyStage{"1": maturity.InProgress, "2": maturity.EarlyStages, "4": 9, "5": maturity.EarlyStages}})
	require.EqualError(t, err, `maturity: stages.2: want in progress or later, as a lower level has it, have early
maturity: stages.3: want in progress or later, as a lower level has it, have unknown
maturity: stages.4: there is no SurveyStage(9)
maturity: stages.5: there is no level "5"
maturity: start: 2010-01-02 is after 2010-01-01, when KM had come to "1"`)
}

func TestPublishedYears(t *testing.T) {
	var got []float64
	for e := range maturity.Estimators {
		for _, f := range maturity.PublishedYears(e) {
			require.Equal(t, e, f.Estimator)
			require.NotEmpty(t, f.Source.URL)
			got = append(got, f.Years)
		}
	}
	require.Equal(t, []float64{3.5, 8.2, 11.8, 4, 20}, got)
	levels := maturity.JourneySurvey()
	for _, l := range maturity.Journey().Levels[1:] {
		require.Contains(t, levels, l.ID)
	}
}
