package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/pilot"
)

// candidatePage is a candidate with the verdict on it and the form to change it.
type candidatePage struct {
	Name     string // as it is called now; empty: it is new
	Form     *form
	Verdict  *pilot.Verdict  // nil: there is none yet
	Reasons  []pilot.Finding // what isn't met, then what isn't known, then what is met
	Agreed   bool            // there is a contract
	Saved    int64           // the revision that was just saved
	Conflict *store.Entry    // what came in between
}

func candidatePath(name string) string { return "/candidates/" + url.PathEscape(name) }

func (s *Service) getNew(w http.ResponseWriter, r *http.Request) error {
	now, err := s.current(r.Context())
	if err != nil {
		return err
	}
	if now.Number == 0 {
		return noProgramme()
	}
	f := candidateForm(now.Number, pilot.Candidate{}, now.Slate.Programme, 0)
	return s.page(w, r, http.StatusOK, "New candidate", "candidate", candidatePage{Form: f})
}

func noProgramme() error {
	return refuse(http.StatusConflict, "say first which organisation it is, on the page of the programme")
}

func (s *Service) getCandidate(w http.ResponseWriter, r *http.Request) error {
	st, err := s.newest(r.Context())
	if err != nil {
		return err
	}
	name := r.PathValue("name")
	i := candidateOf(st.Slate, name)
	if i < 0 {
		return noCandidate()
	}
	page := s.candidateOf(st, name)
	page.Form = candidateForm(st.Number, st.Slate.Candidates[i], st.Slate.Programme, 0)
	page.Saved = justSaved(r, st.Number)
	return s.page(w, r, http.StatusOK, isolate(name), "candidate", page)
}

// candidateOf is the page of a candidate without its form.
func (s *Service) candidateOf(st *state, name string) candidatePage {
	page := candidatePage{Name: name, Agreed: agreementOn(st.Slate, name) >= 0}
	if v, ok := st.selection.Verdict(name); ok {
		page.Verdict = &v
		for _, outcome := range []maturity.Outcome{maturity.Unmet, maturity.Unknown, maturity.Met} {
			for _, f := range v.Findings {
				if f.Outcome == outcome {
					page.Reasons = append(page.Reasons, f)
				}
			}
		}
	}
	return page
}

func (s *Service) postNew(w http.ResponseWriter, r *http.Request) error {
	return s.saveCandidate(w, r, "")
}

func (s *Service) postCandidate(w http.ResponseWriter, r *http.Request) error {
	return s.saveCandidate(w, r, r.PathValue("name"))
}

// baseOf is the revision that a form was made on.
func (s *Service) baseOf(r *http.Request) (store.Revision, error) {
	if err := r.ParseForm(); err != nil {
		return store.Revision{}, unreadForm(err)
	}
	base, err := strconv.ParseInt(r.PostForm.Get("base"), 10, 64)
	if err != nil || base < 0 {
		return store.Revision{}, refuse(http.StatusBadRequest, "the form doesn't say on which revision it was made")
	}
	if base == 0 {
		return store.Revision{Slate: pilot.Slate{Version: pilot.SlateVersion, Candidates: []pilot.Candidate{}}}, nil
	}
	if now, err := s.current(r.Context()); err != nil || now.Number == base {
		return now, err
	}
	return s.options.Store.At(r.Context(), base)
}

// unreadForm is why a form couldn't be read.
func unreadForm(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return refuse(http.StatusBadRequest, "the form can't be read")
}

// saveCandidate saves what was typed, or shows it again beside what is wrong with it
// or what others changed meanwhile. An empty name is a new candidate.
func (s *Service) saveCandidate(w http.ResponseWriter, r *http.Request, name string) error {
	began, err := s.baseOf(r)
	if err != nil {
		return err
	}
	if began.Number == 0 {
		return noProgramme()
	}
	rows := rowsIn(r.PostForm, "endorsers")
	was := find(began.Slate, name)
	if name != "" && was == nil {
		return noCandidate()
	}
	if was == nil {
		was = &pilot.Candidate{}
	}
	typed := candidateForm(began.Number, *was, began.Slate.Programme, rows)
	typed.read(r.PostForm)
	c := typed.candidate(*was, began.Slate.Programme)
	at := place(began.Slate, name)
	if typed.Problems == nil {
		var entry store.Entry
		entry, err = s.changeFrom(r.Context(), began, part(name), edit{apply: func(now *pilot.Slate) (string, error) {
			at = place(*now, name)
			if name != c.Name && candidateOf(*now, c.Name) >= 0 {
				return "", wrong("name", "there is another candidate of that name")
			}
			return putCandidate(now, name, c), nil
		}})
		if err == nil {
			http.Redirect(w, r, candidatePath(c.Name)+"?saved="+strconv.FormatInt(entry.Number, 10), http.StatusSeeOther)
			return nil
		}
	} else {
		err = nil
		s.addLibraryProblems(typed, began.Slate, name, c)
	}
	return s.againCandidate(w, r, err, name, candidateForm(began.Number, *was, began.Slate.Programme, rows), typed, at)
}

// addLibraryProblems adds what else is wrong with a candidate of which some fields
// couldn't be read, so that all is told at once.
func (s *Service) addLibraryProblems(typed *form, slate pilot.Slate, name string, c pilot.Candidate) {
	at := place(slate, name)
	putCandidate(&slate, name, c)
	typed.problems(refused(slate.Validate()), fmt.Sprintf("candidates[%d]", at))
}

// againCandidate shows a form again that couldn't be saved.
func (s *Service) againCandidate(w http.ResponseWriter, r *http.Request, err error, name string, was, typed *form, at int) error {
	st, failed := s.newest(r.Context())
	if failed != nil {
		return failed
	}
	page := candidatePage{Form: typed}
	if name != "" {
		page = s.candidateOf(st, name)
		page.Form = typed
	}
	status := http.StatusUnprocessableEntity
	var conflict *store.Conflict
	switch {
	case errors.As(err, &conflict):
		status = http.StatusConflict
		now := find(st.Slate, name)
		page.Conflict = &st.Entry
		if now == nil && name != "" { // removed meanwhile: what was typed can be added anew
			page.Name, now = "", &pilot.Candidate{}
		}
		if now == nil {
			now = &pilot.Candidate{}
		}
		page.Form = typed.merge(was, candidateForm(st.Number, *now, st.Slate.Programme, rowsOf(typed)))
	case err != nil:
		if !typed.problems(err, fmt.Sprintf("candidates[%d]", at)) {
			return err
		}
		status = failureOf(err).Status
	}
	title := "New candidate"
	if page.Name != "" {
		title = isolate(page.Name)
	}
	return s.page(w, r, status, "Error: "+title, "candidate", page)
}

// rowsOf is how many rows of endorsers a form has.
func rowsOf(f *form) int {
	n := 0
	for f.has(fmt.Sprintf("endorsers[%d].name", n)) {
		n++
	}
	return n
}

// find is a candidate by name, nil if there is none.
func find(s pilot.Slate, name string) *pilot.Candidate {
	if i := candidateOf(s, name); i >= 0 && name != "" {
		return &s.Candidates[i]
	}
	return nil
}

// part is the candidate of that name in a slate.
func part(name string) func(pilot.Slate) any {
	return func(s pilot.Slate) any { return find(s, name) }
}

// place is where a candidate stands, or will stand.
func place(s pilot.Slate, name string) int {
	if i := candidateOf(s, name); i >= 0 {
		return i
	}
	return len(s.Candidates)
}

func (s *Service) postRemove(w http.ResponseWriter, r *http.Request) error {
	began, err := s.baseOf(r)
	if err != nil {
		return err
	}
	_, err = s.changeFrom(r.Context(), began, part(r.PathValue("name")), edit{apply: func(now *pilot.Slate) (string, error) {
		return removeCandidate(now, r.PathValue("name"))
	}})
	var conflict *store.Conflict
	if errors.As(err, &conflict) {
		f := refuse(http.StatusConflict, "the candidate was changed meanwhile, so nothing was removed: look at the candidate again")
		f.Current = conflict.Current
		return f
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
