package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
)

// A weight that isn't given is one person.
func ExampleMember_Amount() {
	one := community.Member{ID: "17", Tie: community.Practising}
	posts := community.Member{MainRole: "Law", Weight: 3*community.Person + community.Person/2}
	fmt.Println(one.Amount(), posts.Amount())
	// Output:
	// 1 3.5
}
