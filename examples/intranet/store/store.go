// Package store keeps the slate of an organisation: every revision of it with
// who saved it and when, and the digests of sealed contracts.
//
//	s, err := store.Open(ctx, "kmaturity.db") // or postgres://…
//	if err != nil {
//		return err
//	}
//	defer s.Close()
//	now, err := s.Current(ctx) // ErrNone before the first
//	entry, err := s.Save(ctx, now.Number, store.Change{Slate: edited, By: "ada", What: "a candidate", At: time.Now()})
//	var conflict *store.Conflict // somebody else was faster, and nothing was written
//	errors.As(err, &conflict)
//
// Revisions have the numbers 1, 2, 3 and so on, without a gap; none is ever
// changed or deleted. A revision is a document as the library writes it, and is
// read back strictly, so what is read is valid.
//
// # Durability
//
// What Save has acknowledged is on the disk: SQLite syncs its log at each commit,
// and PostgreSQL does unless its administrator has switched that off. A process
// that is killed leaves nothing half-written.
//
// # Concurrency
//
// A Store is safe for concurrent use, and several processes may have one database
// open. Of two that save on one revision exactly one does, and the other has a
// Conflict: the number is the primary key.
//
// # What it does not do
//
// It knows no roles and no rules of an embedder's own: a slate whose policy names
// such rules is refused. A file must lie on a local disk: SQLite's log doesn't work
// on a network's.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Store is a database that is open.
type Store struct {
	write *sql.DB // of SQLite one connection, which others wait for
	read  *sql.DB // of PostgreSQL the same as write
}

// address is what a PostgreSQL client would take for settings, with a password
// among them perhaps, and no name that anybody gives a file.
var address = regexp.MustCompile(`://|^\s*\w+\s*=`)

// Open opens the database that dsn names and migrates it: a file (SQLite), which
// is made where there is none, or postgres://… (PostgreSQL). It refuses a file that
// holds something else or is damaged, and a database newer than the program
// (ErrNewer). No error shows a password.
func Open(ctx context.Context, dsn string) (*Store, error) {
	var s *Store
	var err error
	switch {
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		s, err = openPostgres(ctx, dsn)
	case address.MatchString(dsn) || strings.ContainsRune(dsn, 0) || strings.TrimSpace(dsn) == "":
		err = errors.New("want the name of a file, or postgres://user:password@host:port/database")
	default:
		s, err = openSQLite(ctx, dsn)
	}
	if err != nil {
		return nil, failure(ctx, err)
	}
	return s, nil
}

// Close closes the database, once what has begun is done. Everything after it is
// an error.
func (s *Store) Close() error {
	err := s.read.Close()
	if s.write != s.read {
		err = errors.Join(err, s.write.Close())
	}
	return err
}

// Ready reports whether the database can be read and is migrated.
func (s *Store) Ready(ctx context.Context) error {
	var have int
	if err := s.read.QueryRowContext(ctx, newestApplied).Scan(&have); err != nil {
		return failure(ctx, err)
	}
	if want := len(migrations); have != want {
		return fmt.Errorf("store: the database is at version %d, want %d", have, want)
	}
	return nil
}

// failure says where err comes from. What a driver makes of an interrupt in the
// middle of its work is no news.
func failure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return fmt.Errorf("store: %w", err)
}
