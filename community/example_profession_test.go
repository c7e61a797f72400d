package community_test

import (
	"fmt"
	"strings"

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

// An organisation's own spellings are corrected beside those known here.
func ExampleFoldWith() {
	fold, err := community.FoldWith(map[string]string{
		"KM":         "Knowledge mgmt",
		"Info. Mgmt": "Knowledge mgmt",
		"Contractor": "", // says nothing of a profession
	})
	fmt.Println(err)
	const extract = "profession\nkm\nINFO. MGMT (IM)\nMedical\nContractor\n"
	for member := range community.ReadRoster(strings.NewReader(extract), community.RosterOptions{Fold: fold}) {
		fmt.Printf("%q\n", member.MainRole)
	}
	_, err = community.FoldWith(map[string]string{"KM": "Knowledge mgmt", "Knowledge mgmt": "KM"})
	fmt.Println(err)
	// Output:
	// <nil>
	// "Knowledge mgmt"
	// "Knowledge mgmt"
	// "Medicine"
	// ""
	// community: corrections.KM: leads in a circle: none of its names is the last
	// community: corrections["Knowledge mgmt"]: leads in a circle: none of its names is the last
}
