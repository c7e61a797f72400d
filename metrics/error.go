package metrics

import (
	"errors"
	"iter"

	"example.com/kmaturity/internal/strict"
)

// Error is one problem of something handed in, for example of a document or a
// series, with the fields
//
//	Path string // where it stands, as in "metrics[2].drives[0]"; empty for the whole
//	Err  error  // what is wrong, which Unwrap returns
//
// Its text is the package, the path and what is wrong, on one line. Every package of the library reports
// its problems as this one type, all of them at once, in order of appearance:
// list them with Errors, or find the first with errors.As.
type Error = strict.Error

// Errors yields every problem in err, in order of appearance.
func Errors(err error) iter.Seq[*Error] { return strict.All(err) }

// ErrNoBaseline says that nothing was measured before, so that a change or a
// saving can't be computed. It is never a change or a saving of zero.
// (R5, Nick Milton, "Why you should not make the KM CoP your first Community",
// 2020: without a baseline no savings can be shown.)
var ErrNoBaseline = errors.New("there is no baseline, so no change and no saving can be computed")
