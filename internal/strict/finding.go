package strict

import "fmt"

// limit is how many problems of a document are listed; the rest are counted.
const limit = 1000

// finding is a problem with its offset, by which problems are put in order.
type finding struct {
	at   int
	path string
	err  error
}

// findings is the first problems of one pass over the document, in order, and
// the number of those it had no room for.
type findings struct {
	list []finding
	more int
}

// full reports whether a further problem would only be counted, in which case
// there's no need to find words for it.
func (f *findings) full() bool { return len(f.list) >= limit }

func (f *findings) add(at int, s *step, err error) {
	if f.full() {
		f.more++
		return
	}
	f.list = append(f.list, finding{at, s.path(), err})
}

// flaw is a problem of the text itself, which doesn't stop the reading: a
// duplicate key, or a string that isn't Unicode.
type flaw string

func (f flaw) Error() string { return string(f) }

// remainder stands at the end of a list for the problems beyond the limit. It
// says how many of them are flaws, which the document around this one, if there
// is one, counts itself.
type remainder struct{ count, flaws int }

func (r remainder) Error() string {
	if r.count == 1 {
		return "and 1 more problem"
	}
	return fmt.Sprintf("and %d more problems", r.count)
}
