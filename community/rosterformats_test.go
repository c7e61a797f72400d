package community_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

// packer is used again, since one takes nearly a megabyte.
var packer = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// member puts text in one member of gzip.
func member(text string) string {
	var b strings.Builder
	w := packer.Get().(*gzip.Writer)
	defer packer.Put(w)
	w.Reset(&b)
	_, err := io.WriteString(w, text)
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

// zipped puts text in gzip, in two members if it is long enough.
func zipped(text string) string {
	if len(text) < 100 {
		return member(text)
	}
	return member(text[:len(text)/3]) + member(text[len(text)/3:])
}

// rosterNames are the columns of a made-up roster.
var rosterNames = []string{"id", "unit", "profession", "tie", "fte", "main", "as of", "remarks"}

// madeUpRoster makes rows of fields that are good, blank and bad, from a seed.
func madeUpRoster(seed uint64) [][]string {
	r := rand.New(rand.NewPCG(seed, 0))
	fields := [][]string{
		{"", " ", "1", "A-1", "a-1 ", "é\u00a0", "{", `"`, `\`},
		{"", "North", " North ", "a,b", "a\nb", "\u2028", "x\ty"},
		{"", "Law", "law ", "Knowledge & Information Management", "N/A", "KM (x)", "\ufeff", "<&>"},
		{"", "unknown", "practising", "Interested", "innovating "},
		{"1", "0", "0.5", ".25", "00.10", "12.3456789", "", "x", "-1", "NaN", "0x1p4", "1,200"},
		{"", "yes", "no", "unknown", "true"},
		{"", "2024-03-31", "2024-02-30", "x"},
		{"", "remarks", "{}", "😀"},
	}
	rows := make([][]string, 1+r.IntN(20))
	for i := range rows {
		for j, some := range fields {
			k := r.IntN(len(some))
			if j > 2 && r.IntN(4) > 0 { // mostly good
				k %= 3
			}
			rows[i] = append(rows[i], some[k])
		}
	}
	return rows
}

func asCSV(rows [][]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = len(rows)%2 == 0
	if err := errors.Join(w.Write(rosterNames), w.WriteAll(rows)); err != nil {
		panic(err)
	}
	return b.String()
}

// asJSONLines writes the rows as objects: fields in any order, blanks now and
// then as null or left out, and numbers as numbers.
func asJSONLines(rows [][]string, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for _, row := range rows {
		var members []string
		for _, j := range r.Perm(len(row)) {
			value, err := json.Marshal(row[j])
			if err != nil {
				panic(err)
			}
			switch {
			case row[j] == "" && r.IntN(3) == 0 && rosterNames[j] != "fte" && rosterNames[j] != "profession":
				continue
			case row[j] == "" && r.IntN(2) == 0:
				value = []byte("null")
			case rosterNames[j] == "main" && (row[j] == "yes" || row[j] == "no"):
				value = fmt.Append(nil, row[j] == "yes")
			case row[j] != "" && json.Valid([]byte(row[j])) && strings.Trim(row[j], "0123456789.") == "":
				value = []byte(row[j])
			}
			members = append(members, fmt.Sprintf("%q: %s", rosterNames[j], value))
		}
		b.WriteString("{" + strings.Join(members, " ,") + "}\r\n")
	}
	return b.String()
}

// A table says the same in every format: the same members, and faults of the
// same rows.
func sameInEveryFormat(t *testing.T, seed uint64) {
	rows := madeUpRoster(seed)
	table := asCSV(rows)
	want, faults, notes := read(table, community.RosterOptions{})
	objects := asJSONLines(rows, seed)
	for _, text := range []string{zipped(table), objects, zipped(objects)} {
		members, said, met := read(text, community.RosterOptions{})
		require.Equal(t, want, members, "%s\n%s", table, objects)
		require.Len(t, said, len(faults), "%s\n%s\n%q\n%q", table, objects, faults, said)
		met.Unused = notes.Unused // a field may be in no object
		require.Equal(t, notes, met, "%s\n%s", table, objects)
	}
}

func TestRosterInEveryFormat(t *testing.T) {
	for seed := range uint64(200) {
		sameInEveryFormat(t, seed)
	}
}

func FuzzRosterFormats(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(sameInEveryFormat)
}

// An endless roster is a first part and then another, over and over, until so
// many rows are read. Nothing of it is made anew, so the memory that reading it
// takes is the reader's own.
type endlessRoster struct {
	part, repeat string
	times        int
}

func (e *endlessRoster) Read(p []byte) (int, error) {
	if e.part == "" {
		if e.times == 0 {
			return 0, io.EOF
		}
		e.times--
		e.part = e.repeat
	}
	n := copy(p, e.part)
	e.part = e.part[n:]
	return n, nil
}

const rowsOfBlock = 1000

// rosterBlocks returns a first part and a part to repeat, of 1000 rows, for each
// format.
func rosterBlocks() map[string]endlessRoster {
	table := string(generatedReturn(rowsOfBlock))
	end := strings.Index(table, "\n") + 1
	header, rows := table[:end], table[end:]
	var objects strings.Builder
	for i := range rowsOfBlock {
		fmt.Fprintf(&objects, "{\"id\":%d,\"unit\":\"Directorate %d\",\"profession\":\"Operational Delivery\",\"fte\":%d.%02d,\"grade\":\"Grade %d\",\"title\":\"Private \\\"Secretary\\\"\"}\n",
			i, i/40%300, i%3+1, i%100, i%7)
	}
	return map[string]endlessRoster{
		"CSV":                {part: header, repeat: rows},
		"CSV in gzip":        {part: member(header), repeat: member(rows)},
		"JSON lines":         {repeat: objects.String()},
		"JSON lines in gzip": {repeat: member(objects.String())},
	}
}

// peakOf reads a roster to practice areas and returns by how much the heap grew at
// most on the way, garbage included, looked at every 500 rows.
func peakOf(tb testing.TB, roster endlessRoster, rows int, o community.RosterOptions) uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	var peak uint64
	seen := 0
	roster.times = rows / rowsOfBlock
	before := liveBytes() // what other tests and benchmarks keep
	_, notes, err := community.Areas(func(yield func(community.Member, error) bool) {
		for m, err := range community.ReadRoster(&roster, o) {
			if seen++; seen%500 == 0 {
				metrics.Read(sample)
				peak = max(peak, sample[0].Value.Uint64())
			}
			if !yield(m, err) {
				return
			}
		}
	}, community.FTE)
	require.NoError(tb, err)
	require.Greater(tb, notes.Members, rows*9/10)
	return peak - min(peak, before)
}

// Memory is flat: ten times the rows, 20 MB more, take no more of it, but for the
// 4 MiB that may fill before the first collection. BenchmarkRosterMemory goes to
// ten million.
func TestRosterMemoryIsFlat(t *testing.T) {
	for name, roster := range rosterBlocks() {
		few := peakOf(t, roster, 10_000, community.RosterOptions{})
		many := peakOf(t, roster, 100_000, community.RosterOptions{})
		require.Less(t, many, few+(5<<20), "%s", name)
	}
}

// BenchmarkRosterMemory reports the peak of the heap for 1 and 10 million rows.
func BenchmarkRosterMemory(b *testing.B) {
	blocks := rosterBlocks()
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		roster := blocks[name]
		for _, rows := range []int{1_000_000, 10_000_000} {
			b.Run(fmt.Sprintf("%s/rows=%d", strings.ReplaceAll(name, " ", "-"), rows), func(b *testing.B) {
				for b.Loop() {
					b.ReportMetric(float64(peakOf(b, roster, rows, community.RosterOptions{}))/(1<<20), "peakMiB")
				}
			})
		}
	}
}

// Spellings that never end are folded as ever, but not all remembered.
func TestSpellingsAreBounded(t *testing.T) {
	const rows = 20_000
	filler := strings.Repeat("x", 1000)
	file := &generator{row: func(i int) string {
		switch {
		case i == 0:
			return "unit,profession\n"
		case i > rows:
			return ""
		}
		return fmt.Sprintf("u%d%s,role %d%s\n", i, filler, i, filler)
	}}
	before, most := liveBytes(), uint64(0)
	seen := 0
	for m, err := range community.ReadRoster(file, community.RosterOptions{}) {
		require.NoError(t, err)
		require.Equal(t, fmt.Sprintf("Role %d%s", seen+1, filler), m.MainRole)
		if seen++; seen%5_000 == 0 {
			most = max(most, liveBytes())
		}
	}
	require.Equal(t, rows, seen)
	require.Less(t, int64(most)-int64(before), int64(24<<20), "of %d bytes of file", rows*2*len(filler))
}

// A generator reads row after row, up to an empty one.
type generator struct {
	row  func(i int) string
	next int
	rest string
}

func (g *generator) Read(p []byte) (int, error) {
	if g.rest == "" {
		g.rest = g.row(g.next)
		g.next++
	}
	if g.rest == "" {
		return 0, io.EOF
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	return n, nil
}
