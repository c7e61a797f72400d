package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAddresses(t *testing.T) {
	const secret = "s3cret"
	for _, part := range []struct{ dsn, want string }{
		{"", "store: want the name of a file, or postgres://"},
		{" ", "store: want the name of a file, or postgres://"},
		{"a\x00b", "store: want the name of a file, or postgres://"},
		{"mysql://root:" + secret + "@localhost/x", "store: want the name of a file, or postgres://"},
		{"host=localhost password=" + secret, "store: want the name of a file, or postgres://"},
		{"password = " + secret, "store: want the name of a file, or postgres://"},
		{"postgres://ada:" + secret + "%zz@localhost/x", "store: the address can't be read: want postgres://"},
		{"postgres://ada:" + secret, "store: the address can't be read: want postgres://"},
		{"postgres://ada:" + secret + "@localhost:port/x", "store: the address can't be read: want postgres://"},
		{"postgres://ada:" + secret + "@localhost/x?sslmode=" + secret, "store: the address can't be read: want postgres://"},
		{"postgres://ada:" + secret + "@127.0.0.1:1/x?connect_timeout=2", "store: "},
		{"postgresql://ada@127.0.0.1:1/x?connect_timeout=2&password=" + secret, "store: "},
	} {
		s, err := Open(t.Context(), part.dsn)
		require.ErrorContains(t, err, part.want, part.dsn)
		require.NotContains(t, err.Error(), secret)
		require.Nil(t, s)
	}
}

func TestFilesRefused(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		name = filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(name, content, 0o600))
		return name
	}
	ours := filepath.Join(dir, "ours.db")
	s, err := Open(t.Context(), ours)
	require.NoError(t, err)
	for n := range int64(50) {
		_, err = s.Save(t.Context(), n, change(strings.Repeat("x", 5000)))
		require.NoError(t, err)
	}
	require.NoError(t, s.Close())
	whole, err := os.ReadFile(ours)
	require.NoError(t, err)
	damaged := append([]byte{}, whole...)
	for i := len(damaged) / 2; i < len(damaged)/2+20_000; i++ {
		damaged[i] = 0xa5
	}
	theirs := filepath.Join(dir, "theirs.db")
	db, err := sql.Open("sqlite", theirs)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
	require.NoError(t, err)
	require.NoError(t, db.Close())

	for _, part := range []struct{ reason, file, want string }{
		{"not SQLite", file("text.db", []byte(strings.Repeat("no database at all\n", 100))), "text.db: file is not a database"},
		{"another's", theirs, "theirs.db: the file holds the database of another program"},
		{"damaged", file("damaged.db", damaged), "damaged.db: "},
		{"cut off", file("half.db", whole[:len(whole)/2]), "half.db: "},
		{"no folder", filepath.Join(dir, "none", "x.db"), "no such file or directory"},
		{"a folder", dir, "is a directory"},
	} {
		before, _ := os.ReadFile(part.file)
		_, err := Open(t.Context(), part.file)
		require.ErrorContains(t, err, part.want, part.reason)
		require.True(t, strings.HasPrefix(err.Error(), "store: "), err)
		t.Log(err)
		after, _ := os.ReadFile(part.file)
		require.Equal(t, before, after, part.reason) // as it was
	}
	require.Len(t, history(t, opened(t, file("empty.db", nil))), 0) // an empty file is an empty database
	require.Len(t, history(t, opened(t, ours)), 50)
}

// A revision that somebody changed past the program is told, and the others are read.
func TestMeddled(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		for n := range int64(2) {
			_, err := s.Save(t.Context(), n, change("x"))
			require.NoError(t, err)
		}
		_, err := s.write.Exec(`UPDATE kmaturity_revision SET document = '{"version": 1}' WHERE number = 2`)
		require.NoError(t, err)
		_, err = s.Current(t.Context())
		require.ErrorContains(t, err, "store: revision 2 can't be read: pilot: programme.organisation: is missing")
		_, err = s.At(t.Context(), 1)
		require.NoError(t, err)
	})
}

// settings are those that the promises of the package rest on.
func TestSettings(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		var have string
		require.NoError(t, s.write.QueryRow("PRAGMA "+pragma).Scan(&have))
		require.Equal(t, want, have, pragma)
	}
	require.Equal(t, 1, s.write.Stats().MaxOpenConnections) // writers of a process queue in order
	_, err := s.read.Exec("DELETE FROM kmaturity_revision")
	require.ErrorContains(t, err, "readonly")
}

// lockOf is what an engine of a dsn starts a migration with.
func lockOf(dsn string) string {
	if strings.HasPrefix(dsn, "postgres://") {
		return lockPostgres
	}
	return ""
}

// old makes a database of the first version, with two revisions.
func old(t *testing.T, dsn string) {
	t.Helper()
	s := &Store{}
	var err error
	if lockOf(dsn) != "" {
		s.write, err = sql.Open("pgx", dsn)
	} else {
		s.write, err = sql.Open("sqlite", location(dsn))
	}
	require.NoError(t, err)
	require.NoError(t, migrate(t.Context(), s.write, lockOf(dsn), migrations[:1]))
	s.read = s.write
	require.EqualError(t, s.Ready(t.Context()), "store: the database is at version 1, want 2")
	for n := range int64(2) {
		_, err = s.Save(t.Context(), n, change("old"))
		require.NoError(t, err)
	}
	_, err = s.Seals(t.Context())
	require.Error(t, err) // there was no such thing
	require.NoError(t, s.Close())
}

func TestUpgrade(t *testing.T) {
	require.Len(t, migrations, 2)
	everywhere(t, func(t *testing.T, dsn string) {
		old(t, dsn)
		s := opened(t, dsn)
		require.NoError(t, s.Ready(t.Context()))
		require.Len(t, history(t, s), 2)
		c := change("sealed")
		c.Seal = &Seal{"Service engineers", "abc", "bob", noon}
		_, err := s.Save(t.Context(), 2, c)
		require.NoError(t, err)
		seals, err := s.Seals(t.Context())
		require.NoError(t, err)
		require.Len(t, seals, 1)
		now, err := s.Current(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sealed", now.Slate.Note)
		opened(t, dsn) // again: nothing is left to do
	})
}

// A migration that fails leaves the database at the version it was.
func TestUpgradeFails(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		old(t, dsn)
		s := opened(t, dsn)
		err := migrate(t.Context(), s.write, lockOf(dsn), append(migrations[:2:2], "CREATE TABLE half (x BIGINT)", "CREATE TABLE half (x BIGINT)"))
		require.ErrorContains(t, err, "migration to version 4: ")
		require.NoError(t, s.Ready(t.Context()))
		_, err = s.write.Exec("SELECT * FROM half")
		require.Error(t, err)
	})
}

func TestNewer(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		_, err := s.write.Exec("INSERT INTO kmaturity_migration (version, applied_at) VALUES (99, 0)")
		require.NoError(t, err)
		_, err = Open(t.Context(), dsn)
		require.ErrorIs(t, err, ErrNewer)
		require.ErrorContains(t, err, "the database is newer than the program: it is at version 99, and 2 is the newest known here")
		require.EqualError(t, s.Ready(t.Context()), "store: the database is at version 99, want 2")
	})
}

// Many open one database at once, empty or of an old version: one migrates it.
func TestOpenedAtOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		for _, from := range []string{"empty", "old"} {
			place := dsn
			if from == "old" && lockOf(dsn) == "" {
				place += ".old"
			}
			if from == "old" {
				if lockOf(dsn) != "" {
					place = empty(t, server(t))
				}
				old(t, place)
			}
			var all sync.WaitGroup
			errs := make([]error, 8)
			for i := range errs {
				all.Go(func() {
					s, err := Open(t.Context(), place)
					if errs[i] = err; err == nil {
						errs[i] = s.Close()
					}
				})
			}
			all.Wait()
			for _, err := range errs {
				require.NoError(t, err)
			}
			s := opened(t, place)
			var n int
			require.NoError(t, s.read.QueryRow("SELECT COUNT(*) FROM kmaturity_migration").Scan(&n))
			require.Equal(t, len(migrations), n)
		}
	})
}

// Other tables in a PostgreSQL database are left alone.
func TestSharedDatabase(t *testing.T) {
	dsn := empty(t, server(t))
	db, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec("CREATE TABLE revision (number BIGINT)")
	require.NoError(t, err)
	s := opened(t, dsn)
	_, err = s.Save(t.Context(), 0, Change{Slate: slate("x"), By: "ada", At: time.Unix(0, 0)})
	require.NoError(t, err)
	require.NoError(t, db.QueryRow("SELECT COUNT(*) FROM revision").Scan(new(int)))
}
