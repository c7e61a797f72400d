package web

import (
	"net/http"

	"example.com/kmaturity/community"
	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// mostUnmatched is how many areas of a roster that nobody asked for are listed.
const mostUnmatched = 200

// rostered is what became of a roster.
type rostered struct {
	Revision  store.Entry           `json:"revision"`      // that is current now
	Changed   bool                  `json:"changed"`       // false: the slate said so already
	Matched   []match               `json:"matched"`       // areas of the roster whose figures were taken
	Missing   owners                `json:"missing"`       // whose practice area isn't in the roster: their figures stay
	Unmatched []string              `json:"unmatched"`     // other areas of the roster, the largest 200
	More      int                   `json:"more,omitzero"` // how many there are beyond those
	Notes     community.RosterNotes `json:"notes"`
}

// apiPostRoster counts a roster and puts the counts into the slate, whatever the slate
// is by then: they concern nothing that an editor changes.
func (s *Service) apiPostRoster(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	var (
		query  = r.URL.Query()
		asOf   metrics.Date
		basis  community.Basis
		faults []problem
	)
	if err := asOf.UnmarshalText([]byte(query.Get("asOf"))); err != nil {
		faults = append(faults, problem{"asOf", err.Error()})
	}
	if v := query.Get("basis"); v != "" {
		if basis, err = community.ParseBasis(v); err != nil {
			faults = append(faults, problem{"basis", err.Error()})
		}
	}
	if faults != nil {
		return invalid(faults...)
	}
	c, err := countRoster(r.Context(), r.Body, asOf, basis, query.Get("scope"))
	if err != nil {
		return err
	}
	out := rostered{Notes: c.notes}
	out.Revision, out.Changed, err = s.change(r.Context(), edit{base: base, apply: func(now *pilot.Slate) (string, error) {
		if now.Programme.Organisation == "" {
			return "", refuse(http.StatusConflict, "there is no slate yet whose figures these could be")
		}
		out.Matched, out.Missing = c.fill(now)
		return "took head counts from a roster", nil
	}})
	if err != nil {
		return err
	}
	out.Unmatched = []string{}
	taken := map[string]bool{}
	for _, m := range out.Matched {
		taken[m.Area] = true
	}
	for _, a := range c.areas {
		switch {
		case taken[a.ID]:
		case len(out.Unmatched) == mostUnmatched:
			out.More++
		default:
			out.Unmatched = append(out.Unmatched, a.ID)
		}
	}
	w.Header().Set("ETag", etag(out.Revision.Number))
	return write(w, http.StatusOK, out)
}
