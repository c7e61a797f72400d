package study_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics/study"
)

func TestSpendingTexts(t *testing.T) {
	want := []string{"unknown", "each-side", "one-piece"}
	all := slices.Collect(study.Spendings)
	require.Len(t, all, len(want))
	for i, s := range all {
		require.Equal(t, study.Spending(i), s)
		require.Equal(t, want[i], s.String())
		text, err := json.Marshal(s)
		require.NoError(t, err)
		var back study.Spending
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, s, back)
	}
	require.Equal(t, "Spending(9)", study.Spending(9).String())
	_, err := study.Spending(9).MarshalText()
	require.Error(t, err)
	_, err = study.ParseSpending("each side")
	require.ErrorContains(t, err, `did you mean "each-side"?`)
	for range study.Spendings {
		break
	}
}
