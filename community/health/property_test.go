package health_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// Narrowing the figures never widens a finding: what is certain stays, and no
// number that was impossible becomes possible.
func TestNarrowerFiguresNeverWidenAnAnswer(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		valid, certain, decided := 0, 0, 0
		for range 1500 {
			most := pick(r, 8, 120, 60_000)
			a := randomActivity(r, most)
			b := narrowerActivity(r, a, most)
			if b.Validate() != nil {
				continue // the narrower one contradicts itself
			}
			require.NoError(t, a.Validate(), "what holds numbers that fit can't contradict itself: %+v", a)
			valid++
			wide, narrow := check(t, a), check(t, b)
			for i, f := range wide.Findings {
				g := narrow.Findings[i]
				if narrow.Finding(f.Indicator).Why == health.Nobody {
					require.Equal(t, metrics.Unknown, f.Within, "where there may be nobody nothing is certain: %s", f)
					continue
				}
				cut, ok := g.Have.Intersect(f.Have)
				require.True(t, ok && cut == g.Have, "%s\n%s", f, g)
				if f.Within != metrics.Unknown {
					certain++
					require.Equal(t, f.Within, g.Within, "%s\n%s", f, g)
				} else if g.Within != metrics.Unknown {
					decided++
				}
				if f.Place != health.PlaceUnknown {
					require.Equal(t, f.Place, g.Place, "%s\n%s", f, g)
				}
			}
			require.LessOrEqual(t, wide.Life.Lowest, narrow.Life.Lowest)
			require.GreaterOrEqual(t, wide.Life.Highest, narrow.Life.Highest)
			for i, f := range wide.Topics {
				for _, q := range narrow.Topics[i].Possible {
					require.Contains(t, f.Possible, q, "%+v\n%+v", a.Topics, b.Topics)
				}
			}
			for _, s := range narrow.Sizes {
				require.Contains(t, wide.Sizes, s)
			}
		}
		require.Greater(t, valid, 200)
		require.Greater(t, certain, 100)
		require.Greater(t, decided, 100)
	})
}

// A band is only ever named where it may be the right one, and what is named
// agrees with what is said.
func TestBandsOfOneKindAreNeverHeldAgainstTheOther(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		seen := map[string]int{}
		for range 1500 {
			a := randomActivity(r, pick(r, 8, 120, 60_000))
			if a.Validate() != nil {
				continue
			}
			c := check(t, a)
			for _, f := range c.Findings {
				for _, b := range f.Bands {
					seen[b.ID]++
					require.Equal(t, f.Indicator, b.Indicator)
					if a.Kind != health.KindUnknown {
						require.Equal(t, a.Kind, b.Kind, "%s", f)
					}
					if b.Size != health.SizeUnknown {
						require.Contains(t, c.Sizes, b.Size)
					}
				}
				require.False(t, f.Why == health.KindAndSize && len(f.Bands) != 1, "%s", f)
				require.False(t, len(f.Bands) == 0 && f.Within != metrics.Unknown, "no answer without a band: %s", f)
				require.False(t, f.Place != health.PlaceUnknown && f.Within == metrics.Unknown, "%s", f)
				require.Equal(t, f.Place == health.PlaceUnknown && len(f.Bands) > 0, len(f.Unknown) > 0, "%s", f)
			}
		}
		for _, b := range health.Bands() {
			require.NotZero(t, seen[b.ID], "%s was never met", b.ID)
		}
	})
}

// Everything encodes and decodes back to an equal value.
func TestJSONRoundTrip(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 300 {
			a := randomActivity(r, 60)
			if a.Validate() != nil {
				continue
			}
			for f, v := range a.Factors {
				if v == metrics.Unknown && r.IntN(2) == 0 {
					delete(a.Factors, f)
				}
			}
			if len(a.Factors) == 0 {
				a.Factors = nil
			}
			var b health.Activity
			data := encode(t, a)
			require.NoError(t, json.Unmarshal(data, &b), "%s", data)
			require.Equal(t, a, b)
			c := check(t, a)
			var d health.Checkup
			data = encode(t, c)
			require.NoError(t, json.Unmarshal(data, &d), "%s", data)
			require.Equal(t, c, d)
			require.Equal(t, data, encode(t, check(t, b)), "the same bytes")
			require.Equal(t, c.String(), d.String())
		}
	})
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return data
}

// What a finding names as unknown decides it: with exact figures, and kind and
// size known, only a missing band leaves it open.
func TestExactFiguresDecide(t *testing.T) {
	a := health.Activity{Kind: health.Managed, Members: exactly(60), Core: exactly(7), Active: exactly(10), Visitors: exactly(45),
		Contributors: exactly(25), Contributions: exactly(110), SupportFTE: exactly(.1)}
	for _, f := range check(t, a).Findings {
		require.NotEqual(t, health.PlaceUnknown, f.Place, "%s", f)
		require.Empty(t, f.Unknown)
	}
	for field, clear := range map[string]func(*health.Activity){
		"kind": func(a *health.Activity) { a.Kind = health.KindUnknown }, "members": func(a *health.Activity) { a.Members = metrics.Anything() },
		"core": func(a *health.Activity) { a.Core = metrics.Anything() }, "active": func(a *health.Activity) { a.Active = metrics.Anything() },
		"visitors":      func(a *health.Activity) { a.Visitors = metrics.Anything() },
		"contributors":  func(a *health.Activity) { a.Contributors = metrics.Anything() },
		"contributions": func(a *health.Activity) { a.Contributions = metrics.Anything() },
		"supportFTE":    func(a *health.Activity) { a.SupportFTE = metrics.Anything() },
	} {
		b := a
		clear(&b)
		var named []string
		for _, f := range check(t, b).Findings {
			if f.Place == health.PlaceUnknown {
				require.Equal(t, []string{field}, f.Unknown, "%s", f)
				named = append(named, f.Indicator.String())
			}
		}
		require.NotEmpty(t, named, field)
	}
}

// Nothing that is handed out is shared.
func TestBandsAreAnew(t *testing.T) {
	b := health.Bands()
	b[0].Range = exactly(1)
	s := health.Survey2014()
	s.Uplifts[0].Uplift = 9
	require.NotEqual(t, b[0], health.Bands()[0])
	require.NotEqual(t, s.Uplifts[0], health.Survey2014().Uplifts[0])
	require.NoError(t, health.Options{Bands: health.Bands(), Survey: health.Survey2014()}.Validate())
	ids := map[string]bool{}
	for _, b := range health.Bands() {
		require.False(t, ids[b.ID], b.ID)
		ids[b.ID] = true
		require.NotEmpty(t, b.Source.Title)
	}
	require.True(t, slices.IsSortedFunc(health.Survey2014().Uplifts, func(a, b health.Uplift) int { return int(100*b.Uplift) - int(100*a.Uplift) }))
}

// Options, events and bands are documents too.
func TestOptionsJSON(t *testing.T) {
	o := health.Options{
		Limits: health.Limits{Small: 50}, Bands: health.Bands(), Life: health.LifeLimits{Maturity: .8},
		Cuts: health.Cuts{Questions: 3}, Survey: health.Survey2014(),
	}
	var back health.Options
	require.NoError(t, json.Unmarshal(encode(t, o), &back))
	require.Equal(t, o, back)
	require.NoError(t, json.Unmarshal(encode(t, health.Options{}), &back))
	require.Zero(t, back)
	for text, want := range map[string]string{
		`{"limits":{"small":-1}}`: "health: limits.small: want a number of members above 0, have -1",
		`{"bands":[{"id":"x","indicator":"core share","kind":"unknown","range":{"low":0.1,"high":0.2},"source":{"title":"x"}}]}`: "health: bands[0].kind: a band is for one kind",
		`{"survey":{"uplifts":[{"factor":"online","uplift":-1}],"source":{"title":"x"}}}`:                                        "health: survey.uplifts[0].uplift: want 0 or more",
		`{"gate":1}`: "health: gate: unknown field",
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(text), &back), want)
		require.Zero(t, back)
	}
	e := health.Event{Member: "ann", Date: metrics.MustDate("2024-01-31"), Act: health.Joined, By: "bob"}
	require.Equal(t, `{"member":"ann","date":"2024-01-31","act":"join","by":"bob"}`, string(encode(t, e)))
	var read health.Event
	require.NoError(t, json.Unmarshal(encode(t, e), &read))
	require.Equal(t, e, read)
	require.ErrorContains(t, json.Unmarshal([]byte(`{"who":"ann"}`), &read), "health: who: unknown field")
}

// A loop may end early.
func TestEventsEndEarly(t *testing.T) {
	n := 0
	for range health.Events(health.Event{}, health.Event{}) {
		n++
		break
	}
	require.Equal(t, 1, n)
}
