package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"

	"example.com/kmaturity/community"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// source is what one file held besides members.
type source struct {
	File   string                `json:"file"`
	Notes  community.RosterNotes `json:"notes"`
	Faults []string              `json:"faults,omitzero"` // each with its line
}

// mostFaults is how many faults of a file are kept, as many as Count reports:
// enough to mend it by, and bounded whatever its size.
const mostFaults = 100

// fault keeps a fault and reports whether there is room for more.
func (s *source) fault(err error) bool {
	s.Faults = append(s.Faults, err.Error())
	return len(s.Faults) < mostFaults
}

// report is what was counted: all of it, or the faults and none of it.
type report struct {
	Sources   []source                    `json:"sources"` // by file
	Census    community.Census            `json:"census,omitzero"`
	Functions map[string]community.Census `json:"functions,omitzero"`
	Areas     []community.PracticeArea    `json:"areas,omitzero"` // the largest first
}

// settle puts the sources in order and reports whether all are sound. Heads and
// full-time equivalents don't add up, so files that differ in it are a fault.
func (r *report) settle() bool {
	slices.SortFunc(r.Sources, func(a, b source) int { return cmp.Compare(a.File, b.File) })
	sound := len(r.Sources) > 0
	for i := range r.Sources {
		s, first := &r.Sources[i], r.Sources[0]
		if s.Faults == nil && first.Faults == nil && s.Notes.Basis != first.Notes.Basis {
			s.Faults = []string{fmt.Sprintf("it counts %s and %s counts %s: the two don't add up", s.Notes.Basis, first.File, first.Notes.Basis)}
		}
		sound = sound && s.Faults == nil
	}
	return sound
}

// inOneProcess makes the same report without Beam, by Count and Areas over the
// whole rosters: what the pipeline's must equal.
func inOneProcess(ctx context.Context, topic, glob string) (report, error) {
	fs, err := filesystem.New(ctx, glob)
	if err != nil {
		return report{}, err
	}
	defer fs.Close() // it was only read
	files, err := fs.List(ctx, glob)
	if err != nil {
		return report{}, err
	}
	var r report
	var members []community.Member
	functions := map[string][]community.Member{}
	for _, path := range files {
		for m, err := range roster(ctx, &r, path) {
			if err != nil {
				return report{}, err
			}
			members = append(members, m)
			functions[m.Function] = append(functions[m.Function], m)
		}
	}
	if !r.settle() {
		return r, nil
	}
	if r.Census, _, err = community.Count(topic, community.Members(members...)); err != nil {
		return report{}, err
	}
	if r.Areas, _, err = community.Areas(community.Members(members...), r.Sources[0].Notes.Basis); err != nil {
		return report{}, err
	}
	r.Functions = map[string]community.Census{}
	for name, members := range functions {
		if r.Functions[name], _, err = community.CountSlice(topic, members); err != nil {
			return report{}, err
		}
	}
	return r, nil
}

// roster yields the members of one file, and adds the file to r's sources with
// its faults. An error is one of reaching the file.
func roster(ctx context.Context, r *report, path string) iter.Seq2[community.Member, error] {
	return func(yield func(community.Member, error) bool) {
		s := source{File: path}
		file, err := fileio.ReadableFile{Metadata: fileio.FileMetadata{Path: path}}.Open(ctx)
		if err != nil {
			yield(community.Member{}, err)
			return
		}
		defer file.Close() // it was only read
		defer func() { r.Sources = append(r.Sources, s) }()
		for m, err := range community.ReadRoster(file, community.RosterOptions{Notes: &s.Notes}) {
			if err != nil && !s.fault(err) || err == nil && !yield(m, nil) {
				return
			}
		}
	}
}

// writeText writes the report for people.
func (r report) writeText(w io.Writer, topic string) {
	for _, s := range r.Sources {
		fmt.Fprintf(w, "%s: %d rows in %s; %d of 0 FTE, which are nobody; %d without a known main role\n",
			printable(s.File), s.Notes.Rows, s.Notes.Basis, s.Notes.ZeroWeight, s.Notes.NoMainRole)
	}
	c := r.Census
	fmt.Fprintf(w, "\n%s: %s practise, %s may, of %s\n", printable(topic), c.Practising, c.Unknown, c.Total())
	fmt.Fprintf(w, "practising %s, interested %s, innovating %s, elsewhere %s, unknown %s\n\nby function\n",
		c.Practising, c.Interested, c.Innovating, c.Elsewhere, c.Unknown)
	for _, name := range slices.Sorted(maps.Keys(r.Functions)) {
		f := r.Functions[name]
		fmt.Fprintf(w, "  %s: %s of %s\n", cmp.Or(printable(name), "(not said)"), f.Practising, f.Total())
	}
	fmt.Fprint(w, "\nby area\n")
	for _, a := range r.Areas {
		fmt.Fprintf(w, "  %s: %s of %s; established: %s\n", printable(a.Name), a.Practitioners, a.Workforce, a.Established(community.Threshold{}))
	}
}

// printable keeps a name from outside from moving the cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
