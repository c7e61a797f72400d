package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// everywhere runs a test on both engines, on an empty database of its own.
func everywhere(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "a slate? 100%.db")) })
	t.Run("postgresql", func(t *testing.T) { test(t, empty(t, server(t))) })
}

var databases atomic.Int64

// empty is the address of an empty place of its own on the server: a schema, which
// is removed at the end of the test.
func empty(t *testing.T, dsn string) string {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), databases.Add(1))
	_, err = db.Exec("CREATE SCHEMA " + name)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + name + " CASCADE")
		require.NoError(t, err)
		require.NoError(t, db.Close())
	})
	u, err := url.Parse(dsn)
	require.NoError(t, err)
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// opened is an open store, which the test closes.
func opened(t *testing.T, dsn string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// noon is a time with a part that a millisecond doesn't hold, in no place of UTC.
var noon = time.Date(2026, 3, 14, 13, 0, 0, 123_456_789, time.FixedZone("", 3600))

// slate is a valid one with a note.
func slate(note string) pilot.Slate {
	return pilot.Slate{
		Version: pilot.SlateVersion, Note: note,
		Programme: pilot.Programme{
			Organisation: "Acme", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
			Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support}},
			Area:      community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3)},
		},
		Candidates: []pilot.Candidate{{
			Name: "Service engineers", Offer: pilot.PublicShowcase, Function: "service",
			Area: community.PracticeArea{ID: "service", Practitioners: metrics.MustBetween(240, 300)},
		}},
	}
}

// change is one that is in order.
func change(note string) Change { return Change{Slate: slate(note), By: "ada", What: note, At: noon} }

// document is a slate as text, to be compared.
func document(t *testing.T, s pilot.Slate) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, s.WriteJSON(&b))
	return b.String()
}

// history is all of it, oldest first, read a few at a time.
func history(t *testing.T, s *Store) []Entry {
	t.Helper()
	var all []Entry
	for before := int64(0); ; {
		some, err := s.History(t.Context(), before, 7)
		require.NoError(t, err)
		if len(some) == 0 {
			return all
		}
		for _, e := range some {
			all = append([]Entry{e}, all...)
		}
		before = all[0].Number
	}
}
