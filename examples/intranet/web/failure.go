package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
)

// failure is an answer that isn't what was asked for, as RFC 9457 has it.
type failure struct {
	Type    string    `json:"type"` // "about:blank": the status says it
	Title   string    `json:"title"`
	Status  int       `json:"status"`
	Detail  string    `json:"detail,omitzero"`
	Errors  []problem `json:"errors,omitzero"`  // of what was sent, each with its place
	Current int64     `json:"current,omitzero"` // the revision that is current, where another was expected
	Request string    `json:"request,omitzero"` // its id in the log

	retry time.Duration // when to try again; 0: not said
	allow string        // the methods that there are
	err   error         // what the log is to have
}

// problem is one thing that is wrong with what was sent, and where.
type problem struct {
	Path    string `json:"path"` // empty: the whole
	Problem string `json:"problem"`
}

func (f *failure) Error() string { return f.Detail }

// refuse is a failure with a status and, in words, why.
func refuse(status int, detail string) *failure {
	return &failure{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}

// wrong is one problem with what was sent.
func wrong(path, format string, args ...any) *failure {
	return invalid(problem{path, fmt.Sprintf(format, args...)})
}

// invalid are problems with what was sent.
func invalid(problems ...problem) *failure {
	f := refuse(http.StatusUnprocessableEntity, "what was sent can't be taken; nothing was changed")
	f.Errors = problems
	return f
}

// refused are the library's problems with what was sent. Anything else that went
// wrong stays what it is.
func refused(err error) error {
	if err == nil {
		return nil
	}
	var (
		f        *failure
		tooLarge *http.MaxBytesError
	)
	if errors.As(err, &f) || errors.As(err, &tooLarge) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return invalid(problems(err)...)
}

// problems lists the library's errors in err; of another error it is the whole.
func problems(err error) []problem {
	var all []problem
	for e := range metrics.Errors(err) {
		all = append(all, problem{e.Path, e.Err.Error()})
	}
	if all == nil && err != nil {
		all = []problem{{"", err.Error()}}
	}
	return all
}

// failureOf makes an answer of any error.
func failureOf(err error) *failure {
	var (
		f        *failure
		tooLarge *http.MaxBytesError
		conflict *store.Conflict
	)
	switch {
	case errors.As(err, &f):
	case errors.As(err, &tooLarge):
		f = refuse(http.StatusRequestEntityTooLarge, fmt.Sprintf("more than %d bytes were sent", tooLarge.Limit))
	case errors.As(err, &conflict):
		f = refuse(http.StatusPreconditionFailed, fmt.Sprintf("the slate was changed meanwhile: revision %d is current", conflict.Current))
		f.Current = conflict.Current
	case errors.Is(err, store.ErrNone):
		f = refuse(http.StatusNotFound, "there is no such revision")
	case errors.Is(err, store.ErrSealed):
		f = refuse(http.StatusConflict, "the contract on this pilot was sealed already, and stays as it is")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		f = refuse(http.StatusServiceUnavailable, "it took too long")
		f.retry = 5 * time.Second
	default:
		f = refuse(http.StatusInternalServerError, "something went wrong here; the log has it under the number of this request")
		f.err = err
	}
	return f
}

// headers sets those that go with the failure.
func (f *failure) headers(w http.ResponseWriter) {
	if f.retry > 0 {
		w.Header().Set("Retry-After", seconds(f.retry))
	}
	if f.allow != "" {
		w.Header().Set("Allow", f.allow)
	}
	if f.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="kmaturity"`)
	}
	if f.Current > 0 {
		w.Header().Set("ETag", etag(f.Current))
	}
}

// writeProblem answers a program.
func (f *failure) writeProblem(w http.ResponseWriter) {
	f.headers(w)
	w.Header().Set("Content-Type", "application/problem+json")
	body, err := json.Marshal(f)
	if err != nil {
		body = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500}`)
		f.Status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(f.Status)
	_, _ = w.Write(body)
}
