package community_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"

	"example.com/kmaturity/community"
)

// A blank main role is unknown, not none; a row of 0 FTE is no member.
func ExampleReadRoster() {
	const extract = `Profession,FTE
Knowledge & Information Management,2.5
Knowledge and Information Management (KIM),1
Policy,4
,3
Policy,0
`
	var notes community.RosterNotes
	roster := community.ReadRoster(strings.NewReader(extract), community.RosterOptions{Notes: &notes})
	census, _, err := community.Count("Knowledge and information management", roster)
	fmt.Println(census.Practitioners(), "of", census.Total(), err)
	fmt.Printf("%+v\n", notes)
	// Output:
	// [3.5, 6.5] of 10.5 <nil>
	// {Basis:FTE Rows:5 ZeroWeight:1 NoMainRole:1 Unused:[]}
}

// Every fault of a file comes with its line and column.
func ExampleReadRoster_faults() {
	const extract = "profession,fte\nLaw,two\nLaw\nLaw,1\nLaw,\"1,200\"\n"
	for member, err := range community.ReadRoster(strings.NewReader(extract), community.RosterOptions{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(member.MainRole, member.Weight)
	}
	// Output:
	// community: line 2, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "two"
	// community: line 3: a truncated row: it has 1 field, the header has 2
	// Law 1
	// community: line 5, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "1,200"
}

// A file may be JSON lines, and packed; its first bytes say so.
func ExampleReadRoster_objects() {
	const extract = `{"id": 7, "profession": "Geology", "fte": 0.5, "main": true}
{"id": 8, "profession": null, "fte": 1}
{"id": 9, "profession": "Geology", "fte": "half"}
`
	var file bytes.Buffer
	w := gzip.NewWriter(&file)
	fmt.Fprint(w, extract)
	w.Close()
	for member, err := range community.ReadRoster(&file, community.RosterOptions{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s %q %s\n", member.ID, member.MainRole, member.Weight)
	}
	// Output:
	// 7 "Geology" 0.5
	// 8 "" 1
	// community: line 3, column 43: fte: want a number of people or FTE such as 12 or 0.5, have "half"
}

// A file of another kind has a fault in every row: a few tell.
func ExampleRosterOptions_stopAfter() {
	extract := "profession,fte\n" + strings.Repeat("Law,full time\n", 1_000_000)
	for _, err := range community.ReadRoster(strings.NewReader(extract), community.RosterOptions{StopAfter: 2}) {
		fmt.Println(err)
	}
	// Output:
	// community: line 2, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "full time"
	// community: line 3, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "full time"
	// community: there may be more: reading stopped after the faults of 2 rows, as asked
}

// Columns of other names are mapped.
func ExampleColumns() {
	const extract = "nr,team,job,how they relate\n7,North,geology,interested\n"
	for member, err := range community.ReadRoster(strings.NewReader(extract), community.RosterOptions{
		Columns: community.Columns{ID: "nr", Function: "team", MainRole: "job", Tie: "how they relate"},
	}) {
		fmt.Printf("%+v %v\n", member, err)
	}
	// Output: {ID:7 Function:North MainRole:Geology Tie:interested Main:unknown AsOf: Weight:0} <nil>
}

func ExampleErrNoRows() {
	_, _, err := community.Areas(community.ReadRoster(strings.NewReader("profession,fte\n"), community.RosterOptions{}), community.FTE)
	fmt.Println(errors.Is(err, community.ErrNoRows))
	// Output: true
}

// Every practice area of an organisation in one pass.
func ExampleAreas() {
	const extract = "profession,fte\nPolicy,4\nLaw,120\nOther,6\n,2\nPolicy,1\n"
	areas, notes, err := community.Areas(community.ReadRoster(strings.NewReader(extract), community.RosterOptions{}), community.FTE)
	if err != nil {
		fmt.Println(err)
	}
	for _, a := range areas {
		fmt.Printf("%s: %s of %s %s, established: %s\n", a.Name, a.Practitioners, a.Workforce, a.Basis, a.Established(community.Threshold{}))
	}
	fmt.Println(notes.Members, "rows")
	// Output:
	// Law: [120, 122] of 133 FTE, established: yes
	// Policy: [5, 7] of 133 FTE, established: no
	// 5 rows
}
