package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"
)

// Options say what a service is made of. Store must be there.
type Options struct {
	Store        Store
	Tokens       *Tokens          // nil: everybody reads and nobody writes
	Origins      []string         // others from which forms may be sent, such as https://km.example, where a proxy changes the Host header
	SecureCookie bool             // the browser sends the cookie over HTTPS alone
	Log          *slog.Logger     // nil: slog.Default
	Now          func() time.Time // nil: time.Now
	Judging      time.Duration    // how long the choice among candidates may take; 0: 10 seconds
}

// Service serves one slate. It is safe for concurrent use.
type Service struct {
	options  Options
	sessions sessions
	throttle throttle
	states   states
	draining atomic.Bool
	stop     context.CancelFunc // ends the work that no request waits for
	work     context.Context
	handler  http.Handler
}

// New makes a service. It is an error if there is no store, or an origin isn't one.
func New(o Options) (*Service, error) {
	if o.Store == nil {
		return nil, errors.New("web: there is no store")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Judging = cmp.Or(o.Judging, 10*time.Second)
	s := &Service{options: o, states: newStates()}
	s.work, s.stop = context.WithCancel(context.Background())
	guard := http.NewCrossOriginProtection()
	for _, origin := range o.Origins {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("web: origin: %w", err)
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, refuse(http.StatusForbidden, "this was sent from a page of another site"))
	}))
	s.handler = s.outermost(guard.Handler(s.mux()))
	return s, nil
}

func (s *Service) now() time.Time {
	if s.options.Now != nil {
		return s.options.Now()
	}
	return time.Now()
}

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Drain has /readyz say that no more requests should come.
func (s *Service) Drain() { s.draining.Store(true) }

// Close ends what is being worked out. The store is the caller's to close.
func (s *Service) Close() { s.stop() }

// mux leads each request to its route, and answers those that have none.
func (s *Service) mux() http.Handler {
	mux := http.NewServeMux()
	for _, t := range routes {
		mux.Handle(t.method+" "+t.path, s.handlerOf(t))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		unknown, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		if err := s.admit(Reader, r); err != nil {
			s.fail(w, r, err)
			return
		}
		found := &answer{header: http.Header{}}
		unknown.ServeHTTP(found, r)
		f := refuse(http.StatusNotFound, "there is nothing at this address")
		if found.status == http.StatusMethodNotAllowed {
			f = refuse(found.status, "this address has other methods")
			f.allow = found.header.Get("Allow")
		}
		s.fail(w, r, f)
	})
}

// answer takes the status and the header of an answer, and drops the rest.
type answer struct {
	header http.Header
	status int
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return len(b), nil }

// handlerOf is a route with its limits, for those who may use it.
func (s *Service) handlerOf(t route) http.Handler {
	body, work := int64(mostBody), workTime
	if t.large() {
		body, work = mostRoster, rosterTime
	}
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.admit(t.role, r); err != nil {
			s.fail(w, r, err)
			return
		}
		ctx, done := context.WithTimeout(r.Context(), work)
		defer done()
		if t.large() { // a server that can't do that has no such limit
			c := http.NewResponseController(w)
			_ = c.SetReadDeadline(time.Now().Add(work))
			_ = c.SetWriteDeadline(time.Now().Add(work + writeTime))
		}
		r = r.WithContext(ctx)
		if err := t.handle(s, w, r); err != nil {
			s.fail(w, r, err)
		}
	})
	return http.MaxBytesHandler(inner, body)
}

// fail answers with what went wrong: programs with a problem, people with a page.
func (s *Service) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := failureOf(err)
	w.Header().Del("ETag") // of what would have been answered
	w.Header().Set("Cache-Control", "no-store")
	f.Request = w.Header().Get(requestHeader)
	if f.err != nil {
		s.options.Log.Error("failed", "request", f.Request, "route", r.Pattern, "error", f.err.Error())
	}
	if forPrograms(r.URL.Path) {
		f.writeProblem(w)
		return
	}
	s.failPage(w, r, f)
}
