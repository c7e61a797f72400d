package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
)

func ExampleFoldProfession() {
	for _, spelling := range []string{
		"Knowledge & Information  Management (KIM)", "Digital, Data &amp; Technology", "Information Technoology", "Not reported", "OTHER",
	} {
		fmt.Printf("%q\n", community.FoldProfession(spelling))
	}
	// Output:
	// "Knowledge and information management"
	// "Digital, data and technology"
	// "Information technology"
	// ""
	// "Other"
}
