package web

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// started serves a site as the program does, until stop is called; done has what Serve
// returned.
func started(t *testing.T, s *site) (url string, stop func(), done <-chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out := make(chan error, 1)
	go func() { out <- Serve(ctx, l, s.service) }()
	return "http://" + l.Addr().String(), cancel, out
}

// The server answers nothing by itself, past the service's headers and its log.
func TestOptionsOfTheServer(t *testing.T) {
	url, _, _ := started(t, full(t))
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Write([]byte("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"))
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, 401, answer.StatusCode)
	require.Equal(t, policy, answer.Header.Get("Content-Security-Policy"))
}

// What is in flight when it stops finishes and is kept; what comes later is turned
// away.
func TestShutdownFinishesWhatIsInFlight(t *testing.T) {
	s := full(t)
	url, stop, done := started(t, s)
	s.url = url
	s.store.hold, s.store.saving = make(chan struct{}), make(chan struct{})
	const doc = `{"name":"Late","offer":"public showcase","area":{"id":"x"}}`
	answered := make(chan got, 1)
	go func() {
		answered <- s.send(Editor, "PUT", api+"/candidates/Late", doc, "If-Match", `"1"`, "Content-Type", "application/json")
	}()
	<-s.store.saving
	stop()
	require.Eventually(t, s.service.draining.Load, time.Second, time.Millisecond)
	require.Equal(t, 503, serve(s.service, newRequest("GET", "/readyz", "")).status)
	require.Equal(t, 200, serve(s.service, newRequest("GET", "/healthz", "")).status)
	require.Eventually(t, func() bool {
		c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err == nil {
			c.Close()
		}
		return err != nil
	}, time.Second, time.Millisecond, "nothing new is accepted")
	select {
	case err := <-done:
		t.Fatal("it didn't wait for what was in flight", err)
	default:
	}
	close(s.store.hold)
	g := <-answered
	require.Equal(t, 201, g.status, g.body)
	require.NoError(t, <-done)
	require.EqualValues(t, 2, s.revisions())
}

// Under load, what was acknowledged before it stopped is there, and nothing else.
func TestShutdownLosesNothing(t *testing.T) {
	s := full(t)
	url, stop, done := started(t, s)
	s.url = url
	var acknowledged atomic.Int64
	var all sync.WaitGroup
	for w := range 6 {
		all.Go(func() {
			for i := 0; ; i++ {
				name := fmt.Sprintf("w%d-%d", w, i)
				r, err := http.NewRequest("PUT", url+api+"/candidates/"+name, strings.NewReader(`{"name":"`+name+`","offer":"public showcase","area":{"id":"x"}}`))
				if err != nil {
					t.Error(err)
					return
				}
				r.Header.Set("Authorization", "Bearer "+s.secret[Editor])
				r.Header.Set("If-Match", "*")
				r.Header.Set("Content-Type", "application/json")
				answer, err := client.Do(r)
				if err != nil {
					return // it has stopped
				}
				answer.Body.Close()
				if answer.StatusCode != 201 {
					t.Errorf("%d", answer.StatusCode)
					return
				}
				if acknowledged.Add(1) == 20 {
					stop()
				}
			}
		})
	}
	all.Wait()
	require.NoError(t, <-done)
	require.Equal(t, acknowledged.Load()+1, s.revisions())
	require.GreaterOrEqual(t, s.revisions(), int64(21))
}

func TestServeTellsWhyItCouldNot(t *testing.T) {
	s, err := New(Options{Store: &memory{}, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	l.Close()
	require.ErrorIs(t, Serve(context.Background(), l, s), net.ErrClosed)
	_, err = New(Options{})
	require.ErrorContains(t, err, "store")
}
