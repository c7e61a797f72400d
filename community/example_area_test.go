package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func ExamplePracticeArea_Established() {
	a := community.PracticeArea{ID: "drilling engineering", Practitioners: metrics.MustBetween(90, 110), Workforce: metrics.Exactly(6000)}
	fmt.Println(a.Established(community.Threshold{}))
	fmt.Println(a.Established(community.Threshold{Practitioners: 90}))
	a.FaceToFace = true // 20 are enough where people meet
	fmt.Println(a.Established(community.Threshold{}))
	// Output:
	// unknown
	// yes
	// yes
}

// Practitioners are never more than the workforce.
func ExamplePracticeArea_Known() {
	a := community.PracticeArea{ID: "welding", Practitioners: metrics.From(12), Workforce: metrics.Exactly(80)}
	fmt.Println(a.Known(), a.Share())
	// Output: [12, 80] [0.15, 1]
}

func ExamplePracticeArea_Validate() {
	fmt.Println(community.PracticeArea{Practitioners: metrics.Exactly(90), Workforce: metrics.Exactly(80)}.Validate())
	// Output:
	// community: id: is missing
	// community: practitioners: 90 practitioners are more than the workforce of 80
}

func ExampleThreshold_Need() {
	a := community.PracticeArea{ID: "welding", Basis: community.Heads}
	m, need, source := community.Threshold{}.Need(a)
	fmt.Println(need, m.Unit)
	fmt.Println(source.Title)
	m, need, _ = community.Threshold{Share: .05}.Need(a)
	fmt.Println(need, m.Unit)
	// Output:
	// [100, ∞) practitioners (heads)
	// S. Garfield, Communities of Practice
	// [0.05, ∞) of the workforce
}

func ExampleThreshold_Have() {
	a := community.PracticeArea{ID: "welding", Practitioners: metrics.Exactly(8), Workforce: metrics.Exactly(80)}
	fmt.Println(community.Threshold{}.Have(a), community.Threshold{Share: .05}.Have(a))
	// Output: 8 0.1
}

func ExampleThreshold_Validate() {
	fmt.Println(community.Threshold{Share: 5}.Validate()) // 5 % is 0.05
	// Output: community: share: want a share above 0 and up to 1, have 5
}

// What is missing, whether the organisation can reach it, and from where.
func ExamplePracticeArea_Shortfall() {
	for _, a := range []community.PracticeArea{
		{ID: "km", Practitioners: metrics.Exactly(85.29), Workforce: metrics.Exactly(10409.22)},
		{ID: "km", Practitioners: metrics.Exactly(60), Workforce: metrics.Exactly(80)},
		{ID: "km", Practitioners: metrics.UpTo(40), Workforce: metrics.Exactly(50_000)},
	} {
		s := a.Shortfall(community.Threshold{})
		if s.Reachable == metrics.No {
			fmt.Printf("a workforce of %s can't reach %s\n", a.Workforce, s.Need)
			continue
		}
		fmt.Printf("%s missing to %s; %s\n", s.Missing, s.Need, s.Lever)
	}
	// Output:
	// 14.71 missing to [100, ∞); embedded roles
	// a workforce of 80 can't reach [100, ∞)
	// [60, 100] missing to [100, ∞); central team
}
