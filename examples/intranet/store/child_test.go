//go:build unix

package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A test may start its own program anew as a child, which these name a database
// for: one that saves in a loop, and one that opens it and says what came of it.
const (
	savesInto = "KMATURITY_TEST_SAVE"
	opens     = "KMATURITY_TEST_OPEN"
)

// child does what a child is to do, and reports whether this process is one.
func child() bool {
	ctx := context.Background()
	if dsn := os.Getenv(opens); dsn != "" {
		_, err := Open(ctx, dsn)
		fmt.Println(err)
		return true
	}
	dsn := os.Getenv(savesInto)
	if dsn == "" {
		return false
	}
	s, err := Open(ctx, dsn)
	for err == nil {
		var base int64
		var now Revision
		if now, err = s.Current(ctx); err == nil || err == ErrNone {
			base = now.Number
			var e Entry
			if e, err = s.Save(ctx, base, change(fmt.Sprint(os.Getpid(), " saved ", base+1))); err == nil {
				fmt.Println(e.Number) // one system call, and no buffer
			}
		}
	}
	fmt.Println("failed:", err)
	return true
}

// A process is killed in the middle of what it does, again and again. Everything
// that it has acknowledged is there, and whole.
func TestKilled(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		random := rand.New(rand.NewPCG(1, 2))
		var acknowledged []int64
		saved := map[int64]int{} // by number, the process
		for range 8 {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), savesInto+"="+dsn)
			out, err := cmd.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, cmd.Start())
			lines := bufio.NewScanner(out)
			read := 0
			for lines.Scan() {
				n, err := strconv.ParseInt(lines.Text(), 10, 64)
				require.NoError(t, err, lines.Text())
				acknowledged = append(acknowledged, n)
				saved[n] = cmd.Process.Pid
				if read++; read == 1 { // it is at work: kill it some time soon
					time.AfterFunc(time.Duration(random.IntN(60_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
				}
			}
			require.EqualError(t, cmd.Wait(), "signal: killed")
			require.NotZero(t, read)

			s, err := Open(t.Context(), dsn)
			require.NoError(t, err)
			all := history(t, s)
			for i, e := range all {
				require.Equal(t, int64(i+1), e.Number)
				then, err := s.At(t.Context(), e.Number)
				require.NoError(t, err)
				require.Equal(t, e.What, then.Slate.Note)
				require.Equal(t, document(t, slate(e.What)), document(t, then.Slate))
				if pid, ok := saved[e.Number]; ok {
					require.Equal(t, fmt.Sprint(pid, " saved ", e.Number), e.What)
				}
			}
			for _, n := range acknowledged {
				require.LessOrEqual(t, n, int64(len(all)))
			}
			require.NoError(t, s.Close())
		}
		require.Len(t, saved, len(acknowledged)) // none twice
		t.Logf("%d acknowledged, all there", len(acknowledged))
	})
}

// A file that can't be written is refused, by a process that isn't root.
func TestReadOnly(t *testing.T) {
	dir, err := os.MkdirTemp("", "kmaturity")
	require.NoError(t, err)
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "slate.db")
	s, err := Open(t.Context(), file)
	require.NoError(t, err)
	_, err = s.Save(t.Context(), 0, change("one"))
	require.NoError(t, err)
	require.NoError(t, s.Close())
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm()) // nobody else reads it
	require.NoError(t, os.Chmod(file, 0o444))
	before, err := os.ReadFile(file)
	require.NoError(t, err)

	program := os.Args[0]
	as, err := owner(dir)
	require.NoError(t, err)
	if as != nil {
		program = "/proc/self/exe" // another user may not read where this one lies
	}
	cmd := exec.Command(program)
	cmd.Env, cmd.SysProcAttr = append(os.Environ(), opens+"="+file), as
	cmd.Dir = dir
	out, err := cmd.Output()
	require.NoError(t, err)
	require.Equal(t, "store: open "+file+": permission denied", strings.TrimSpace(string(out)))
	after, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, before, after)
}
