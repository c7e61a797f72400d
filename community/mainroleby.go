package community

import "example.com/kmaturity/internal/enum"

// MainRoleBy says what decides the main role of a person who has several.
type MainRoleBy uint8

// The rules. Their texts, "agreement", "largest share" and "declaration", are
// frozen.
const (
	ByAgreement    MainRoleBy = iota // nothing does: of several roles none is known to be the main one
	ByLargestShare                   // the role with the largest share of their FTE, if one is larger than any other can be
	ByDeclaration                    // the role of the row that is declared to be the main one: Member.Main
)

var mainRoleRules = enum.Names{"agreement", "largest share", "declaration"}

// MainRoleRules yields every rule, ByAgreement first.
func MainRoleRules(yield func(MainRoleBy) bool) {
	for i := range mainRoleRules {
		if !yield(MainRoleBy(i)) {
			return
		}
	}
}

// ParseMainRoleBy reads the text of a rule.
func ParseMainRoleBy(s string) (MainRoleBy, error) {
	v, err := mainRoleRules.Parse("MainRoleBy", s)
	return MainRoleBy(v), err
}

// String returns the rule's text, "MainRoleBy(9)" for a value that is none.
func (m MainRoleBy) String() string { return mainRoleRules.Text("MainRoleBy", uint8(m)) }

// AppendText appends the rule's text; an invalid rule is an error.
func (m MainRoleBy) AppendText(b []byte) ([]byte, error) {
	return mainRoleRules.Append("MainRoleBy", b, uint8(m))
}

// MarshalText returns the rule's text; an invalid rule is an error.
func (m MainRoleBy) MarshalText() ([]byte, error) { return m.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (m *MainRoleBy) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMainRoleBy(string(text))
	return err
}
