package web

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// form is a form as it is shown: fields in groups, what is wrong with what was typed,
// and what others changed meanwhile.
type form struct {
	Base      int64 // the revision that it was made on
	Groups    []*group
	Problems  []fault
	Meanwhile []string // labels of fields that others changed
	Whose     string   // that is, who made the revision that is current
	Fields    []*field // all, in order

	rows map[string][]int // of lists, which row each item that was read stood in
}

// group is a fieldset.
type group struct {
	Legend, Hint string
	Fields       []*field
}

// field is one input. Its name is the path that the library gives to faults of it.
type field struct {
	ID, Name, Label, Hint string
	Kind                  string // text, number, textarea, date, select or checkbox
	Value                 string
	Options               []option
	Problem               string
	Now                   string // what others made of it meanwhile; "" with Differs: nothing
	Differs               bool   // it isn't what was typed

	unit string // what belongs together: others' changes to it are taken over as a whole
}

// Blank reports whether a group is a row of a list with nothing in it.
func (g *group) Blank() bool {
	for _, n := range g.Fields {
		if !strings.Contains(n.Name, "[") || n.Value != "" && n.Value != "unknown" {
			return false
		}
	}
	return true
}

type option struct{ Value, Text string }

// fault is a problem in the summary, with the field that it is about, if one is.
type fault struct{ ID, Label, Problem string }

func (f *form) group(legend, hint string) *group {
	g := &group{Legend: legend, Hint: hint}
	f.Groups = append(f.Groups, g)
	return g
}

// add adds a field to a group. Fields with one unit belong together; an empty unit is
// that of the field alone.
func (f *form) add(g *group, unit string, n field) {
	n.ID = fmt.Sprintf("field-%d", len(f.Fields))
	n.unit = unit
	if unit == "" {
		n.unit = n.Name
	}
	g.Fields = append(g.Fields, &n)
	f.Fields = append(f.Fields, &n)
}

// get is what stands in a field.
func (f *form) get(name string) string {
	for _, n := range f.Fields {
		if n.Name == name {
			return n.Value
		}
	}
	return ""
}

// has reports whether there is such a field.
func (f *form) has(name string) bool {
	for _, n := range f.Fields {
		if n.Name == name {
			return true
		}
	}
	return false
}

// flat is a text as a browser sends it back: a field of one line has no line breaks.
func (n *field) flat() string {
	value := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(n.Value)
	switch n.Kind {
	case "textarea", "select":
		return value
	}
	return strings.ReplaceAll(value, "\n", "")
}

// read takes what was typed. What wasn't touched stays as it is to the byte, even
// where a browser can't send it back so.
func (f *form) read(sent url.Values) {
	for _, n := range f.Fields {
		if !sent.Has(n.Name) && n.Kind != "checkbox" { // only those are left out where they are empty
			continue
		}
		typed := strings.ReplaceAll(sent.Get(n.Name), "\r\n", "\n")
		if n.Kind == "number" || n.Kind == "date" {
			typed = strings.TrimSpace(typed)
		}
		if typed == n.flat() {
			continue
		}
		n.Value = typed
		if !utf8.ValidString(typed) {
			n.Value = strings.ToValidUTF8(typed, "\uFFFD")
			f.bad(n.Name, "has bytes that are no text")
		}
	}
}

// bad adds a problem with a field, or with several whose paths begin so, or with the
// whole.
func (f *form) bad(path, says string) {
	n := f.at(path)
	if n == nil {
		f.Problems = append(f.Problems, fault{Label: path, Problem: says})
		return
	}
	if n.Problem != "" {
		says = n.Problem + "; " + says
	}
	n.Problem = says
	for i := range f.Problems {
		if f.Problems[i].ID == n.ID {
			f.Problems[i].Problem = says
			return
		}
	}
	f.Problems = append(f.Problems, fault{n.ID, n.Label, says})
}

// at is the field that a path leads to: the one of that name, else the first below
// the path, else the one that the path leads below.
func (f *form) at(path string) *field {
	path = f.row(path)
	for _, match := range []func(name string) bool{
		func(name string) bool { return name == path },
		func(name string) bool {
			return path != "" && (strings.HasPrefix(name, path+".") || strings.HasPrefix(name, path+"["))
		},
		func(name string) bool { return strings.HasPrefix(path, name+".") || strings.HasPrefix(path, name+"[") },
	} {
		for _, n := range f.Fields {
			if match(n.Name) {
				return n
			}
		}
	}
	return nil
}

// row gives a path into a list the number of the row in the form: rows without an
// item are passed over in what was read.
func (f *form) row(path string) string {
	list, rest, ok := strings.Cut(path, "[")
	if !ok {
		return path
	}
	var i int
	if _, err := fmt.Sscanf(rest, "%d]", &i); err != nil || i < 0 || i >= len(f.rows[list]) {
		return path
	}
	_, rest, _ = strings.Cut(rest, "]")
	return fmt.Sprintf("%s[%d]%s", list, f.rows[list][i], rest)
}

// problems takes the problems of a failure. Their paths lead into the form after a
// prefix, or as they are. It reports whether the failure was about what was sent.
func (f *form) problems(err error, prefix string) bool {
	e, ok := err.(*failure)
	if !ok || len(e.Errors) == 0 {
		return false
	}
	for _, p := range e.Errors {
		if path, ok := strings.CutPrefix(p.Path, prefix); ok {
			f.bad(strings.TrimPrefix(path, "."), p.Problem)
		} else {
			f.bad(p.Path, p.Problem)
		}
	}
	return true
}

// merge is the form to show after others changed what it was made on: was is how it
// began, f what was typed, now what is current. What was typed stays, and beside it
// stands what others made of it; what wasn't touched is as others left it.
func (f *form) merge(was, now *form) *form {
	touched := map[string]bool{}
	for _, n := range f.Fields {
		if n.Value != was.get(n.Name) {
			touched[n.unit] = true
		}
	}
	out := now
	for _, n := range out.Fields {
		current := n.Value
		changed := current != was.get(n.Name)
		if changed {
			out.Meanwhile = append(out.Meanwhile, n.Label)
		}
		if touched[n.unit] && f.has(n.Name) {
			n.Value = f.get(n.Name)
			n.Now, n.Differs = n.show(current), changed && n.Value != current
		}
	}
	return out
}

// show is a value of the field in words.
func (n *field) show(value string) string {
	for _, o := range n.Options {
		if o.Value == value {
			return o.Text
		}
	}
	if n.Kind == "checkbox" {
		if value == "yes" {
			return "yes"
		}
		return "no"
	}
	if value == "" {
		return "not known"
	}
	return value
}

// Shown is what stands in the field, in words.
func (n *field) Shown() string { return n.show(n.Value) }

// rowsIn is how many rows of a list were sent, up to a few hundred.
func rowsIn(sent url.Values, list string) int {
	const most = 500
	n := 0
	for name := range sent {
		var i int
		if rest, ok := strings.CutPrefix(name, list+"["); ok {
			if _, err := fmt.Sscanf(rest, "%d]", &i); err == nil && i >= n && i < most {
				n = i + 1
			}
		}
	}
	return n
}

// tick is the value of a checkbox.
func tick(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
