package community_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

// enum is what every enum of the package can do.
type enum interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	encoding.TextAppender
}

// testEnum holds an enum against its frozen texts, in the order of its values.
func testEnum[E enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, all iter.Seq[E], parse func(string) (E, error), invalid E, invalidText string, texts ...string) {
	values := slices.Collect(all)
	require.Len(t, values, len(texts))
	var zero E
	require.Equal(t, zero, values[0], "the zero value comes first")
	for i, v := range values {
		require.Equal(t, texts[i], v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, texts[i], string(text))
		text, err = v.AppendText([]byte("a "))
		require.NoError(t, err)
		require.Equal(t, "a "+texts[i], string(text))

		parsed, err := parse(texts[i])
		require.NoError(t, err)
		require.Equal(t, v, parsed)
		data, err := json.Marshal(v)
		require.NoError(t, err)
		back := invalid
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, v, back)
		require.NotContains(t, values[:i], v)
	}
	for range all { // a loop may end early
		break
	}
	require.Equal(t, invalidText, invalid.String())
	_, err := invalid.MarshalText()
	require.ErrorContains(t, err, "no text for "+invalidText)
	for _, wrong := range []string{"", "Unknown", " unknown", invalidText, "none"} {
		_, err := parse(wrong)
		require.ErrorContains(t, err, "want one of "+texts[0], "%q", wrong)
		require.Error(t, P(new(E)).UnmarshalText([]byte(wrong)))
	}
}

func TestTie(t *testing.T) {
	testEnum(t, community.Ties, community.ParseTie, community.Innovating+1, "Tie(4)",
		"unknown", "practising", "interested", "innovating")
	require.Equal(t, "innovating", community.Innovating.String())
}

func TestType(t *testing.T) {
	testEnum(t, community.Types, community.ParseType, community.Mixed+1, "Type(8)",
		"unknown", "practice", "interest", "innovation", "between practice and interest",
		"between practice and innovation", "between interest and innovation", "mixed")
	require.Equal(t, "mixed", community.Mixed.String())
}

func TestKind(t *testing.T) {
	testEnum(t, community.Kinds, community.ParseKind, community.Support+1, "Kind(3)", "unknown", "frontline", "support")
	require.Equal(t, "support", community.Support.String())
}

func TestBasis(t *testing.T) {
	testEnum(t, community.Bases, community.ParseBasis, community.FTE+1, "Basis(3)", "unknown", "heads", "FTE")
	require.Equal(t, "FTE", community.FTE.String())
}

func TestLever(t *testing.T) {
	testEnum(t, community.Levers, community.ParseLever, community.EmbeddedRoles+1, "Lever(3)", "unknown", "central team", "embedded roles")
	require.Equal(t, "embedded roles", community.EmbeddedRoles.String())
}

func TestForm(t *testing.T) {
	testEnum(t, community.Forms, community.ParseForm, community.DeliverableAlone+1, "Form(9)",
		"unknown", "network of champions", "mixed network", "community of practice", "community of purpose",
		"community of interest", "innovation community", "formality without a deliverable", "deliverable without formality")
	require.Equal(t, "deliverable without formality", community.DeliverableAlone.String())
}

func TestFix(t *testing.T) {
	testEnum(t, community.Fixes, community.ParseFix, community.AddFormality+1, "Fix(3)", "nothing to fix", "relax the formality", "add formality")
	require.Equal(t, "add formality", community.AddFormality.String())
}

func TestFlagKind(t *testing.T) {
	testEnum(t, community.FlagKinds, community.ParseFlagKind, community.StaleRepeat+1, "FlagKind(4)", "unknown", "coverage break", "relabelling", "stale repeat")
	require.Equal(t, "stale repeat", community.StaleRepeat.String())
}

func TestMainRoleBy(t *testing.T) {
	testEnum(t, community.MainRoleRules, community.ParseMainRoleBy, community.ByDeclaration+1, "MainRoleBy(3)", "agreement", "largest share", "declaration")
	require.Equal(t, "declaration", community.ByDeclaration.String())
}

func TestConflictKind(t *testing.T) {
	testEnum(t, community.ConflictKinds, community.ParseConflictKind, community.IDsAlike+1, "ConflictKind(8)",
		"unknown", "main roles", "ties", "functions", "weights", "over one", "repeated row", "ids alike")
	require.Equal(t, "ids alike", community.IDsAlike.String())
}
