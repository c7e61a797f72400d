package web

import (
	"net/http"
	"strconv"
	"strings"

	"example.com/kmaturity/examples/intranet/store"
)

// etag is the entity tag of everything that a revision says.
func etag(number int64) string { return strconv.Quote(strconv.FormatInt(number, 10)) }

// names reports whether a list of entity tags has that of the revision in it, or is *.
// A weak tag counts only where weak is true.
func names(list string, number int64, weak bool) bool {
	for tag := range strings.SplitSeq(list, ",") {
		tag = strings.TrimSpace(tag)
		if weak {
			tag = strings.TrimPrefix(tag, "W/")
		}
		if tag == etag(number) || tag == "*" && number > 0 {
			return true
		}
	}
	return false
}

// unchanged answers 304 if the client has what a revision says already.
func unchanged(w http.ResponseWriter, r *http.Request, number int64) bool {
	w.Header().Set("ETag", etag(number))
	w.Header().Set("Cache-Control", "private, no-cache")
	if list := strings.Join(r.Header.Values("If-None-Match"), ","); list != "" && names(list, number, true) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// base is the revision that If-Match of a request names: of PUT and DELETE it must be
// there. "0" is before the first revision, and * is whatever there is.
func (s *Service) base(r *http.Request) (int64, error) {
	list := strings.Join(r.Header.Values("If-Match"), ",")
	if list == "" {
		if r.Method == http.MethodPost {
			return whatever, nil
		}
		return 0, refuse(http.StatusPreconditionRequired, `send If-Match with the ETag of the revision that you changed, such as "12"`)
	}
	number, err := s.number(r.Context())
	if err != nil {
		return 0, err
	}
	if !names(list, number, false) {
		return 0, &store.Conflict{Current: number}
	}
	if strings.TrimSpace(list) == "*" {
		return whatever, nil
	}
	return number, nil
}
