package main

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"

	"example.com/kmaturity/community"
)

const (
	sqlite   = "sqlite"
	duckDB   = "duckdb"
	postgres = "postgresql"
)

// engines are those that run in this process.
var engines = []string{sqlite, duckDB}

// table is the temporary table's name.
const table = "kmaturity_roster"

// columns are those of the table.
var columns = community.Columns{Function: "function", MainRole: "main_role", Tie: "tie", Weight: "fte"}

// members is a sequence of the roster's rows.
type members = iter.Seq2[community.Member, error]

// engine is a database with one connection and, on that, one transaction: no
// other connection sees what is in it, and nobody after it ended.
type engine struct {
	name   string
	schema string // of temporary tables
	db     *sql.DB
	conn   *sql.Conn
	fill   func(context.Context, *sql.Conn, members) (rows int, err error)
}

// open starts an engine in this process.
func open(ctx context.Context, name string) (*engine, error) {
	switch name {
	case sqlite:
		return openSQLite(ctx)
	case duckDB:
		return openDuckDB(ctx)
	}
	return nil, bad("-engine must be %s, have %q", strings.Join(engines, " or "), name)
}

// begin opens the one connection and its transaction.
func (e *engine) begin(ctx context.Context) (*engine, error) {
	conn, err := e.db.Conn(ctx)
	if err == nil {
		e.conn = conn
		_, err = conn.ExecContext(ctx, "BEGIN")
	}
	if err != nil {
		e.db.Close()
		return nil, e.failure(ctx, err)
	}
	return e, nil
}

// load puts the rows into a temporary table. Weights are decimals, of millionths
// as in the library, so that none is rounded.
func (e *engine) load(ctx context.Context, rows members) (int, error) {
	create := "CREATE TEMPORARY TABLE " + table + " (function TEXT, main_role TEXT, tie TEXT, fte DECIMAL(18,6))"
	if _, err := e.conn.ExecContext(ctx, create); err != nil {
		return 0, e.failure(ctx, err)
	}
	n, err := e.fill(ctx, e.conn, rows)
	if err != nil {
		return 0, e.failure(ctx, err)
	}
	return n, nil
}

// failure says where err comes from. What a driver makes of an interrupt in the
// middle of its work is no news.
func (e *engine) failure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return fmt.Errorf("%s: %w", e.name, err)
}

// groups runs the statement. Groups are few, so they are kept.
func (e *engine) groups(ctx context.Context, statement string) ([]community.Member, error) {
	rows, err := e.conn.QueryContext(ctx, statement)
	if err != nil {
		return nil, e.failure(ctx, err)
	}
	defer rows.Close()
	var all []community.Member
	for m, err := range community.ReadGroups(rows, nil) {
		if err != nil {
			return nil, e.failure(ctx, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// Close takes everything back. It needs no context: it must also work after an
// interrupt.
func (e *engine) Close() error {
	_, _ = e.conn.ExecContext(context.Background(), "ROLLBACK") // or the end of the connection does it
	e.conn.Close()
	return e.db.Close()
}

// cells are a row of the table but for the weight: what isn't known is NULL.
func cells(m community.Member) (function, role, tie any) {
	known := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	if m.Tie != community.TieUnknown {
		tie = m.Tie.String()
	}
	return known(m.Function), known(m.MainRole), tie
}

// often says whether to look if the user has interrupted.
func often(row int) bool { return row%(1<<14) == 0 }
