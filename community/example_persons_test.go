package community_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community"
)

// Two systems list the same people; each is counted once.
func ExamplePersons() {
	personnel := "id,profession,fte\n1,Geology,0.6\n1,Law,0.4\n2,Law,1\n"
	intranet := "id,tie\n1,practising\n2,interested\n2,innovating\n3,interested\n"
	people, err := community.Persons(
		community.PersonOptions{MainRole: community.ByLargestShare, Basis: community.FTE},
		community.ReadRoster(strings.NewReader(personnel), community.RosterOptions{}),
		community.ReadRoster(strings.NewReader(intranet), community.RosterOptions{}),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range people.Members {
		fmt.Println(m.ID, m.MainRole, m.Tie, m.Weight)
	}
	for _, c := range people.Conflicts {
		fmt.Println("conflict:", c.ID, c.Kind, c.Have)
	}
	census, _, err := community.CountSlice("Geology", people.Members)
	fmt.Println(census.Practitioners(), "of", census.Total(), err)
	// Output:
	// 1 Geology practising 1
	// 2 Law unknown 1
	// 3  interested 1
	// conflict: 2 ties [innovating interested]
	// 1 of 3 <nil>
}
