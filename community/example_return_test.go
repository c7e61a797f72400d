package community_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community"
)

// One file of the returns of two days: the KM posts seem to be gone, but
// they were only given another name.
func ExampleHistories() {
	file := `unit,as of,profession,fte
Archive,2023-03-31,Knowledge and Information Management,120
Archive,2023-03-31,Law,14.5
Archive,2023-09-30,Records,121.5
Archive,2023-09-30,Law,15
`
	returns, _, err := community.Returns(community.ReadRoster(strings.NewReader(file), community.RosterOptions{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	histories, err := community.Histories(returns, community.FTE, community.FlagOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range histories {
		fmt.Print(h.Area, ":")
		for _, a := range h.Points {
			fmt.Print(" ", a.Practitioners)
		}
		for _, f := range h.Flags {
			fmt.Printf(" (%s: %s into %s)", f.Kind, f.Role, f.Into)
		}
		fmt.Println()
	}
	// Output:
	// Knowledge and information management: 120 0 (relabelling: Knowledge and information management into Records)
	// Law: 14.5 15
	// Records: 0 121.5 (relabelling: Knowledge and information management into Records)
}

// Areas that aren't established, but nearly, and what each lacks.
func ExampleShortfall_Near() {
	file := "profession,fte\nLaw,85.5\nPolicy,120\nFinance,12\n"
	areas, _, err := community.Areas(community.ReadRoster(strings.NewReader(file), community.RosterOptions{}), community.FTE)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range areas {
		s := a.Shortfall(community.Threshold{})
		fmt.Println(a.ID, "established:", s.Established, "near:", s.Near(community.NearMiss), "missing:", s.Missing)
	}
	// Output:
	// Policy established: yes near: no missing: 0
	// Law established: no near: yes missing: 14.5
	// Finance established: no near: no missing: 88
}

// What moved between two returns and may be no more than another name.
func ExampleFlags() {
	file := "unit,as of,profession,fte\nArchive,2023-03-31,Information,120\nArchive,2023-09-30,Records,121.5\n"
	returns, _, err := community.Returns(community.ReadRoster(strings.NewReader(file), community.RosterOptions{}))
	if err != nil {
		fmt.Println(err)
		return
	}
	flags, err := community.Flags(returns, community.FlagOptions{})
	for _, f := range flags {
		fmt.Println(f.Kind, f.From, f.To, f.Role, f.Before, f.Into, f.After, err)
	}
	// Output:
	// relabelling 2023-03-31 2023-09-30 Information 120 Records 121.5 <nil>
}
