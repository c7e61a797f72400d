package web

import (
	"errors"
	"net/http"
	"strconv"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/pilot"
)

// programmePage is the programme with its stage and the form to change it.
type programmePage struct {
	Form            *form
	Stage           *maturity.Assessment // nil: there is none yet
	Lowest, Highest string
	Saved           int64
	Conflict        *store.Entry
}

func (s *Service) programmeOf(r *http.Request, f *form) (programmePage, error) {
	page := programmePage{Form: f}
	st, err := s.newest(r.Context())
	if errors.Is(err, store.ErrNone) {
		return page, nil
	}
	if err == nil && st.err == nil {
		page.Stage = &st.selection.Stage
		lowest, highest := page.Stage.Stage()
		page.Lowest, page.Highest = lowest.String(), highest.String()
	}
	return page, err
}

func (s *Service) getProgramme(w http.ResponseWriter, r *http.Request) error {
	now, err := s.current(r.Context())
	if err != nil {
		return err
	}
	page, err := s.programmeOf(r, programmeForm(now.Number, now.Slate.Programme, 0, 0))
	if err != nil {
		return err
	}
	page.Saved = justSaved(r, now.Number)
	return s.page(w, r, http.StatusOK, "Programme", "programme", page)
}

func (s *Service) postProgramme(w http.ResponseWriter, r *http.Request) error {
	began, err := s.baseOf(r)
	if err != nil {
		return err
	}
	functions, rows := rowsIn(r.PostForm, "functions"), rowsIn(r.PostForm, "metrics")
	typed := programmeForm(began.Number, began.Slate.Programme, functions, rows)
	typed.read(r.PostForm)
	p := typed.programme(began.Slate.Programme)
	if typed.Problems != nil {
		slate := began.Slate
		slate.Programme = p
		typed.problems(refused(slate.Validate()), "programme")
		return s.againProgramme(w, r, http.StatusUnprocessableEntity, typed, nil)
	}
	entry, err := s.changeFrom(r.Context(), began, func(s pilot.Slate) any { return s.Programme }, edit{apply: func(now *pilot.Slate) (string, error) {
		now.Programme = p
		return "edited the programme", nil
	}})
	var conflict *store.Conflict
	switch {
	case err == nil:
		http.Redirect(w, r, "/programme?saved="+strconv.FormatInt(entry.Number, 10), http.StatusSeeOther)
		return nil
	case errors.As(err, &conflict):
		now, err := s.current(r.Context())
		if err != nil {
			return err
		}
		was := programmeForm(began.Number, began.Slate.Programme, functions, rows)
		merged := typed.merge(was, programmeForm(now.Number, now.Slate.Programme, functions, rows))
		return s.againProgramme(w, r, http.StatusConflict, merged, &now.Entry)
	case typed.problems(err, "programme"):
		return s.againProgramme(w, r, failureOf(err).Status, typed, nil)
	}
	return err
}

func (s *Service) againProgramme(w http.ResponseWriter, r *http.Request, status int, f *form, conflict *store.Entry) error {
	page, err := s.programmeOf(r, f)
	if err != nil {
		return err
	}
	page.Conflict = conflict
	return s.page(w, r, status, "Error: Programme", "programme", page)
}
