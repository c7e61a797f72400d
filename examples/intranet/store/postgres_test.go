//go:build unix

package store

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// KMATURITY_POSTGRES is the address of a server to test with, as postgres://…, or
// "start" for one that the tests start themselves and that must be there. Without
// it they start one if PostgreSQL is installed, and leave its tests out if it isn't.
var setting = os.Getenv("KMATURITY_POSTGRES")

// stopServer is what ends the server, if one was started.
var stopServer = func() {}

func TestMain(m *testing.M) {
	if child() {
		return
	}
	status := m.Run()
	stopServer()
	os.Exit(status)
}

// server is the address of the server, started when it is first wanted.
func server(t *testing.T) string {
	t.Helper()
	if setting != "" && setting != "start" {
		return setting
	}
	initdb := binary("initdb")
	if initdb == "" && setting == "" {
		t.Skip("PostgreSQL isn't installed, and KMATURITY_POSTGRES names no server")
	}
	dsn, err := started()
	require.NoError(t, err)
	return dsn
}

var started = sync.OnceValues(startServer)

// binary finds a program of PostgreSQL, which Debian doesn't put on the path.
func binary(name string) string {
	if file, err := exec.LookPath(name); err == nil {
		return file
	}
	files, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(files) == 0 {
		return ""
	}
	return files[len(files)-1]
}

// startServer starts a server in a temporary folder that listens on a socket in
// it and on no port.
func startServer() (dsn string, err error) {
	dir, err := os.MkdirTemp("", "kmaturity")
	if err != nil {
		return "", err
	}
	stopServer = func() { os.RemoveAll(dir) }
	as, err := owner(dir)
	if err != nil {
		return "", err
	}
	start := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(binary(name), args...)
		cmd.Dir, cmd.SysProcAttr = dir, as
		cmd.Env = append(os.Environ(), "LC_ALL=C")
		return cmd
	}
	data := filepath.Join(dir, "data")
	if out, err := start("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w: %s", err, out)
	}
	cmd := start("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off")
	logged, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", err
	}
	stopServer = func() {
		_ = cmd.Process.Signal(os.Interrupt) // a fast shutdown
		_ = cmd.Wait()
		os.RemoveAll(dir)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(logged); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "ready to accept connections") {
			go io.Copy(io.Discard, logged) // a full pipe would stop it
			query := url.Values{"host": {dir}, "sslmode": {"disable"}}
			return "postgres://tester@/postgres?" + query.Encode(), nil
		}
	}
	return "", fmt.Errorf("postgres didn't start: %s", said.String())
}

// owner gives the folder to a user that isn't root: the server refuses to run as
// root, and root may write everywhere. It is nil if this process isn't.
func owner(dir string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err1 := strconv.Atoi(who.Uid)
	gid, err2 := strconv.Atoi(who.Gid)
	if err1 != nil || err2 != nil {
		return nil, fmt.Errorf("%s has no numbers for user and group", who.Username)
	}
	credential := &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return &syscall.SysProcAttr{Credential: credential}, os.Chown(dir, uid, gid)
}
