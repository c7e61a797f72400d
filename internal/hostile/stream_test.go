package hostile

import (
	"bytes"
	"errors"
	"go/ast"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
	"example.com/kmaturity/pilot/report"
	"example.com/kmaturity/pilot/report/picture"
)

var errBroken = errors.New("the line is broken")

// source is a function that reads, with a document for it. It returns how many parts
// it handed out, and its error.
type source struct {
	text string
	read func(io.Reader) (int, error)
}

// sources is every exported function with an io.Reader.
func sources(t *testing.T) map[string]source {
	var slate bytes.Buffer
	small := pilot.Slate{Version: pilot.SlateVersion, Candidates: []pilot.Candidate{pilottest.ChampionsNetwork(), pilottest.EarlyKMCommunity()}}
	small.Programme = pilottest.Programme(0)
	require.NoError(t, small.WriteJSON(&slate))
	compact := strings.Join(strings.Fields(slate.String()), " ")
	require.LessOrEqual(t, len(compact), 4096)
	return map[string]source{
		"pilot.ReadSlates": {compact, func(r io.Reader) (int, error) {
			all, err := pilot.ReadSlates(r)
			return len(all), err
		}},
		"metrics.ReadSeries": {seriesText, func(r io.Reader) (int, error) {
			s, err := metrics.ReadSeries(r, metrics.SeriesColumns{})
			return s.Len(), err
		}},
		"community.ReadRoster": {rosterText, func(r io.Reader) (int, error) {
			census, _, err := community.Count("Law", community.ReadRoster(r, community.RosterOptions{}))
			return int(census.Total() / community.Person), err
		}},
		"health.ReadLog": {logText, func(r io.Reader) (int, error) {
			a, n, err := health.Observe(health.ReadLog(r, health.LogOptions{}), health.Community{From: day("2024-01-01"), Months: 3, Members: []string{"ann"}})
			if a.Months == 0 {
				return 0, err
			}
			return n.Events, err
		}},
	}
}

// sink is a function that writes.
type sink func(io.Writer) error

// sinks is every exported function with an io.Writer.
func sinks(t *testing.T) map[string]sink {
	s := pilottest.Slate(pilottest.Programme(2), pilottest.ChampionsNetwork())
	selection := selected(t, s)
	change, err := study.Compare(cases(t)[0], study.Options{})
	require.NoError(t, err)
	saving, err := change.Saving(metrics.Terms{})
	require.NoError(t, err)
	var o report.Options
	return map[string]sink{
		"pilot.Slate.WriteJSON":     s.WriteJSON,
		"pilot.Selection.WriteJSON": selection.WriteJSON,
		"report.HTML":               func(w io.Writer) error { return report.HTML(w, selection) },
		"report.Markdown":           func(w io.Writer) error { return report.Markdown(w, selection) },
		"report.Text":               func(w io.Writer) error { return report.Text(w, selection) },
		"report.Change":             func(w io.Writer) error { return report.Change(w, "yards", change, saving) },
		"report.Options.HTML":       func(w io.Writer) error { return o.HTML(w, selection) },
		"report.Options.Markdown":   func(w io.Writer) error { return o.Markdown(w, selection) },
		"report.Options.Text":       func(w io.Writer) error { return o.Text(w, selection) },
		"report.Options.Change":     func(w io.Writer) error { return o.Change(w, "yards", change, saving) },
		"picture.Picture.SVG":       picture.Triangle(picture.Options{}).SVG,
	}
}

// taking lists the exported functions that have a parameter of a type of package io.
func taking(t *testing.T, what string) (names []string) {
	packages(t, func(folder string, file *ast.File) {
		exported(file, func(receiver string, f *ast.FuncDecl) {
			for _, p := range f.Type.Params.List {
				if s, ok := p.Type.(*ast.SelectorExpr); ok && s.Sel.Name == what && s.X.(*ast.Ident).Name == "io" {
					name := file.Name.Name + "."
					if receiver != "" {
						name += receiver + "."
					}
					names = append(names, name+f.Name.Name)
				}
			}
		})
	})
	slices.Sort(names)
	return names
}

func keys[V any](all map[string]V) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for k := range all {
			if !yield(k) {
				return
			}
		}
	})
}

// No function that reads or writes is missing here.
func TestEveryStreamHasItsRow(t *testing.T) {
	require.Equal(t, taking(t, "Reader"), keys(sources(t)))
	require.Equal(t, taking(t, "Writer"), keys(sinks(t)))
}

// A reader that fails at any byte, or fails on giving the last ones, has its error come
// back, and nothing half-read.
func TestReadersThatFail(t *testing.T) {
	for name, s := range sources(t) {
		whole, err := s.read(strings.NewReader(s.text))
		require.NoError(t, err, name)
		require.NotZero(t, whole, name)
		for at := range len(s.text) + 1 {
			for how, r := range map[string]io.Reader{
				"then":     io.MultiReader(strings.NewReader(s.text[:at]), iotest.ErrReader(errBroken)),
				"at once":  &lastWords{strings.NewReader(s.text[:at]), at},
				"bytewise": iotest.OneByteReader(io.MultiReader(strings.NewReader(s.text[:at]), iotest.ErrReader(errBroken))),
			} {
				n, err := s.read(r)
				require.ErrorIs(t, err, errBroken, "%s, %s, at %d", name, how, at)
				require.Zero(t, n, "%s, %s, at %d: half-read", name, how, at)
			}
		}
	}
}

// lastWords gives its last bytes together with its error.
type lastWords struct {
	r    io.Reader
	left int
}

func (l *lastWords) Read(p []byte) (int, error) {
	n, _ := l.r.Read(p)
	if l.left -= n; l.left == 0 {
		return n, errBroken
	}
	return n, nil
}

// A sequence that is read row by row yields its error last, once, with no row beside it.
func TestSequencesThatFail(t *testing.T) {
	for at := range len(rosterText) {
		fails(t, community.ReadRoster(io.MultiReader(strings.NewReader(rosterText[:at]), iotest.ErrReader(errBroken)), community.RosterOptions{}))
	}
	for at := range len(logText) {
		fails(t, health.ReadLog(io.MultiReader(strings.NewReader(logText[:at]), iotest.ErrReader(errBroken)), health.LogOptions{}))
	}
}

func fails[V comparable](t *testing.T, rows iter.Seq2[V, error]) {
	t.Helper()
	broken := 0
	for row, err := range rows {
		require.Zero(t, broken, "there is more after the error")
		if err != nil {
			var none V
			require.True(t, row == none, "%v beside %v", row, err)
		}
		if errors.Is(err, errBroken) {
			broken++
		}
	}
	require.Equal(t, 1, broken)
}

// A writer that fails at any byte has its error come back.
func TestWritersThatFail(t *testing.T) {
	for name, write := range sinks(t) {
		var whole bytes.Buffer
		require.NoError(t, write(&whole), name)
		step := 1
		if n := whole.Len(); n > 2048 { // at each of the first, and at some 200 more
			step = max(1, n/200)
		}
		for at := 0; at < whole.Len(); {
			w := &narrow{left: at}
			require.ErrorIs(t, write(w), errBroken, "%s at %d of %d", name, at, whole.Len())
			require.Equal(t, whole.String()[:at], w.b.String(), "%s at %d", name, at)
			if at++; at > 100 {
				at += step - 1
			}
		}
		w := &narrow{left: whole.Len()}
		require.NoError(t, write(w), name)
	}
}

// narrow is a writer with room for so many bytes.
type narrow struct {
	left int
	b    bytes.Buffer
}

func (n *narrow) Write(p []byte) (int, error) {
	if len(p) > n.left {
		k, _ := n.b.Write(p[:n.left])
		n.left = 0
		return k, errBroken
	}
	n.left -= len(p)
	return n.b.Write(p)
}
