package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

var topic = community.FoldProfession("Knowledge & Information Management")

// everywhere runs a test in each engine.
func everywhere(t *testing.T, test func(t *testing.T, e *engine)) {
	for _, name := range engines {
		t.Run(name, func(t *testing.T) {
			e, err := open(t.Context(), name)
			require.NoError(t, err)
			defer func() { require.NoError(t, e.Close()) }()
			test(t, e)
		})
	}
	t.Run(postgres, func(t *testing.T) {
		e, err := openPostgres(t.Context(), server(t))
		require.NoError(t, err)
		defer func() { require.NoError(t, e.Close()) }()
		test(t, e)
	})
}

// row is a row of a table; nil is NULL.
type row struct{ function, role, tie, fte any }

// The names need all the quoting there is.
var (
	odd      = []string{`the "staff"; DROP TABLE x --`}
	oddNames = community.Columns{Function: "unit $1 ?", MainRole: `job "x"`, Tie: "select", Weight: "FTE'"}
)

// fill makes a table with that type of weights and puts the rows in, as literals:
// the text is the same for every engine.
func fill(t *testing.T, e *engine, weights string, rows []row) {
	t.Helper()
	quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	literal := func(v any) string {
		switch v := v.(type) {
		case nil:
			return "NULL"
		case string:
			return "'" + strings.ReplaceAll(v, "'", "''") + "'"
		}
		return fmt.Sprint(v)
	}
	_, err := e.conn.ExecContext(t.Context(), fmt.Sprintf("CREATE TEMPORARY TABLE %s (%s TEXT, %s TEXT, %s TEXT, %s %s)", quoted(odd[0]),
		quoted(oddNames.Function), quoted(oddNames.MainRole), quoted(oddNames.Tie), quoted(oddNames.Weight), weights))
	require.NoError(t, err)
	if len(rows) == 0 {
		return
	}
	var values []string
	for _, r := range rows {
		values = append(values, "("+literal(r.function)+", "+literal(r.role)+", "+literal(r.tie)+", "+literal(r.fte)+")")
	}
	_, err = e.conn.ExecContext(t.Context(), "INSERT INTO "+quoted(odd[0])+" VALUES "+strings.Join(values, ", "))
	require.NoError(t, err)
}

// inSQL counts a table by its groups.
func inSQL(t *testing.T, e *engine, c community.Columns, table ...string) (answer, error) {
	t.Helper()
	statement, err := c.GroupBy(table...)
	require.NoError(t, err)
	return countGroups(t.Context(), e, statement, topic, community.FTE)
}

// inGo counts the same rows as a file.
func inGo(t *testing.T, rows []row) answer {
	t.Helper()
	var file strings.Builder
	w := csv.NewWriter(&file)
	require.NoError(t, w.Write([]string{"function", "profession", "tie", "fte"}))
	for _, r := range rows {
		var record []string
		for _, v := range []any{r.function, r.role, r.tie, r.fte} {
			if v == nil {
				v = ""
			}
			record = append(record, fmt.Sprint(v))
		}
		require.NoError(t, w.Write(record))
	}
	w.Flush()
	census, _, err := community.Count(topic, community.ReadRoster(strings.NewReader(file.String()), community.RosterOptions{}))
	require.NoError(t, err)
	areas, _, err := community.Areas(community.ReadRoster(strings.NewReader(file.String()), community.RosterOptions{}), community.FTE)
	require.NoError(t, err)
	return answer{route: "Go", census: census, areas: areas}
}

// The last of a type's own digits is the last that may differ.
var types = []struct {
	name   string
	weight func(*rand.Rand) string
}{
	{"DECIMAL(18,6)", func(r *rand.Rand) string { return fmt.Sprintf("%d.%06d", r.IntN(4), r.IntN(1_000_000)) }},
	{"DECIMAL(9,2)", func(r *rand.Rand) string { return fmt.Sprintf("%d.%02d", r.IntN(40), r.IntN(100)) }},
	{"DECIMAL(20,8)", func(r *rand.Rand) string { return fmt.Sprintf("0.%08d", r.IntN(100_000_000)) }}, // rounded, halves up
	{"DOUBLE PRECISION", func(r *rand.Rand) string { return fmt.Sprintf("%d.%06d", r.IntN(2_000), r.IntN(1_000_000)) }},
	{"DOUBLE PRECISION", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%06d", 2_000_000_000+r.IntN(200_000_000), r.IntN(1_000_000)) // just below 2^51 millionths
	}},
	{"REAL", func(r *rand.Rand) string { return fmt.Sprintf("%d.%d", r.IntN(4), r.IntN(10)) }},
	{"INTEGER", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(2) * r.IntN(2_000_000_000)) }},
	{"BIGINT", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(5) * r.IntN(2_000_000_000)) }},
	{"SMALLINT", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(30_000)) }},
}

func TestSameCensusInEveryEngine(t *testing.T) {
	functions := []any{nil, "", "North", " North", "Süd, \"x\"", "Noord's\nhuis", "\\"}
	roles := []any{nil, "", "Not reported", "Other", "Law", "LAW ", "Knowledge & Information Management", "knowledge and  information management (KIM)",
		"Knowledge &amp; Information Management", "Statistics", "日本", "O'Neill \"&\" ?", "NULL"}
	ties := []any{nil, "", "unknown", "practising", "interested", "innovating", " interested "}
	for i, kind := range types {
		t.Run(fmt.Sprint(i, kind.name), func(t *testing.T) {
			random := rand.New(rand.NewPCG(uint64(i), 3))
			var rows []row
			for range 400 {
				w := number(kind.weight(random))
				rows = append(rows, row{functions[random.IntN(len(functions))], roles[random.IntN(len(roles))], ties[random.IntN(len(ties))], w})
			}
			want := inGo(t, rows)
			require.NotZero(t, want.census.Practising)
			require.NotEmpty(t, want.areas)
			everywhere(t, func(t *testing.T, e *engine) {
				fill(t, e, kind.name, rows)
				have, err := inSQL(t, e, oddNames, e.schema, odd[0])
				require.NoError(t, err)
				require.NoError(t, agree(have, want))
			})
		})
	}
}

// number is one as it stands: neither quoted nor rounded on its way.
type number string

// Each column may be left out, and then Go's reader has none either.
func TestColumnsLeftOut(t *testing.T) {
	rows := []row{{"North", "Law", "interested", 2}, {"North", "Law", nil, 0}, {nil, nil, "practising", 3}, {"South", topic, nil, 5}}
	for _, part := range []struct {
		name    string
		columns community.Columns
		want    community.Census
	}{
		{"heads: each row is one person, whatever its FTE", community.Columns{Function: oddNames.Function, MainRole: oddNames.MainRole},
			community.Census{Practising: community.Person, Elsewhere: 2 * community.Person, Unknown: community.Person}},
		{"main roles alone", community.Columns{MainRole: oddNames.MainRole, Weight: oddNames.Weight},
			community.Census{Practising: 5 * community.Person, Elsewhere: 2 * community.Person, Unknown: 3 * community.Person}},
		{"ties alone", community.Columns{Tie: oddNames.Tie, Weight: oddNames.Weight},
			community.Census{Practising: 3 * community.Person, Interested: 2 * community.Person, Unknown: 5 * community.Person}},
		{"one column for two", community.Columns{Function: oddNames.MainRole, MainRole: oddNames.MainRole, Tie: oddNames.Tie, Weight: oddNames.Weight},
			community.Census{Practising: 8 * community.Person, Interested: 2 * community.Person}},
	} {
		t.Run(part.name, func(t *testing.T) {
			everywhere(t, func(t *testing.T, e *engine) {
				fill(t, e, "DECIMAL(18,6)", rows)
				have, err := inSQL(t, e, part.columns, odd...)
				require.NoError(t, err)
				require.Equal(t, part.want, have.census)
			})
		})
	}
}
