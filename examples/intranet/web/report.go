package web

import (
	"bytes"
	"net/http"

	"example.com/kmaturity/pilot/report"
)

// getReport is the page for managers, which stands by itself so that it can be handed
// on. It brings its style with it, which its own policy allows by hash.
func (s *Service) getReport(w http.ResponseWriter, r *http.Request) error {
	st, err := s.newest(r.Context())
	if err != nil {
		return err
	}
	if st.err != nil {
		return refused(st.err)
	}
	page, err := st.cached("report", func(b *bytes.Buffer) error { return report.HTML(b, st.selection) })
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", report.ContentPolicy()+"; frame-ancestors 'none'")
	if r.URL.Query().Get("download") != "" {
		w.Header().Set("Content-Disposition", `attachment; filename="report.html"`)
	}
	return writeBytes(w, http.StatusOK, "text/html; charset=utf-8", page)
}
