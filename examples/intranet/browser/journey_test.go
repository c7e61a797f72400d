//go:build browser

package browser_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/web"
	"example.com/kmaturity/pilot"
)

// With a pointer and without scripts, then by keyboard alone: somebody signs in, enters
// a candidate, adds evidence until it's a showcase, seals what is agreed on it, settles
// that, and takes the report along.
func TestJourneyWithPointer(t *testing.T) {
	s := serve(t, true)
	b := open(t)
	b.scripts(false)
	s.journey(pointer{b})
}

func TestJourneyByKeyboard(t *testing.T) {
	s := serve(t, true)
	b := open(t)
	s.journey(keyboard{b})
}

func (s *site) journey(h hand) {
	b := h.tab()
	t := b.t
	ok := func(status int64) {
		t.Helper()
		require.EqualValues(t, http.StatusOK, status)
		s.quiet(b, status)
	}
	says := func(text string) {
		t.Helper()
		require.Contains(t, b.text(), text)
	}

	ok(s.get(b, "/"))
	says("Sign in")
	write(h, "token", s.secret[web.Approver])
	ok(press(h, "Sign in"))
	says("Invented Waterworks")

	ok(press(h, "Add a candidate"))
	write(h, "name", "Meter readers")
	write(h, "problem", "wrong readings are found by the customers")
	enter(h, "offer", "public", "public showcase")
	enter(h, "function", "Customer", "service")
	write(h, "area.id", "meter reading")
	write(h, "community.practising", "80")
	write(h, "community.interested", "5")
	write(h, "community.innovating", "0")
	write(h, "community.unknown", "10")
	enter(h, "benefit.metric", "Complaints", "complaints")
	write(h, "endorsers[0].name", "manager of district two")
	enter(h, "endorsers[0].function", "Customer", "service")
	enter(h, "endorsers[0].gained", "yes", "yes")
	ok(press(h, "Save"))
	says("Undetermined from later to showcase")
	says("What would decide, cheapest first")

	write(h, "area.practitioners.low", "130")
	write(h, "area.practitioners.high", "150")
	ok(press(h, "Save"))
	says("Undetermined from later to showcase")
	write(h, "benefit.baseline.points.low", "24")
	write(h, "benefit.baseline.points.high", "24")
	enter(h, "benefit.baseline.period", "monthly", "monthly")
	ok(press(h, "Save"))
	says("Verdict Showcase Reasons")

	ok(press(h, "A contract on it"))
	write(h, "worth", "20")
	enter(h, "method", "welch-", "welch-effective")
	date(h, "agreed", "12102024")
	date(h, "split.before.from", "01012023")
	date(h, "split.before.to", "12312024")
	date(h, "start", "01012025")
	date(h, "split.after.from", "01012025")
	date(h, "split.after.to", "12312025")
	write(h, "looks", "12 0.95")
	for _, conclusion := range []string{"better", "little", "noEffect", "worse", "cannotTell"} {
		write(h, "decisions."+conclusion, "do what follows from "+conclusion)
	}
	write(h, "decides", "head of customer service")
	ok(press(h, "Seal for good"))
	says("Sealed by the-approver")

	write(h, "readings", readings(t))
	write(h, "looks", "1")
	date(h, "on", "01152026")
	ok(press(h, "Save the readings"))
	says("Better. Agreed for that: do what follows from better. It is for head of customer service to do.")

	ok(press(h, "Overview"))
	says("Meter readers: better. Agreed for that: do what follows from better.")
	s.takeAlong(h)
}

// readings are those of the demonstration's contract, as they are typed.
func readings(t *testing.T) string {
	file, err := os.ReadFile("../demonstration.json")
	require.NoError(t, err)
	var slate pilot.Slate
	require.NoError(t, json.Unmarshal(file, &slate))
	var lines []string
	for p := range slate.Agreements[0].Readings.All() {
		lines = append(lines, fmt.Sprintf("%s,%g", p.Date, p.Value))
	}
	return strings.Join(lines, "\n")
}

// takeAlong downloads the report, and opens it away from the service.
func (s *site) takeAlong(h hand) {
	b := h.tab()
	t := b.t
	folder, done := t.TempDir(), make(chan cdpbrowser.DownloadProgressState, 1)
	require.NoError(t, chromedp.ListenBrowser(b.ctx, func(event any) {
		if e, ok := event.(*cdpbrowser.EventDownloadProgress); ok && e.State != cdpbrowser.DownloadProgressStateInProgress {
			done <- e.State
		}
	}))
	events := true
	_, err := chromedp.CallBrowser(b.ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
		DownloadPath: folder, EventsEnabled: &events,
	})
	require.NoError(t, err)
	h.reach(called("to keep as a file"))
	do(b, h.pressing())
	select {
	case state := <-done:
		require.Equal(t, cdpbrowser.DownloadProgressStateCompleted, state)
	case <-time.After(patience):
		require.Fail(t, "the download doesn't end")
	}

	away := open(t)
	away.offline()
	file := "file://" + filepath.Join(folder, "report.html")
	away.visit(file)
	require.Equal(t, []string{file}, away.asked())
	require.Empty(t, away.complained())
	require.Contains(t, away.text(), "Meter readers")
}
