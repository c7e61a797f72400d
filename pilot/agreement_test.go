package pilot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
	"example.com/kmaturity/pilot/methods"
)

// agreeable is a slate with two agreements: on repair, which has been read, and on
// drilling, which hasn't.
func agreeable(t *testing.T) pilot.Slate {
	d := metrics.MustDate
	var points []metrics.Point
	for k := range 24 {
		value := 100 + float64(k*7%5)
		if k >= 12 {
			value -= 20
		}
		points = append(points, metrics.Point{Date: metrics.Monthly.After(d("2023-01-01"), k), Value: value})
	}
	readings, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	s := choosable()
	s.Programme.AsOf = d("2025-02-01")
	s.Programme.Metrics[0].Kind = metrics.Amount // a month's costs add up
	for i := range s.Candidates {
		s.Candidates[i].Benefit.Baseline.To = d("2024-12-31")
	}
	c := contract.Contract{
		Version: contract.Version, Pilot: "repair", Problem: "faults", Metric: s.Programme.Metrics[0],
		Start: d("2024-01-01"), Split: metrics.Split{Before: metrics.Span{From: d("2023-01-01"), To: d("2023-12-31")}, After: metrics.Span{From: d("2024-01-01"), To: d("2024-12-31")}},
		Period: metrics.Monthly, BaselineReadings: 12, Method: metrics.WelchEffective, Looks: []contract.Look{{Readings: 12, Level: 0.95}}, Worth: 10,
		Decisions: contract.Decisions{Better: "roll out", Little: "one more year", NoEffect: "stop", Worse: "stop now", CannotTell: "read on"},
		Decides:   "head of depots", Agreed: d("2023-12-01"),
	}
	repair, err := contract.Seal(c)
	require.NoError(t, err)
	c.Pilot = "drilling"
	drilling, err := contract.Seal(c)
	require.NoError(t, err)
	s.Agreements = []pilot.Agreement{
		{Sealed: repair, Noted: repair.Digest, Readings: readings, Looks: 1, On: d("2025-01-10")},
		{Sealed: drilling, Noted: drilling.Digest},
	}
	return s
}

// A slate carries what was agreed, and its selection what became of it: settled
// where it was read, pending where it wasn't or there is no method.
func TestAgreements(t *testing.T) {
	s := agreeable(t)
	selection, err := pilot.Select(s, pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare}})
	require.NoError(t, err)
	require.Equal(t, []string{"drilling"}, selection.Pending)
	require.Len(t, selection.Settled, 1)
	settled := selection.Settled[0]
	require.Equal(t, "roll out", settled.Settlement.Decision)
	require.Empty(t, settled.Settlement.Breaches)
	require.InDelta(t, -20, settled.Change.Estimate, 1)

	require.Nil(t, settled.Chart, "nothing draws it")
	require.Equal(t, metrics.Claimed, settled.Saving.Claim)
	require.Equal(t, metrics.Yes, settled.Saving.Hard, "the candidate's function is frontline, and the metric a hard one")

	s.Agreements[0].Terms = metrics.Terms{Price: metrics.Quantity{Value: metrics.Exactly(50), Unit: "EUR"}, Distance: metrics.Exactly(1)}
	selection, err = pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
	require.NoError(t, err)
	priced := selection.Settled[0].Saving
	require.Equal(t, metrics.No, priced.Hard, "the terms say otherwise")
	require.Equal(t, "EUR", priced.Bank.Unit)
	bank, _ := settled.Saving.Bank.Value.Point()
	in50, _ := priced.Bank.Value.Point()
	require.InDelta(t, 50*bank, in50, 1e-6)
	require.Equal(t, settled.Change.Before.Points, selection.Settled[0].Chart.Before)

	var b bytes.Buffer
	require.NoError(t, selection.WriteJSON(&b))
	var back pilot.Selection
	require.NoError(t, json.Unmarshal(b.Bytes(), &back))
	require.Equal(t, selection.Settled, back.Settled)
	b.Reset()
	require.NoError(t, s.WriteJSON(&b))
	read, err := pilot.ReadSlates(&b)
	require.NoError(t, err)
	require.Equal(t, s, read[0])

	selection, err = pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"drilling", "repair"}, selection.Pending, "nothing compares them")
	require.Empty(t, selection.Settled)
}

// The order of agreements makes no difference.
func TestAgreementsInAnyOrder(t *testing.T) {
	s := agreeable(t)
	also := s.Agreements[0]
	also.Sealed, also.Noted = s.Agreements[1].Sealed, s.Agreements[1].Noted
	s.Agreements[1] = also
	text := func() string {
		selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
		require.NoError(t, err)
		require.Len(t, selection.Settled, 2)
		var b bytes.Buffer
		require.NoError(t, selection.WriteJSON(&b))
		return b.String()
	}
	first := text()
	slices.Reverse(s.Agreements)
	require.Equal(t, first, text())
}

// How far the metric is from a hard one turns on the function of the pilot's own
// candidate, whoever else is on the slate.
func TestAgreementDistance(t *testing.T) {
	for function, hard := range map[string]metrics.Answer{"depots": metrics.Yes, "finance": metrics.No} {
		for other, kind := range map[string]string{"budgeting": "finance", "pumps": "wells"} {
			s := agreeable(t)
			s.Candidates = slices.DeleteFunc(s.Candidates, func(c pilot.Candidate) bool { return c.Name != "repair" && c.Name != other })
			for i := range s.Candidates {
				if s.Candidates[i].Function = kind; s.Candidates[i].Name == "repair" {
					s.Candidates[i].Function = function
				}
			}
			s.Agreements, s.Choice = s.Agreements[:1], nil
			selection, err := pilot.Select(s, pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare}})
			require.NoError(t, err)
			require.Equal(t, hard, selection.Settled[0].Saving.Hard, "repair of %s beside %s of %s", function, other, kind)
		}
	}
}

// A contract that isn't what was sealed settles nothing, whatever was read.
func TestAgreementEdited(t *testing.T) {
	s := agreeable(t)
	s.Agreements[0].Sealed.Contract.Worth = 0
	selection, err := pilot.Select(s, pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare}})
	require.NoError(t, err)
	require.Empty(t, selection.Settled[0].Settlement.Decision)
	require.Equal(t, contract.Edited, selection.Settled[0].Settlement.Breaches[0].Kind)
	s = agreeable(t)
	s.Agreements[0].Looks = 2
	selection, err = pilot.Select(s, pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare}})
	require.NoError(t, err)
	require.Equal(t, contract.ExtraLook, selection.Settled[0].Settlement.Breaches[0].Kind)
}

func TestBadAgreements(t *testing.T) {
	for want, spoil := range map[string]func(*pilot.Slate){
		`pilot: agreements[0].sealed.contract.pilot: there is no candidate "moon"`: func(s *pilot.Slate) {
			s.Agreements[0].Sealed.Contract.Pilot = "moon"
		},
		`pilot: agreements[1].sealed.contract.pilot: there is another agreement on "repair", agreements[0]`: func(s *pilot.Slate) {
			s.Agreements[1] = s.Agreements[0]
		},
		"pilot: agreements[0].looks: is missing: which of the looks": func(s *pilot.Slate) { s.Agreements[0].Looks = 0 },
		"pilot: agreements[0].looks: want 0 or more, have -1":        func(s *pilot.Slate) { s.Agreements[0].Looks = -1 },
		"pilot: agreements[0].on: is missing":                        func(s *pilot.Slate) { s.Agreements[0].On = metrics.Date{} },
		"pilot: agreements[0].on: 2025-02-02 is after":               func(s *pilot.Slate) { s.Agreements[0].On = metrics.MustDate("2025-02-02") },
		"pilot: agreements[1].terms.attribution: ": func(s *pilot.Slate) {
			s.Agreements[1].Terms.Attribution = metrics.Exactly(2)
		},
		"pilot: agreements[0].terms.cap.unit: ": func(s *pilot.Slate) {
			s.Agreements[0].Terms.Cap = metrics.Quantity{Value: metrics.Exactly(1), Unit: "moons"}
		},
		"pilot: agreements[1].readings: are missing": func(s *pilot.Slate) { s.Agreements[1].Looks = 1 },
	} {
		s := agreeable(t)
		spoil(&s)
		_, err := pilot.Select(s, pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare}})
		require.ErrorContains(t, err, want)
	}
	refused := errors.New("too short")
	_, err := pilot.Select(agreeable(t), pilot.SelectOptions{Methods: pilot.Methods{Compare: func(pilot.Comparison) (metrics.Change, error) { return metrics.Change{}, refused }}})
	require.ErrorIs(t, err, refused)
	require.ErrorContains(t, err, "pilot: agreements[0].readings: too short")
	_, err = pilot.Select(agreeable(t), pilot.SelectOptions{Methods: pilot.Methods{Compare: methods.Study().Compare, Chart: func(pilot.Comparison) (metrics.RunChart, error) { return metrics.RunChart{}, refused }}})
	require.ErrorIs(t, err, refused)
}

// A slate is written so that it reads back even where somebody took the windows out
// of a sealed contract: the settlement then tells so.
func TestAgreementWithoutWindowsReadsBack(t *testing.T) {
	s := agreeable(t)
	s.Agreements[0].Sealed.Contract.Split = metrics.Split{}
	var b bytes.Buffer
	require.NoError(t, s.WriteJSON(&b))
	read, err := pilot.ReadSlates(&b)
	require.NoError(t, err)
	require.Equal(t, s, read[0])
	selection, err := pilot.Select(read[0], pilot.SelectOptions{Methods: methods.Study()})
	require.NoError(t, err)
	require.Equal(t, contract.Edited, selection.Settled[0].Settlement.Breaches[0].Kind)
}

// Readings that are collected and weren't looked at leave an agreement open, however
// few they are.
func TestAgreementCollects(t *testing.T) {
	s := agreeable(t)
	all := s.Agreements[0].Readings
	for _, until := range []string{"2023-01-01", "2023-12-01", "2024-01-01", "2024-12-01"} {
		a := &s.Agreements[0]
		a.Readings, a.Looks, a.On = all.Window(metrics.MustDate("2023-01-01"), metrics.MustDate(until)), 0, metrics.Date{}
		require.NotZero(t, a.Readings.Len())
		selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
		require.NoError(t, err)
		require.Equal(t, []string{"drilling", "repair"}, selection.Pending)
		require.Empty(t, selection.Settled)
	}
}

// What a comparison can't see stands in the contract, and then nothing warns of it.
func TestAgreementSaysHowThePilotWasChosen(t *testing.T) {
	warned := func(chosen metrics.Answer) bool {
		s := agreeable(t)
		c := s.Agreements[0].Sealed.Contract
		c.Chosen = chosen
		sealed, err := contract.Seal(c)
		require.NoError(t, err)
		s.Agreements[0].Sealed, s.Agreements[0].Noted = sealed, sealed.Digest
		selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
		require.NoError(t, err)
		return slices.ContainsFunc(selection.Settled[0].Change.Warnings, func(w metrics.Warning) bool { return w.Kind == metrics.ChoiceUnknown })
	}
	require.True(t, warned(metrics.Unknown))
	require.False(t, warned(metrics.No))
}
