package web

import (
	"bytes"
	"net/http"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

func (s *Service) apiGetSlate(w http.ResponseWriter, r *http.Request) error {
	now, err := s.current(r.Context())
	if err != nil {
		return err
	}
	if now.Number == 0 {
		return store.ErrNone
	}
	if unchanged(w, r, now.Number) {
		return nil
	}
	var b bytes.Buffer
	if err := now.Slate.WriteJSON(&b); err != nil {
		return err
	}
	return writeBytes(w, http.StatusOK, "application/json", b.Bytes())
}

func (s *Service) apiPutSlate(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	var slate pilot.Slate
	if err := read(r, &slate); err != nil {
		return err
	}
	entry, _, err := s.change(r.Context(), edit{base: base, apply: func(now *pilot.Slate) (string, error) {
		*now = slate
		return "put the whole slate", nil
	}})
	if err != nil {
		return err
	}
	return saved(w, http.StatusOK, entry)
}

func (s *Service) apiGetSelection(w http.ResponseWriter, r *http.Request) error {
	st, err := s.newest(r.Context())
	if err != nil {
		return err
	}
	if st.err != nil {
		return refused(st.err)
	}
	if unchanged(w, r, st.Number) {
		return nil
	}
	page, err := st.cached("selection", func(b *bytes.Buffer) error { return st.selection.WriteJSON(b) })
	if err != nil {
		return err
	}
	return writeBytes(w, http.StatusOK, "application/json", page)
}

func (s *Service) apiGetCandidate(w http.ResponseWriter, r *http.Request) error {
	now, err := s.current(r.Context())
	if err != nil {
		return err
	}
	i := candidateOf(now.Slate, r.PathValue("name"))
	if i < 0 {
		return noCandidate()
	}
	if unchanged(w, r, now.Number) {
		return nil
	}
	return write(w, http.StatusOK, now.Slate.Candidates[i])
}

func noCandidate() error { return refuse(http.StatusNotFound, "there is no such candidate") }

func (s *Service) apiPutCandidate(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	var c pilot.Candidate
	if err := read(r, &c); err != nil {
		return err
	}
	name := r.PathValue("name")
	if c.Name != name {
		return wrong("name", "want the one of the address")
	}
	status := http.StatusOK
	entry, _, err := s.change(r.Context(), edit{base: base, apply: func(now *pilot.Slate) (string, error) {
		if candidateOf(*now, name) < 0 {
			status = http.StatusCreated
		}
		return putCandidate(now, name, c), nil
	}})
	if err != nil {
		return err
	}
	return saved(w, status, entry)
}

func (s *Service) apiDeleteCandidate(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	entry, _, err := s.change(r.Context(), edit{base: base, apply: func(now *pilot.Slate) (string, error) {
		return removeCandidate(now, r.PathValue("name"))
	}})
	if err != nil {
		return err
	}
	return saved(w, http.StatusOK, entry)
}
