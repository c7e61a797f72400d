package maturity

import "example.com/kmaturity/internal/enum"

// Form is the form of a KM network.
type Form uint8

// The forms. Their texts, "unknown", "network of champions", "mixed network"
// and "community of practice", are frozen.
const (
	FormUnknown         Form = iota
	NetworkOfChampions       // volunteers: between interest and innovation
	MixedNetwork             // role holders and champions
	CommunityOfPractice      // people whose main role is KM
)

var forms = enum.Names{"unknown", "network of champions", "mixed network", "community of practice"}

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
