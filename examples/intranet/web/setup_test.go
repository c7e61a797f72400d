package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

// site is a service on a loopback address, with a store in memory and a token for
// each role.
type site struct {
	t       *testing.T
	store   *memory
	service *Service
	url     string
	secret  map[Role]string
	log     *bufferLog
}

// bufferLog keeps what is logged.
type bufferLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *bufferLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *bufferLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// demonstration is the slate of the demonstration data.
func demonstration(t *testing.T) pilot.Slate {
	t.Helper()
	b, err := os.ReadFile("../demonstration.json")
	require.NoError(t, err)
	var s pilot.Slate
	require.NoError(t, json.Unmarshal(b, &s))
	return s
}

// agreed is the contract of the demonstration data.
func agreed(t *testing.T) contract.Contract {
	return demonstration(t).Agreements[0].Sealed.Contract
}

// bare is a site whose store is empty.
func bare(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	s := &site{t: t, store: &memory{seals: map[string]store.Seal{}}, secret: map[Role]string{}, log: new(bufferLog)}
	var lines strings.Builder
	for role := Reader; role <= Approver; role++ {
		secret, line, err := NewToken(role, "the-"+role.String())
		require.NoError(t, err)
		s.secret[role] = secret
		lines.WriteString(line + "\n")
	}
	tokens, err := ReadTokens(strings.NewReader(lines.String()))
	require.NoError(t, err)
	o := Options{Store: s.store, Tokens: tokens, Log: slog.New(slog.NewJSONHandler(s.log, nil))}
	for _, f := range change {
		f(&o)
	}
	s.service, err = New(o)
	require.NoError(t, err)
	t.Cleanup(s.service.Close)
	server := httptest.NewServer(s.service)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// full is a site with the demonstration data, without its agreements, as revision 1.
func full(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	s := bare(t, change...)
	slate := demonstration(t)
	slate.Agreements = nil
	_, err := s.store.Save(context.Background(), 0, store.Change{Slate: slate, By: "test", At: time.Unix(1_770_000_000, 0).UTC(), What: "test data"})
	require.NoError(t, err)
	return s
}

// got is an answer.
type got struct {
	status int
	header http.Header
	body   string
}

// client doesn't follow redirects.
var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// send sends a request as somebody, whose answer isn't held against the description.
func (s *site) send(as Role, method, path, body string, header ...string) got {
	s.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, s.url+path, strings.NewReader(body))
	require.NoError(s.t, err)
	if as != Nobody {
		r.Header.Set("Authorization", "Bearer "+s.secret[as])
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := client.Do(r)
	require.NoError(s.t, err)
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	require.NoError(s.t, err)
	return got{answer.StatusCode, answer.Header, string(b)}
}

// get gets a page.
func (s *site) get(as Role, path string) got {
	s.t.Helper()
	return s.send(as, "GET", path, "")
}

// post sends a form.
func (s *site) post(as Role, path string, form url.Values) got {
	s.t.Helper()
	return s.send(as, "POST", path, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

// api sends a request to the API, and holds both it and its answer against the
// description.
func (s *site) api(as Role, method, path, body string, header ...string) got {
	s.t.Helper()
	if body != "" && !strings.Contains(strings.Join(header, "|"), "Content-Type") {
		header = append(header, "Content-Type", "application/json")
	}
	g := s.send(as, method, api+path, body, header...)
	described(s.t, method, api+path, body, header, g)
	return g
}

// problemOf is the problem in an answer.
func (g got) problemOf(t *testing.T) failure {
	t.Helper()
	require.Equal(t, "application/problem+json", g.header.Get("Content-Type"), g.body)
	var f failure
	require.NoError(t, json.Unmarshal([]byte(g.body), &f))
	require.Equal(t, g.status, f.Status)
	return f
}

func (s *site) revisions() int64 {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return int64(len(s.store.all))
}

func (s *site) slate() pilot.Slate {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return s.store.all[len(s.store.all)-1].Slate
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}
