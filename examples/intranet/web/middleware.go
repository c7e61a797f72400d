package web

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"
)

// requestHeader names a request in the answer and in the log.
const requestHeader = "X-Request-Id"

// policy lets a page load its stylesheet and pictures from here, send its forms
// here, and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'"

// outermost gives every answer its headers, and every request a line in the log,
// whatever becomes of it. A panic ends in an answer of 500.
func (s *Service) outermost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		id := make([]byte, 8)
		_, _ = rand.Read(id) // never fails
		h := w.Header()
		h.Set(requestHeader, hex.EncodeToString(id))
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		count := &counted{ResponseWriter: w}
		r = withPerson(r)
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				s.options.Log.Error("panic", "request", h.Get(requestHeader), "route", r.Pattern, "panic", panicked(v), "stack", string(debug.Stack()))
				if count.status == 0 {
					s.fail(count, r, refuse(http.StatusInternalServerError, "something went wrong here; the log has it under the number of this request"))
				}
			}
			s.options.Log.Info("request", "request", h.Get(requestHeader), "method", method(r.Method), "route", r.Pattern,
				"status", count.status, "bytes", count.bytes, "ms", float64(time.Since(began).Microseconds())/1000, "who", person(r.Context()).Name)
		}()
		next.ServeHTTP(count, r)
	})
}

// panicked is what may be logged of a panic: the runtime's own text, of anything
// else its type, since it may hold what was sent.
func panicked(v any) string {
	if e, ok := v.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", v)
}

// method is a method as it is logged: one of the known ones.
func method(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return m
	}
	return "other"
}

// counted counts what is answered.
type counted struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counted) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
