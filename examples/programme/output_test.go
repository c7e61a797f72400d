package main

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The page, the Markdown and the pictures of the real slates.
func TestFilesOfTheRealSlates(t *testing.T) {
	dir := t.TempDir()
	page, markdown, pictures := filepath.Join(dir, "report.html"), filepath.Join(dir, "report.md"), filepath.Join(dir, "pictures")
	out, errs, status := output("", "-html", page, "-md", markdown, "-svg", pictures)
	require.Zero(t, status, errs)
	require.Empty(t, out, "the files are the answer")
	require.Contains(t, errs, "written: "+page)
	for _, name := range []string{page, markdown} {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, tells := range []string{"Home Office", "NICE", "KIM community of practice", "85.29", "UNDETERMINED", "140 communities proposed"} {
			require.Contains(t, string(b), tells, name)
		}
	}
	drawn, err := os.ReadDir(pictures)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(drawn), 14, "a ladder and the rules of each organisation")
	for _, f := range drawn {
		b, err := os.ReadFile(filepath.Join(pictures, f.Name()))
		require.NoError(t, err)
		d := xml.NewDecoder(strings.NewReader(string(b)))
		for err == nil {
			_, err = d.Token()
		}
		require.ErrorIs(t, err, io.EOF, f.Name())
	}
	left, err := filepath.Glob(filepath.Join(dir, ".programme-*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

// A slate of somebody's own, as page and as JSON at once.
func TestFilesBesideJSON(t *testing.T) {
	page := filepath.Join(t.TempDir(), "report.html")
	out, errs, status := output(string(template), "-in", "-", "-html", page, "-json")
	require.Zero(t, status, errs)
	require.True(t, strings.HasPrefix(out, "["))
	b, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Contains(t, string(b), "Service engineers counts with the managers of sales")
}

// What was there before stays whole where a file can't be written.
func TestFilesThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "taken")
	require.NoError(t, os.WriteFile(blocked, []byte("mine"), 0o600))
	for _, args := range [][]string{
		{"-html", filepath.Join(dir, "none", "report.html")}, {"-md", dir}, {"-svg", blocked}, {"-svg", filepath.Join(blocked, "in it")},
	} {
		out, errs, status := output(string(template), append(args, "-in", "-")...)
		require.Equal(t, 1, status, args)
		require.Empty(t, out)
		require.Contains(t, errs, "programme: ")
	}
	b, err := os.ReadFile(blocked)
	require.NoError(t, err)
	require.Equal(t, "mine", string(b))
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1, "nothing half-written is left")
}
