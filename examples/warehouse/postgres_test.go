//go:build unix

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
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

// KMATURITY_POSTGRES is the address of a server to test with, or "start" for one
// that the tests start themselves and that must be there. Without it they start
// one if PostgreSQL is installed, and leave its tests out if it isn't.
var setting = os.Getenv("KMATURITY_POSTGRES")

// stopServer is what ends the server, if one was started.
var stopServer = func() {}

func TestMain(m *testing.M) {
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
			return "host=" + dir + " user=tester dbname=postgres sslmode=disable", nil
		}
	}
	return "", fmt.Errorf("postgres didn't start: %s", said.String())
}

// owner gives the folder to a user that the server may run as: it refuses root.
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

// The server has what it had: a table of the same name is neither read nor
// changed, and nothing else is left, whether the program succeeds or fails.
func TestNothingIsLeftBehind(t *testing.T) {
	dsn := server(t)
	e, err := openPostgres(t.Context(), dsn)
	require.NoError(t, err)
	exec := func(statement string) {
		_, err := e.conn.ExecContext(context.Background(), statement)
		require.NoError(t, err)
	}
	relations := func() (n int) {
		require.NoError(t, e.conn.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM pg_class").Scan(&n))
		return n
	}
	exec("CREATE TABLE " + table + " AS SELECT 'theirs' AS main_role")
	exec("COMMIT")
	defer func() {
		exec("DROP TABLE " + table)
		require.NoError(t, e.Close())
	}()
	before := relations()
	for _, args := range [][]string{{}, {"-rows", "1000"}} {
		status, stdout, stderr := runProgram(t, append(args, "-dsn", dsn)...)
		require.Zero(t, status, stderr)
		require.Contains(t, stdout, "Both agree to the last digit.")
	}
	interrupted, cancel := context.WithCancel(t.Context())
	other, err := openPostgres(t.Context(), dsn)
	require.NoError(t, err)
	_, err = other.load(interrupted, thenCancel(cancel))
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, other.Close())
	require.Equal(t, before, relations())
	var theirs string
	require.NoError(t, e.conn.QueryRowContext(t.Context(), "SELECT main_role FROM "+table).Scan(&theirs))
	require.Equal(t, "theirs", theirs)
}
