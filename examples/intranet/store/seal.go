package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrSealed says that the contract on a pilot is sealed already: it is sealed once.
var ErrSealed = errors.New("store: the pilot's contract is sealed already")

// Seal is the digest of a sealed contract, noted where no edit of the slate reaches
// it.
type Seal struct {
	Pilot  string    `json:"pilot"`  // name of the candidate
	Digest string    `json:"digest"` // as contract.Sealed has it
	By     string    `json:"by"`
	At     time.Time `json:"at"` // UTC, to the millisecond
}

// Seals returns all seals by name of pilot.
func (s *Store) Seals(ctx context.Context) (map[string]Seal, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT pilot, digest, author, sealed_at FROM kmaturity_seal")
	if err != nil {
		return nil, failure(ctx, err)
	}
	defer rows.Close()
	all := map[string]Seal{}
	for rows.Next() {
		var seal Seal
		var at int64
		if err := rows.Scan(&seal.Pilot, &seal.Digest, &seal.By, &at); err != nil {
			return nil, failure(ctx, err)
		}
		seal.At = instant(at)
		all[seal.Pilot] = seal
	}
	if err := rows.Err(); err != nil {
		return nil, failure(ctx, err)
	}
	return all, nil
}

// note writes the seal beside a revision.
func (s *Seal) note(ctx context.Context, tx *sql.Tx, revision int64) error {
	done, err := tx.ExecContext(ctx,
		"INSERT INTO kmaturity_seal (pilot, digest, author, sealed_at, revision) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (pilot) DO NOTHING",
		s.Pilot, s.Digest, s.By, s.At.UnixMilli(), revision)
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		err = ErrSealed
	}
	return err
}
