package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The files are what go generate writes.
func TestUpToDate(t *testing.T) {
	for _, d := range documents {
		text, err := d.generate(filepath.Join("..", root))
		require.NoError(t, err)
		file, err := os.ReadFile(filepath.Join("..", d.file))
		require.NoError(t, err)
		require.Equal(t, string(text), string(file), "run go generate in the folder of package schema")
	}
}

// What the generator can't place or doesn't know it doesn't pass over.
func TestFaults(t *testing.T) {
	folder := filepath.Join("..", root)
	for place, want := range map[string]string{
		"pilot.Slate.vers": "there is no pilot.Slate.vers to limit",
		"pilot.None":       "there is no pilot.None to limit",
	} {
		d := documents[0]
		d.limits = map[string]string{place: `{}`}
		_, err := d.generate(folder)
		require.EqualError(t, err, want)
	}
	_, err := documents[0].generate(t.TempDir())
	require.ErrorIs(t, err, os.ErrNotExist)

	offer := scalars["pilot.Offer"]
	defer func() { scalars["pilot.Offer"] = offer }()
	delete(scalars, "pilot.Offer")
	_, err = documents[0].generate(folder)
	require.EqualError(t, err, "types that read themselves in a way of their own, and are no scalars here: [pilot.Offer]")
}
