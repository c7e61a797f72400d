package community

import "example.com/kmaturity/internal/enum"

// Form is the form of a network: how it is set up, and who is in it.
type Form uint8

// The forms. Their texts are frozen: "unknown", "network of champions", "mixed
// network", "community of practice", "community of purpose", "community of
// interest", "innovation community", "formality without a deliverable",
// "deliverable without formality". The last two are mismatches: Fix says what
// mends them.
const (
	FormUnknown         Form = iota
	NetworkOfChampions       // volunteers between interest and innovation (R1, R9)
	MixedNetwork             // role holders beside the interested and the innovating (R9)
	CommunityOfPractice      // people whose main role is the topic
	CommunityOfPurpose       // appointed people who owe the business a deliverable
	CommunityOfInterest      // people who want to know about the topic and do something else
	InnovationCommunity      // people who are creating a practice that doesn't exist yet (our definition)
	FormalityAlone           // appointed people who owe nothing: a mismatch
	DeliverableAlone         // volunteers who owe a deliverable: a mismatch
)

var forms = enum.Names{
	"unknown", "network of champions", "mixed network", "community of practice", "community of purpose",
	"community of interest", "innovation community", "formality without a deliverable", "deliverable without formality",
}

// Forms yields every form, FormUnknown first.
func Forms(yield func(Form) bool) {
	for i := range forms {
		if !yield(Form(i)) {
			return
		}
	}
}

// ParseForm reads the text of a form.
func ParseForm(s string) (Form, error) {
	v, err := forms.Parse("Form", s)
	return Form(v), err
}

// String returns the form's text, "Form(9)" for a value that is none.
func (f Form) String() string { return forms.Text("Form", uint8(f)) }

// AppendText appends the form's text; an invalid form is an error.
func (f Form) AppendText(b []byte) ([]byte, error) { return forms.Append("Form", b, uint8(f)) }

// MarshalText returns the form's text; an invalid form is an error.
func (f Form) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (f *Form) UnmarshalText(text []byte) (err error) {
	*f, err = ParseForm(string(text))
	return err
}

// Fix returns what mends a form that is a mismatch, NoFix for one that isn't.
func (f Form) Fix() Fix {
	switch f {
	case FormalityAlone:
		return RelaxFormality
	case DeliverableAlone:
		return AddFormality
	}
	return NoFix
}
