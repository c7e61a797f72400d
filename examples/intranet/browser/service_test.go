//go:build browser

package browser_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/web"
)

// Two candidates of the demonstration data: one is undetermined, on the other a contract
// is sealed and settled.
const (
	callHandlers = "/candidates/Call%20handlers"
	repairCrews  = "/candidates/Repair%20crews"
)

// sight is a page of the service, and how one comes to see it.
type sight struct {
	name   string
	as     web.Role
	status int64
	come   func(s *site, b *tab) int64 // returns the status of the answer
}

// at is how one comes to a page: by its address.
func at(path string) func(*site, *tab) int64 {
	return func(s *site, b *tab) int64 { return s.get(b, path) }
}

// sights are all pages that the service has, those with errors too.
var sights = []sight{
	{"login", web.Nobody, 200, at("/login")},
	{"login-asked-for", web.Nobody, 200, at("/programme")},
	{"login-wrong", web.Nobody, 401, func(s *site, b *tab) int64 {
		s.get(b, "/login")
		write(pointer{b}, "token", "nonsense")
		return press(pointer{b}, "Sign in")
	}},
	{"overview-reader", web.Reader, 200, at("/")},
	{"overview-editor", web.Editor, 200, at("/")},
	{"candidate-undetermined", web.Editor, 200, at(callHandlers)},
	{"candidate-showcase", web.Editor, 200, at(repairCrews)},
	{"candidate-decline", web.Reader, 200, at("/candidates/Budget%20controllers")},
	{"candidate-support", web.Reader, 200, at("/candidates/KM%20champions")},
	{"candidate-new", web.Editor, 200, at("/candidates/new")},
	{"candidate-new-wrong", web.Editor, 422, func(s *site, b *tab) int64 {
		s.get(b, "/candidates/new")
		write(pointer{b}, "area.practitioners.low", "many")
		write(pointer{b}, "community.practising", "-1")
		return press(pointer{b}, "Save")
	}},
	{"candidate-saved", web.Editor, 200, func(s *site, b *tab) int64 {
		s.get(b, callHandlers)
		write(pointer{b}, "area.practitioners.low", "180")
		return press(pointer{b}, "Save")
	}},
	{"candidate-conflict", web.Editor, 409, func(s *site, b *tab) int64 {
		other := s.signedIn(b.t, web.Editor)
		s.get(b, callHandlers)
		s.get(other, callHandlers)
		write(pointer{other}, "area.practitioners.high", "190")
		require.EqualValues(b.t, 200, press(pointer{other}, "Save"))
		write(pointer{b}, "area.practitioners.high", "200")
		status := press(pointer{b}, "Save")
		require.Equal(b.t, "200", eval[string](b, `document.querySelector('[name="area.practitioners.high"]').value`), "what was typed isn't lost")
		return status
	}},
	{"candidate-sealed", web.Editor, 409, func(s *site, b *tab) int64 {
		s.get(b, repairCrews)
		write(pointer{b}, "name", "Crews")
		return press(pointer{b}, "Save")
	}},
	{"contract-settled", web.Editor, 200, at(repairCrews + "/contract")},
	{"contract-reader", web.Reader, 200, at(callHandlers + "/contract")},
	{"contract-approver", web.Approver, 200, at(callHandlers + "/contract")},
	{"contract-wrong", web.Approver, 422, func(s *site, b *tab) int64 {
		s.get(b, callHandlers+"/contract")
		return press(pointer{b}, "Seal for good")
	}},
	{"readings-wrong", web.Editor, 422, func(s *site, b *tab) int64 {
		s.get(b, repairCrews+"/contract")
		write(pointer{b}, "readings", "soon,4")
		return press(pointer{b}, "Save the readings")
	}},
	{"readings-conflict", web.Editor, 409, func(s *site, b *tab) int64 {
		other := s.signedIn(b.t, web.Editor)
		s.get(b, repairCrews+"/contract")
		s.get(other, repairCrews+"/contract")
		date(pointer{other}, "on", "01162026")
		require.EqualValues(b.t, 200, press(pointer{other}, "Save the readings"))
		date(pointer{b}, "on", "01172026")
		return press(pointer{b}, "Save the readings")
	}},
	{"programme-reader", web.Reader, 200, at("/programme")},
	{"programme-editor", web.Editor, 200, at("/programme")},
	{"programme-wrong", web.Editor, 422, func(s *site, b *tab) int64 {
		s.get(b, "/programme")
		write(pointer{b}, "area.workforce.low", "all")
		return press(pointer{b}, "Save")
	}},
	{"report", web.Reader, 200, at("/report")},
	{"history", web.Reader, 200, at("/history")},
	{"revision", web.Reader, 200, at("/history/1")},
	{"not-found", web.Reader, 404, at("/nothing")},
	{"no-candidate", web.Reader, 404, at("/candidates/Nobody")},
	{"no-revision", web.Reader, 404, at("/history/999")},
	{"not-allowed", web.Reader, 403, at("/candidates/new")},
	{"other-method", web.Editor, 405, at(callHandlers + "/remove")},
	{"signed-out", web.Editor, 401, func(s *site, b *tab) int64 { // meanwhile, in another window
		s.get(b, callHandlers)
		call(b, network.ClearBrowserCookies, cdp.Empty{})
		return press(pointer{b}, "Save")
	}},
}

// Every page can be read and used on every screen, and asks for nothing but the
// service's own.
func TestServiceOnScreens(t *testing.T) {
	s := serve(t, true)
	for _, x := range sights {
		t.Run(x.name, func(t *testing.T) {
			b := s.signedIn(t, x.as)
			require.Equal(t, x.status, x.come(s, b))
			s.quiet(b, x.status)
			b.onEach(func(b *tab, on screen) {
				b.shoot("service-"+x.name, on)
				require.Zero(b.t, b.overflow())
				require.Empty(b.t, b.faults())
			})
			s.quiet(b, http.StatusOK)
		})
	}
}

// Without tokens everybody reads, and no page offers to write.
func TestServiceReadOnly(t *testing.T) {
	s := serve(t, false)
	b := open(t)
	for _, path := range []string{"/", callHandlers, callHandlers + "/contract", "/programme", "/report", "/history"} {
		require.EqualValues(t, http.StatusOK, s.get(b, path))
		require.Zero(t, eval[int](b, "document.forms.length"), path)
		s.quiet(b, http.StatusOK)
	}
	require.EqualValues(t, http.StatusForbidden, s.get(b, "/candidates/new"))
}

// A page of another site can't have somebody's browser write.
func TestServiceFromElsewhere(t *testing.T) {
	s := serve(t, true)
	b := s.signedIn(t, web.Editor)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<main><form method="post" action="` + s.url + callHandlers + `/remove"><input name="base" value="3"/><button>Win</button></form></main>`))
	}))
	defer elsewhere.Close()
	b.visit(elsewhere.URL)
	require.EqualValues(t, http.StatusForbidden, press(pointer{b}, "Win"))
	require.Contains(t, b.text(), "another site")
	require.EqualValues(t, http.StatusOK, s.get(b, callHandlers))
}
