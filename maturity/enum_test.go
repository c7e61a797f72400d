package maturity_test

import (
	"encoding"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

func TestOutcome(t *testing.T) {
	enum(t, "Outcome", maturity.Outcomes, maturity.ParseOutcome, "unknown", "unmet", "met", "not applicable")
}

func TestGate(t *testing.T) {
	enum(t, "Gate", maturity.Gates, maturity.ParseGate,
		"unknown", "staged", "prerequisite", "weakest area", "profile", "weighted", "banded mean", "banded sum", "additive")
}

func TestConflicts(t *testing.T) {
	enum(t, "Conflicts", maturity.AllConflicts, maturity.ParseConflicts, "newest", "most trusted", "worst")
}

func TestStage(t *testing.T) {
	enum(t, "Stage", maturity.Stages, maturity.ParseStage,
		"unknown", "not started", "champions network", "roles established", "embedded")
}

// enum checks all that an enum promises: its frozen texts, in order of value.
func enum[E interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	AppendText([]byte) ([]byte, error)
}, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, typ string, all iter.Seq[E], parse func(string) (E, error), texts ...string) {
	t.Helper()
	require.Len(t, slices.Collect(all), len(texts))
	for first := range all {
		require.Zero(t, first, "the iterator begins with the zero value, and can be stopped")
		break
	}
	i := 0
	for e := range all {
		require.EqualValues(t, i, e)
		require.Equal(t, texts[i], e.String())
		parsed, err := parse(texts[i])
		require.NoError(t, err)
		require.Equal(t, e, parsed)
		text, err := e.MarshalText()
		require.NoError(t, err)
		require.Equal(t, texts[i], string(text))
		text, err = e.AppendText([]byte("at "))
		require.NoError(t, err)
		require.Equal(t, "at "+texts[i], string(text))
		read := E(255)
		require.NoError(t, P(&read).UnmarshalText([]byte(texts[i])))
		require.Equal(t, e, read)
		i++
	}
	for _, none := range []int{len(texts), 255} {
		want := fmt.Sprintf("%s(%d)", typ, none)
		require.Equal(t, want, E(none).String())
		_, err := E(none).MarshalText()
		require.EqualError(t, err, "no text for "+want)
	}
	for _, bad := range []string{"", " " + texts[1], texts[1] + "x", typ + "(1)"} {
		_, err := parse(bad)
		require.Error(t, err, "%q", bad)
		read := E(1)
		require.Error(t, P(&read).UnmarshalText([]byte(bad)))
		require.ErrorContains(t, err, fmt.Sprintf("%q: want one of %s", bad, texts[0]))
	}
}

func TestOutcomeOf(t *testing.T) {
	tests := map[metrics.Answer]maturity.Outcome{
		metrics.Yes: maturity.Met, metrics.No: maturity.Unmet, metrics.Unknown: maturity.Unknown,
		metrics.Answer(9): maturity.Unknown,
	}
	for answer, want := range tests {
		require.Equal(t, want, maturity.OutcomeOf(answer), "%s", answer)
	}
}

func TestStageForm(t *testing.T) {
	tests := map[maturity.Stage]community.Form{
		maturity.StageUnknown:     community.FormUnknown,
		maturity.NotStarted:       community.NetworkOfChampions,
		maturity.ChampionsNetwork: community.NetworkOfChampions,
		maturity.RolesEstablished: community.MixedNetwork,
		maturity.Embedded:         community.CommunityOfPractice,
		maturity.Stage(5):         community.FormUnknown,
	}
	for stage, want := range tests {
		require.Equal(t, want, stage.Form(), "%s", stage)
	}
	for stage := range maturity.Stages {
		require.Contains(t, tests, stage)
	}
}

func TestAssessmentStage(t *testing.T) {
	tests := []struct {
		name            string
		a               maturity.Assessment
		lowest, highest maturity.Stage
	}{
		{"zero", maturity.Assessment{}, 0, 0},
		{"range", maturity.Assessment{Model: "kmaturity/journey", Lowest: "not started", Highest: "embedded"}, maturity.NotStarted, maturity.Embedded},
		{"another model", maturity.Assessment{Model: "shop", Lowest: "embedded", Highest: "embedded"}, 0, 0},
		{"a level that Journey hasn't", maturity.Assessment{Model: "kmaturity/journey", Lowest: "embedded", Highest: "legendary"}, maturity.Embedded, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lowest, highest := tt.a.Stage()
			require.Equal(t, tt.lowest, lowest)
			require.Equal(t, tt.highest, highest)
		})
	}
}
