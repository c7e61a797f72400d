package community_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func TestReadJSONLines(t *testing.T) {
	const p = community.Person
	for _, row := range []struct {
		why, text string
		options   community.RosterOptions
		want      []community.Member
		notes     community.RosterNotes
	}{
		{"every field by its short name", `{"id":7,"function":"Drilling","main role":"geology","tie":"interested","weight":0.50,"main":true,"as of":"2024-03-31"}`, community.RosterOptions{},
			[]community.Member{{ID: "7", Function: "Drilling", MainRole: "Geology", Tie: community.Interested, Main: metrics.Yes, AsOf: metrics.MustDate("2024-03-31"), Weight: p / 2}},
			community.RosterNotes{Rows: 1}},
		{"in any order and case, and as texts", `{" FTE":"2","PROFESSION":"Law","Unit":"Drilling","Main":"no"}`, community.RosterOptions{},
			[]community.Member{{Function: "Drilling", MainRole: "Law", Main: metrics.No, Weight: 2 * p}},
			community.RosterNotes{Basis: community.FTE, Rows: 1}},
		{"fields that come and go", "\ufeff\n{\"profession\":\"Law\",\"grade\":7}\n\n{}\r\n{\"id\":\"a\",\"profession\":null,\"main\":false,\"grade\":[{}]}\n{\"profession\":\" \",\"x\":0}", community.RosterOptions{},
			[]community.Member{{MainRole: "Law"}, {}, {ID: "a", Main: metrics.No}, {}},
			community.RosterNotes{Basis: community.Heads, Rows: 4, NoMainRole: 3, Unused: []string{"grade", "x"}}},
		{"ties alone", `{"id":"1","tie":"practising"}`, community.RosterOptions{},
			[]community.Member{{ID: "1", Tie: community.Practising}}, community.RosterNotes{Basis: community.Heads, Rows: 1, NoMainRole: 1}},
		{"other names take the place of the defaults", `{"nr":"1","team":"A","job":"Law","posts":2,"profession":"Policy","fte":9}`,
			community.RosterOptions{Columns: community.Columns{ID: "NR", Function: "team", MainRole: "job", Weight: "posts"}},
			[]community.Member{{ID: "1", Function: "A", MainRole: "Law", Weight: 2 * p}}, community.RosterNotes{Rows: 1, Unused: []string{"profession", "fte"}}},
		{"no FTE is no member", `{"profession":"Law","fte":0}` + "\n" + `{"profession":"Law","fte":1}`, community.RosterOptions{},
			[]community.Member{{MainRole: "Law", Weight: p}}, community.RosterNotes{Basis: community.FTE, Rows: 2, ZeroWeight: 1}},
	} {
		t.Run(row.why, func(t *testing.T) {
			members, faults, notes := read(row.text, row.options)
			require.Empty(t, faults)
			require.Equal(t, row.want, members)
			require.Equal(t, row.notes, notes)
		})
	}
}

func TestJSONLinesFaults(t *testing.T) {
	const number = "fte: want a number of people or FTE such as 12 or 0.5, have "
	const law = `{"profession":"Law","fte":1}` + "\n"
	for _, row := range []struct {
		why, text string
		options   community.RosterOptions
		members   int
		want      []string
	}{
		{"an array", "[" + law + "]", community.RosterOptions{}, 0, []string{"community: line 1, column 1: a JSON array, which can't be read as a stream of rows; write one object a line, without brackets around and commas between"}},
		{"a line that is no object", law + `{"profession":"Law","fte":NaN}` + "\n" + law, community.RosterOptions{}, 2, []string{"community: line 2, column 27: want a value, have 'N'"}},
		{"FTE with an exponent", `{"profession":"Law","fte":1e3}`, community.RosterOptions{}, 0, []string{"community: line 1, column 27: " + number + `"1e3"`}},
		{"FTE negative", `{"profession":"Law","fte":-1}`, community.RosterOptions{}, 0, []string{"community: line 1, column 27: " + number + `"-1"`}},
		{"FTE negative zero", `{"profession":"Law","fte":-0}`, community.RosterOptions{}, 0, []string{"community: line 1, column 27: " + number + `"-0"`}},
		{"FTE in words and infinite", `{"profession":"Law","fte":"two"}` + "\n" + `{"profession":"Law","fte":"Inf"}`, community.RosterOptions{}, 0,
			[]string{"community: line 1, column 27: " + number + `"two"`, "community: line 2, column 27: " + number + `"Inf"`}},
		{"FTE that one lacks", law + `{"profession":"Law"}` + "\n" + `{"profession":"Law","fte":null}` + "\n" + law, community.RosterOptions{}, 2,
			[]string{"community: line 2: " + "fte: want a number of people or FTE such as 12 or 0.5, have nothing; nobody is 0", "community: line 3, column 27: " + "fte: want a number of people or FTE such as 12 or 0.5, have nothing; nobody is 0"}},
		{"FTE that one has", `{"profession":"Law"}` + "\n" + law + `{"profession":"Law","fte":null}`, community.RosterOptions{}, 2,
			[]string{"community: line 2, column 27: fte: the objects before have none, so that each is one person; want it in every object or in none"}},
		{"FTE named, met later", `{"profession":"Law"}` + "\n" + law, community.RosterOptions{Columns: community.Columns{Weight: "FTE"}}, 1,
			[]string{"community: line 1: FTE: " + "want a number of people or FTE such as 12 or 0.5, have nothing; nobody is 0"}},
		{"all faults of a row", `{"profession":{},"fte":"x","tie":7,"fte":1}`, community.RosterOptions{}, 0,
			[]string{`community: line 1, column 15: "profession": want a text or a number, have an object`, `community: line 1, column 36: "fte" twice in an object`}},
		{"all faults of its values", `{"main":"perhaps","fte":"x","tie":7,"as of":20240331}`, community.RosterOptions{}, 0, []string{
			"community: line 1, column 25: " + number + `"x"`,
			`community: line 1, column 35: tie: unknown tie "7": want one of unknown, practising, interested, innovating`,
			`community: line 1, column 9: main: unknown answer "perhaps": want one of unknown, no, yes`,
			`community: line 1, column 45: as of: want a date as YYYY-MM-DD, have "20240331"`}},
		{"nothing to tell ties by", `{"name":"x","fte":1}`, community.RosterOptions{}, 1,
			[]string{`community: no object has a field named "main role" or "profession" or "professional/occupational group" or "tie"; they have "name", "fte"`}},
		{"but of a line that is no object it isn't known", `{"name":"x","fte":1`, community.RosterOptions{}, 0,
			[]string{"community: line 1, column 20: want ',' or '}', have the end of the line; an object must end on its line"}},
		{"named fields that no object has", law, community.RosterOptions{Columns: community.Columns{ID: "nr", Tie: "how"}}, 1,
			[]string{`community: no object has a field named "nr"; they have "profession", "fte"`, `community: no object has a field named "how"; they have "profession", "fte"`}},
		{"a quote never closed", law + `{"profession":"Law,"fte":1}` + "\n" + law, community.RosterOptions{}, 2, []string{"community: line 2, column 21: want ',' or '}', have 'f'"}},
		{"bad UTF-8", law + "{\"profession\":\"L\xe1w\"}\n" + law, community.RosterOptions{}, 1, []string{"community: line 2, column 17: not UTF-8 text: byte 0xe1; save it as UTF-8"}},
		{"NUL", law + "\x00", community.RosterOptions{}, 1, []string{"community: line 2, column 1: not UTF-8 text: a NUL byte"}},
		{"a file of CSV behind it", law + "profession,fte\nLaw,1\n", community.RosterOptions{}, 1,
			[]string{"community: line 2, column 1: want an object, have 'p'", "community: line 3, column 1: want an object, have 'L'"}},
	} {
		t.Run(row.why, func(t *testing.T) {
			members, faults, _ := read(row.text, row.options)
			require.Equal(t, row.want, faults)
			require.Len(t, members, row.members)
		})
	}
}

func TestRosterStopAfter(t *testing.T) {
	const bad = 5
	files := map[string]string{
		"CSV":        "profession,fte\n" + strings.Repeat("Law,1\nLaw,x\nLaw\n", bad) + "\"open",
		"JSON lines": `{"profession":"Law","fte":1}` + "\n" + strings.Repeat(`{"profession":"Law","fte":"x"}`+"\n{\n", bad) + "\xff",
	}
	for name, text := range files {
		for stop, want := range map[int]int{0: 2*bad + 1, 1: 2, 2: 3, 2*bad - 1: 2 * bad, 2 * bad: 2*bad + 1, 2*bad + 1: 2*bad + 1, 1 << 40: 2*bad + 1} {
			reader := &reading{r: iotest.OneByteReader(strings.NewReader(text + strings.Repeat("\n", 1<<17)))}
			var errs []error
			var notes community.RosterNotes
			for _, err := range community.ReadRoster(reader, community.RosterOptions{StopAfter: stop, Notes: &notes}) {
				if err != nil {
					errs = append(errs, err)
				}
			}
			require.Len(t, errs, want, "%s, %d", name, stop)
			said := errs[want-1].Error()
			switch {
			case stop == 1:
				require.Equal(t, "community: there may be more: reading stopped after the first row with a fault, as asked", said)
			case stop > 1 && stop <= 2*bad:
				require.Equal(t, fmt.Sprintf("community: there may be more: reading stopped after the faults of %d rows, as asked", stop), said)
			default:
				require.NotContains(t, said, "there may be more")
			}
			var e *community.Error
			require.ErrorAs(t, errs[want-1], &e)
			require.LessOrEqual(t, reader.n, len(text)+1<<17)
			if stop == 1 && name == "CSV" {
				require.Equal(t, 2, notes.Rows, "the rows read until then")
			}
		}
	}
	_, faults, _ := read("profession\nLaw\n", community.RosterOptions{StopAfter: -1})
	require.Equal(t, []string{"community: stopAfter: want a number of rows or 0, have -1"}, faults)

	// Who stops at a fault isn't told that reading stopped.
	count := 0
	for range community.ReadRoster(strings.NewReader("profession,fte\nLaw\n"), community.RosterOptions{StopAfter: 1}) {
		count++
		break
	}
	require.Equal(t, 1, count)
}

// reading counts what is read.
type reading struct {
	r io.Reader
	n int
}

func (r *reading) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.n += n
	return n, err
}

// Ids are compared letter by letter: those that differ by case or by a space
// anywhere are different ids, here as in JSON lines.
func TestIDsAreKeptAsTheyAre(t *testing.T) {
	want := []string{"a1", "A1", "a 1", " a1", "a1 ", "a1\u00a0", "", ""}
	for _, text := range []string{
		"id,profession\na1,x\nA1,x\na 1,x\n a1,x\n\"a1 \",x\na1\u00a0,x\n  ,x\n,x\n",
		strings.Join([]string{`{"id":"a1","tie":""}`, `{"id":"A1"}`, `{"id":"a 1"}`, `{"id":" a1"}`, `{"id":"a1 "}`, `{"id":"a1\u00a0"}`, `{"id":"\t "}`, `{}`}, "\n"),
	} {
		members, faults, _ := read(text, community.RosterOptions{})
		require.Empty(t, faults)
		var ids []string
		for _, m := range members {
			ids = append(ids, m.ID)
		}
		require.Equal(t, want, ids)
	}
}

func TestZippedRosterThatIsCutOff(t *testing.T) {
	const text = "profession,fte\nLaw,1\nPolicy,2"
	whole := zipped(text)
	for n := 2; n < len(whole); n++ {
		var errs []error
		members := 0
		for _, err := range community.ReadRoster(strings.NewReader(whole[:n]), community.RosterOptions{}) {
			if err != nil {
				errs = append(errs, err)
			} else {
				members++
			}
		}
		require.Len(t, errs, 1, n)
		require.ErrorContains(t, errs[0], "bad gzip: it is cut off here; the file isn't whole")
		require.LessOrEqual(t, members, 1, "the row cut short is no member")
	}
	failure := errors.New("the disk is gone")
	_, _, err := community.Count(km, community.ReadRoster(io.MultiReader(strings.NewReader(whole[:20]), iotest.ErrReader(failure)), community.RosterOptions{}))
	require.ErrorIs(t, err, failure)
	require.NotContains(t, err.Error(), "gzip")
}
