//go:build browser

package browser_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// The tests of good pages are worth what they would find in bad ones.

func bad(t *testing.T, b *tab, head, body string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bad.html")
	require.NoError(t, os.WriteFile(file, []byte("<!doctype html><html lang=en><title>bad</title>"+head+"<body>"+body), 0o600))
	b.visit("file://" + file)
}

func TestNothingGoesUnheard(t *testing.T) {
	var reached atomic.Int64
	outside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer outside.Close()
	picture := outside.URL + "/x.png"
	for _, x := range []struct{ why, head, body, complaint string }{
		{"a picture from outside", "", `<img src="` + picture + `" alt=""/>`, "log: network"},
		{"an alert", "", `<script>alert('boo')</script>`, "dialog: boo"},
		{"the console", "", `<script>console.error('boo')</script>`, "console: error"},
		{"an exception", "", `<script>throw 1</script>`, "exception: Uncaught"},
		{"a style that the policy forbids", `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"/>`, `<p style="color: red">x</p>`, "issue: ContentSecurityPolicyIssue"},
		{"a picture that the policy forbids", `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"/>`, `<img src="` + picture + `" alt=""/>`, "issue: ContentSecurityPolicyIssue"},
	} {
		t.Run(x.why, func(t *testing.T) {
			b := open(t)
			b.offline()
			bad(t, b, x.head, x.body)
			require.Contains(t, strings.Join(b.complained(), "\n"), x.complaint)
			if x.complaint == "log: network" {
				require.Contains(t, b.asked(), picture)
			}
			require.Zero(t, reached.Load(), "the network is cut")
		})
	}
}

func TestNothingGoesUnseen(t *testing.T) {
	const none = "<main><h1>bad</h1></main>"
	for _, x := range []struct {
		why, head, body string
		found           func(b *tab) bool
	}{
		{"wider than the screen", "", `<p style="width: 400px">x</p>`, func(b *tab) bool { return b.overflow() > 0 }},
		{"small words in a picture", "", `<svg viewBox="0 0 600 100" width="300"><text y="50" font-size="16">x</text></svg>`, func(b *tab) bool { return len(b.small(9)) == 1 }},
		{"pale words in a picture", `<style>body { background: Canvas }</style>`, `<svg viewBox="0 0 100 100" width="100"><g opacity="0.5"><text y="50">x</text><text y="90">x<tspan fill="#0007">y</tspan></text></g><text y="10">z</text></svg>`, func(b *tab) bool { return len(b.pale(4.5)) == 3 }},
		{"pale by day", "", `<p style="color: #999; background: #fff">pale words</p>`, func(b *tab) bool { return len(b.faults()) == 1 }},
		{"pale by night", `<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #000 } }</style>`, `<p>pale words</p>`, func(b *tab) bool {
			day := len(b.faults())
			b.on(screen{360, "dark"})
			return day == 0 && len(b.faults()) == 1
		}},
		{"a field without a name", "", `<input/>`, func(b *tab) bool { return len(b.faults()) == 1 }},
		{"targets too small and too near", "", `<p><button style="width: 12px; height: 12px; padding: 0" aria-label="a"></button><button style="width: 12px; height: 12px; padding: 0" aria-label="b"></button></p>`, func(b *tab) bool { return len(b.faults()) == 2 }},
		{"not in print", `<style>@media print { p { display: none } }</style>`, `<p>lost words</p>`, func(b *tab) bool { return len(b.lost("bad")) == 1 }},
		{"beside the paper", "", `<p style="position: absolute; left: -400px">lost words</p>`, func(b *tab) bool { return len(b.lost("bad")) == 1 }},
		{"once in print, twice on the page", `<style>@media print { i { display: none } }</style>`, `<p>words</p><i>words</i>`, func(b *tab) bool { return len(b.lost("bad")) == 1 }},
		{"letters from right to left", `<style>@media print { p { display: none } }</style>`, `<p>ש</p>`, func(b *tab) bool { return len(b.lost("bad")) == 1 }},
	} {
		t.Run(x.why, func(t *testing.T) {
			b := open(t)
			b.on(screen{360, "light"})
			bad(t, b, `<meta name="viewport" content="width=device-width"/>`+x.head, none+x.body)
			require.True(t, x.found(b))
		})
	}
}
