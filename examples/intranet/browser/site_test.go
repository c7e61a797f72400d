//go:build browser

package browser_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/web"
)

// site is the service as it's started from its folder, with the demonstration data.
type site struct {
	url    string // without the slash at the end
	secret map[web.Role]string
}

// serve builds the service and runs it until the test is over. Without tokens nobody
// writes.
func serve(t *testing.T, tokens bool) *site {
	t.Helper()
	folder := t.TempDir()
	program := filepath.Join(folder, "intranet")
	out, err := exec.Command("go", "build", "-o", program, "..").CombinedOutput()
	require.NoError(t, err, string(out))

	s := &site{secret: map[web.Role]string{}}
	args := []string{"-listen", "127.0.0.1:0"}
	if tokens {
		var file strings.Builder
		for role := web.Reader; role <= web.Approver; role++ {
			secret, line, err := web.NewToken(role, "the-"+role.String())
			require.NoError(t, err)
			s.secret[role] = secret
			fmt.Fprintln(&file, line)
		}
		name := filepath.Join(folder, "tokens")
		require.NoError(t, os.WriteFile(name, []byte(file.String()), 0o600))
		args = append(args, "-tokens", name)
	}
	service := exec.Command(program, args...)
	var log bytes.Buffer
	service.Stderr = &log
	said, err := service.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, service.Start())
	t.Cleanup(func() {
		require.NoError(t, service.Process.Signal(syscall.SIGTERM))
		require.NoError(t, service.Wait(), "the service stops in order")
		if t.Failed() {
			t.Log(log.String())
		}
	})
	address, err := bufio.NewReader(said).ReadString('\n')
	require.NoError(t, err, "the service says where it is")
	s.url = strings.TrimSuffix(strings.TrimSpace(address), "/")
	return s
}

// get goes to an address of the site and returns the status of the answer.
func (s *site) get(b *tab, path string) int64 {
	b.t.Helper()
	return do(b, chromedp.NavigateResponse(s.url+path)).Status
}

// signedIn is a tab of somebody with a role. Nobody's is signed in with nothing.
func (s *site) signedIn(t *testing.T, role web.Role) *tab {
	t.Helper()
	b := open(t)
	if role != web.Nobody {
		require.EqualValues(t, 200, s.get(b, "/login"))
		p := pointer{b}
		write(p, "token", s.secret[role])
		require.EqualValues(t, 200, press(p, "Sign in"))
	}
	return b
}

// quiet holds what the tab did since the last time against what it may: ask this site
// alone, and complain of nothing but that the page itself came with such a status.
func (s *site) quiet(b *tab, status int64) {
	b.t.Helper()
	for _, address := range b.asked() {
		require.True(b.t, strings.HasPrefix(address, s.url+"/"), address)
	}
	complaints := b.complained()
	if status >= 400 {
		require.Len(b.t, complaints, 1)
		require.Contains(b.t, complaints[0], fmt.Sprintf("the server responded with a status of %d", status))
		return
	}
	require.Empty(b.t, complaints)
}
