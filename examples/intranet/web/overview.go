package web

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

// overview is the slate at a glance.
type overview struct {
	Entry      store.Entry
	Slate      pilot.Slate
	Selection  pilot.Selection
	Lowest     string // the stages that are possible
	Highest    string
	Unfinished bool
	Old        bool      // it isn't the newest
	Problems   []problem // why there is no selection
	Document   string    // of an old one
}

func overviewOf(entry store.Entry, slate pilot.Slate, selection pilot.Selection, err error) overview {
	o := overview{Entry: entry, Slate: slate, Selection: selection}
	if err != nil {
		o.Problems = problems(err)
		return o
	}
	lowest, highest := selection.Stage.Stage()
	o.Lowest, o.Highest = lowest.String(), highest.String()
	return o
}

func (s *Service) getOverview(w http.ResponseWriter, r *http.Request) error {
	st, err := s.newest(r.Context())
	if errors.Is(err, store.ErrNone) {
		return s.page(w, r, http.StatusOK, "Nothing here yet", "overview", overview{})
	}
	if err != nil {
		return err
	}
	return s.cachedPage(w, r, st, "Overview", "overview", func() any {
		o := overviewOf(st.Entry, st.Slate, st.selection, st.err)
		o.Unfinished = st.unfinished
		return o
	})
}

// justSaved is the revision that a page was led to after saving it, if it is still the
// one that is shown; else 0.
func justSaved(r *http.Request, number int64) int64 {
	if r.URL.Query().Get("saved") == strconv.FormatInt(number, 10) {
		return number
	}
	return 0
}

// getHistory lists who changed what.
func (s *Service) getHistory(w http.ResponseWriter, r *http.Request) error {
	before, most, err := window(r)
	if err != nil {
		return err
	}
	entries, err := s.options.Store.History(r.Context(), before, most+1)
	if err != nil {
		return err
	}
	page := struct {
		Entries []store.Entry
		Before  int64 // 0: there are no older ones
	}{Entries: entries}
	if len(entries) > most {
		page.Entries = entries[:most]
		page.Before = entries[most-1].Number
	}
	return s.page(w, r, http.StatusOK, "History", "history", page)
}

// getRevision shows the slate as it was. The choice among its candidates isn't made
// again: it takes its time, and only the newest is worth it.
func (s *Service) getRevision(w http.ResponseWriter, r *http.Request) error {
	number, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	if err != nil {
		return store.ErrNone
	}
	revision, err := s.options.Store.At(r.Context(), number)
	if err != nil {
		return err
	}
	seals, err := s.options.Store.Seals(r.Context())
	if err != nil {
		return err
	}
	plain := revision.Slate
	plain.Choice = nil
	selection, _, err := judge(r.Context(), plain, seals)
	o := overviewOf(revision.Entry, revision.Slate, selection, err)
	o.Old = true
	var b bytes.Buffer
	if err := revision.Slate.WriteJSON(&b); err != nil {
		return err
	}
	o.Document = b.String()
	return s.page(w, r, http.StatusOK, "Revision "+strconv.FormatInt(number, 10), "overview", o)
}
