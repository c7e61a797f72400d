package community_test

import (
	"encoding/json"
	"fmt"

	"example.com/kmaturity/community"
)

// A main role makes a practitioner; a stated tie goes before it, and where the
// two disagree the notes say so.
func ExampleCount() {
	const topic = "Geology"
	census, notes, err := community.Count(topic, community.Members(
		community.Member{ID: "ann", MainRole: topic},
		community.Member{ID: "bo", MainRole: "Finance"},                            // doesn't practise; interested or not isn't known
		community.Member{ID: "cy", MainRole: "Finance", Tie: community.Interested}, // says so
		community.Member{ID: "di", MainRole: topic, Tie: community.Innovating},     // contradicts the main role
		community.Member{ID: "ed"},                                                 // nobody knows
	))
	fmt.Println(err)
	fmt.Printf("%d members, %d in conflict\n", notes.Members, notes.Conflicts)
	fmt.Printf("%+v\n", census)
	fmt.Println("practitioners:", census.Practitioners(), "share:", census.PractisingShare())
	// Output:
	// <nil>
	// 5 members, 1 in conflict
	// {Practising:1 Interested:1 Innovating:1 Elsewhere:1 Unknown:1}
	// practitioners: [1, 2] share: [0.2, 0.4]
}

func ExampleCountSlice() {
	census, _, err := community.CountSlice("Geology", []community.Member{
		{MainRole: "Geology", Weight: 2_500_000}, // a group of posts of 2.5 FTE
		{MainRole: "Law"},                        // no weight: one person
	})
	fmt.Println(census.Practising, "of", census.Total(), err)
	// Output: 2.5 of 3.5 <nil>
}

// Every fault is reported at once, and a part of a census never passes for the
// whole.
func ExampleCount_faults() {
	census, _, err := community.Count("Geology", community.Members(
		community.Member{Weight: -1}, community.Member{MainRole: "Geology"}, community.Member{Tie: 7},
	))
	fmt.Println(err)
	fmt.Println(census == community.Census{})
	// Output:
	// community: members[0].weight: a weight can't be negative, have -0.000001
	// community: members[2].tie: Tie(7) is no tie
	// true
}

// Any engine can count in parts: the censuses add up.
func ExampleCensus_Add() {
	north := community.Census{Practising: 40 * community.Person, Unknown: 5 * community.Person}
	south := community.Census{Practising: 60 * community.Person, Elsewhere: 20 * community.Person}
	both := north.Add(south)
	fmt.Println(both.Practitioners(), both == south.Add(north))
	// Output: [100, 105] true
}

func ExampleCensus_PractisingShare() {
	c := community.Census{Practising: 10 * community.Person, Elsewhere: 8 * community.Person, Unknown: 2 * community.Person}
	share := c.PractisingShare()
	fmt.Printf("%s of %s members; at least half: %s\n", share, c.Total(), share.AtLeast(.5))
	// Output: [0.5, 0.6] of 20 members; at least half: yes
}

func ExampleCensus_Validate() {
	fmt.Println(community.Census{Interested: -community.Person}.Validate())
	var c community.Census
	fmt.Println(json.Unmarshal([]byte(`{"practising": 3, "practitioners": 3}`), &c))
	// Output:
	// community: interested: a number of people can't be negative, have -1
	// community: practitioners: unknown field
}
