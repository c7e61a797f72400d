package web

import (
	"context"

	"example.com/kmaturity/examples/intranet/store"
)

// Store keeps the revisions of a slate. Its methods are those of store.Store and do
// what they do there.
type Store interface {
	// Ready answers nil if the store can be read.
	Ready(ctx context.Context) error
	// Current is the newest revision; store.ErrNone if nothing was saved yet.
	Current(ctx context.Context) (store.Revision, error)
	// At is a revision by number, or store.ErrNone.
	At(ctx context.Context, number int64) (store.Revision, error)
	// History lists at most so many revisions before that number, the newest first;
	// before 0 is from the newest.
	History(ctx context.Context, before int64, most int) ([]store.Entry, error)
	// Seals are the digests that were noted, by name of pilot.
	Seals(ctx context.Context) (map[string]store.Seal, error)
	// Save writes the next revision if base is still the current one, 0 for none yet,
	// else it writes nothing and is a *store.Conflict.
	Save(ctx context.Context, base int64, c store.Change) (store.Entry, error)
}
