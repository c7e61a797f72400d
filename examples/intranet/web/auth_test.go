package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func newRequest(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host = "127.0.0.1"
	return r
}

// serve answers a request without a connection.
func serve(h http.Handler, r *http.Request) got {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return got{w.Code, w.Header(), w.Body.String()}
}

func TestLogin(t *testing.T) {
	now := time.Unix(1_770_000_000, 0)
	s := full(t, func(o *Options) { o.Now = func() time.Time { return now } })
	g := s.get(Nobody, "/history?before=7")
	require.Equal(t, 303, g.status)
	require.Equal(t, "/login?next=%2Fhistory%3Fbefore%3D7", g.header.Get("Location"))
	f := formOn(t, s.get(Nobody, g.header.Get("Location")).body, "/login")
	f.Set("token", " "+s.secret[Editor]+"\n")
	g = s.post(Nobody, "/login", f)
	require.Equal(t, 303, g.status)
	require.Equal(t, "/history?before=7", g.header.Get("Location"))
	header := g.header.Get("Set-Cookie")
	require.Regexp(t, `^kmaturity=[0-9a-f]{64}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict$`, header)
	cookie, _, _ := strings.Cut(header, ";")
	page := s.send(Nobody, "GET", "/", "", "Cookie", cookie)
	require.Equal(t, 200, page.status)
	require.Contains(t, page.body, "<bdi>the-editor</bdi>, editor")

	now = now.Add(sessionLife - time.Second)
	require.Equal(t, 200, s.send(Nobody, "GET", "/", "", "Cookie", cookie).status)
	now = now.Add(time.Second)
	require.Equal(t, 303, s.send(Nobody, "GET", "/", "", "Cookie", cookie).status, "it has ended")

	g = s.post(Nobody, "/login", f)
	first, _, _ := strings.Cut(g.header.Get("Set-Cookie"), ";")
	g = s.send(Nobody, "POST", "/login", f.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Cookie", first)
	second, _, _ := strings.Cut(g.header.Get("Set-Cookie"), ";")
	require.NotEqual(t, first, second)
	require.Equal(t, 303, s.send(Nobody, "GET", "/", "", "Cookie", first).status, "a new session ends the one before")
	g = s.send(Nobody, "POST", "/logout", "", "Cookie", second)
	require.Contains(t, g.header.Get("Set-Cookie"), "Max-Age=0")
	require.Equal(t, 303, s.send(Nobody, "GET", "/", "", "Cookie", second).status)

	ended := s.post(Nobody, callHandlers, url.Values{"base": {"1"}})
	require.Equal(t, 401, ended.status)
	require.Contains(t, ended.body, "To keep what you typed")
}

// A form that can't be read is the sender's fault, not the service's, and the log has
// nothing of it.
func TestLoginThatCannotBeRead(t *testing.T) {
	s := full(t)
	for _, body := range []string{"token=s3cret%zz", "token=s3cret;x", strings.Repeat("a&", 20_000)} {
		g := s.send(Nobody, "POST", "/login", body, "Content-Type", "application/x-www-form-urlencoded")
		require.Equal(t, 400, g.status, body[:9])
	}
	require.Equal(t, 400, s.send(Nobody, "POST", "/login", "token=x", "Content-Type", "a/b;;").status)
	require.NotContains(t, s.log.String(), "ERROR")
}

func TestSecureCookie(t *testing.T) {
	s := full(t, func(o *Options) { o.SecureCookie = true })
	g := s.post(Nobody, "/login", url.Values{"token": {s.secret[Reader]}})
	require.Regexp(t, `^__Host-kmaturity=[0-9a-f]{64}; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict$`, g.header.Get("Set-Cookie"))
}

func TestLoginLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/report": "/report", "/candidates/a%2Fb?x=1": "/candidates/a%2Fb?x=1", "": "/",
		"https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "/\t/evil.example": "/", "javascript:alert(1)": "/", "report": "/", "/%zz": "/",
	} {
		require.Equal(t, want, local(next), next)
	}
}

func TestWrongTokensAreSlowedDown(t *testing.T) {
	now := time.Unix(1_770_000_000, 0)
	s := full(t, func(o *Options) { o.Now = func() time.Time { return now } })
	try := func(token string) got { return s.post(Nobody, "/login", url.Values{"token": {token}}) }
	for range 50 {
		require.Equal(t, 401, try("the same again").status, "a program with an old token locks nobody out")
	}
	for i := range failuresAtOnce - 1 {
		require.Equal(t, 401, try(fmt.Sprint("guess ", i)).status)
	}
	g := try(s.secret[Editor])
	require.Equal(t, 429, g.status, "not even the right one is looked at")
	require.Equal(t, "6", g.header.Get("Retry-After"))
	g = s.send(Editor, "GET", api+"/slate", "")
	require.Equal(t, 429, g.status)
	described(t, "GET", api+"/slate", "", nil, g)
	now = now.Add(failureEvery)
	require.Equal(t, 303, try(s.secret[Editor]).status)

	var th throttle
	a, b := netip.MustParsePrefix("192.0.2.1/32"), netip.MustParsePrefix("192.0.2.2/32")
	for i := range 20 {
		th.failed(a, digest{byte(i)}, now)
	}
	require.Equal(t, 11*failureEvery, th.wait(a, now))
	require.Zero(t, th.wait(b, now), "others aren't slowed down")
	for i := range mostAddresses + 5 {
		th.failed(netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 32), digest{}, now)
	}
	require.LessOrEqual(t, len(th.by), mostAddresses)
}

func TestSessionsAreBounded(t *testing.T) {
	var s sessions
	now := time.Unix(1_770_000_000, 0)
	first := s.begin(Person{Name: "first", Role: Reader}, now)
	for i := range mostSessions {
		s.begin(Person{Name: "x", Role: Reader}, now.Add(time.Duration(i+1)))
	}
	require.Len(t, s.all, mostSessions)
	_, ok := s.find(first, now)
	require.False(t, ok, "the oldest went")
	last := s.begin(Person{Name: "last", Role: Reader}, now.Add(2*sessionLife))
	require.Len(t, s.all, 1, "those that had ended went")
	p, ok := s.find(last, now.Add(2*sessionLife))
	require.True(t, ok)
	require.Equal(t, "last", p.Name)
}

func TestFrom(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7:80": "192.0.2.7/32", "[2001:db8:1:2:3::4]:80": "2001:db8:1:2::/64", "[::ffff:192.0.2.7]:80": "192.0.2.7/32", "[fe80::1%eth0]:80": "fe80::/64",
	} {
		require.Equal(t, want, from(&http.Request{RemoteAddr: address}).String())
	}
}

func TestReadTokens(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	tokens, err := ReadTokens(strings.NewReader("# people\n\neditor alice " + sum + "\neditor alice " + strings.Repeat("CD", 32) + "\n"))
	require.NoError(t, err)
	require.Len(t, tokens.all, 2)

	_, err = ReadTokens(strings.NewReader("boss alice " + sum + "\nreader bob\nreader carol xyz\nreader dora " + strings.Repeat("cd", 32) + "\neditor dora " + strings.Repeat("ef", 32) + "\n"))
	require.EqualError(t, err, `tokens: line 1: want reader, editor or approver, have "boss"
tokens: line 2: want a role, a name and the SHA-256 of a token, have 2 words
tokens: line 3: the third word isn't a SHA-256 in hexadecimal
tokens: line 5: "dora" is reader already: a name has one role`)
	_, err = ReadTokens(strings.NewReader("# nobody\n"))
	require.EqualError(t, err, "tokens: there is none in the file")
	_, err = ReadTokens(strings.NewReader("reader \xff " + sum))
	require.ErrorContains(t, err, "isn't UTF-8")
	_, err = ReadTokens(strings.NewReader("reader e\x00ve " + sum))
	require.ErrorContains(t, err, "control characters")
	_, err = ReadTokens(strings.NewReader("approver eve e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"))
	require.ErrorContains(t, err, "line 1: the third word is the SHA-256 of nothing")
	_, err = ReadTokens(strings.NewReader("approver eve " + sum + "\nreader bob " + sum + "\n"))
	require.ErrorContains(t, err, `line 2: the token is "eve"'s already`)
}

func TestNewToken(t *testing.T) {
	a, line, err := NewToken(Editor, "alice")
	require.NoError(t, err)
	require.Len(t, a, 64)
	require.NotContains(t, line, a)
	b, _, err := NewToken(Editor, "alice")
	require.NoError(t, err)
	require.NotEqual(t, a, b)
	for _, name := range []string{"", "two words", "a\nb", "a\u00a0b", "a\x7fb"} {
		_, _, err = NewToken(Editor, name)
		require.Error(t, err, "%q", name)
	}
	_, _, err = NewToken(Nobody, "alice")
	require.Error(t, err)
}
