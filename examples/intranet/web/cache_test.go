package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

// A read that begins after a write was acknowledged never shows what was before it,
// on whatever page: several writers and readers at once.
func TestReadsAreNeverOlderThanWrites(t *testing.T) {
	s := full(t)
	slate := s.slate()
	slate.Choice = nil // takes its time
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`).status)
	var acknowledged atomic.Int64
	acknowledged.Store(2)
	stop := make(chan struct{})
	var readers, writers sync.WaitGroup
	number := func(g got) int64 {
		if tag := g.header.Get("ETag"); tag != "" {
			n, _ := strconv.ParseInt(strings.Trim(tag, `"`), 10, 64)
			return n
		}
		var n int64
		_, rest, _ := strings.Cut(g.body, "Revision ")
		_, _ = fmt.Sscanf(rest, "%d", &n)
		return n
	}
	for _, path := range []string{"/", api + "/slate", api + "/selection", api + "/candidates/Plant%20operators", "/history"} {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				least := acknowledged.Load()
				g := s.get(Reader, path)
				if g.status != 200 || number(g) < least {
					t.Errorf("%s: %d, revision %d after %d was acknowledged", path, g.status, number(g), least)
					return
				}
			}
		})
	}
	for w := range 4 {
		writers.Go(func() {
			for i := range 15 {
				for { // until it is through
					now := s.get(Editor, api+"/candidates/Plant%20operators")
					doc := strings.Replace(now.body, `"name":"Plant operators"`, fmt.Sprintf(`"name":"w%d-%d"`, w, i), 1)
					g := s.send(Editor, "PUT", api+fmt.Sprintf("/candidates/w%d-%d", w, i), doc, "If-Match", now.header.Get("ETag"), "Content-Type", "application/json")
					if g.status == 412 {
						continue
					}
					if g.status != 201 {
						t.Errorf("%d %s", g.status, g.body)
						return
					}
					for n := number(g); ; {
						old := acknowledged.Load()
						if n <= old || acknowledged.CompareAndSwap(old, n) {
							break
						}
					}
					break
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	require.EqualValues(t, 62, s.revisions())
	require.Len(t, s.slate().Candidates, len(demonstration(t).Candidates)+60, "none was lost")
}

// counting counts what is read from a store.
type counting struct {
	*memory
	whole atomic.Int64
}

func (c *counting) Current(ctx context.Context) (store.Revision, error) {
	c.whole.Add(1)
	return c.memory.Current(ctx)
}

// Many readers of one revision have it read and judged once.
func TestOneComputation(t *testing.T) {
	c := &counting{}
	s := full(t, func(o *Options) {
		c.memory = o.Store.(*memory)
		o.Store = c
	})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if g := s.get(Reader, "/"); g.status != 200 {
				t.Errorf("%d", g.status)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 1, c.whole.Load())
	require.Equal(t, s.get(Reader, "/").body, s.get(Reader, "/").body)
	require.NotEqual(t, s.get(Reader, "/").body, s.get(Editor, "/").body, "an editor sees what a reader can't do")
	require.Contains(t, s.get(Approver, "/").body, "the-approver")
	require.NotContains(t, s.get(Reader, "/").body, "the-approver")
	st := s.service.states.newest.Load()
	require.LessOrEqual(t, len(st.pages), 5)
}

// A page whose making panicked is an error for whoever asks next too, not an empty page.
func TestPageThatBrokeOff(t *testing.T) {
	st := &state{pages: map[string]*made{}}
	panics := func(*bytes.Buffer) error { panic("no page") }
	require.Panics(t, func() { _, _ = st.cached("report", panics) })
	_, err := st.cached("report", panics)
	require.ErrorContains(t, err, "broke off")
}

// halfBroken is a store whose history can be read an entry at a time and no further.
type halfBroken struct{ *memory }

func (h halfBroken) History(ctx context.Context, before int64, most int) ([]store.Entry, error) {
	if most > 1 {
		return nil, errors.New("the disk is gone")
	}
	return h.memory.History(ctx, before, most)
}

// A failure isn't kept as what the revision says: else a later 304 would bring it back.
func TestFailuresAreNotKept(t *testing.T) {
	s := full(t, func(o *Options) { o.Store = halfBroken{o.Store.(*memory)} })
	g := s.send(Reader, "GET", api+"/history", "")
	require.Equal(t, 500, g.status)
	require.Empty(t, g.header.Get("ETag"))
	require.Equal(t, "no-store", g.header.Get("Cache-Control"))
}

// Readers go on while somebody saves.
func TestReadersDontWaitForWriters(t *testing.T) {
	s := full(t)
	s.store.hold, s.store.saving = make(chan struct{}), make(chan struct{})
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	f.Set("problem", "another")
	saved := make(chan got)
	go func() { saved <- s.post(Editor, callHandlers, f) }()
	<-s.store.saving
	for _, path := range []string{"/", callHandlers, "/report", api + "/selection", "/history"} {
		require.Equal(t, 200, s.get(Reader, path).status)
	}
	close(s.store.hold)
	require.Equal(t, 303, (<-saved).status)
}

// Where the choice takes too long the answer is the best so far, and says so.
func TestChoiceThatTakesTooLong(t *testing.T) {
	s := full(t, func(o *Options) { o.Judging = time.Nanosecond })
	g := s.get(Reader, "/")
	require.Equal(t, 200, g.status, g.body)
	require.Contains(t, g.body, "Time was up")
	require.Contains(t, g.body, ">Undetermined</span>")
	require.Equal(t, 200, s.api(Reader, "GET", "/selection", "").status)
}

// A roster goes on top of whatever the slate is by then, so that an editor's work
// doesn't keep it out, nor it theirs.
func TestRosterAmongEditors(t *testing.T) {
	s := full(t)
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			g := s.send(Editor, "POST", api+"/rosters", fmt.Sprintf("main role\nCall handling\n%s", strings.Repeat("Geology\n", i)), "Content-Type", "text/csv")
			if g.status != 200 {
				t.Errorf("%d %s", g.status, g.body)
			}
		})
		all.Go(func() {
			const plants = "/candidates/Plant%20operators"
			g := s.post(Editor, plants, url.Values{"base": {"1"}, "problem": {"the same"}})
			if g.status != 303 && g.status != 409 {
				t.Errorf("%d %s", g.status, g.body)
			}
		})
	}
	all.Wait()
	i := candidateOf(s.slate(), "Plant operators")
	require.Equal(t, "the same", s.slate().Candidates[i].Problem)
	require.NotEqual(t, pilot.Candidate{}.Area.Practitioners, s.slate().Candidates[1].Area.Practitioners)
}

// ahead is a store in which somebody else is always first.
type ahead struct{ *memory }

func (a ahead) Save(ctx context.Context, base int64, c store.Change) (store.Entry, error) {
	other := c
	other.What, other.Slate = "somebody else's", a.all[len(a.all)-1].Slate
	if _, err := a.memory.Save(ctx, base, other); err != nil {
		return store.Entry{}, err
	}
	return a.memory.Save(ctx, base, c)
}

// Who is never first is told so, and doesn't try for ever.
func TestOthersAreAlwaysFirst(t *testing.T) {
	s := full(t, func(o *Options) { o.Store = ahead{o.Store.(*memory)} })
	g := s.api(Editor, "POST", "/rosters", "main role\nCall handling\n", "Content-Type", "text/csv")
	require.Equal(t, 503, g.status)
	require.EqualValues(t, 1+tries, s.revisions())
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	f.Set("problem", "another")
	require.Equal(t, 503, s.post(Editor, callHandlers, f).status)
	require.Equal(t, 503, s.api(Editor, "DELETE", "/candidates/Call%20handlers", "", "If-Match", "*").status)
	tag := s.api(Reader, "GET", "/slate", "").header.Get("ETag")
	require.Equal(t, 412, s.api(Editor, "DELETE", "/candidates/Call%20handlers", "", "If-Match", tag).status)
}
