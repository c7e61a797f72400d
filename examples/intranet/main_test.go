package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
)

// asProgram makes this test binary the program itself.
const asProgram = "INTRANET_TEST_RUN"

func TestMain(m *testing.M) {
	switch os.Getenv(asProgram) {
	case "":
		os.Exit(m.Run())
	case "empty":
		os.Exit(serveNothing())
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// program is a process of its own that serves.
type program struct {
	*exec.Cmd
	url string
	log *bytes.Buffer // once it has ended
}

func start(t *testing.T, args ...string) *program {
	t.Helper()
	return launch(t, "1", append([]string{"-listen", "127.0.0.1:0"}, args...)...)
}

// startEmpty starts a server whose handler does nothing.
func startEmpty(t *testing.T) *program {
	t.Helper()
	return launch(t, "empty")
}

// serveNothing serves a handler that does nothing, until it is killed.
func serveNothing() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 1
	}
	fmt.Printf("http://%s/\n", l.Addr())
	_ = http.Serve(l, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	return 0
}

func launch(t *testing.T, as string, args ...string) *program {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	p := &program{Cmd: exec.Command(self, args...), log: new(bytes.Buffer)}
	p.Env = append(os.Environ(), asProgram+"="+as)
	p.Stderr = p.log
	out, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	p.url = strings.TrimSuffix(line, "/\n")
	return p
}

// get gets a document as somebody with that token.
func (p *program) get(t *testing.T, token, path string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequest("GET", p.url+path, nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, b
}

// newToken asks the program for a token and returns it with its line.
func newToken(t *testing.T, role string) (token, line string) {
	t.Helper()
	var out, errs bytes.Buffer
	require.Zero(t, run(context.Background(), []string{"token", role, "alice"}, &out, &errs), errs.String())
	_, err := fmt.Sscanf(out.String(), "token: %s\nline: ", &token)
	require.NoError(t, err)
	_, line, _ = strings.Cut(out.String(), "line:  ")
	return token, line
}

// A SIGTERM while others write: what was acknowledged is there after a restart, and
// the program ended well.
func TestTerminatedUnderLoad(t *testing.T) {
	folder := t.TempDir()
	db, tokens := filepath.Join(folder, "slate.db"), filepath.Join(folder, "tokens")
	token, line := newToken(t, "editor")
	require.NoError(t, os.WriteFile(tokens, []byte(line), 0o600))
	p := start(t, "-db", db, "-demonstration", "-tokens", tokens)

	var acknowledged sync.Map
	var count atomic.Int64
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			for i := 0; ; i++ {
				name := fmt.Sprintf("w%d-%d", w, i)
				r, err := http.NewRequest("PUT", p.url+"/api/v1/candidates/"+name, strings.NewReader(`{"name":"`+name+`","offer":"public showcase","area":{"id":"x"}}`))
				if err != nil {
					t.Error(err)
					return
				}
				r.Header = http.Header{"Authorization": {"Bearer " + token}, "If-Match": {"*"}, "Content-Type": {"application/json"}}
				answer, err := http.DefaultClient.Do(r)
				if err != nil {
					return // it has stopped
				}
				answer.Body.Close()
				if answer.StatusCode != http.StatusCreated {
					t.Errorf("%d", answer.StatusCode)
					return
				}
				acknowledged.Store(name, true)
				if count.Add(1) == 15 {
					if err := p.Process.Signal(syscall.SIGTERM); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	require.NoError(t, p.Wait())
	require.NotContains(t, p.log.String(), token)
	for line := range strings.Lines(p.log.String()) {
		require.True(t, json.Valid([]byte(line)), line)
	}

	p = start(t, "-db", db, "-tokens", tokens)
	status, doc := p.get(t, token, "/api/v1/slate")
	require.Equal(t, 200, status)
	var slate pilot.Slate
	require.NoError(t, json.Unmarshal(doc, &slate))
	have := map[string]bool{}
	for _, c := range slate.Candidates {
		have[c.Name] = true
	}
	acknowledged.Range(func(name, _ any) bool {
		require.True(t, have[name.(string)], "%s was acknowledged and is lost", name)
		return true
	})
	require.GreaterOrEqual(t, count.Load(), int64(15))
}

// Without arguments it shows the demonstration data, which has every decision in it
// and a contract that was kept, to everybody and for reading alone.
func TestDemonstration(t *testing.T) {
	p := start(t)
	status, doc := p.get(t, "", "/api/v1/selection")
	require.Equal(t, 200, status)
	var selection pilot.Selection
	require.NoError(t, json.Unmarshal(doc, &selection))
	have := map[pilot.Decision]int{}
	for _, v := range selection.Verdicts {
		have[v.Decision()]++
	}
	for d := range pilot.Decisions {
		require.NotZero(t, have[d], d)
	}
	require.Len(t, selection.Settled, 1)
	require.Empty(t, selection.Settled[0].Settlement.Breaches)
	require.Equal(t, "roll out to all depots", selection.Settled[0].Settlement.Decision)
	require.NotEmpty(t, selection.Chosen.Portfolio.Chosen)
	status, page := p.get(t, "", "/")
	require.Equal(t, 200, status)
	require.Contains(t, string(page), "Invented: the organisation, its people and all figures.")
	status, _ = p.get(t, "", "/candidates/new")
	require.Equal(t, 403, status)
	require.NoError(t, p.Process.Signal(syscall.SIGTERM))
	require.NoError(t, p.Wait())
}

func TestRefused(t *testing.T) {
	folder := t.TempDir()
	bad := filepath.Join(folder, "tokens")
	require.NoError(t, os.WriteFile(bad, []byte("editor alice nonsense\n"), 0o600))
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"open to others without tokens": {[]string{"-listen", "0.0.0.0:0"}, "it needs -tokens"},
		"all addresses without tokens":  {[]string{"-listen", ":0"}, "it needs -tokens"},
		"a name without tokens":         {[]string{"-listen", "km.example:80"}, "it needs -tokens"},
		"no port":                       {[]string{"-listen", "127.0.0.1"}, "it needs -tokens"},
		"tokens that can't be read":     {[]string{"-tokens", bad}, "line 1"},
		"tokens that aren't there":      {[]string{"-tokens", bad + "x"}, "no such file"},
		"an origin that is none":        {[]string{"-origin", "km.example"}, "origin"},
		"unknown flag":                  {[]string{"-nope"}, "-nope"},
		"something else":                {[]string{"serve"}, "unexpected"},
		"no such role":                  {[]string{"token", "boss", "alice"}, "approver"},
		"no name":                       {[]string{"token", "editor"}, "Usage"},
		"two words":                     {[]string{"token", "editor", "a b"}, "without spaces"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			require.Equal(t, 2, run(context.Background(), c.args, &out, &errs))
			require.Contains(t, errs.String(), c.says)
			require.Empty(t, out.String())
		})
	}
	var out, errs bytes.Buffer
	require.Equal(t, 1, run(context.Background(), []string{"-db", folder, "-listen", "127.0.0.1:0"}, &out, &errs), "a folder is no database")
	require.Zero(t, run(context.Background(), []string{"-help"}, &out, &errs))
}
