package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"example.com/kmaturity/pilot"
)

// Change is a slate as it is to be from now on.
type Change struct {
	Slate pilot.Slate
	By    string // who changes it
	What  string // what is changed, in words; may be empty
	At    time.Time
	Seal  *Seal // noted with it, both or neither; nil: nothing is sealed
}

// Conflict says that a change was made to a revision that isn't the current one.
type Conflict struct {
	Base    int64 // what was changed
	Current int64 // what would have to be; 0: there is none yet
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("store: the change is to revision %d, and the current one is %d", c.Base, c.Current)
}

// Save writes the next revision if base is still the current one (0: none yet), else
// it returns a *Conflict. An invalid slate is refused with the library's errors, and
// a second seal on a pilot with ErrSealed. After an error nothing was written, with
// one exception: where the connection to PostgreSQL broke at the very end nobody
// knows, and another Save on the same base will have a Conflict if it was.
func (s *Store) Save(ctx context.Context, base int64, c Change) (Entry, error) {
	document, err := c.document()
	if err != nil {
		return Entry{}, err
	}
	entry := Entry{Number: base + 1, By: c.By, At: instant(c.At.UnixMilli()), What: c.What}
	conn, err := s.write.Conn(ctx) // where writers of this process wait
	if err != nil {
		return Entry{}, failure(ctx, err)
	}
	defer conn.Close()
	// A context that ends stops statements; a commit is never left half-way.
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return Entry{}, failure(ctx, err)
	}
	if err = write(ctx, tx, entry, document, c.Seal); err == nil {
		err = tx.Commit()
	} else {
		_ = tx.Rollback() // or the end of the connection does it
	}
	var conflict *Conflict
	switch {
	case err == nil:
		return entry, nil
	case errors.As(err, &conflict), errors.Is(err, ErrSealed):
		return Entry{}, err
	}
	return Entry{}, failure(ctx, err)
}

// write writes an entry, its document and its seal, if the one before it is the
// current one.
func write(ctx context.Context, tx *sql.Tx, e Entry, document []byte, seal *Seal) error {
	base := e.Number - 1
	current := func() (n int64, err error) {
		err = tx.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) FROM kmaturity_revision").Scan(&n)
		return n, err
	}
	have, err := current()
	if err != nil {
		return err
	}
	if have != base {
		return &Conflict{base, have}
	}
	// Somebody else may be writing the same number. Then this waits for them, and does
	// nothing if they have.
	done, err := tx.ExecContext(ctx,
		"INSERT INTO kmaturity_revision (number, author, saved_at, what, document) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (number) DO NOTHING",
		e.Number, e.By, e.At.UnixMilli(), e.What, string(document))
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		if have, err = current(); err == nil {
			err = &Conflict{base, have}
		}
	}
	if err != nil || seal == nil {
		return err
	}
	return seal.note(ctx, tx, e.Number)
}

// document is the slate as it is kept, once everything about the change is found to
// be in order and it has been read back.
func (c *Change) document() ([]byte, error) {
	problems := []error{checkText("who changes it", c.By, true), checkText("what is changed", c.What, false)}
	if c.At.IsZero() {
		problems = append(problems, errors.New("store: a change has a time"))
	}
	if s := c.Seal; s != nil {
		problems = append(problems, checkText("the sealed pilot", s.Pilot, true), checkText("the digest", s.Digest, true), checkText("who seals it", s.By, true))
		if s.At.IsZero() {
			problems = append(problems, errors.New("store: a seal has a time"))
		}
	}
	problems = append(problems, c.Slate.Validate())
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := c.Slate.WriteJSON(&b); err != nil {
		return nil, err
	}
	var back pilot.Slate
	if err := back.UnmarshalJSON(b.Bytes()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// checkText says what is wrong with a text for a column. A NUL is one that
// PostgreSQL refuses.
func checkText(what, s string, needed bool) error {
	switch {
	case needed && strings.TrimSpace(s) == "":
		return fmt.Errorf("store: %s is missing", what)
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		return fmt.Errorf("store: %s isn't text: want UTF-8 without NUL, have %q", what, s[:min(len(s), 64)])
	}
	return nil
}
