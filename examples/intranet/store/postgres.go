package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// connections is how many a store has to PostgreSQL at most: our default.
const connections = 16

// openPostgres connects to a server. Of an address that can't be read nothing is
// repeated: what is wrong with it may be the password.
func openPostgres(ctx context.Context, dsn string) (*Store, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the address can't be read: want postgres://user:password@host:port/database, and what isn't a letter or digit of a password as % and two hexadecimal digits")
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := migrate(ctx, db, lockPostgres, migrations); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{write: db, read: db}, nil
}

// lockPostgres waits until no other process migrates. The number is ours, at
// random; the lock ends with the transaction. Other tables in the database are
// none of our business.
const lockPostgres = "SELECT pg_advisory_xact_lock(7318349394477056)"
