package strict

import (
	"errors"
	"iter"
	"reflect"
	"strings"
)

// Error is one problem of a document.
type Error struct {
	Path string // the place that has it, "candidates[2].name"; "" is the whole document
	Err  error  // what is wrong with it
	pkg  string // the package whose document it is, "" for none

	// partial, on the first of the problems that Unmarshal found, is the value as
	// far as it was decoded: the caller's is left alone, but the check of a
	// document around this one has to see what there is.
	partial reflect.Value
}

// Error returns the problem on one line: package, path and text, without the
// parts that are empty.
func (e *Error) Error() string {
	var b strings.Builder
	for _, part := range []string{e.pkg, e.Path} {
		if part != "" {
			b.WriteString(part)
			b.WriteString(": ")
		}
	}
	if e.Err == nil {
		b.WriteString("is wrong")
	} else {
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Equal reports whether both say the same of the same place.
func (e Error) Equal(f Error) bool { return e.Error() == f.Error() && e.Path == f.Path }

// Unwrap returns what is wrong, without the place.
func (e *Error) Unwrap() error { return e.Err }

// Errors is all the problems of one document, in order of appearance.
type Errors []*Error

// Error returns the problems, one a line.
func (l Errors) Error() string {
	var b strings.Builder
	for i, e := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// Unwrap lets errors.Is and errors.As look at every problem.
func (l Errors) Unwrap() []error {
	list := make([]error, len(l))
	for i, e := range l {
		list[i] = e
	}
	return list
}

// All yields every *Error in the tree of err (errors.Join, %w, Errors), in
// order. It doesn't look inside an *Error: what that wraps is its cause, not
// another problem.
func All(err error) iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		walk(err, yield)
	}
}

func walk(err error, yield func(*Error) bool) bool {
	switch x := err.(type) {
	case nil:
		return true
	case *Error:
		return x == nil || yield(x)
	case interface{ Unwrap() []error }:
		for _, part := range x.Unwrap() {
			if !walk(part, yield) {
				return false
			}
		}
		return true
	case interface{ Unwrap() error }:
		return walk(x.Unwrap(), yield)
	}
	return true
}

// joined is the type errors.Join returns, by which a mere list of errors is told
// from an error that says something of its own about several.
var joined = reflect.TypeOf(errors.Join(errEmpty))

// parts takes err apart into *Error values and, unlike All, the errors beside
// them that have no path, so that a tree which mixes the two loses nothing.
// An error that only adds words around an *Error gives way to it.
func parts(err error) []error {
	var list []error
	split(err, &list)
	return list
}

// split appends the parts of err to list and reports whether an *Error was among
// them. It goes over the tree once: a check may well have grown it by a thousand
// calls of errors.Join, each around the last.
func split(err error, list *[]error) bool {
	mark, found, mere := len(*list), false, false
	switch x := err.(type) {
	case nil:
		return false
	case *Error:
		if x != nil {
			*list = append(*list, x)
		}
		return x != nil
	case Errors:
		mere = true
		for _, e := range x {
			found = split(e, list) || found
		}
	case interface{ Unwrap() []error }:
		mere = reflect.TypeOf(err) == joined
		for _, part := range x.Unwrap() {
			found = split(part, list) || found
		}
	case interface{ Unwrap() error }:
		found = split(x.Unwrap(), list)
	}
	if !found && !mere {
		*list = append((*list)[:mark], err)
	}
	return found
}
