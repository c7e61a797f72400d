package main

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
)

// embeddedOnce is the account of the embedded data.
var embeddedOnce = sync.OnceValues(func() (account, error) { return input{}.tell(nil) })

func embeddedAccount(t *testing.T) account {
	a, err := embeddedOnce()
	require.NoError(t, err)
	return a
}

// What -json writes is the whole account.
func TestJSON(t *testing.T) {
	require.Empty(t, cmp.Diff(embeddedAccount(t), told(t, "")))
}

// The published levels lie within what the answers allow, but for one.
func TestWithin(t *testing.T) {
	a := embeddedAccount(t)
	require.Equal(t, [2]int{249, 249}, [2]int{a.Rounds[0].Within, a.Rounds[0].Of})
	require.Equal(t, [2]int{244, 245}, [2]int{a.Rounds[1].Within, a.Rounds[1].Of})
	require.Len(t, a.Contradictions, 1)
	c := a.Contradictions[0]
	require.Equal(t, []string{"NTSB", "FY24", "Very Low", "Low to Moderate"}, []string{c.Unit, c.Round, c.Published, span(c.Allowed)})
	require.True(t, c.Score.LowOpen())
	low, _ := c.Score.Low()
	high, _ := c.Score.High()
	require.InDelta(t, 12.0/9, low, 1e-11)
	require.InDelta(t, 21.0/9, high, 1e-11)
}

// The moves by two accounts, and the six that only one of them calls moves.
func TestMoves(t *testing.T) {
	a := embeddedAccount(t)
	m := a.Moves
	require.Equal(t, []int{230, 19, 15}, []int{m.Common, len(m.OnlyBefore), len(m.OnlyAfter)})
	require.Equal(t, tally{Down: 35, Same: 111, UpOne: 75, Up: 9}, m.Published)
	require.Equal(t, tally{Down: 36, Same: 115, UpOne: 70, Up: 9}, m.Own)
	require.Equal(t, tally{Down: 5, Same: 2, UpOne: 13, Up: 1, Open: 209}, m.ByRule)
	require.Equal(t, []restatement{
		{"CD", "Criminal Division", "Very Low", "Low", "Low", true},
		{"DAU", "Defense Acquisition University", "Moderate", "High", "High", true},
		{"DCMA", "Defense Contract Management Agency", "Moderate", "High", "High", true},
		{"FDIC", "Federal Deposit Insurance Corporation", "Low", "Moderate", "Moderate", true},
		{"NCUA", "National Credit Union Administration", "Moderate", "High", "High", true},
		{"NRC", "Nuclear Regulatory Commission", "Low", "Moderate", "Low", true},
	}, m.Restatements)
	require.Len(t, m.Moved, 36+70+9)
	require.Len(t, m.Areas, 9)
	for d, area := range m.Areas { // as the answers themselves have it
		var want tally
		rounds, err := embedded(data)
		require.NoError(t, err)
		before := map[string]string{}
		for _, u := range rounds[0].units {
			before[u.ID] = u.Facts[d].Answer
		}
		for _, u := range rounds[1].units {
			if was, ok := before[u.ID]; ok {
				switch steps := a.place(u.Facts[d].Answer) - a.place(was); {
				case steps < 0:
					want.Down++
				case steps == 0:
					want.Same++
				case steps == 1:
					want.UpOne++
				default:
					want.Up++
				}
			}
		}
		require.Equal(t, areaMoves{dimensions[d], want}, area)
	}
	// Lit, by the levels themselves: those of the earlier year as the later one gives them.
	lit, was, is, out := a.place("Moderate"), 0, 0, 0
	rounds, err := embedded(data)
	require.NoError(t, err)
	for _, u := range rounds[1].units {
		if u.before != "" {
			before, now := a.place(u.before) >= lit, a.place(u.published) >= lit
			for _, x := range []struct {
				n  *int
				is bool
			}{{&was, before}, {&is, now}, {&out, before && !now}} {
				if x.is {
					*x.n++
				}
			}
		}
	}
	require.Equal(t, []int{230, was, is, out}, []int{m.Fire.Units, m.Fire.Before.Certain, m.Fire.After.Certain, len(m.Fire.WentOut)})
}

// What isn't performed counts as it is published: left out, four totals of FY23
// couldn't be right.
func TestNotPerformed(t *testing.T) {
	n := embeddedAccount(t).NotPerformed
	require.Equal(t, []int{42, 41}, []int{n.Answers, n.Highest})
	require.Equal(t, []string{"PFPA, FY23: acquisition is High"}, n.Others)
	var ids []string
	for _, c := range n.Dropped {
		require.Equal(t, "FY23", c.Round)
		ids = append(ids, c.Unit)
	}
	require.Equal(t, []string{"BVA", "NCA", "VBA", "VHA"}, ids)
}

// The picture without averages: as many units as were published at each level, and
// the weakest area of each is what its least answer says.
func TestFire(t *testing.T) {
	a := embeddedAccount(t)
	for i, want := range [][]int{{27, 81, 101, 31, 9}, {29, 61, 76, 65, 14}} {
		f := a.Rounds[i].Fire
		var have []int
		for _, l := range f.Published.Levels {
			require.Equal(t, l.Certain, l.Possible)
			have = append(have, l.Certain)
		}
		require.Equal(t, want, have)
		require.Equal(t, []string{"Very Low", "Very High", "4"}, []string{span(f.Published.Minimum), span(f.Published.Maximum), f.Published.Steps.String()})
		require.Zero(t, f.Uneven)
		rounds, err := embedded(data)
		require.NoError(t, err)
		weakest := make([]int, len(order))
		for k, u := range rounds[i].units {
			least, greatest := len(order), -1
			for _, fact := range u.Facts {
				at := a.place(fact.Answer)
				least, greatest = min(least, at), max(greatest, at)
			}
			weakest[least]++
			s := a.Rounds[i].Units[k]
			require.Equal(t, maturity.LevelRange{Lowest: order[least], Highest: order[least]}, s.Weakest, u.ID)
			for d, r := range s.Profile {
				require.Equal(t, []string{u.Facts[d].Measure, u.Facts[d].Answer, u.Facts[d].Answer}, []string{r.Area, r.Lowest, r.Highest})
			}
		}
		for k, l := range f.Weakest.Levels {
			require.Equal(t, weakest[k], l.Certain, l.Level)
		}
	}
}

// Before the second year has ended there is one, and nothing moved.
func TestFirstYearAlone(t *testing.T) {
	a, err := input{asOf: "2024-09-29"}.tell(nil)
	require.NoError(t, err)
	require.Len(t, a.Rounds, 1)
	require.Nil(t, a.Moves)
	require.Empty(t, a.Contradictions)
}

func TestFromPicture(t *testing.T) {
	const grid = "The grid shows "
	for _, tt := range []struct{ text, published, before, err string }{
		{grid + "an increase from Very Low maturity in FY23 to Low maturity in FY24, and no change from High conformance in FY23 to High conformance in FY24", "Low", "Very Low", ""},
		{grid + "no change from Very High maturity in FY23 to Very High maturity in FY24, and ", "Very High", "Very High", ""},
		{"The grid indicates Low maturity and High conformance in FY24.", "Low", "", ""},
		{grid + "a decrease from Low maturity in FY23 to Very Low maturity in FY24, and ", "Low", "", "the picture's text says Very Low, and published is Low"},
		{grid + "a decrease from Low maturity in FY23 to High maturity in FY24, and ", "High", "", "the picture's text calls it a decrease from Low to High"},
		{grid + "no change from Low conformance in FY23 to Low conformance in FY24", "Low", "", "the picture's text tells no maturity"},
	} {
		before, err := fromPicture(tt.text, tt.published)
		require.Equal(t, tt.before, before)
		if tt.err == "" {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, tt.err)
		}
	}
}
