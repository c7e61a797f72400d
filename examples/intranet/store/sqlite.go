package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", in pure Go
)

// openSQLite opens a file, and makes it, for its owner alone, if there is none.
func openSQLite(ctx context.Context, name string) (*Store, error) {
	file, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600) // says what SQLite doesn't: why not
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if err := check(ctx, file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	// A writer starts its transactions as one, so that none finds at its end that it
	// can't write.
	write, err := sql.Open("sqlite", location(file, "journal_mode(WAL)", "synchronous(FULL)")+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, write, "", migrations); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", name, err), write.Close())
	}
	read, err := sql.Open("sqlite", location(file, "query_only(1)"))
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	readers := max(4, runtime.NumCPU())
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &Store{write, read}, nil
}

// location is the file for the driver, with the settings of a connection, of which
// every one has two: it waits 10 seconds for another process, our default, and keeps
// references whole.
func location(file string, settings ...string) string {
	all := url.Values{"_pragma": append([]string{"busy_timeout(10000)", "foreign_keys(1)"}, settings...)}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: all.Encode()}
	return u.String()
}

// check refuses a file that isn't an undamaged database of this package or an empty
// one, and leaves it as it is.
func check(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", location(file, "query_only(1)"))
	if err != nil {
		return err
	}
	defer db.Close()
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("the file is damaged: %s", strings.Join(strings.Fields(found), " "))
	}
	var all, ours int
	err = db.QueryRowContext(ctx, "SELECT COUNT(*), COUNT(CASE name WHEN 'kmaturity_migration' THEN 1 END) FROM sqlite_schema").Scan(&all, &ours)
	if err == nil && all > 0 && ours == 0 {
		err = errors.New("the file holds the database of another program")
	}
	return err
}
