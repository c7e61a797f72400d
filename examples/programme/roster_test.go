package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const homeOffice = "data/organograms/home_office-2012-09-30-junior.csv"

func TestRoster(t *testing.T) {
	out, errs, status := output("", "-roster", homeOffice)
	require.Zero(t, status, errs)
	require.Contains(t, out, "933 rows")
	require.Contains(t, out, "Operational delivery")
	require.Regexp(t, `Knowledge and information management +85\.29 FTE of 10409\.22 +not established +14\.71 short`, out)
	require.Regexp(t, `Operational delivery +7363\.86 FTE of 10409\.22 +established\n`, out)
	require.NotContains(t, out, "\nOther ", "Other is no practice area")

	out, errs, status = output("", "-roster", homeOffice, "-json")
	require.Zero(t, status, errs)
	var s standing
	require.NoError(t, json.Unmarshal([]byte(out), &s))
	require.Equal(t, 933, s.Roster.Rows)
}

// Twenty orders of the same rows give the same bytes.
func TestRosterInAnyOrder(t *testing.T) {
	b, err := os.ReadFile(homeOffice)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	require.NoError(t, err)
	want, errs, status := output(string(b), "-roster", "-", "-json")
	require.Zero(t, status, errs)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		mixed := slices.Clone(rows)
		r.Shuffle(len(mixed)-1, func(i, j int) { mixed[i+1], mixed[j+1] = mixed[j+1], mixed[i+1] })
		var in bytes.Buffer
		require.NoError(t, csv.NewWriter(&in).WriteAll(mixed))
		out, errs, status := output(in.String(), "-roster", "-", "-json")
		require.Zero(t, status, errs)
		require.Equal(t, want, out, "seed %d", seed)
	}
}

const header = "Unit,Number of Posts in FTE,Professional/Occupational Group\r\n"

func TestBadRosters(t *testing.T) {
	for _, c := range []struct{ reason, in, errs string }{
		{"an empty file", "", "empty"},
		{"a header without rows", header, "nobody is listed"},
		{"no column of professions", "a,b\n1,2\n", "profession"},
		{"a truncated row", header + "x,1\r\n", "line 2"},
		{"FTE in words", header + "x,many,Law\r\n", "many"},
		{"FTE negative", header + "x,-1,Law\r\n", "-1"},
		{"FTE NaN", header + "x,NaN,Law\r\n", "NaN"},
		{"FTE infinite", header + "x,Inf,Law\r\n", "Inf"},
		{"FTE hexadecimal", header + "x,0x1p4,Law\r\n", "0x1p4"},
		{"invalid UTF-8", header + "x,1,L\xffw\r\n", "UTF-8"},
		{"an open quote", header + "x,1,\"Law\r\n", "line 2"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			out, errs, status := output(c.in, "-roster", "-")
			require.Equal(t, 2, status, errs)
			require.Empty(t, out)
			require.Contains(t, errs, c.errs)
		})
	}
	out, errs, status := output(header+"x,many,Law\r\nx,1,Law\r\nx,-2,Law\r\n", "-roster", "-")
	require.Equal(t, 2, status)
	require.Empty(t, out)
	require.Contains(t, errs, "line 2")
	require.Contains(t, errs, "line 4")

	out, _, status = output("\xef\xbb\xbf\"Unit\",\"FTE\",\"Profession\"\n\"x\",\"1.5\",\"Law\"\n", "-roster", "-")
	require.Zero(t, status, "a byte order mark before a quoted header is read")
	require.Contains(t, out, "1.5 FTE")
}

// Columns of other names are named; without weights each row is one person, and
// the figures say so.
func TestRosterColumns(t *testing.T) {
	out, errs, status := output("Job Family,Share\nLaw,0.5\nLaw,0.25\n", "-roster", "-", "-role-column", "job family", "-fte-column", "Share")
	require.Zero(t, status, errs)
	require.Contains(t, out, "0.75 FTE of 0.75")
	out, errs, status = output("id,profession\n1,Law\n2,Law\n3,\n", "-roster", "-")
	require.Zero(t, status, errs)
	require.Contains(t, out, "[2, 3] heads of 3")
	_, errs, status = output("Job Family\nLaw\n", "-roster", "-", "-role-column", "Family")
	require.Equal(t, 2, status)
	require.Contains(t, errs, "Job Family")
	out, errs, status = output("id,profession\n1,\n", "-roster", "-", "-json")
	require.Zero(t, status, errs)
	require.Contains(t, out, `"areas": []`)
}

// endless is a record that never ends; it counts what was read of it.
type endless struct {
	head io.Reader
	n    int
}

func (e *endless) Read(b []byte) (int, error) {
	n, err := e.head.Read(b)
	if err == io.EOF {
		for i := range b {
			b[i] = 'x'
		}
		n, err = len(b), nil
	}
	e.n += n
	return n, err
}

func TestEndlessLineIsRefusedWithoutReadingOn(t *testing.T) {
	in := &endless{head: strings.NewReader(header)}
	var out, errs bytes.Buffer
	require.Equal(t, 2, run([]string{"-roster", "-"}, in, &out, &errs))
	require.Empty(t, out.String())
	require.Contains(t, errs.String(), "1048576 bytes")
	require.Less(t, in.n, 2<<20)
}

// slow is a reader after which a second has passed.
type slow struct {
	io.Reader
	until time.Time
}

func (s slow) Read(b []byte) (int, error) {
	for time.Now().Before(s.until) { // no sleeping: the reading is what takes long
	}
	return s.Reader.Read(b)
}

func TestSlowRosterShowsProgress(t *testing.T) {
	in := io.MultiReader(strings.NewReader(header+strings.Repeat("x,1,Law\r\n", 5000)),
		slow{strings.NewReader(strings.Repeat("x,1,Law\r\n", 50_000)), time.Now().Add(1100 * time.Millisecond)})
	var out, errs bytes.Buffer
	require.Zero(t, run([]string{"-roster", "-"}, in, &out, &errs), errs.String())
	require.Contains(t, errs.String(), "rows read")
	require.Contains(t, out.String(), "55000 rows")
}

// organogram is a file of so many rows in the format of the returns.
func rosterOf(rows int) []byte {
	professions := []string{"Operational Delivery", "Operational delivery", "Policy", "Knowledge & Information Management", "Law", "Finance", ""}
	var b bytes.Buffer
	b.WriteString(`"Parent Department","Organisation","Unit","Reporting Senior Post","Grade","Payscale Minimum (£)","Payscale Maximum (£)","Generic Job Title","Number of Posts in FTE","Professional/Occupational Group","source_file","source_line"` + "\r\n")
	for i := range rows {
		fmt.Fprintf(&b, `"Home Office","Home Office","Unit %d","%d","Grade 7","44656","55264","Private Secretary","%d.%02d","%s","/data/homeoffice/2012-09-30/posts.xls","juniorPosts%d"`+"\r\n",
			i%97, i%1009, i%5+1, i%100, professions[i%len(professions)], i)
	}
	return b.Bytes()
}

// BenchmarkRoster is -roster on a million rows beside encoding/csv alone.
func BenchmarkRoster(b *testing.B) {
	file := rosterOf(1_000_000)
	b.Run("roster", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		for b.Loop() {
			if status := run([]string{"-roster", "-"}, bytes.NewReader(file), io.Discard, io.Discard); status != 0 {
				b.Fatal(status)
			}
		}
	})
	b.Run("csv", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		for b.Loop() {
			bareCSV(b, file)
		}
	})
}

func bareCSV(t testing.TB, file []byte) {
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
