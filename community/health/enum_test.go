package health_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
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

func TestEnums(t *testing.T) {
	testEnum(t, health.Kinds, health.ParseKind, health.OpenOnline+1, "Kind(3)", "unknown", "managed", "open online")
	testEnum(t, health.Sizes, health.ParseSize, health.Large+1, "Size(4)", "unknown", "small", "between", "large")
	testEnum(t, health.Acts, health.ParseAct, health.Joined+1, "Act(6)", "unknown", "visit", "contribution", "question", "answer", "join")
	testEnum(t, health.Places, health.ParsePlace, health.Above+1, "Place(4)", "unknown", "below", "within", "above")
	testEnum(t, health.Whys, health.ParseWhy, health.Nobody+1, "Why(8)", "unknown", "the band for its kind and size", "kind unknown",
		"size not known well enough", "kind and size unknown", "no band for this kind", "no band for this size", "nobody")
	testEnum(t, health.Indicators, health.ParseIndicator, health.SupportLoad+1, "Indicator(9)", "unknown", "core share", "active share",
		"peripheral share", "visiting share", "contributing share", "contributions each", "contributions per member-month", "support load")
	testEnum(t, health.Lives, health.ParseLife, health.Maturity+1, "Life(4)", "unknown", "inception", "establishment", "maturity")
	testEnum(t, health.Quadrants, health.ParseQuadrant, health.Watch+1, "Quadrant(5)", "unknown", "write the FAQ", "exchange", "research gap", "watch")
	testEnum(t, health.Factors, health.ParseFactor, health.Sponsor+1, "Factor(11)", "unknown", "online", "charter", "performance contract",
		"business case", "business focus", "defined leader", "document store", "training", "facilitator", "sponsor")
}

// The last constants have the last texts.
func TestEnumOrder(t *testing.T) {
	require.Equal(t, []string{"open online", "large", "join", "above", "nobody", "support load", "maturity", "watch", "sponsor"}, []string{
		health.OpenOnline.String(), health.Large.String(), health.Joined.String(), health.Above.String(), health.Nobody.String(),
		health.SupportLoad.String(), health.Maturity.String(), health.Watch.String(), health.Sponsor.String()})
}

func TestMeasures(t *testing.T) {
	for i := range health.Indicators {
		require.Equal(t, i != health.IndicatorUnknown, i.Measure().Validate() == nil, "%s", i)
		require.Equal(t, i == health.IndicatorUnknown, i.Measure().Unit == "", "%s says what it is counted of", i)
	}
}
