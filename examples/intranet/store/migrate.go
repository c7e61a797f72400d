package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrNewer says that a newer version of the program has migrated the database.
var ErrNewer = errors.New("the database is newer than the program")

// newestApplied is the version of a database; 0: it is empty.
const newestApplied = "SELECT COALESCE(MAX(version), 0) FROM kmaturity_migration"

//go:embed migrations
var files embed.FS

// migrations are the statements of each version, from 1 up. Both engines have the
// same: each type in them is one that both have. A file that was released is never
// changed.
var migrations = readMigrations()

// readMigrations reads the embedded files 1_….sql, 2_….sql and so on, and panics at
// anything else, which is a fault of the program.
func readMigrations() []string {
	const folder = "migrations"
	entries, err := files.ReadDir(folder)
	if err != nil {
		panic(err)
	}
	all := make([]string, len(entries))
	for _, entry := range entries {
		number, _, _ := strings.Cut(entry.Name(), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version < 1 || version > len(all) || all[version-1] != "" {
			panic("store: the migrations aren't numbered from 1 up: " + entry.Name())
		}
		statements, err := files.ReadFile(folder + "/" + entry.Name())
		if err != nil {
			panic(err)
		}
		all[version-1] = string(statements)
	}
	return all
}

// migrate brings a database to the newest of the versions, in one transaction: all
// of it or nothing. lock is a statement to start with, so that of two processes one
// migrates and the other finds it done; empty where the transaction sees to it.
func migrate(ctx context.Context, db *sql.DB, lock string, versions []string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if _, err := tx.ExecContext(ctx, lock); err != nil {
		return err
	}
	const table = "CREATE TABLE IF NOT EXISTS kmaturity_migration (version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)"
	if _, err := tx.ExecContext(ctx, table); err != nil {
		return err
	}
	var have int
	if err := tx.QueryRowContext(ctx, newestApplied).Scan(&have); err != nil {
		return err
	}
	if have > len(versions) {
		return fmt.Errorf("%w: it is at version %d, and %d is the newest known here", ErrNewer, have, len(versions))
	}
	for i, statements := range versions[have:] {
		version := have + i + 1
		if _, err := tx.ExecContext(ctx, statements); err != nil {
			return fmt.Errorf("migration to version %d: %w", version, err)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO kmaturity_migration (version, applied_at) VALUES ($1, $2)", version, time.Now().UnixMilli()); err != nil {
			return err
		}
	}
	return tx.Commit()
}
