package metrics_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestReadSeries(t *testing.T) {
	want := []metrics.Point{{Date: date("2024-01-01"), Value: 12.5}, {Date: date("2024-02-01"), Value: -3}}
	tests := []struct{ name, file string }{
		{"plain", "date,value\n2024-01-01,12.5\n2024-02-01,-3\n"},
		{"no line end at the end", "date,value\n2024-01-01,12.5\n2024-02-01,-3"},
		{"byte order mark", "\ufeffdate,value\n2024-01-01,12.5\n2024-02-01,-3\n"},
		{"CRLF", "date,value\r\n2024-01-01,12.5\r\n2024-02-01,-3\r\n"},
		{"both, and quotes", "\ufeff\"date\",\"value\"\r\n\"2024-01-01\",\"12.5\"\r\n\"2024-02-01\",\"-3\"\r\n"},
		{"rows in another order", "date,value\n2024-02-01,-3\n2024-01-01,12.5\n"},
		{"columns in another order and case", "VALUE,Date\n12.5,2024-01-01\n-3,2024-02-01\n"},
		{"other columns", "site,date,note,value\nA,2024-01-01,\"a, b\",12.5\nA,2024-02-01,,-3\n"},
		{"spaces", " date , value \n 2024-01-01 , 12.5\n2024-02-01,\t-3 \n"},
		{"empty lines", "date,value\n\n2024-01-01,12.5\n\n2024-02-01,-3\n\n"},
		{"signs and zeros", "date,value\n2024-01-01,+012.50\n2024-02-01,-3.0\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(tt.file), iotest.OneByteReader(strings.NewReader(tt.file)), iotest.DataErrReader(strings.NewReader(tt.file))} {
				s, err := metrics.ReadSeries(r, metrics.SeriesColumns{})
				require.NoError(t, err)
				require.Empty(t, cmp.Diff(want, slices.Collect(s.All())))
			}
		})
	}
}

// A time of day is dropped, in every year that the calendar has.
func TestReadSeriesTimes(t *testing.T) {
	for _, day := range []string{"0001-01-01", "2024-02-29", "9999-12-31"} {
		for _, time := range []string{"", "T23:59:59+02:00", "T23:59:59Z", " 23:59:59", "T23:59:59", "T23:59"} {
			s, err := metrics.ReadSeries(strings.NewReader("date,value\n"+day+time+",1\n"), metrics.SeriesColumns{})
			require.NoError(t, err, day+time)
			require.Equal(t, []metrics.Point{{Date: date(day), Value: 1}}, slices.Collect(s.All()), day+time)
		}
	}
	_, err := metrics.ReadSeries(strings.NewReader("date,value\n0000-12-31T23:59,1\n"), metrics.SeriesColumns{})
	require.Error(t, err)
}

// Each row is one reason to refuse a file. What is said of the file as a whole,
// and of its fields, is in the words of package table; these tests hold it to
// the line and to what it must name.
func TestReadSeriesRefuses(t *testing.T) {
	tests := []struct {
		name, file string
		want       []string // one problem each: parts that its text must have
	}{
		{"empty file", "", []string{"empty"}},
		{"byte order mark only", "\ufeff", []string{"empty"}},
		{"header only", "date,value\n", []string{"metrics: a header without rows: nothing is known of the readings, which doesn't make them zero"}},
		{"no such columns", "day,count\n2024-01-01,1\n", []string{`line 1|"date"`, `line 1|"value"`}},
		{"no date", "value\n1\n", []string{`line 1|"date"`}},
		{"no value", "date\n2024-01-01\n", []string{`line 1|"value"`}},
		{"a column twice", "date,value,Value\n2024-01-01,1,2\n", []string{`line 1|"Value"`}},
		{"semicolons", "date;value\n2024-01-01;1\n", []string{`line 1|"date"|commas`, `line 1|"value"|commas`}},
		{"truncated row", "date,value\n2024-01-01,1\n2024-02-01\n2024-03-01,3\n", []string{"line 3|1 field|2"}},
		{"overlong row", "date,value\n2024-01-01,1,234\n", []string{"line 2|3 fields|2"}},
		{"no date in a row", "date,value\n,1\n", []string{`line 2|want a date as YYYY-MM-DD, have ""`}},
		{"another calendar", "date,value\n01.02.2024,1\n", []string{`line 2|want a date as YYYY-MM-DD, have "01.02.2024"`}},
		{"no such day", "date,value\n2023-02-29,1\n", []string{`line 2|want a date as YYYY-MM-DD, have "2023-02-29"`}},
		{"an empty value", "date,value\n2024-01-01,\n", []string{`line 2|""`}},
		{"NaN", "date,value\n2024-01-01,NaN\n", []string{`line 2|"NaN"`}},
		{"infinite", "date,value\n2024-01-01,-Inf\n", []string{`line 2|"-Inf"`}},
		{"too large", "date,value\n2024-01-01," + strings.Repeat("9", 400) + "\n", []string{"line 2|range"}},
		{"exponent", "date,value\n2024-01-01,1e5\n", []string{`line 2|"1e5"`}},
		{"hexadecimal", "date,value\n2024-01-01,0x1p4\n", []string{`line 2|"0x1p4"`}},
		{"words", "date,value\n2024-01-01,n/a\n", []string{`line 2|"n/a"`}},
		{"thousands", "date,value\n2024-01-01,\"1,234\"\n", []string{`line 2|"1,234"`}},
		{"thousands with a space", "date,value\n2024-01-01,1 234\n", []string{`line 2|"1 234"`}},
		{"a date twice", "date,value\n2024-01-01,1\n2024-02-01,2\n2024-01-01,1\n", []string{"line 4|2024-01-01 stands twice, first in line 2"}},
		{"a date twice, first with a bad value", "date,value\n2024-01-01,?\n2024-01-01,1\n", []string{`line 2|"?"`, "line 3|2024-01-01 stands twice, first in line 2"}},
		{"both fields of a row", "date,value\nsoon,much\n", []string{`line 2|"soon"`, `line 2|column 6|"much"`}},
		{"invalid UTF-8", "date,value\n2024-01-01,1\xff\n", []string{"line 2|UTF-8"}},
		{"UTF-16", "\xff\xfed\x00a\x00t\x00e\x00", []string{"UTF-16"}},
		{"a quote never closed", "date,value\n\"2024-01-01,1\n2024-02-01,2\n", []string{"quote"}},
		{"all at once", "value,date\nmany,2024-01-01\n1\n2,soon\n3,2024-01-01\n4,2024-02-01\n", []string{
			`line 2|"many"`, "line 3|1 field", `line 4|"soon"`, "line 5|stands twice, first in line 2"}},
		{"before a broken end", "date,value\nsoon,1\n2024-01-01,\xff\n", []string{`line 2|"soon"`, "line 3|UTF-8"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := metrics.ReadSeries(strings.NewReader(tt.file), metrics.SeriesColumns{})
			require.Zero(t, s.Len())
			got := slices.Collect(metrics.Errors(err))
			require.Len(t, got, len(tt.want), "%v", err)
			for i, e := range got {
				for part := range strings.SplitSeq("metrics: |"+tt.want[i], "|") {
					require.Contains(t, e.Error(), part)
				}
			}
		})
	}
}

// A hundred rows with faults are listed, and then the reading stops.
func TestReadSeriesStops(t *testing.T) {
	tests := []struct {
		name                   string
		bad                    int
		row                    string
		problems, rowsReported int
		stopped                bool
	}{
		{"99 bad dates", 99, "soon,1", 99, 99, false},
		{"100 bad dates", 100, "soon,1", 101, 100, true},
		{"101 bad dates", 101, "soon,1", 101, 100, true},
		{"99 truncated rows", 99, "soon", 99, 99, false},
		{"101 truncated rows", 101, "soon", 101, 100, true},
		{"101 rows with two faults", 101, "soon,much", 201, 100, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := "date,value\n2024-01-01,1\n" + strings.Repeat(tt.row+"\n", tt.bad)
			_, err := metrics.ReadSeries(strings.NewReader(file), metrics.SeriesColumns{})
			n, lines, stopped := 0, map[string]bool{}, false
			for e := range metrics.Errors(err) {
				n++
				if _, after, ok := strings.Cut(e.Error(), "line "); ok {
					lines[after[:strings.IndexAny(after, ",:")]] = true
				}
				stopped = e.Error() == "metrics: there may be more: reading stopped after 100 rows with faults"
			}
			require.Equal(t, tt.problems, n)
			require.Len(t, lines, tt.rowsReported)
			require.Equal(t, tt.stopped, stopped)
		})
	}
}

// endless is a file of one line that is made up as it is read.
type endless struct {
	start string
	left  int
	read  int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = '9'
	}
	if e.read < len(e.start) {
		n = copy(p, e.start[e.read:])
	}
	e.left -= n
	e.read += n
	return n, nil
}

// A line of 200 MB is refused once 1 MiB of it has been seen.
func TestReadSeriesRefusesAnEndlessLine(t *testing.T) {
	for _, start := range []string{"date,value\n2024-01-01,", "date,value\n\"", "date,value,"} {
		file := &endless{start: start, left: 200 << 20}
		s, err := metrics.ReadSeries(file, metrics.SeriesColumns{})
		require.Error(t, err)
		require.Zero(t, s.Len())
		require.Contains(t, err.Error(), "more than 1048576 bytes")
		require.LessOrEqual(t, file.read, 1<<20+1<<17, "bytes of the file after %q", start)
	}
}

// What the reader fails with can be found in the error.
func TestReadSeriesFromAFailingReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, start := range []string{"", "date,value\n", "date,value\n2024-01-01,1\n2024-02"} {
		s, err := metrics.ReadSeries(io.MultiReader(strings.NewReader(start), iotest.ErrReader(broken)), metrics.SeriesColumns{})
		require.ErrorIs(t, err, broken)
		require.Zero(t, s.Len())
	}
}

// A thousand readings written out are read back as they were.
func TestReadSeriesRoundTrip(t *testing.T) {
	var file strings.Builder
	file.WriteString("date,value\n")
	var want []metrics.Point
	for n := range 1000 {
		p := metrics.Point{Date: date("2020-01-01").AddDays(n), Value: math.Sqrt(float64(n)) - 10}
		want = append(want, p)
		fmt.Fprintf(&file, "%v,%.20f\n", p.Date, p.Value)
	}
	s, err := metrics.ReadSeries(strings.NewReader(file.String()), metrics.SeriesColumns{})
	got := slices.Collect(s.All())
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestReadSeriesPerWithoutOf(t *testing.T) {
	_, err := metrics.ReadSeries(strings.NewReader("date,value\n2024-01-01,1\n"), metrics.SeriesColumns{Per: 100})
	require.EqualError(t, err, "metrics: columns.per: want nothing, have 100: without a column to count of there is no rate")
}
