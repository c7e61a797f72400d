package community_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/table"
	"example.com/kmaturity/metrics"
)

func TestRosterFaults(t *testing.T) {
	const number = "fte: want a number of people or FTE such as 12 or 0.5, have "
	for _, row := range []struct {
		why, text string
		members   int
		want      []string
	}{
		{"empty file", "", 0, []string{"community: empty file: it has no header"}},
		{"a byte order mark alone", "\ufeff", 0, []string{"community: empty file: it has no header"}},
		{"blank lines alone", "\r\n\n", 0, []string{"community: empty file: it has no header"}},
		{"header only", "profession,fte\n", 0, []string{"community: " + community.ErrNoRows.Error()}},
		{"truncated row", "profession,fte\nLaw,1\nLaw\nLaw,1\n", 2, []string{"community: line 3: a truncated row: it has 1 field, the header has 2"}},
		{"row too long", "profession,fte\nLaw,1,2\nLaw,1\n", 1, []string{"community: line 2: an overlong row: it has 3 fields, the header has 2"}},
		{"only faulty rows aren't no rows", "profession,fte\nLaw\n", 0, []string{"community: line 2: a truncated row: it has 1 field, the header has 2"}},
		{"quote never closed", "profession,fte\nLaw,1\n\"Law,1\nLaw,1\n", 1, []string{`community: line 4, column 7: extraneous or missing " in quoted-field; the record starts on line 3`}},
		{"quote out of place", "profession,fte\nLa\"w,1\nLaw,1\n", 0, []string{`community: line 2, column 3: bare " in non-quoted-field`}},
		{"invalid UTF-8", "profession,fte\nLaw,1\nL\xe1w,1\nLaw,1\n", 1, []string{"community: line 3, column 2: not UTF-8 text: byte 0xe1; save it as UTF-8"}},
		{"an Excel workbook", "PK\x03\x04\x14\x00", 0, []string{"community: line 1, column 1: an Excel workbook, or another zip archive; save the sheet as CSV"}},
		{"UTF-16 with a mark", "\xff\xfep\x00r\x00", 0, []string{"community: line 1, column 1: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"UTF-16 without", "p\x00r\x00o\x00", 0, []string{"community: line 1, column 2: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"NUL", "profession,fte\nLaw,1\nLa\x00w,1\n", 1, []string{"community: line 3, column 3: not UTF-8 text: a NUL byte"}},
		{"FTE NaN", "profession,fte\nLaw,NaN\n", 0, []string{"community: line 2, column 5: " + number + `"NaN"`}},
		{"FTE infinite", "profession,fte\nLaw,Inf\n", 0, []string{"community: line 2, column 5: " + number + `"Inf"`}},
		{"FTE hexadecimal", "profession,fte\nLaw,0x1p4\n", 0, []string{"community: line 2, column 5: " + number + `"0x1p4"`}},
		{"FTE negative", "profession,fte\nLaw,-1\n", 0, []string{"community: line 2, column 5: " + number + `"-1"`}},
		{"FTE in words", "fte,profession\ntwo,Law\n", 0, []string{"community: line 2, column 1: " + number + `"two"`}},
		{"FTE with a thousands separator", "profession,fte\nLaw,\"1,200\"\n", 0, []string{"community: line 2, column 5: " + number + `"1,200"`}},
		{"FTE blank", "profession,fte\nLaw,\nLaw,1\n", 1, []string{"community: line 2, column 5: fte: want a number of people or FTE such as 12 or 0.5, have nothing; nobody is 0"}},
		{"FTE too large", "profession,fte\nLaw,9223372036855\n", 0, []string{`community: line 2, column 5: fte: "9223372036855" is more people than can be counted`}},
		{"tie that is none", "tie\ninterest\ninterested\n", 1, []string{`community: line 2, column 1: tie: unknown tie "interest": want one of unknown, practising, interested, innovating; did you mean "interested"?`}},
		{"two faults of a row", "profession,fte,tie\nLaw,x,y\n", 0, []string{"community: line 2, column 5: " + number + `"x"`,
			`community: line 2, column 7: tie: unknown tie "y": want one of unknown, practising, interested, innovating`}},
		{"header twice, as of files put together", "profession,fte\nLaw,1\nprofession,fte\nLaw,1\n", 2, []string{"community: line 3: the header again: were several files put together?"}},
		{"of one column, with a mark", "\ufeffprofession\nLaw\n\ufeffProfession\nLaw\n", 2, []string{"community: line 3: the header again: were several files put together?"}},
		{"UTF-16 of JSON lines", "\xfe\xff\x00{\x00}", 0, []string{"community: line 1, column 1: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"FTE with a sign", "profession,fte\nLaw,+1\n", 0, []string{"community: line 2, column 5: " + number + `"+1"`}},
		{"FTE with an exponent", "profession,fte\nLaw,1e2\n", 0, []string{"community: line 2, column 5: " + number + `"1e2"`}},
		{"FTE with underscores", "profession,fte\nLaw,1_0\n", 0, []string{"community: line 2, column 5: " + number + `"1_0"`}},
		{"FTE with a decimal comma", "profession,fte\nLaw,\"0,5\"\n", 0, []string{"community: line 2, column 5: " + number + `"0,5"`}},
		{"column twice", "profession,fte,FTE\nLaw,1,1\n", 0, []string{`community: line 1, column 16: field 3 "FTE" of the header means the same as field 2 "fte" (line 1, column 12)`}},
		{"two names for one column", "profession,main role\nLaw,Law\n", 0, []string{`community: line 1, column 12: field 2 "main role" of the header means the same as field 1 "profession" (line 1, column 1)`}},
		{"no column to tell ties by", "name,fte\nLaw,1\n", 0, []string{`community: line 1: no column named "main role" or "profession" or "professional/occupational group" or "tie"; the header has "name", "fte"`}},
		{"semicolons", "profession;fte\nLaw;1\n", 0, []string{`community: line 1: no column named "main role" or "profession" or "professional/occupational group" or "tie"; the header has "profession;fte" (fields must be separated by commas, unless another character is given)`}},
	} {
		t.Run(row.why, func(t *testing.T) {
			members, faults, _ := read(row.text, community.RosterOptions{})
			require.Equal(t, row.want, faults)
			require.Len(t, members, row.members)
			_, _, err := community.Count(km, community.ReadRoster(strings.NewReader(row.text), community.RosterOptions{}))
			require.EqualError(t, err, strings.Join(row.want, "\n"), "no census of a part")
		})
	}
}

func TestNamedColumnsMustBeThere(t *testing.T) {
	for name, columns := range map[string]community.Columns{
		"nr": {ID: "nr"}, "team": {Function: "team"}, "job": {MainRole: "job"}, "how": {Tie: "how"}, "posts": {Weight: "posts"},
	} {
		members, faults, _ := read("id,unit,profession,tie,fte\n1,A,Law,,1\n", community.RosterOptions{Columns: columns})
		require.Empty(t, members)
		require.Equal(t, []string{`community: line 1: no column named "` + name + `"; the header has "id", "unit", "profession", "tie", "fte"`}, faults)
	}
	_, faults, _ := read("a\n1\n", community.RosterOptions{Columns: community.Columns{MainRole: "job", Weight: "posts"}})
	require.Len(t, faults, 2, "every missing column at once")
}

// All faults of a file come together, each with its place.
func TestRosterFaultsTogether(t *testing.T) {
	text := "profession,fte\nLaw,x\nLaw,1\nLaw\nLaw,-1\n\"La\nw\",NaN\nLaw,1,1\n"
	_, _, err := community.Areas(community.ReadRoster(strings.NewReader(text), community.RosterOptions{}), community.FTE)
	require.EqualError(t, err, strings.Join([]string{
		`community: line 2, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "x"`,
		`community: line 4: a truncated row: it has 1 field, the header has 2`,
		`community: line 5, column 5: fte: want a number of people or FTE such as 12 or 0.5, have "-1"`,
		`community: line 7, column 4: fte: want a number of people or FTE such as 12 or 0.5, have "NaN"`,
		`community: line 8: an overlong row: it has 3 fields, the header has 2`,
	}, "\n"))
	var places []string
	for e := range metrics.Errors(err) {
		places = append(places, e.Path)
	}
	require.Equal(t, []string{"line 2, column 5", "line 4", "line 5, column 5", "line 7, column 4", "line 8"}, places)
	listed := 0

	_, _, err = community.Count(km, community.ReadRoster(strings.NewReader("profession,fte\n"+strings.Repeat("Law,x\n", 5000)), community.RosterOptions{}))
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, 101)
	require.Contains(t, lines[99], "line 101, column 5")
	require.Contains(t, lines[100], "there may be more")
	for range metrics.Errors(err) {
		listed++
	}
	require.Equal(t, 101, listed)
}

// endless is a file whose second line never ends; it counts what is read of it.
type endless struct {
	head string
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.read >= 200<<20 {
		return 0, io.EOF
	}
	n := copy(p, e.head)
	e.head = e.head[n:]
	for i := n; i < len(p); i++ {
		p[i] = 'x'
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestLongLineIsRefusedWithoutReadingOn(t *testing.T) {
	for _, head := range []string{"profession\nLaw\n", "profession\nLaw\n\"", ""} {
		file := &endless{head: head}
		var last error
		members := 0
		for _, err := range community.ReadRoster(file, community.RosterOptions{}) {
			if err != nil {
				last = err
			} else {
				members++
			}
		}
		require.ErrorIs(t, last, table.ErrTooLong)
		require.Less(t, file.read, int64(2<<20), "of 200 MB")
		require.Equal(t, strings.Count(head, "Law"), members, "rows before it are read")
	}
}

func TestFailingReader(t *testing.T) {
	failure := errors.New("the disk is gone")
	for _, text := range []string{"", "profession", "profession\nLaw\nPol"} {
		var errs []error
		members := 0
		r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(failure))
		for _, err := range community.ReadRoster(r, community.RosterOptions{}) {
			if err != nil {
				errs = append(errs, err)
			} else {
				members++
			}
		}
		require.Len(t, errs, 1, "%q", text)
		require.ErrorIs(t, errs[0], failure)
		require.NotErrorIs(t, errs[0], community.ErrNoRows, "what failed isn't empty")
		require.Equal(t, strings.Count(text, "Law"), members, "the row cut short is no member")
	}
}

// Members don't keep their rows in memory: a field is a part of its row's text.
func TestMembersDoNotPinTheirRows(t *testing.T) {
	const rows, filler = 1000, 10_000
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	require.NoError(t, w.Write([]string{"id", "unit", "profession", "remarks"}))
	for i := range rows {
		require.NoError(t, w.Write([]string{fmt.Sprint(i), fmt.Sprint("unit ", i), fmt.Sprint("role ", i), strings.Repeat("x", filler)}))
	}
	w.Flush()
	data := file.Bytes()
	before := liveBytes()
	var members []community.Member
	for m, err := range community.ReadRoster(bytes.NewReader(data), community.RosterOptions{Fold: func(s string) string { return s }}) {
		require.NoError(t, err)
		members = append(members, m)
	}
	kept := int64(liveBytes()) - int64(before)
	runtime.KeepAlive(data)
	require.Len(t, members, rows)
	require.Less(t, kept, int64(rows*filler/10), "of %d bytes of file", rows*filler)
}

// What an attack found: a mark before the first name of a header that lacks the
// columns must end in an error like any other header.
func TestHeaderThatOnlyAMarkHidesIsRefused(t *testing.T) {
	for _, text := range []string{"\xef\xbb\xbf\xef\xbb\xbfprofession,fte\na,1\n", "\"\ufeffprofession\"\nLaw\n", "\"\ufefftie\"\nunknown\n"} {
		_, _, err := community.Count("Law", community.ReadRoster(strings.NewReader(text), community.RosterOptions{}))
		require.ErrorContains(t, err, "no column named", "%q", text)
	}
}

func TestColumnsNotUsedAreNoted(t *testing.T) {
	var notes community.RosterNotes
	_, _, err := community.Count("Law", community.ReadRoster(strings.NewReader("Profession,FTEs,grade\nLaw,150,7\n"), community.RosterOptions{Notes: &notes}))
	require.NoError(t, err)
	require.Equal(t, []string{"FTEs", "grade"}, notes.Unused)
	require.Equal(t, community.Heads, notes.Basis)
}
