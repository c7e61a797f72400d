package community_test

import (
	"fmt"
	"log"
	"os"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// From an extract of a personnel system to the standing of knowledge management.
func Example() {
	file, err := os.Open("testdata/uk-organograms/home_office-2012-09-30-junior.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	topic := community.FoldProfession("Knowledge & Information Management")
	census, _, err := community.Count(topic, community.ReadRoster(file, community.RosterOptions{}))
	if err != nil {
		log.Fatal(err)
	}
	area := community.PracticeArea{
		ID: topic, Practitioners: census.Practitioners(), Workforce: metrics.Exactly(census.Total().Float()),
		Basis: community.FTE, Scope: "junior posts in the return",
	}
	s := area.Shortfall(community.Threshold{})
	fmt.Printf("%s of %s FTE (%s)\n", area.Practitioners, area.Workforce, area.Scope)
	fmt.Printf("established: %s, missing %s %s\n", s.Established, s.Missing, s.Measure.Unit)
	fmt.Println("could come from:", s.Lever)
	// Output:
	// 85.29 of 10409.22 FTE (junior posts in the return)
	// established: no, missing 14.71 practitioners (FTE)
	// could come from: embedded roles
}
