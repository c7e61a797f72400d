package web

import (
	"context"
	"crypto/sha256"
	"math"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// identify says who makes a request: without tokens somebody who may read, else the
// owner of the bearer token or of the session. A token that isn't one is refused.
func (s *Service) identify(r *http.Request) (Person, error) {
	if s.options.Tokens == nil {
		if !loopback(r.Host) {
			return Person{}, refuse(http.StatusForbidden, "without tokens only a loopback address is answered, such as 127.0.0.1 or localhost")
		}
		return Person{Role: Reader}, nil
	}
	if scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Bearer") {
		return s.open(r, strings.TrimSpace(secret))
	}
	if c, err := r.Cookie(s.cookieName()); err == nil {
		if p, ok := s.sessions.find(c.Value, s.now()); ok {
			return p, nil
		}
	}
	return Person{}, nil
}

// open is whose token it is. It is an error if it is nobody's, or if too many wrong
// ones came from that address.
func (s *Service) open(r *http.Request, secret string) (Person, error) {
	if s.options.Tokens == nil {
		return Person{}, refuse(http.StatusForbidden, "the service has no tokens: everybody reads and nobody writes")
	}
	at, now := from(r), s.now()
	if wait := s.throttle.wait(at, now); wait > 0 {
		f := refuse(http.StatusTooManyRequests, "too many wrong tokens came from this address: wait")
		f.retry = wait
		return Person{}, f
	}
	sum := digest(sha256.Sum256([]byte(secret)))
	p, ok := s.options.Tokens.find(sum)
	if !ok {
		s.throttle.failed(at, sum, now)
		return Person{}, refuse(http.StatusUnauthorized, "this token opens nothing")
	}
	return p, nil
}

// loopback reports whether a Host header names this machine from itself: a page of
// somebody else's that has its name point here doesn't.
func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

// admit lets those in whose role is enough, and puts who they are into the context.
func (s *Service) admit(role Role, r *http.Request) error {
	if role == Nobody {
		return nil
	}
	p, err := s.identify(r)
	if err != nil {
		return err
	}
	if c, ok := r.Context().Value(personKey{}).(*Person); ok {
		*c = p
	}
	switch {
	case p.Role >= role:
		return nil
	case p.Role == Nobody:
		return refuse(http.StatusUnauthorized, "sign in, or send a token")
	case s.options.Tokens == nil:
		return refuse(http.StatusForbidden, "this service is read-only until it is started with tokens")
	}
	return refuse(http.StatusForbidden, "this needs the role "+role.String()+", and "+p.Name+" is "+p.Role.String())
}

// withPerson makes room for who makes the request, so that the log sees it too.
func withPerson(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), personKey{}, new(Person)))
}

// loginPage is what the page for signing in shows.
type loginPage struct {
	Next, Problem string
	Ended         bool // a form was sent without a session
}

func (s *Service) getLogin(w http.ResponseWriter, r *http.Request) error {
	return s.page(w, r, http.StatusOK, "Sign in", "login", loginPage{Next: local(r.URL.Query().Get("next"))})
}

func (s *Service) postLogin(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadForm(err)
	}
	next := local(r.PostForm.Get("next"))
	p, err := s.open(r, strings.TrimSpace(r.PostForm.Get("token")))
	if f, ok := err.(*failure); ok {
		f.headers(w)
		return s.page(w, r, f.Status, "Error: Sign in", "login", loginPage{Next: next, Problem: f.Detail})
	}
	if old, err := r.Cookie(s.cookieName()); err == nil {
		s.sessions.end(old.Value)
	}
	s.setCookie(w, s.sessions.begin(p, s.now()), sessionLife)
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (s *Service) postLogout(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(s.cookieName()); err == nil {
		s.sessions.end(c.Value)
	}
	s.setCookie(w, "", 0)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

// local is where to go after signing in: a path of this service, whatever was asked.
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

// seconds is a wait in a header, rounded up.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
