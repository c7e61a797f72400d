package pilot_test

import (
	"encoding"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
)

// The ids, claims, ceilings, measures and default needs of the built-in rules:
// documents and other people's programs rest on them.
func TestRulesAreFrozen(t *testing.T) {
	want := `
R1-nature R1 unknown undetermined survey nature-known [1, ∞)
R2-practice-area R2 public showcase later extract practitioners [100, ∞)
R3-members-practise R3 public showcase later survey practising-share [0.5, ∞)
R4-endorsement R4 public showcase later survey credible-endorsers [1, ∞)
R5-baseline R5 public showcase later collect baseline-points [6, ∞)
R6-frontline R6 public showcase decline ask function-steps (-∞, 0]
R7-hard-metric R7 public showcase later ask metric-distance (-∞, 0]
R8-km-posts R8 public showcase later extract km-practitioners [1, ∞)
R8-practice-area R8 public showcase later extract km-practitioners [100, ∞)
R8-core-competence R8 public showcase later ask km-core-competence [1, ∞)
R8-km-metrics R8 public showcase later ask km-metrics [1, ∞)
R8-km-baseline R8 public showcase later ask km-baseline [1, ∞)
R8-topic R8 supporting network decline ask topic-is-km [1, ∞)
R8-not-announced R8 supporting network decline ask announced (-∞, 0]
R9-form R9 supporting network undetermined ask form-fits-stage [1, ∞)
claim - unknown undetermined collect claimed-gain (0, ∞)
problem-led - unknown undetermined ask problem-stated [1, ∞)
`
	var have strings.Builder
	have.WriteString("\n")
	for r := range pilot.Rules {
		claim := r.Claim
		if claim == "" {
			claim = "-"
		}
		have.WriteString(fmt.Sprintln(r.ID, claim, r.Offer, r.Ceiling, r.Effort, r.Measure.ID, r.Need))
		require.NotEmpty(t, r.Says, r.ID)
		require.NotEmpty(t, r.Remedy, r.ID)
		require.NotEmpty(t, r.Find, r.ID)
		require.False(t, r.Source.IsZero(), r.ID)
	}
	require.Equal(t, want, have.String())
}

func TestTextsAreFrozen(t *testing.T) {
	texts := func(all func(func(fmt.Stringer) bool)) (s []string) {
		for v := range all {
			s = append(s, v.String())
		}
		return s
	}
	require.Equal(t, []string{"undetermined", "decline", "later", "support", "showcase"}, texts(stringers(pilot.Decisions)))
	require.Equal(t, []string{"unknown", "public showcase", "supporting network"}, texts(stringers(pilot.Offers)))
	require.Equal(t, []string{"unknown", "ask", "extract", "survey", "collect"}, texts(stringers(pilot.Efforts)))
}

func stringers[E fmt.Stringer](all func(func(E) bool)) func(func(fmt.Stringer) bool) {
	return func(yield func(fmt.Stringer) bool) { all(func(e E) bool { return yield(e) }) }
}

// Every text reads back, a text that is none is refused, and a value that is
// none prints as such and isn't written.
func TestTextsReadBack(t *testing.T) {
	check := func(v encoding.TextMarshaler, into interface {
		encoding.TextUnmarshaler
		fmt.Stringer
	}) {
		b, err := v.MarshalText()
		require.NoError(t, err)
		require.NoError(t, into.UnmarshalText(b))
		require.Equal(t, v.(fmt.Stringer).String(), into.String())
		require.Error(t, into.UnmarshalText([]byte("nothing of the kind")))
	}
	for d := range pilot.Decisions {
		check(d, new(pilot.Decision))
	}
	for o := range pilot.Offers {
		check(o, new(pilot.Offer))
	}
	for e := range pilot.Efforts {
		check(e, new(pilot.Effort))
	}
	require.Equal(t, "Decision(13) Offer(13) Effort(13)", fmt.Sprint(pilot.Decision(13), pilot.Offer(13), pilot.Effort(13)))
	for _, v := range []encoding.TextMarshaler{pilot.Decision(13), pilot.Offer(13), pilot.Effort(13)} {
		_, err := v.MarshalText()
		require.Error(t, err)
	}
}

// The scales: Decline < Later < Showcase, and Decline < Support; Support stands
// beside Later and Showcase, and Undetermined beside all.
func TestScales(t *testing.T) {
	type pair struct{ a, b pilot.Decision }
	want := map[pair]int{
		{decline, later}: -1, {decline, showcase}: -1, {later, showcase}: -1, {decline, support}: -1,
		{decline, decline}: 0, {later, later}: 0, {support, support}: 0, {showcase, showcase}: 0,
	}
	for a := range pilot.Decisions {
		for b := range pilot.Decisions {
			c, ok := a.Compare(b)
			if w, stands := want[pair{a, b}]; stands {
				require.True(t, ok, "%s %s", a, b)
				require.Equal(t, w, c, "%s %s", a, b)
			} else if w, stands := want[pair{b, a}]; stands {
				require.True(t, ok, "%s %s", a, b)
				require.Equal(t, -w, c, "%s %s", a, b)
			} else {
				require.False(t, ok, "%s %s", a, b)
			}
		}
	}
	for _, none := range []pilot.Decision{pilot.Undetermined, pilot.Decision(13)} {
		for d := range pilot.Decisions {
			_, ok := none.Compare(d)
			require.False(t, ok)
			_, ok = d.Compare(none)
			require.False(t, ok)
		}
	}
}
