package web

import (
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

// contractPage is the contract on a candidate: the form to seal one, or what is agreed
// with what became of it and the form for readings.
type contractPage struct {
	Name     string
	Sealing  *form              // nil: it is sealed already
	Sealed   *contract.Contract // nil: there is none
	Digest   string
	Seal     store.Seal // zero: it was noted nowhere
	Late     bool       // it was sealed after the pilot had started
	Settled  *pilot.Settled
	Estimate string // of the change, with its interval and unit
	Readings *form
	Saved    int64
	Conflict *store.Entry
}

// contractOf is the page of the contract on a candidate.
func (s *Service) contractOf(r *http.Request) (contractPage, *state, error) {
	st, err := s.newest(r.Context())
	if err != nil {
		return contractPage{}, nil, err
	}
	name := r.PathValue("name")
	c := find(st.Slate, name)
	if c == nil {
		return contractPage{}, nil, noCandidate()
	}
	page := contractPage{Name: name, Seal: st.seals[name]}
	if page.Seal.Digest == "" {
		page.Sealing = contractForm(st.Number, *c, st.Slate.Programme)
	}
	i := agreementOn(st.Slate, name)
	if i < 0 {
		return page, st, nil
	}
	a := st.Slate.Agreements[i]
	page.Late = page.Seal.Digest != "" && metrics.DateOf(page.Seal.At).After(a.Sealed.Contract.Start)
	page.Sealed, page.Digest, page.Readings = &a.Sealed.Contract, a.Sealed.Digest, readingsForm(st.Number, a)
	if i := slices.IndexFunc(st.selection.Settled, func(x pilot.Settled) bool { return x.Settlement.Pilot == name }); i >= 0 {
		page.Settled = &st.selection.Settled[i]
		change := page.Settled.Change
		page.Estimate = round(change.Estimate) + " " + change.Unit + ", at " + decimal(100*change.Level) + " % " + words(rounded(change.Interval), 0)
	}
	return page, st, nil
}

func (s *Service) getContract(w http.ResponseWriter, r *http.Request) error {
	page, st, err := s.contractOf(r)
	if err != nil {
		return err
	}
	page.Saved = justSaved(r, st.Number)
	return s.page(w, r, http.StatusOK, "Contract on "+isolate(page.Name), "contract", page)
}

func (s *Service) postContract(w http.ResponseWriter, r *http.Request) error {
	began, err := s.baseOf(r)
	if err != nil {
		return err
	}
	page, st, err := s.contractOf(r)
	if err != nil {
		return err
	}
	if page.Sealing == nil {
		return store.ErrSealed
	}
	f := page.Sealing
	f.read(r.PostForm)
	c := f.contract(page.Name, st.Slate.Programme)
	// The metric is sealed as the programme has it, so it has to be the one that was seen.
	if !reflect.DeepEqual(c.Metric, metricOf(began.Slate.Programme, c.Metric.ID)) {
		f.bad("metric", "the programme's "+strconv.Quote(c.Metric.ID)+" was changed meanwhile: look at it, and seal it then")
	}
	if f.Problems != nil {
		_, err = contract.Seal(c)
		err = refused(err)
	} else {
		var entry store.Entry
		if _, entry, err = s.seal(r.Context(), whatever, c); err == nil {
			http.Redirect(w, r, candidatePath(page.Name)+"/contract?saved="+strconv.FormatInt(entry.Number, 10), http.StatusSeeOther)
			return nil
		}
	}
	if !f.problems(err, "") && f.Problems == nil {
		return err
	}
	return s.page(w, r, http.StatusUnprocessableEntity, "Error: Contract on "+isolate(page.Name), "contract", page)
}

func (s *Service) postReadings(w http.ResponseWriter, r *http.Request) error {
	began, err := s.baseOf(r)
	if err != nil {
		return err
	}
	name := r.PathValue("name")
	i := agreementOn(began.Slate, name)
	if i < 0 {
		return refuse(http.StatusNotFound, "there is no contract on such a candidate")
	}
	was := began.Slate.Agreements[i]
	typed := readingsForm(began.Number, was)
	typed.read(r.PostForm)
	sent := typed.readings(was)
	if typed.Problems != nil {
		return s.againReadings(w, r, http.StatusUnprocessableEntity, typed, nil)
	}
	part := func(s pilot.Slate) any {
		if i := agreementOn(s, name); i >= 0 {
			return s.Agreements[i]
		}
		return nil
	}
	e := takes(name, sent)
	apply := e.apply
	e.apply = func(now *pilot.Slate) (string, error) {
		i = agreementOn(*now, name)
		return apply(now)
	}
	entry, err := s.changeFrom(r.Context(), began, part, e)
	var conflict *store.Conflict
	switch {
	case err == nil:
		http.Redirect(w, r, candidatePath(name)+"/contract?saved="+strconv.FormatInt(entry.Number, 10), http.StatusSeeOther)
		return nil
	case errors.As(err, &conflict):
		now, err := s.current(r.Context())
		if err != nil {
			return err
		}
		at := agreementOn(now.Slate, name)
		if at < 0 {
			return refuse(http.StatusConflict, "the contract was taken away meanwhile")
		}
		merged := typed.merge(readingsForm(began.Number, was), readingsForm(now.Number, now.Slate.Agreements[at]))
		return s.againReadings(w, r, http.StatusConflict, merged, &now.Entry)
	case typed.problems(err, "agreements["+strconv.Itoa(i)+"]"):
		return s.againReadings(w, r, failureOf(err).Status, typed, nil)
	}
	return err
}

func (s *Service) againReadings(w http.ResponseWriter, r *http.Request, status int, f *form, conflict *store.Entry) error {
	page, _, err := s.contractOf(r)
	if err != nil {
		return err
	}
	page.Readings, page.Conflict = f, conflict
	return s.page(w, r, status, "Error: Contract on "+isolate(page.Name), "contract", page)
}
