package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

// whatever is the base of a change that goes on top of any revision.
const whatever = -1

// tries is how often such a change is made anew where another came in between.
const tries = 50

// edit is a change of the slate.
type edit struct {
	base int64       // the revision that it was made on, or whatever
	seal *store.Seal // noted with it
	// apply changes the slate and says what it did, for the history. What it
	// shares with the slate as it was, such as the candidates, it must not write to.
	apply func(*pilot.Slate) (what string, err error)
}

// change saves a change, unless it changes nothing: then it answers with the revision
// that is current and false.
func (s *Service) change(ctx context.Context, e edit) (store.Entry, bool, error) {
	for range tries {
		entry, changed, err := s.try(ctx, e)
		var conflict *store.Conflict
		if e.base != whatever || !errors.As(err, &conflict) {
			return entry, changed, err
		}
	}
	return store.Entry{}, false, busy()
}

// changeFrom is change for a form that was made on a revision: what others changed
// elsewhere meanwhile is no conflict, only what they changed in the part that the form
// is about.
func (s *Service) changeFrom(ctx context.Context, began store.Revision, part func(pilot.Slate) any, e edit) (store.Entry, error) {
	for range tries {
		now, err := s.current(ctx)
		if err != nil {
			return store.Entry{}, err
		}
		was, err1 := json.Marshal(part(began.Slate))
		is, err2 := json.Marshal(part(now.Slate))
		if err := errors.Join(err1, err2); err != nil {
			return store.Entry{}, err
		}
		if !bytes.Equal(was, is) {
			return store.Entry{}, &store.Conflict{Base: began.Number, Current: now.Number}
		}
		e.base = now.Number
		entry, _, err := s.change(ctx, e)
		var conflict *store.Conflict
		if !errors.As(err, &conflict) {
			return entry, err
		}
	}
	return store.Entry{}, busy()
}

func busy() error {
	return refuse(http.StatusServiceUnavailable, "others change the slate all the time: try again")
}

func (s *Service) try(ctx context.Context, e edit) (store.Entry, bool, error) {
	before, err := s.current(ctx)
	if err != nil {
		return store.Entry{}, false, err
	}
	if e.base != whatever && e.base != before.Number {
		return store.Entry{}, false, &store.Conflict{Base: e.base, Current: before.Number}
	}
	after := before.Slate
	what, err := e.apply(&after)
	if err != nil {
		return store.Entry{}, false, err
	}
	seals, err := s.options.Store.Seals(ctx)
	if err != nil {
		return store.Entry{}, false, err
	}
	if err := guard(seals, before.Slate, after, person(ctx).Role); err != nil {
		return store.Entry{}, false, err
	}
	if e.seal != nil { // as if it were noted already
		seals[e.seal.Pilot] = *e.seal
	}
	if err := check(ctx, after, seals); err != nil {
		return store.Entry{}, false, err
	}
	same, err := equal(before.Slate, after)
	if err != nil || same && before.Number > 0 && e.seal == nil {
		return before.Entry, false, err
	}
	entry, err := s.options.Store.Save(ctx, before.Number, store.Change{
		Slate: after, By: person(ctx).Name, What: what, At: s.now(), Seal: e.seal,
	})
	return entry, err == nil, err
}

// The most that a slate may have here: what follows from it grows with the square of
// its candidates, and with them times the functions.
const (
	mostCandidates = 300
	mostFunctions  = 500
	mostMetrics    = 500
)

// check refuses a slate that isn't valid or can't be judged. The choice among its
// candidates is left aside: it takes its time, and can't fail.
func check(ctx context.Context, slate pilot.Slate, seals map[string]store.Seal) error {
	var wrong []problem
	for _, part := range []struct {
		path       string
		have, most int
	}{
		{"programme.functions", len(slate.Programme.Functions), mostFunctions},
		{"programme.metrics", len(slate.Programme.Metrics), mostMetrics},
		{"candidates", len(slate.Candidates), mostCandidates},
	} {
		if part.have > part.most {
			wrong = append(wrong, problem{part.path, fmt.Sprintf("want %d at most, which can be judged in time, have %d", part.most, part.have)})
		}
	}
	if wrong != nil {
		return invalid(wrong...)
	}
	if err := slate.Validate(); err != nil {
		return refused(err)
	}
	for i, c := range slate.Candidates {
		path := fmt.Sprintf("candidates[%d].name", i)
		if c.Name == "." || c.Name == ".." || c.Name == "new" {
			wrong = append(wrong, problem{path, fmt.Sprintf("%q has no address of its own here: call it otherwise", c.Name)})
		}
		if !utf8.ValidString(c.Name) || strings.ContainsRune(c.Name, 0) { // no database takes that, when it is sealed
			wrong = append(wrong, problem{path, "want UTF-8 without NUL"})
		}
	}
	if wrong != nil {
		return invalid(wrong...)
	}
	slate.Choice = nil
	_, _, err := judge(ctx, slate, seals)
	return refused(err)
}

// guard refuses what would move the goalposts: a contract that was sealed stays as it
// is, and its pilot in the slate under its name. Only an approver may correct downwards
// how often its readings were looked at.
func guard(seals map[string]store.Seal, before, after pilot.Slate, role Role) error {
	var wrong []problem
	for _, a := range before.Agreements {
		name := a.Sealed.Contract.Pilot
		if seals[name].Digest == "" || seals[name].Digest != a.Sealed.Digest {
			continue
		}
		i := agreementOn(after, name)
		switch {
		case candidateOf(after, name) < 0:
			wrong = append(wrong, problem{"name", fmt.Sprintf("the contract on %q is sealed: it can't be removed, nor called otherwise", name)})
		case i < 0 || after.Agreements[i].Sealed.Digest != a.Sealed.Digest || !after.Agreements[i].Sealed.Intact():
			wrong = append(wrong, problem{"agreements", fmt.Sprintf("the contract on %q is sealed: nobody can change or remove it", name)})
		case after.Agreements[i].Looks < a.Looks && role < Approver:
			wrong = append(wrong, problem{fmt.Sprintf("agreements[%d].looks", i), fmt.Sprintf("%q was looked at %d times already; only an approver can correct that downwards", name, a.Looks)})
		}
	}
	if wrong == nil {
		return nil
	}
	f := invalid(wrong...)
	f.Status, f.Title, f.Detail = http.StatusConflict, http.StatusText(http.StatusConflict), "a sealed contract stands against it; nothing was changed"
	return f
}

// equal reports whether two slates are the same document.
func equal(a, b pilot.Slate) (bool, error) {
	var x, y bytes.Buffer
	if err := errors.Join(a.WriteJSON(&x), b.WriteJSON(&y)); err != nil {
		return false, err
	}
	return bytes.Equal(x.Bytes(), y.Bytes()), nil
}

// candidateOf is the place of a candidate in a slate, -1 if there is none.
func candidateOf(s pilot.Slate, name string) int {
	return slices.IndexFunc(s.Candidates, func(c pilot.Candidate) bool { return c.Name == name })
}

// agreementOn is the place of the agreement on a candidate, -1 if there is none.
func agreementOn(s pilot.Slate, name string) int {
	return slices.IndexFunc(s.Agreements, func(a pilot.Agreement) bool { return a.Sealed.Contract.Pilot == name })
}

// putCandidate puts a candidate in the place of the one of that name, or at the end of
// the slate where there is none of it. What names it follows it to its new name.
func putCandidate(s *pilot.Slate, name string, c pilot.Candidate) (what string) {
	s.Candidates = slices.Clone(s.Candidates)
	i := candidateOf(*s, name)
	if i < 0 {
		s.Candidates = append(s.Candidates, c)
		return fmt.Sprintf("added the candidate %q", c.Name)
	}
	s.Candidates[i] = c
	if c.Name == name {
		return fmt.Sprintf("edited the candidate %q", name)
	}
	if s.Choice != nil {
		choice := *s.Choice
		choice.Required, choice.Conflicts = slices.Clone(choice.Required), slices.Clone(choice.Conflicts)
		for i := range choice.Required {
			renamed(&choice.Required[i], name, c.Name)
		}
		for i := range choice.Conflicts {
			renamed(&choice.Conflicts[i][0], name, c.Name)
			renamed(&choice.Conflicts[i][1], name, c.Name)
		}
		s.Choice = &choice
	}
	return fmt.Sprintf("edited the candidate %q, now called %q", name, c.Name)
}

func renamed(s *string, from, to string) {
	if *s == from {
		*s = to
	}
}

// removeCandidate removes a candidate.
func removeCandidate(s *pilot.Slate, name string) (what string, err error) {
	i := candidateOf(*s, name)
	if i < 0 {
		return "", refuse(http.StatusNotFound, "there is no such candidate")
	}
	s.Candidates = slices.Delete(slices.Clone(s.Candidates), i, i+1)
	return fmt.Sprintf("removed the candidate %q", name), nil
}

// putAgreement puts an agreement in the place of the one on its pilot, or at the end.
func putAgreement(s *pilot.Slate, a pilot.Agreement) {
	s.Agreements = slices.Clone(s.Agreements)
	if i := agreementOn(*s, a.Sealed.Contract.Pilot); i >= 0 {
		s.Agreements[i] = a
	} else {
		s.Agreements = append(s.Agreements, a)
	}
}
