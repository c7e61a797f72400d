package web

import (
	"context"
	"fmt"
)

// Role is what somebody may do. A greater role may do all that a smaller one may.
type Role uint8

// The roles, with their texts in a file of tokens.
const (
	Nobody   Role = iota // hasn't said who they are
	Reader               // "reader": reads
	Editor               // "editor": changes the slate
	Approver             // "approver": seals contracts
)

var roleTexts = [...]string{"nobody", "reader", "editor", "approver"}

// String returns the role's text.
func (r Role) String() string {
	if int(r) < len(roleTexts) {
		return roleTexts[r]
	}
	return fmt.Sprintf("Role(%d)", uint8(r))
}

// ParseRole reads the text of a role that a token can have.
func ParseRole(s string) (Role, error) {
	for r := Reader; r <= Approver; r++ {
		if s == r.String() {
			return r, nil
		}
	}
	return Nobody, fmt.Errorf("want reader, editor or approver, have %.40q", s)
}

// Person is who makes a request.
type Person struct {
	Name string
	Role Role
}

type personKey struct{}

// person is who makes the request of ctx.
func person(ctx context.Context) Person {
	if c, ok := ctx.Value(personKey{}).(*Person); ok {
		return *c
	}
	return Person{}
}
