package strict

import (
	"errors"
	"fmt"
	"slices"
)

// ErrAbsent marks a problem that says something is missing, or that refers to
// something which isn't there. It is for errors.Is only: its text appears in no
// message.
var ErrAbsent = errors.New("absent")

// absent gives an error the mark of ErrAbsent without its text.
type absent struct{ error }

func (a absent) Is(target error) bool { return target == ErrAbsent }
func (a absent) Unwrap() error        { return a.error }

// Problems collects the problems of a document while it is validated. The zero
// value is ready for use and names no package. It is not safe for concurrent use.
type Problems struct {
	pkg  string
	list Errors
}

// In returns an empty Problems for a document of package pkg.
func In(pkg string) *Problems { return &Problems{pkg: pkg} }

// Addf adds a problem at path; the format takes %w as fmt.Errorf does.
func (p *Problems) Addf(path, format string, args ...any) {
	p.put(path, fmt.Errorf(format, args...))
}

// Absentf adds, as Addf does, a problem that says something is missing or that
// refers to something which isn't there. errors.Is(err, ErrAbsent) holds for it,
// and Unmarshal leaves it out when a syntax error hides the rest of the document.
func (p *Problems) Absentf(path, format string, args ...any) {
	p.put(path, absent{fmt.Errorf(format, args...)})
}

// Add adds err at path. Every *Error in the tree of err is added by itself, with
// path joined in front of its own and the package of p in place of its own. A nil
// err adds nothing. An error that names its place in a file, by a method Place,
// is added there.
func (p *Problems) Add(path string, err error) {
	for _, part := range parts(err) {
		switch e := part.(type) {
		case *Error:
			p.put(Join(path, e.Path), e.Err)
		case interface {
			Place() string
			Unwrap() error
		}:
			p.put(Join(path, e.Place()), e.Unwrap())
		default:
			p.put(path, part)
		}
	}
}

// Full reports whether so many problems have been collected that Unmarshal tells
// no more of them: a check may stop looking.
func (p *Problems) Full() bool { return len(p.list) > limit }

func (p *Problems) put(path string, err error) {
	p.list = append(p.list, &Error{Path: path, Err: err, pkg: p.pkg})
}

// Err returns the problems so far as Errors, or nil when there are none.
func (p *Problems) Err() error {
	if len(p.list) == 0 {
		return nil
	}
	return slices.Clone(p.list)
}
