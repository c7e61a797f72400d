package community_test

import (
	"encoding/json"
	"fmt"

	"example.com/kmaturity/community"
)

// An early community of knowledge management people.
func ExampleCensus_Nature() {
	n := community.Census{Interested: 50 * community.Person, Innovating: 30 * community.Person}.Nature()
	fmt.Println(n)
	practice, interest, innovation := n.Place()
	fmt.Println(practice, interest, innovation)
	// Output:
	// between interest and innovation
	// 0 0.625 0.375
}

// What isn't known leaves several natures possible.
func ExampleNature_Possible() {
	c := community.Census{Practising: 60 * community.Person, Unknown: 40 * community.Person}
	for t := range c.Nature().Possible() {
		fmt.Println(t)
	}
	fmt.Println("certain:", c.Nature().Type())
	fmt.Println(community.Census{}.Nature())
	// Output:
	// practice
	// between practice and interest
	// between practice and innovation
	// certain: unknown
	// cannot tell: nobody is counted
}

// The share from which on a tie counts is a policy.
func ExampleCensus_NatureAt() {
	c := community.Census{Practising: 78 * community.Person, Interested: 22 * community.Person}
	strict, _ := c.NatureAt(community.DefaultCounting())
	loose, _ := c.NatureAt(community.Fraction{Num: 1, Den: 5})
	fmt.Printf("at %s: %s\nat 1/5: %s\n", community.DefaultCounting(), strict, loose)
	_, err := c.NatureAt(community.Fraction{Num: 1, Den: 3})
	fmt.Println(err)
	// Output:
	// at 1/4: practice
	// at 1/5: between practice and interest
	// community: the share from which on a tie counts must be above 0 and below 1/3, have 1/3
}

func ExampleNature_MarshalJSON() {
	data, err := json.Marshal(community.Census{Practising: 9, Unknown: 1}.Nature())
	fmt.Println(string(data), err)
	// Output: {"possible":["practice"],"practice":{"low":0.9,"high":1},"interest":{"low":0,"high":0.1},"innovation":{"low":0,"high":0.1}} <nil>
}

func ExampleParseFraction() {
	q, err := community.ParseFraction("2/7")
	fmt.Println(q.Num, q.Den, err)
	_, err = community.ParseFraction("25 %")
	fmt.Println(err)
	// Output:
	// 2 7 <nil>
	// want a fraction such as 1/4, have "25 %"
}
