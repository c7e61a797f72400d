package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

// loadTime is how long the load lasts: KMATURITY_LOAD, such as 30s, else 3 seconds.
func loadTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("KMATURITY_LOAD")
	if text == "" {
		return 3 * time.Second
	}
	d, err := time.ParseDuration(text)
	require.NoError(t, err)
	return d
}

// crowd is a client for many at once.
var crowd = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 512, MaxIdleConns: 1024}}

// acknowledged is what the service said it has saved.
type acknowledged struct {
	mu        sync.Mutex
	revisions map[int64]string // number: the candidate
	last      map[string]int   // candidate: the newest count of its problem
	conflicts int
}

// write has a writer edit its own candidate, on the revision that is current, until
// stop is closed or the service is gone: over and over, again where somebody else was
// first. What is acknowledged is noted. It is an error if something else is answered.
func (a *acknowledged) write(url, token string, writer int, gone bool, stop <-chan struct{}) error {
	name := fmt.Sprintf("writer %d", writer)
	a.mu.Lock()
	n := a.last[name]
	a.mu.Unlock()
	etag := "*"
	for n++; ; {
		select {
		case <-stop:
			return nil
		default:
		}
		body := fmt.Sprintf(`{"name": %q, "offer": "public showcase", "area": {"id": "x"}, "problem": "problem %d"}`, name, n)
		r, err := http.NewRequest("PUT", url+"/api/v1/candidates/"+strings.ReplaceAll(name, " ", "%20"), strings.NewReader(body))
		if err != nil {
			return err
		}
		r.Header = http.Header{"Authorization": {"Bearer " + token}, "If-Match": {etag}, "Content-Type": {"application/json"}}
		answer, err := crowd.Do(r)
		if err != nil && gone {
			return nil // it was killed
		}
		if err != nil {
			return err
		}
		said, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil && gone {
			return nil
		}
		switch answer.StatusCode {
		case http.StatusOK, http.StatusCreated:
			var entry store.Entry
			if err := json.Unmarshal(said, &entry); err != nil {
				return err
			}
			a.mu.Lock()
			if other, twice := a.revisions[entry.Number]; twice {
				err = fmt.Errorf("revision %d was acknowledged to %s and %s", entry.Number, other, name)
			}
			a.revisions[entry.Number], a.last[name] = name, n
			a.mu.Unlock()
			if err != nil {
				return err
			}
			n++
		case http.StatusPreconditionFailed:
			a.mu.Lock()
			a.conflicts++
			a.mu.Unlock()
		default:
			return fmt.Errorf("%s: %d %s", name, answer.StatusCode, said)
		}
		etag = answer.Header.Get("ETag")
		if etag == "" {
			return fmt.Errorf("%s: %d without a current revision", name, answer.StatusCode)
		}
	}
}

// kept checks that everything acknowledged is there: every revision once, by its
// number, and each writer's newest edit in the slate.
func (a *acknowledged) kept(t *testing.T, p *program, token string) {
	t.Helper()
	status, doc := p.get(t, token, "/api/v1/slate")
	require.Equal(t, 200, status)
	var slate pilot.Slate
	require.NoError(t, json.Unmarshal(doc, &slate))
	for name, n := range a.last {
		i := slices.IndexFunc(slate.Candidates, func(c pilot.Candidate) bool { return c.Name == name })
		require.GreaterOrEqual(t, i, 0, name)
		var have int
		_, err := fmt.Sscanf(slate.Candidates[i].Problem, "problem %d", &have)
		require.NoError(t, err)
		// One edit more may have been saved whose answer never came.
		require.Contains(t, []int{n, n + 1}, have, "%s: acknowledged, and lost", name)
	}
	found := map[int64]string{}
	for before := int64(0); ; {
		path := "/api/v1/history?most=500"
		if before > 0 {
			path += fmt.Sprintf("&before=%d", before)
		}
		status, doc := p.get(t, token, path)
		require.Equal(t, 200, status, "%s", doc)
		var page struct{ Entries []store.Entry }
		require.NoError(t, json.Unmarshal(doc, &page))
		if len(page.Entries) == 0 {
			break
		}
		for _, e := range page.Entries {
			require.NotContains(t, found, e.Number)
			found[e.Number], before = e.What, e.Number
		}
	}
	require.Equal(t, int64(len(found)), slices.Max(slices.Collect(maps.Keys(found))), "numbers without a gap")
	for number, name := range a.revisions {
		require.Contains(t, found[number], name, "revision %d", number)
	}
}

// quantile is that of sorted durations.
func quantile(all []time.Duration, q float64) time.Duration {
	return all[min(len(all)-1, int(q*float64(len(all))))].Round(10 * time.Microsecond)
}

// 200 readers and 20 writers at once: no error, and nothing that was acknowledged is
// lost. How long a page takes is told beside how long a handler takes that does
// nothing, in a process of its own, asked by the same readers in turn.
func TestLoad(t *testing.T) {
	const readers, writers = 200, 20
	folder := t.TempDir()
	tokens := filepath.Join(folder, "tokens")
	token, line := newToken(t, "editor")
	require.NoError(t, os.WriteFile(tokens, []byte(line), 0o600))
	p := start(t, "-db", filepath.Join(folder, "slate.db"), "-demonstration", "-tokens", tokens)
	empty := startEmpty(t)

	stop := make(chan struct{})
	time.AfterFunc(loadTime(t), func() { close(stop) })
	a := acknowledged{revisions: map[int64]string{}, last: map[string]int{}}
	var all sync.WaitGroup
	var mu sync.Mutex
	took := map[string][]time.Duration{}
	for w := range writers {
		all.Go(func() {
			if err := a.write(p.url, token, w, false, stop); err != nil {
				t.Error(err)
			}
		})
	}
	pages := []string{"/", "/report", "/candidates/Repair%20crews", "/api/v1/selection", "/history"}
	for reader := range readers {
		all.Go(func() {
			own := map[string][]time.Duration{}
			for i := reader; ; i++ {
				select {
				case <-stop:
					mu.Lock()
					defer mu.Unlock()
					for page, times := range own {
						took[page] = append(took[page], times...)
					}
					return
				default:
				}
				page := pages[i%len(pages)]
				for name, address := range map[string]string{page: p.url + page, "an empty handler": empty.url} {
					began := time.Now()
					if err := fetch(address, token); err != nil {
						t.Error(err)
						return
					}
					own[name] = append(own[name], time.Since(began))
				}
			}
		})
	}
	all.Wait()
	for _, page := range append(pages, "an empty handler") {
		times := took[page]
		require.NotEmpty(t, times, page)
		slices.Sort(times)
		t.Logf("%-28s %6d times, median %v, 99th percentile %v", page, len(times), quantile(times, 0.5), quantile(times, 0.99))
	}
	require.NotEmpty(t, a.revisions)
	t.Logf("%d edits acknowledged, %d conflicts", len(a.revisions), a.conflicts)
	a.kept(t, p, token)
	require.NoError(t, p.Process.Signal(syscall.SIGTERM))
	require.NoError(t, p.Wait())
}

// fetch reads a page; it is an error if it isn't answered with 200.
func fetch(address, token string) error {
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := crowd.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", address, answer.Status)
	}
	return nil
}

// The service is killed with SIGKILL while 20 write, again and again over one
// database: after each restart everything acknowledged is there.
func TestKilledUnderLoad(t *testing.T) {
	folder := t.TempDir()
	db, tokens := filepath.Join(folder, "slate.db"), filepath.Join(folder, "tokens")
	token, line := newToken(t, "editor")
	require.NoError(t, os.WriteFile(tokens, []byte(line), 0o600))
	random := rand.New(rand.NewPCG(7, 7))
	a := acknowledged{revisions: map[int64]string{}, last: map[string]int{}}
	for round := range 4 {
		p := start(t, "-db", db, "-demonstration", "-tokens", tokens)
		if round > 0 {
			a.kept(t, p, token)
			a.settle(t, p, token)
		}
		stop := make(chan struct{})
		var all sync.WaitGroup
		for w := range 20 {
			all.Go(func() {
				if err := a.write(p.url, token, w, true, stop); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(300*time.Millisecond + time.Duration(random.IntN(700))*time.Millisecond)
		require.NoError(t, p.Process.Kill())
		all.Wait()
		close(stop)
		_ = p.Wait()
	}
	p := start(t, "-db", db, "-tokens", tokens)
	a.kept(t, p, token)
	require.NotEmpty(t, a.revisions)
	t.Logf("%d edits acknowledged over 4 kills, all there", len(a.revisions))
}

// settle takes note of edits that were saved and whose answer never came.
func (a *acknowledged) settle(t *testing.T, p *program, token string) {
	t.Helper()
	_, doc := p.get(t, token, "/api/v1/slate")
	var slate pilot.Slate
	require.NoError(t, json.Unmarshal(doc, &slate))
	for _, c := range slate.Candidates {
		var n int
		if _, err := fmt.Sscanf(c.Problem, "problem %d", &n); err == nil && strings.HasPrefix(c.Name, "writer ") {
			a.last[c.Name] = n
		}
	}
}
