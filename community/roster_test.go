package community_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// read collects what a roster yields: members, errors one a line, and notes.
func read(text string, o community.RosterOptions) ([]community.Member, []string, community.RosterNotes) {
	var members []community.Member
	var faults []string
	var notes community.RosterNotes
	o.Notes = &notes
	for m, err := range community.ReadRoster(strings.NewReader(text), o) {
		if err != nil {
			faults = append(faults, strings.Split(err.Error(), "\n")...)
			continue
		}
		members = append(members, m)
	}
	return members, faults, notes
}

func TestReadRoster(t *testing.T) {
	const p = community.Person
	for _, row := range []struct {
		why, text string
		options   community.RosterOptions
		want      []community.Member
	}{
		{"every column by its short name", "id,function,main role,tie,weight\n7,Drilling,geology,interested,0.5\n", community.RosterOptions{},
			[]community.Member{{ID: "7", Function: "Drilling", MainRole: "Geology", Tie: community.Interested, Weight: 500_000}}},
		{"by the other names, in any order and case", " FTE , Unit,PROFESSION,Id\n2,Drilling,Law,7\n", community.RosterOptions{},
			[]community.Member{{ID: "7", Function: "Drilling", MainRole: "Law", Weight: 2 * p}}},
		{"without a weight each row is one person: none is given", "profession\nLaw\nlaw\n", community.RosterOptions{},
			[]community.Member{{MainRole: "Law"}, {MainRole: "Law"}}},
		{"a byte order mark before a quoted header", "\ufeff\"profession\",\"fte\"\r\n\"Law\",\"1.5\"\r\n", community.RosterOptions{},
			[]community.Member{{MainRole: "Law", Weight: 1_500_000}}},
		{"no last line end", "profession,fte\nLaw,1", community.RosterOptions{}, []community.Member{{MainRole: "Law", Weight: p}}},
		{"spaces around", "profession , fte\n Law , 1 \n", community.RosterOptions{}, []community.Member{{MainRole: "Law", Weight: p}}},
		{"ties alone", "id,tie\n1,practising\n2,innovating\n3,\n4,unknown\n", community.RosterOptions{},
			[]community.Member{{ID: "1", Tie: community.Practising}, {ID: "2", Tie: community.Innovating}, {ID: "3"}, {ID: "4"}}},
		{"ties under another name need no main role", "how\ninterested\n", community.RosterOptions{Columns: community.Columns{Tie: "How"}},
			[]community.Member{{Tie: community.Interested}}},
		{"other names take the place of the defaults", "nr,team,job,posts,profession,fte\n1,A,Law,2,Policy,9\n",
			community.RosterOptions{Columns: community.Columns{ID: "NR", Function: "team", MainRole: "job", Weight: "posts"}},
			[]community.Member{{ID: "1", Function: "A", MainRole: "Law", Weight: 2 * p}}},
		{"a fold of one's own", "profession\nLaw\nlaw\n\n", community.RosterOptions{Fold: strings.ToUpper},
			[]community.Member{{MainRole: "LAW"}, {MainRole: "LAW"}}},
		{"which may make something of a blank", "profession,fte\n,1\nLaw,1\n", community.RosterOptions{Fold: func(s string) string { return "<" + s + ">" }},
			[]community.Member{{MainRole: "<>", Weight: p}, {MainRole: "<Law>", Weight: p}}},
		{"which of a person's rows has their main role, and the day", "id,profession,main,as of\n1,Law,yes,2024-03-31\n1,Policy,no,2024-03-31\n2,Law,,\n3,Law,unknown,\n", community.RosterOptions{},
			[]community.Member{
				{ID: "1", MainRole: "Law", Main: metrics.Yes, AsOf: metrics.MustDate("2024-03-31")},
				{ID: "1", MainRole: "Policy", Main: metrics.No, AsOf: metrics.MustDate("2024-03-31")},
				{ID: "2", MainRole: "Law"}, {ID: "3", MainRole: "Law"},
			}},
		{"a field over several lines", "profession,unit\n\"Law\",\"A\nB\"\n", community.RosterOptions{}, []community.Member{{Function: "A\nB", MainRole: "Law"}}},
	} {
		t.Run(row.why, func(t *testing.T) {
			members, faults, notes := read(row.text, row.options)
			require.Empty(t, faults)
			require.Equal(t, row.want, members)
			require.Equal(t, len(row.want), notes.Rows)
		})
	}
}

// What weights count is told by the name of their column, if at all.
func TestRosterBasisByName(t *testing.T) {
	for name, want := range map[string]community.Basis{
		"FTE": community.FTE, "Number of Posts in FTE": community.FTE, "full-time equivalents": community.FTE, "Full Time Equivalent": community.FTE,
		"Headcount": community.Heads, "heads": community.Heads, "weight": community.BasisUnknown, "Posts": community.BasisUnknown,
	} {
		columns := community.RosterOptions{Columns: community.Columns{Weight: name}}
		_, _, notes := read("profession,"+name+"\nLaw,2\n", columns)
		require.Equal(t, want, notes.Basis, name)
		_, _, notes = read(`{"profession":"Law","`+name+`":2}`, columns)
		require.Equal(t, want, notes.Basis, name)
	}
}

func TestRosterNotes(t *testing.T) {
	text := "profession,fte\nLaw,0\n,0.0\nLaw,0.0000001\n,2\nNot reported,1\nLaw,1\nLaw,x\nLaw\n"
	notes := community.RosterNotes{Basis: community.FTE, Rows: 99, ZeroWeight: 99, NoMainRole: 99}
	count := 0
	for _, err := range community.ReadRoster(strings.NewReader(text), community.RosterOptions{Notes: &notes}) {
		if err == nil {
			count++
		}
	}
	require.Equal(t, 3, count, "a row of no FTE is no member")
	require.Equal(t, community.RosterNotes{Basis: community.FTE, Rows: 8, ZeroWeight: 3, NoMainRole: 2}, notes, "filled anew")

	for range community.ReadRoster(strings.NewReader(text), community.RosterOptions{Notes: &notes}) {
		break
	}
	require.Equal(t, community.RosterNotes{Basis: community.FTE, Rows: 4, ZeroWeight: 3, NoMainRole: 1}, notes, "up to where reading stopped")
}

func TestRosterBasis(t *testing.T) {
	for text, want := range map[string]community.Basis{
		"profession,fte\nLaw,1\n": community.FTE, "profession,fte\n": community.FTE, "profession\nLaw\n": community.Heads,
		"name\nLaw\n": community.BasisUnknown, "": community.BasisUnknown,
	} {
		_, _, notes := read(text, community.RosterOptions{})
		require.Equal(t, want, notes.Basis, "%q", text)
	}
}

// A roster reads weights as ParseWeight does, to the last of them.
func TestRosterWeights(t *testing.T) {
	check := func(s string) {
		want, err := community.ParseWeight(s)
		members, faults, notes := read("profession,fte\nLaw,\""+s+"\"\n", community.RosterOptions{})
		require.Equal(t, err == nil, faults == nil, "%q", s)
		if err != nil {
			require.ErrorContains(t, err, strings.TrimPrefix(faults[0], "community: line 2, column 5: fte: "))
		} else if want == 0 {
			require.Equal(t, 1, notes.ZeroWeight, "%q", s)
		} else {
			require.Equal(t, want, members[0].Weight, "%q", s)
		}
	}
	letters := []byte("0.95x")
	for length := range 6 {
		text := make([]byte, length)
		n := 1
		for range length {
			n *= len(letters)
		}
		for i := range n {
			for j := range text {
				text[j] = letters[i%len(letters)]
				i /= len(letters)
			}
			check(string(text))
		}
	}
	for _, s := range []string{"999999999999", "9999999999999", "99999.999999", "9999.9999999", "0.0000005", ".00000049999", "00000000000012", "12345678901.5", "1.5.", "1234567890.1"} {
		check(s)
	}
}

// A roster of nothing but rows of 0 FTE lists nobody, but it has rows.
func TestRosterOfZeroWeight(t *testing.T) {
	areas, notes, err := community.Areas(community.ReadRoster(strings.NewReader("profession,fte\nLaw,0\n"), community.RosterOptions{}), community.FTE)
	require.NoError(t, err)
	require.Empty(t, areas)
	require.Zero(t, notes.Members)
}

func TestManyProfessions(t *testing.T) {
	for _, n := range []int{10_000, 100_050} { // past what is remembered of spellings
		var text strings.Builder
		text.WriteString("unit,profession\n")
		for i := range n {
			fmt.Fprintf(&text, "u%d,role %d\n", i, i)
		}
		for i := range 100 { // and back again
			fmt.Fprintf(&text, "u,role %d\n", (i*7919)%n)
		}
		var last []community.Member
		areas, notes, err := community.Areas(func(yield func(community.Member, error) bool) {
			for m, err := range community.ReadRoster(strings.NewReader(text.String()), community.RosterOptions{}) {
				last = append(last[max(0, len(last)-100):], m)
				if !yield(m, err) {
					return
				}
			}
		}, community.Heads)
		require.NoError(t, err)
		require.Len(t, areas, n)
		require.Equal(t, n+100, notes.Members)
		require.Equal(t, fmt.Sprint("Role ", n-1), last[0].MainRole)
		require.Equal(t, fmt.Sprint("u", n-1), last[0].Function)
		require.Equal(t, fmt.Sprint("Role ", (99*7919)%n), last[100].MainRole)
		require.Equal(t, "u", last[100].Function)
	}
}

// A spelling is folded once, however many rows have it.
func TestSpellingsAreFoldedOnce(t *testing.T) {
	calls := map[string]int{}
	text := "profession\n" + strings.Repeat("Law\nlaw\nlaw\n\"\"\nPolicy\n", 50)
	members, faults, _ := read(text, community.RosterOptions{Fold: func(s string) string { calls[s]++; return community.FoldProfession(s) }})
	require.Empty(t, faults)
	require.Len(t, members, 250)
	for _, spelling := range []string{"Law", "law", "Policy"} {
		require.Equal(t, 1, calls[spelling], spelling)
	}
	require.LessOrEqual(t, calls[""], 2)
}

// However the reader cuts the file up, it says the same.
func TestRosterInPieces(t *testing.T) {
	text := "id,profession,fte,tie\n1,Law,1,\n2,,x,much\n3\n4,\"Pol\nicy\",0,\n5,£,2,interested\n6,\"open"
	want, faults, notes := read(text, community.RosterOptions{})
	require.Len(t, want, 2)
	require.Len(t, faults, 4)
	for _, cut := range []string{"one", "half", "data with EOF"} {
		r := map[string]func() any{
			"one":           func() any { return iotest.OneByteReader(strings.NewReader(text)) },
			"half":          func() any { return iotest.HalfReader(strings.NewReader(text)) },
			"data with EOF": func() any { return iotest.DataErrReader(strings.NewReader(text)) },
		}[cut]().(interface{ Read([]byte) (int, error) })
		var members []community.Member
		var said []string
		var met community.RosterNotes
		for m, err := range community.ReadRoster(r, community.RosterOptions{Notes: &met}) {
			if err != nil {
				said = append(said, strings.Split(err.Error(), "\n")...)
				continue
			}
			members = append(members, m)
		}
		require.Equal(t, want, members, cut)
		require.Equal(t, faults, said, cut)
		require.Equal(t, notes, met, cut)
	}
}

func TestRosterStopsWhenAsked(t *testing.T) {
	for _, text := range []string{"", "profession\n", "profession\nLaw\nLaw\n", "profession,fte\nLaw\nLaw\n", "profession,fte\nLaw,x\nLaw,x\n"} {
		count := 0
		for range community.ReadRoster(strings.NewReader(text), community.RosterOptions{}) {
			count++
			break
		}
		require.Equal(t, 1, count, "%q", text)
	}
	require.Empty(t, slices.Collect(func(yield func(int) bool) {
		for _, err := range community.ReadRoster(strings.NewReader("profession\nLaw\n"), community.RosterOptions{}) {
			if err != nil && !yield(1) {
				return
			}
		}
	}))
}

// A roster is a stream: read twice, it says so rather than that it is empty.
func TestRosterIsReadOnce(t *testing.T) {
	roster := community.ReadRoster(strings.NewReader("profession\nLaw\n"), community.RosterOptions{})
	_, _, err := community.Count("Law", roster)
	require.NoError(t, err)
	_, _, err = community.Count("Law", roster)
	require.ErrorContains(t, err, "read already")
}

func TestNobody(t *testing.T) {
	census, notes, err := community.Count("Law", nil)
	require.NoError(t, err)
	require.Zero(t, census)
	require.Zero(t, notes)
	areas, _, err := community.Areas(nil, community.Heads)
	require.NoError(t, err)
	require.Empty(t, areas)
}

// What Excel writes where a comma stands before decimals.
func TestOtherSeparators(t *testing.T) {
	options := community.RosterOptions{Comma: ';', DecimalComma: true}
	members, faults, notes := read("\ufeffid;profession;fte\r\n1;\"Law; and order\";0,5\r\n2;Geology;1200\r\n3;Geology;,25\r\n", options)
	require.Empty(t, faults)
	require.Equal(t, []community.Member{
		{ID: "1", MainRole: "Law; and order", Weight: 500_000}, {ID: "2", MainRole: "Geology", Weight: 1200 * community.Person}, {ID: "3", MainRole: "Geology", Weight: 250_000},
	}, members)
	require.Equal(t, 3, notes.Rows)
	_, faults, _ = read("id;profession;fte\n1;Law;1.200\n2;Law;1.200,5\n3;Law;1,2,3\n4;Law;1,\n5;Law;-0,5\n6;Law;\n", options)
	const want = "fte: want a number of people or FTE such as 12 or 0,5, have "
	require.Equal(t, []string{
		"community: line 2, column 7: " + want + `"1.200"`, "community: line 3, column 7: " + want + `"1.200,5"`, "community: line 4, column 7: " + want + `"1,2,3"`,
		"community: line 5, column 7: " + want + `"1,"`, "community: line 6, column 7: " + want + `"-0,5"`, "community: line 7, column 7: " + want + `""`,
	}, faults)
	members, faults, _ = read("profession\tfte\nLaw\t0.5\n", community.RosterOptions{Comma: '\t'})
	require.Empty(t, faults)
	require.Equal(t, []community.Member{{MainRole: "Law", Weight: 500_000}}, members)
	members, faults, _ = read(`{"profession":"Law","fte":0.5}`, options)
	require.Empty(t, faults)
	require.Equal(t, []community.Member{{MainRole: "Law", Weight: 500_000}}, members, "JSON has its own numbers")
	for _, comma := range []rune{'"', '\n', '\r', 0xfffd, -1} {
		_, faults, _ = read("profession\nLaw\n", community.RosterOptions{Comma: comma})
		require.Len(t, faults, 1)
		require.Contains(t, faults[0], "want a character that separates fields, no quote and no line end")
	}
}
