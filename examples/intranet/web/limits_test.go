package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func TestTooLarge(t *testing.T) {
	s := full(t)
	large := strings.Repeat(" ", mostBody+1)
	g := s.send(Editor, "PUT", api+"/slate", large, "If-Match", `"1"`, "Content-Type", "application/json")
	require.Equal(t, 413, g.problemOf(t).Status)
	described(t, "PUT", api+"/slate", "", nil, g)
	g = s.send(Editor, "POST", callHandlers, "base="+large, "Content-Type", "application/x-www-form-urlencoded")
	require.Equal(t, 413, g.status)
	g = s.send(Nobody, "POST", "/login", "token="+large, "Content-Type", "application/x-www-form-urlencoded")
	require.Equal(t, 413, g.status)
	roster := "main role\n" + strings.Repeat("Call handling\n", mostBody/10)
	g = s.api(Editor, "POST", "/rosters", roster, "Content-Type", "text/csv")
	require.Equal(t, 200, g.status, "a roster may be larger")
	require.EqualValues(t, 2, s.revisions())
}

func TestRosterTooLarge(t *testing.T) {
	s := full(t)
	row := []byte("Call handling," + strings.Repeat("x", 60_000) + "\n")
	body := io.MultiReader(strings.NewReader("main role,note\n"), io.LimitReader(&endless{row: row}, mostRoster))
	r := httptest.NewRequest("POST", api+"/rosters", body)
	r.ContentLength = -1
	r.Header.Set("Authorization", "Bearer "+s.secret[Editor])
	g := serve(s.service, r)
	require.Equal(t, 413, g.status, g.body)
	require.EqualValues(t, 1, s.revisions())
}

// endless repeats a row.
type endless struct {
	row []byte
	at  int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.row[e.at:])
	e.at = (e.at + n) % len(e.row)
	return n, nil
}

// A roster in which everybody has a role of their own isn't counted to its end.
func TestRosterOfTooManyRoles(t *testing.T) {
	s := full(t)
	roster := func(roles int) string {
		b := []byte("main role\n")
		for i := range roles {
			b = fmt.Appendf(b, "person %d\nperson %d\n", i, i)
		}
		return string(b)
	}
	const path = "/rosters?asOf=2026-01-31&basis=heads"
	require.Equal(t, 200, s.api(Editor, "POST", path, roster(mostRoles), "Content-Type", "text/csv").status)
	g := s.api(Editor, "POST", path, roster(mostRoles+1), "Content-Type", "text/csv")
	require.Equal(t, 422, g.status)
	require.Contains(t, g.problemOf(t).Errors[0].Problem, "more than 10000 main roles")
	require.NotContains(t, g.body, "person")
}

func TestRosterStopsWhenTimeIsUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := countRoster(ctx, strings.NewReader("main role\nGeology\n"), metrics.Date{}, community.BasisUnknown, "")
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, http.StatusServiceUnavailable, failureOf(err).Status)
}

// A connection that dawdles with its header, or after it, is closed.
func TestSlowClients(t *testing.T) {
	s := server(full(t).service)
	require.Equal(t, headerTime, s.ReadHeaderTimeout)
	require.Equal(t, readTime, s.ReadTimeout)
	require.Less(t, s.ReadTimeout, stopTime, "a body that never ends doesn't hold up a stop to its limit")
	require.Equal(t, writeTime, s.WriteTimeout)
	require.Equal(t, idleTime, s.IdleTimeout)
	require.LessOrEqual(t, s.MaxHeaderBytes, 64<<10)

	s.ReadHeaderTimeout = 50 * time.Millisecond
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = s.Serve(l) }()
	defer s.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Write([]byte("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "))
	require.NoError(t, err)
	_, err = bufio.NewReader(c).ReadByte()
	require.ErrorIs(t, err, io.EOF, "the server hung up")
}

// What a request does ends when its time is up, and the answer says so.
func TestWorkEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, err := New(Options{Store: &memory{}})
		require.NoError(t, err)
		defer s.Close()
		h := s.handlerOf(route{"GET", "/x", Nobody, func(_ *Service, _ http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			return r.Context().Err()
		}})
		began := time.Now()
		g := serve(h, newRequest("GET", api+"/x", ""))
		require.Equal(t, workTime, time.Since(began))
		require.Equal(t, 503, g.status)
		require.NotEmpty(t, g.header.Get("Retry-After"))
	})
}

func TestPanicIsAnAnswer(t *testing.T) {
	log := new(bufferLog)
	s := full(t, withLog(log))
	for name, f := range map[string]func(){
		"secret in it":  func() { panic("the token is s3cret") },
		"runtime error": func() { var p *int; *p = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			h := s.service.outermost(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { f() }))
			g := serve(h, newRequest("GET", api+"/x", ""))
			require.Equal(t, 500, g.problemOf(t).Status)
			require.NotContains(t, g.body, "s3cret")
		})
	}
	require.Contains(t, log.String(), `"panic":"runtime error: invalid memory address`)
	require.Contains(t, log.String(), `"status":500`)
	require.Contains(t, log.String(), `limits_test.go`)
	require.NotContains(t, log.String(), "s3cret")
}

func TestBrokenStore(t *testing.T) {
	log := new(bufferLog)
	s := full(t, withLog(log))
	s.store.broken = errors.New("the disk is gone")
	for _, path := range []string{"/", "/history", callHandlers, "/programme", "/report", "/history/1"} {
		g := s.get(Reader, path)
		require.Equal(t, 500, g.status)
		require.NotContains(t, g.body, "disk")
		require.Contains(t, g.body, g.header.Get("X-Request-Id"))
	}
	require.Equal(t, 500, s.api(Reader, "GET", "/slate", "").status)
	require.Equal(t, 503, s.get(Nobody, "/readyz").status)
	require.Equal(t, 200, s.get(Nobody, "/healthz").status)
	require.Contains(t, log.String(), "the disk is gone")
	s.store.broken = nil
	require.Equal(t, 200, s.get(Nobody, "/readyz").status)
}

func TestHeadHasNoBody(t *testing.T) {
	s := full(t)
	r, err := http.NewRequestWithContext(context.Background(), "HEAD", s.url+api+"/slate", nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+s.secret[Reader])
	answer, err := client.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(answer.Body)
	require.NoError(t, err)
	require.Zero(t, b.Len())
	require.Equal(t, `"1"`, answer.Header.Get("ETag"))
	require.Positive(t, answer.ContentLength)
}
