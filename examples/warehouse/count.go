package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"example.com/kmaturity/community"
)

// errDiffer says that the two routes don't come to the same, which would be a
// fault of the library or the engine.
var errDiffer = errors.New("the routes differ")

// roster is a file to count. It is read several times.
type roster struct {
	open  func() (io.ReadCloser, error)
	timed bool // times are for people: they differ from run to run
}

// read passes the members on to use.
func (r roster) read(o community.RosterOptions, use func(members) error) error {
	f, err := r.open()
	if err != nil {
		return err
	}
	defer f.Close()
	return use(community.ReadRoster(f, o))
}

// answer is what a route came to.
type answer struct {
	route  string
	read   string // what was counted
	rows   int    // of the roster
	census community.Census
	areas  []community.PracticeArea
	took   time.Duration // from the rows, where they are held, to the census
}

// count takes the census both ways, reports both, and fails if they differ.
func count(ctx context.Context, e *engine, r roster, topic string, w io.Writer) error {
	inGo, basis, err := countRows(ctx, r, topic)
	if err != nil {
		return err
	}
	start := time.Now()
	var loaded int
	// As a loader would: the spellings go in as they are, and are folded after.
	asSpelled := community.RosterOptions{Fold: func(s string) string { return s }}
	err = r.read(asSpelled, func(rows members) error {
		loaded, err = e.load(ctx, rows)
		return err
	})
	if err != nil {
		return err
	}
	load := time.Since(start)
	statement, err := columns.GroupBy(e.schema, table)
	if err != nil {
		return err
	}
	inSQL, err := countGroups(ctx, e, statement, topic, basis)
	if err != nil {
		return err
	}
	inSQL.rows = loaded
	if err := report(w, statement, topic, inSQL, inGo); err != nil {
		return err
	}
	if r.timed {
		if err := times(w, load, inSQL, inGo); err != nil {
			return err
		}
	}
	return agree(inSQL, inGo)
}

// countRows is the route in Go: every row is read and counted.
func countRows(ctx context.Context, r roster, topic string) (answer, community.Basis, error) {
	var notes community.RosterNotes
	a := answer{route: "Go"}
	start := time.Now()
	err := r.read(community.RosterOptions{Notes: &notes}, func(rows members) (err error) {
		a.census, _, err = community.Count(topic, until(ctx, rows))
		return err
	})
	a.took = time.Since(start)
	if err == nil {
		err = r.read(community.RosterOptions{}, func(rows members) (err error) {
			a.areas, _, err = community.Areas(until(ctx, rows), notes.Basis)
			return err
		})
	}
	if err != nil && ctx.Err() == nil {
		err = inputError{err}
	}
	a.rows, a.read = notes.Rows, fmt.Sprintf("%d rows", notes.Rows)
	return a, notes.Basis, err
}

// countGroups is the route in SQL.
func countGroups(ctx context.Context, e *engine, statement, topic string, basis community.Basis) (answer, error) {
	a := answer{route: e.name}
	start := time.Now()
	groups, err := e.groups(ctx, statement)
	if err != nil {
		return a, err
	}
	a.census, _, err = community.CountSlice(topic, groups)
	a.took = time.Since(start)
	a.read = fmt.Sprintf("%d groups", len(groups))
	if err == nil {
		a.areas, _, err = community.Areas(community.Members(groups...), basis)
	}
	return a, err
}

// until ends a sequence with an error once the user has interrupted.
func until(ctx context.Context, rows members) members {
	return func(yield func(community.Member, error) bool) {
		n := 0
		for m, err := range rows {
			if often(n) && ctx.Err() != nil {
				yield(m, ctx.Err())
				return
			}
			n++
			if !yield(m, err) {
				return
			}
		}
	}
}

// agree compares whole numbers of millionths, and every figure of every area.
func agree(a, b answer) error {
	if a.census != b.census {
		return fmt.Errorf("%w: %s counts %+v, %s %+v", errDiffer, a.route, a.census, b.route, b.census)
	}
	if !slices.Equal(a.areas, b.areas) {
		return fmt.Errorf("%w: %s has the areas %+v, %s %+v", errDiffer, a.route, a.areas, b.route, b.areas)
	}
	return nil
}

func report(w io.Writer, statement, topic string, a, b answer) error {
	var text bytes.Buffer
	fmt.Fprintf(&text, "%s runs over %d rows:\n\n%s\n\nThe census of %s:\n\n", a.route, a.rows, statement, topic)
	t := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\t%s\t%s\n\t%s\t%s\n", a.route, b.route, a.read, b.read)
	for _, line := range []struct {
		name string
		a, b community.Weight
	}{
		{"practising", a.census.Practising, b.census.Practising},
		{"interested", a.census.Interested, b.census.Interested},
		{"innovating", a.census.Innovating, b.census.Innovating},
		{"elsewhere", a.census.Elsewhere, b.census.Elsewhere},
		{"unknown", a.census.Unknown, b.census.Unknown},
		{"total", a.census.Total(), b.census.Total()},
	} {
		fmt.Fprintf(t, "%s\t%s\t%s\n", line.name, line.a, line.b)
	}
	t.Flush()
	text.WriteString("\nThe practice areas:\n\n")
	for i := range max(len(a.areas), len(b.areas)) {
		if i == 0 {
			fmt.Fprintf(t, "\t%s\t%s\n", a.route, b.route)
		}
		name, inSQL := figure(a.areas, i)
		other, inGo := figure(b.areas, i)
		if name != other {
			name += " / " + other
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", name, inSQL, inGo)
	}
	t.Flush()
	if len(a.areas)+len(b.areas) == 0 {
		text.WriteString("none is known\n")
	}
	if agree(a, b) == nil {
		text.WriteString("\nBoth agree to the last digit.\n")
	}
	_, err := w.Write(text.Bytes())
	return err
}

func figure(areas []community.PracticeArea, i int) (name, figure string) {
	if i >= len(areas) {
		return "none", ""
	}
	a := areas[i]
	return a.Name, fmt.Sprintf("%s of %s %s", a.Practitioners, a.Workforce, a.Basis)
}

func times(w io.Writer, load time.Duration, a, b answer) error {
	var text bytes.Buffer
	text.WriteString("\nHow long it took:\n\n")
	t := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, line := range []struct {
		name string
		rows int
		took time.Duration
	}{{a.route + " load", a.rows, load}, {a.route + " statement to census", a.rows, a.took}, {b.route + " file to census", b.rows, b.took}} {
		fmt.Fprintf(t, "%s\t%.2f s\t%.0f rows/s\t\n", line.name, line.took.Seconds(), float64(line.rows)/line.took.Seconds())
	}
	t.Flush()
	_, err := w.Write(text.Bytes())
	return err
}
