package community

import (
	"errors"
	"iter"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Member is a person in a community, or a group of posts with one main role.
type Member struct {
	ID       string `json:"id,omitzero"`       // of the person; empty: a post, or a group of them
	Function string `json:"function,omitzero"` // the part of the organisation they work in
	MainRole string `json:"mainRole,omitzero"` // the practice area of their main role; empty if unknown
	Tie      Tie    `json:"tie,omitzero"`      // if stated, it wins over MainRole

	// Main says, of a row of a person who has several, whether its role is their
	// main one; only Persons reads it.
	Main metrics.Answer `json:"main,omitzero"`
	// AsOf is the day that the row speaks for; only Returns and Persons read it.
	AsOf metrics.Date `json:"asOf,omitzero"`

	Weight Weight `json:"weight,omitzero"` // heads or FTE; 0 means not given and counts as one person
}

// Notes says what was met on the way of a count: how it came about, not what
// it came to. Notes add up as censuses do.
type Notes struct {
	Members   int `json:"members"`            // members counted, whatever they weigh
	Conflicts int `json:"conflicts,omitzero"` // of them, those whose stated tie contradicts their main role
}

// Add is the notes of two counts that were taken in parts.
func (n Notes) Add(m Notes) Notes {
	return Notes{n.Members + m.Members, n.Conflicts + m.Conflicts}
}

// Members makes a sequence of members at hand, for Count and Areas.
func Members(members ...Member) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		for _, m := range members {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// mostErrors is how many bad members are reported before a count stops: enough
// to mend a file by, and bounded whatever its size. Our default.
const mostErrors = 100

// Count takes the census of a community with that topic. A member whose main
// role is the topic practises, one with another main role doesn't, and one
// without a known main role may; a stated tie goes before, and a contradiction
// between the two is counted in the notes. The topic and main roles are
// compared letter by letter: ReadRoster folds spellings, and FoldProfession
// does it for the topic.
//
// Errors in the sequence and members of negative weight are reported together,
// up to 100 of them, and then there is no census: a part of it would pass for
// the whole.
func Count(topic string, members iter.Seq2[Member, error]) (Census, Notes, error) {
	var t tally
	if members == nil {
		members = Members()
	}
	for m, err := range members {
		if !t.next(topic, &m, err) {
			break
		}
	}
	return t.result()
}

// CountSlice is Count for members in memory, without allocating.
func CountSlice(topic string, members []Member) (Census, Notes, error) {
	var t tally
	for i := range members {
		if !t.next(topic, &members[i], nil) {
			break
		}
	}
	return t.result()
}

// tally is a count under way.
type tally struct {
	census Census
	notes  Notes
	seen   int
	faults faults
}

func (t *tally) next(topic string, m *Member, err error) bool {
	i := t.seen
	t.seen++
	if err == nil && (m.Weight < 0 || m.Tie > Innovating) {
		err = m.validate(i)
	}
	if err != nil {
		return t.faults.add(err)
	}
	t.notes.Members++
	var c *Weight
	switch m.Tie {
	case Practising:
		c = &t.census.Practising
		if m.MainRole != "" && m.MainRole != topic {
			t.notes.Conflicts++
		}
	case Interested, Innovating:
		c = &t.census.Interested
		if m.Tie == Innovating {
			c = &t.census.Innovating
		}
		if m.MainRole == topic && topic != "" {
			t.notes.Conflicts++
		}
	default:
		switch {
		case m.MainRole == "":
			c = &t.census.Unknown
		case m.MainRole == topic:
			c = &t.census.Practising
		default:
			c = &t.census.Elsewhere
		}
	}
	*c = c.add(m.Amount())
	return true
}

func (t *tally) result() (Census, Notes, error) {
	if err := t.faults.err(); err != nil {
		return Census{}, Notes{}, err
	}
	return t.census, t.notes, nil
}

// Amount is what the member counts for: the Weight, or one person if none is
// given. Sum this, not the Weight.
func (m Member) Amount() Weight {
	if m.Weight == 0 {
		return Person
	}
	return m.Weight
}

func (m Member) validate(i int) error {
	p := strict.In("community")
	path := strict.Index("members", i)
	if m.Weight < 0 {
		p.Addf(strict.Join(path, "weight"), "a weight can't be negative, have %s", m.Weight)
	}
	if m.Tie > Innovating {
		p.Addf(strict.Join(path, "tie"), "%s is no tie", m.Tie)
	}
	if m.Main > metrics.Yes {
		p.Addf(strict.Join(path, "main"), "%s is no answer", m.Main)
	}
	return p.Err()
}

// faults collects errors up to mostErrors.
type faults []error

// add reports whether there is room for more.
func (f *faults) add(err error) bool {
	*f = append(*f, err)
	return len(*f) < mostErrors
}

func (f faults) err() error {
	if len(f) == mostErrors {
		p := strict.In("community")
		p.Addf("", "there may be more: counting stopped after %d faults", mostErrors)
		f = append(f, p.Err())
	}
	return errors.Join(f...)
}

// UnmarshalJSON reads a member strictly.
func (m *Member) UnmarshalJSON(data []byte) error {
	type plain Member
	return strict.Unmarshal("community", data, (*plain)(m), nil)
}

// UnmarshalJSON reads notes strictly.
func (n *Notes) UnmarshalJSON(data []byte) error {
	type plain Notes
	return strict.Unmarshal("community", data, (*plain)(n), nil)
}
