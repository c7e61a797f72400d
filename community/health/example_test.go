package health_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// From a log and the list of members to what they say of the community.
func Example() {
	const export = `member,date,act,topic,by
ann,2024-01-10,question,welds,
bob,2024-01-11,answer,welds,
cyd,2024-01-12,answer,welds,
ann,2024-02-10,contribution,,
ann,2024-03-10,question,pipes,
team,2024-03-11,answer,pipes,
dan,2024-03-20,visit,,
dan,2024-03-01,join,,ann
guest,2024-03-05,question,pipes,
`
	log := health.ReadLog(strings.NewReader(export), health.LogOptions{})
	activity, notes, err := health.Observe(log, health.Community{
		Kind: health.Managed, From: metrics.MustDate("2024-01-01"), Months: 3,
		Members: []string{"ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal"}, Organisers: []string{"team"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	activity.Factors = map[health.Factor]metrics.Answer{health.Online: metrics.Yes, health.BusinessCase: metrics.No}
	checkup, err := health.Check(activity, health.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(notes.Outsiders, "event by people who aren't members:", notes.OutsiderIDs)
	fmt.Print(checkup)
	// Output:
	// 1 event by people who aren't members: [guest]
	// kind: managed; size: small (small below 100 members, large above 50000)
	// core share: 12.5 % of members (1 of 8), within 10 to 15 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// active share: 25 % of members (2 of 8), above 15 to 20 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// peripheral share: 62.5 % of members (5 of 8), below 65 to 75 % for managed communities (the rest, worked out from E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// visiting share: 25 % of members, a month (2 of 8), below 75 % or more for small managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributing share: 83.3 % of visitors, a month (1.67 of 2), within 50 % or more for small managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions each: 1 contributions per contributor and month (1.67 of 1.67), below 4 to 5 for small managed communities (N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions per member-month: 0.208 (1.67 of 8), below 1.5 or more for small managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012)
	// support load: 0 or more FTE per 1,000 members (0 or more of 8), cannot tell whether in 0.75 to 3 for managed communities (our reading, within a factor of 2, of N. Milton, Survey on CoP resources, 2011); needed: supportFTE
	// life cycle: establishment (members make 71.4 % of the activity and 100 % of the growth; more than 50 % and 90 % of both are asked)
	// questions on pipes: research gap (1 questions, 1 answers each)
	// questions on welds: exchange (1 questions, 2 answers each)
	// success factors: 1 of 10 present, 1 absent, 8 unknown; next: business case (uplift 23 %); ask about charter (uplift 26 %), performance contract (uplift 24 %)
}

// A finding says which band was used, why, and what would decide.
func ExampleCheck() {
	for _, a := range []health.Activity{
		{Kind: health.Managed, Members: metrics.Exactly(120), Core: metrics.Exactly(15)},
		{Kind: health.OpenOnline, Members: metrics.Exactly(120), Core: metrics.Exactly(15)},
		{Members: metrics.Exactly(120), Core: metrics.Exactly(15)},
		{Kind: health.Managed, Members: metrics.MustBetween(90, 160), Core: metrics.Exactly(15)},
		{Kind: health.Managed, Members: metrics.Exactly(0)},
	} {
		checkup, err := health.Check(a, health.Options{})
		if err != nil {
			fmt.Println(err)
		}
		fmt.Println(checkup.Finding(health.CoreShare))
	}
	// Output:
	// core share: 12.5 % of members (15 of 120), within 10 to 15 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// core share: 12.5 % of members (15 of 120), above 0.5 to 2 % for open online communities (our reading, within a factor of 2, of J. Nielsen, The 90-9-1 rule for participation inequality, 2006)
	// core share: 12.5 % of members (15 of 120), cannot tell: kind unknown, 10 to 15 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002) or 0.5 to 2 % for open online communities (our reading, within a factor of 2, of J. Nielsen, The 90-9-1 rule for participation inequality, 2006); needed: kind
	// core share: 9.38 to 16.7 % of members (15 of 90 to 160), cannot tell whether in 10 to 15 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002); needed: members
	// core share: 0 to 100 % of members (0 of 0), cannot tell: it would be of nobody
}

// Levels of monthly activity are published for small and for large communities.
func ExampleCheck_size() {
	for _, members := range []metrics.Interval{metrics.Exactly(60), metrics.Exactly(600), metrics.Exactly(60_000), metrics.From(40_000)} {
		checkup, _ := health.Check(health.Activity{Kind: health.Managed, Members: members, Contributions: metrics.Exactly(120)}, health.Options{})
		fmt.Println(checkup.Finding(health.ContributionsPerMember))
	}
	// Output:
	// contributions per member-month: 2 (120 of 60), within 1.5 or more for small managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions per member-month: 0.2 (120 of 600), cannot tell: no band for this size
	// contributions per member-month: 0.002 (120 of 60000), below 0.03 or more for large managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions per member-month: 0 to 0.003 (120 of 40000 or more), cannot tell: size not known well enough, 0.03 or more for large managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012); needed: members
}

// What contradicts itself is refused, with every fault and its path.
func ExampleActivity_Validate() {
	fmt.Println(health.Activity{Members: metrics.Exactly(50), Core: metrics.Exactly(60), Months: -1}.Validate())
	// Output:
	// health: months: want 1 or more, have -1
	// health: core: 60 core members are more than the members, 50
}

func ExamplePortion_Share() {
	fmt.Println(health.Portion{Count: metrics.MustBetween(30, 40), Of: metrics.Exactly(50)}.Share())
	fmt.Println(health.Portion{Count: metrics.Exactly(0), Of: metrics.Exactly(0)}.Share()) // of nothing
	// Output:
	// [0.6, 0.8]
	// [0, 1]
}

// Every band says for whom it is, and whose it is.
func ExampleBands() {
	for _, b := range health.Bands() {
		fmt.Println(b.Indicator, b)
	}
	// Output:
	// core share 10 to 15 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// active share 15 to 20 % for managed communities (E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// peripheral share 65 to 75 % for managed communities (the rest, worked out from E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice, 2002)
	// core share 0.5 to 2 % for open online communities (our reading, within a factor of 2, of J. Nielsen, The 90-9-1 rule for participation inequality, 2006)
	// active share 4.5 to 18 % for open online communities (our reading, within a factor of 2, of J. Nielsen, The 90-9-1 rule for participation inequality, 2006)
	// peripheral share 80 to 95 % for open online communities (the rest, worked out from our reading of J. Nielsen, The 90-9-1 rule for participation inequality, 2006)
	// visiting share 75 % or more for small managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributing share 50 % or more for small managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions each 4 to 5 for small managed communities (N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions per member-month 1.5 or more for small managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012)
	// visiting share 10 % or more for large managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributing share 15 % or more for large managed communities (our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions each 2 to 3 for large managed communities (N. Milton, How loud is a buzzing community of practice?, 2012)
	// contributions per member-month 0.03 or more for large managed communities (the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?, 2012)
	// support load 0.75 to 3 for managed communities (our reading, within a factor of 2, of N. Milton, Survey on CoP resources, 2011)
}

func ExampleLimits_Sizes() {
	fmt.Println(health.Limits{}.Sizes(metrics.MustBetween(80, 120)))
	// Output: [small between]
}

func ExampleOptions_Validate() {
	fmt.Println(health.Options{Life: health.LifeLimits{Maturity: 90}}.Validate()) // 90 % is 0.9
	// Output: health: life.maturity: want a share from 0 to 1, have 90
}
