//go:build cgo

package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"math/big"

	"github.com/duckdb/duckdb-go/v2"

	"example.com/kmaturity/community"
)

// openDuckDB opens a database in memory.
func openDuckDB(ctx context.Context) (*engine, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	return (&engine{name: duckDB, schema: "temp", db: db, fill: fillDuckDB}).begin(ctx)
}

func fillDuckDB(ctx context.Context, conn *sql.Conn, rows members) (n int, err error) {
	err = conn.Raw(func(c any) error {
		appender, err := duckdb.NewAppender(c.(driver.Conn), "temp", "main", table)
		if err != nil {
			return err
		}
		n, err = appendRows(ctx, appender, rows)
		if failed := appender.Close(); err == nil {
			err = failed
		}
		return err
	})
	return n, err
}

// mostInRow is the largest weight that a DECIMAL(18,6), times a million, holds.
const mostInRow = community.MaxWeight / 1_000_000

func appendRows(ctx context.Context, appender *duckdb.Appender, rows members) (n int, err error) {
	for m, err := range rows {
		if err == nil && often(n) {
			err = ctx.Err()
		}
		if err == nil && m.Amount() > mostInRow {
			err = bad("%s people in one row are more than %s, which DuckDB takes to whole millionths", m.Amount(), mostInRow)
		}
		if err == nil {
			function, role, tie := cells(m)
			err = appender.AppendRow(function, role, tie, duckdb.Decimal{Width: 18, Scale: 6, Value: big.NewInt(int64(m.Amount()))})
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
