package web

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func withLog(l *bufferLog) func(*Options) {
	return func(o *Options) { o.Log = slog.New(slog.NewJSONHandler(l, nil)) }
}

// A whole day's work leaves no token, no cookie, nothing that was sent and no query in
// the log.
func TestNoSecretsInTheLog(t *testing.T) {
	s := full(t)
	secrets := []string{"Wr0ngT0ken", "Jane Doe", "sekret-problem", "sekret-query", "Call handlers", "Call%20handlers"}
	for _, v := range s.secret {
		secrets = append(secrets, v)
	}
	g := s.post(Nobody, "/login?next=sekret-query", url.Values{"token": {"Wr0ngT0ken"}})
	require.Equal(t, 401, g.status)
	g = s.post(Nobody, "/login", url.Values{"token": {s.secret[Approver]}})
	cookie, _, _ := strings.Cut(g.header.Get("Set-Cookie"), ";")
	_, id, _ := strings.Cut(cookie, "=")
	secrets = append(secrets, id)
	with := func(method, path, body string, header ...string) got {
		return s.send(Nobody, method, path, body, append(header, "Cookie", cookie)...)
	}
	page := with("GET", callHandlers+"?x=sekret-query", "")
	f := formOn(t, page.body, callHandlers)
	f.Set("problem", "sekret-problem")
	require.Equal(t, 303, with("POST", callHandlers, f.Encode(), "Content-Type", "application/x-www-form-urlencoded").status)
	f.Set("name", "")
	require.Equal(t, 409, with("POST", callHandlers, f.Encode(), "Content-Type", "application/x-www-form-urlencoded").status)
	s.api(Editor, "POST", "/rosters?scope=sekret-query", "main role,name\nGeology,Jane Doe\n", "Content-Type", "text/csv")
	s.api(Editor, "POST", "/rosters", "main role,fte,name\nGeology,Jane Doe,x\n", "Content-Type", "text/csv")
	s.api(Editor, "PUT", "/slate", `{"sekret-problem":1}`, "If-Match", `"1"`)
	s.send(Nobody, "GET", api+"/slate?token=sekret-query", "", "Authorization", "Bearer Wr0ngT0ken")
	s.send(Editor, "SEKRET", "/sekret-query", "")
	seal(t, s)
	with("POST", "/logout", "")

	log := s.log.String()
	for _, secret := range secrets {
		require.NotContains(t, log, secret)
	}
	lines := 0
	for scan := bufio.NewScanner(strings.NewReader(log)); scan.Scan(); lines++ {
		var line map[string]any
		require.NoError(t, json.Unmarshal(scan.Bytes(), &line), scan.Text())
		for key := range line {
			require.Contains(t, []string{"time", "level", "msg", "request", "method", "route", "status", "bytes", "ms", "who"}, key)
		}
	}
	require.GreaterOrEqual(t, lines, 12)
	require.Contains(t, log, `"route":"POST /candidates/{name}","status":303`)
	require.Contains(t, log, `"who":"the-approver"`)
	require.NotContains(t, strings.ToLower(log), "sekret")
}
