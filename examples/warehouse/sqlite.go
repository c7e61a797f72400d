package main

import (
	"context"
	"database/sql"

	_ "modernc.org/sqlite" // the driver "sqlite", in pure Go
)

// openSQLite opens a database in memory; temporary tables and sorting spill to
// files that SQLite has unlinked already.
func openSQLite(ctx context.Context) (*engine, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	return (&engine{name: sqlite, schema: "temp", db: db, fill: fillSQLite}).begin(ctx)
}

func fillSQLite(ctx context.Context, conn *sql.Conn, rows members) (n int, err error) {
	insert, err := conn.PrepareContext(ctx, "INSERT INTO temp."+table+" VALUES (?, ?, ?, ?)")
	if err != nil {
		return 0, err
	}
	defer insert.Close()
	for m, err := range rows {
		if err == nil {
			function, role, tie := cells(m)
			// The column makes a number of the text, and keeps it whole if it is.
			_, err = insert.ExecContext(ctx, function, role, tie, m.Amount().String())
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
