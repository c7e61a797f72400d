package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"example.com/kmaturity/pilot"
)

// ErrNone says that there is no such revision, or none at all yet.
var ErrNone = errors.New("store: there is no such revision")

// Entry is a line of the history: who saved a revision, when, and what was changed.
type Entry struct {
	Number int64     `json:"number"` // from 1 up
	By     string    `json:"by"`
	At     time.Time `json:"at"` // UTC, to the millisecond
	What   string    `json:"what"`
}

// Revision is a slate as it was saved.
type Revision struct {
	Entry
	Slate pilot.Slate `json:"slate"`
}

const selectRevision = "SELECT number, author, saved_at, what, document FROM kmaturity_revision "

// Current returns the newest revision; ErrNone: nothing was saved yet.
func (s *Store) Current(ctx context.Context) (Revision, error) {
	return s.revision(ctx, selectRevision+"ORDER BY number DESC LIMIT 1")
}

// At returns the revision of a number; ErrNone: there is none.
func (s *Store) At(ctx context.Context, number int64) (Revision, error) {
	return s.revision(ctx, selectRevision+"WHERE number = $1", number)
}

func (s *Store) revision(ctx context.Context, query string, args ...any) (Revision, error) {
	var r Revision
	var at int64
	var document []byte
	err := s.read.QueryRowContext(ctx, query, args...).Scan(&r.Number, &r.By, &at, &r.What, &document)
	if errors.Is(err, sql.ErrNoRows) {
		return Revision{}, ErrNone
	}
	if err != nil {
		return Revision{}, failure(ctx, err)
	}
	if err := r.Slate.UnmarshalJSON(document); err != nil {
		return Revision{}, fmt.Errorf("store: revision %d can't be read: %w", r.Number, err)
	}
	r.At = instant(at)
	return r, nil
}

// History returns at most so many entries before a number, the newest first;
// before 0: from the newest on.
func (s *Store) History(ctx context.Context, before int64, most int) ([]Entry, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	rows, err := s.read.QueryContext(ctx,
		"SELECT number, author, saved_at, what FROM kmaturity_revision WHERE number < $1 ORDER BY number DESC LIMIT $2", before, max(most, 0))
	if err != nil {
		return nil, failure(ctx, err)
	}
	defer rows.Close()
	all := []Entry{}
	for rows.Next() {
		var e Entry
		var at int64
		if err := rows.Scan(&e.Number, &e.By, &at, &e.What); err != nil {
			return nil, failure(ctx, err)
		}
		e.At = instant(at)
		all = append(all, e)
	}
	if err := rows.Err(); err != nil {
		return nil, failure(ctx, err)
	}
	return all, nil
}

// instant is a time as the database has it.
func instant(millisecond int64) time.Time { return time.UnixMilli(millisecond).UTC() }
