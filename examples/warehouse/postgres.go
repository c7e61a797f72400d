package main

import (
	"context"
	"database/sql"
	"iter"
	"math/big"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"

	"example.com/kmaturity/community"
)

// openPostgres connects to a server. An address that can't be read is bad input;
// a server that doesn't answer is a failure.
func openPostgres(ctx context.Context, dsn string) (*engine, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, bad("-dsn: %w", err)
	}
	return (&engine{name: postgres, schema: "pg_temp", db: stdlib.OpenDB(*config), fill: fillPostgres}).begin(ctx)
}

func fillPostgres(ctx context.Context, conn *sql.Conn, rows members) (n int, err error) {
	next, stop := iter.Pull2(rows)
	defer stop()
	row := func() ([]any, error) {
		m, err, more := next()
		if !more || err != nil {
			return nil, err
		}
		function, role, tie := cells(m)
		return []any{function, role, tie, millionths(m.Amount())}, nil
	}
	err = conn.Raw(func(c any) error {
		into := pgx.Identifier{"pg_temp", table}
		copied, err := c.(*stdlib.Conn).Conn().CopyFrom(ctx, into, []string{"function", "main_role", "tie", "fte"}, pgx.CopyFromFunc(row))
		n = int(copied)
		return err
	})
	return n, err
}

func millionths(w community.Weight) pgtype.Numeric {
	return pgtype.Numeric{Int: big.NewInt(int64(w)), Exp: -6, Valid: true}
}
