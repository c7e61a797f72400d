package community_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func TestText(t *testing.T) {
	a, b := metrics.MustDate("2024-01-01"), metrics.MustDate("2024-07-01")
	for want, v := range map[string]interface{ String() string }{
		"HQ, 2024-01-01 to 2024-07-01: coverage break: 100, then 40.5":                                                     community.Flag{Kind: community.CoverageBreak, Unit: "HQ", From: a, To: b, Before: 100 * person, After: 40_500_000},
		"2024-01-01 to 2024-07-01: relabelling: 100 in Law fell to nothing, 99 more in no known main role":                 community.Flag{Kind: community.Relabelling, From: a, To: b, Role: "Law", Before: 100 * person, After: 99 * person},
		"7: ties: innovating, interested":                                                                                  community.Conflict{ID: "7", Kind: community.TiesConflict, Have: []string{"innovating", "interested"}},
		"2024-01-01, 7: over one: 1.5":                                                                                     community.Conflict{ID: "7", AsOf: a, Kind: community.OverOne, Have: []string{"1.5"}},
		"practising: whether it counts isn't known":                                                                        community.Line{Tie: community.Practising},
		"practising: doesn't count, and at this pace it never begins to":                                                   community.Line{Tie: community.Practising, Counts: no, Crosses: no},
		"interested: counts, and whether and when it ceases to can't be told":                                              community.Line{Tie: community.Interested, Counts: yes},
		"interested: counts, and at this pace it ceases to from 2024-07-01 on, if ever":                                    community.Line{Tie: community.Interested, Counts: yes, Days: metrics.From(10), First: b},
		"interested: counts, and at this pace it ceases to on 2024-07-01":                                                  community.Line{Tie: community.Interested, Counts: yes, Crosses: yes, Days: metrics.Exactly(10), First: b, Last: b},
		"interested: counts, and at this pace it ceases to between 2024-01-01 and 2024-07-01, further ahead than was seen": community.Line{Tie: community.Interested, Counts: yes, Crosses: yes, Days: metrics.MustBetween(1, 10), First: a, Last: b, Beyond: yes},
		"interested: counts, and at this pace it ceases to between 2024-01-01 and a day after 9999":                        community.Line{Tie: community.Interested, Counts: yes, Crosses: yes, Days: metrics.MustBetween(1, 1e9), First: a},
		"practice: is there, and stays at this pace":                                                                       community.Arrival{Type: community.Practice, There: yes, Comes: yes},
		"mixed: is there, and at this pace doesn't stay":                                                                   community.Arrival{Type: community.Mixed, There: yes, Comes: no},
		"between practice and interest: isn't there, and at this pace doesn't come to stay":                                community.Arrival{Type: community.PracticeInterest, There: no, Comes: no},
		"mixed: is there, and whether it stays can't be told":                                                              community.Arrival{Type: community.Mixed, There: yes},
		"practice: isn't there, and at this pace it comes to stay between 2024-01-01 and 2024-07-01":                       community.Arrival{Type: community.Practice, There: no, Comes: yes, Days: metrics.MustBetween(1, 10), First: a, Last: b},
		"practice: whether it is there isn't known, and whether and when it comes to stay can't be told":                   community.Arrival{Type: community.Practice},
	} {
		require.Equal(t, want, v.String())
	}
}
