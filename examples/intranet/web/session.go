package web

import (
	"crypto/sha256"
	"net/http"
	"sync"
	"time"
)

const (
	sessionLife  = 12 * time.Hour // from login, whatever is done meanwhile
	mostSessions = 10_000
)

// sessions are the people who are signed in with a browser. They are kept by the
// digest of what the cookie holds, in memory: a restart signs everybody out.
type sessions struct {
	mu  sync.Mutex
	all map[digest]session
}

type session struct {
	person Person
	ends   time.Time
}

// begin signs somebody in and returns what the cookie is to hold. Where there are as
// many as there may be, those that have ended go first, then the oldest.
func (s *sessions) begin(p Person, now time.Time) string {
	id := random()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[digest]session{}
	}
	if len(s.all) >= mostSessions {
		var oldest digest
		first := now.Add(sessionLife)
		for k, v := range s.all {
			if v.ends.Before(now) {
				delete(s.all, k)
			} else if !v.ends.After(first) {
				oldest, first = k, v.ends
			}
		}
		if len(s.all) >= mostSessions {
			delete(s.all, oldest)
		}
	}
	s.all[sha256.Sum256([]byte(id))] = session{p, now.Add(sessionLife)}
	return id
}

// find is who is signed in with that id.
func (s *sessions) find(id string, now time.Time) (Person, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.all[sha256.Sum256([]byte(id))]
	return v.person, ok && now.Before(v.ends)
}

// end signs out.
func (s *sessions) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, sha256.Sum256([]byte(id)))
}

// cookieName is __Host- where the cookie is only for HTTPS, so that no other host of
// the domain can set it.
func (s *Service) cookieName() string {
	if s.options.SecureCookie {
		return "__Host-kmaturity"
	}
	return "kmaturity"
}

// setCookie hands out a session; life 0 takes it away.
func (s *Service) setCookie(w http.ResponseWriter, id string, life time.Duration) {
	c := &http.Cookie{
		Name: s.cookieName(), Value: id, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: s.options.SecureCookie, SameSite: http.SameSiteStrictMode,
	}
	if life == 0 {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}
