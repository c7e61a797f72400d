package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

// What no census is taken of: the engine refuses it, or ReadGroups does. Nothing
// wraps, nothing passes for nobody.
func TestRefused(t *testing.T) {
	const fine = "DECIMAL(18,6)"
	for _, part := range []struct {
		name    string
		weights string
		rows    []row
		want    map[string]string // by engine; "" is for all others
	}{
		{"a negative weight in a positive sum", fine, []row{{nil, "Law", nil, number("-0.5")}, {nil, "Law", nil, 7}},
			map[string]string{"": "a weight can't be negative, have -0.5"}},
		{"a negative weight in a sum of nothing", fine, []row{{nil, "Law", nil, -1}, {nil, "Law", nil, 1}},
			map[string]string{"": "a weight can't be negative, have -1"}},
		{"a weight that isn't given", fine, []row{{nil, "Law", nil, nil}, {nil, "Law", nil, 1}},
			map[string]string{"": "missing or no number in 1 of 2 rows"}},
		{"none that is given", fine, []row{{nil, "Law", nil, nil}},
			map[string]string{"": "missing or no number in 1 of 1 rows"}},
		{"a tie that is none", fine, []row{{nil, "Law", "keen", 1}},
			map[string]string{"": `unknown tie "keen"`}},
		{"a sum of decimals beyond 64 bits", "DECIMAL(30,6)", many(4, number("4000000000000.5")),
			map[string]string{sqlite: "integer overflow", duckDB: "out of range", postgres: "bigint out of range"}},
		{"a sum that would wrap to a positive one", "BIGINT", many(10, 4_000_000_000_000),
			map[string]string{sqlite: "integer overflow", duckDB: "out of range", postgres: "bigint out of range"}},
		{"a sum of binary numbers beyond 64 bits", "DOUBLE PRECISION", many(4, number("4e12")),
			map[string]string{sqlite: "integer overflow", duckDB: "out of range", postgres: "bigint out of range"}},
		{"one row beyond 64 bits", "BIGINT", many(1, 9_223_372_036_855),
			map[string]string{sqlite: "more people than can be counted", duckDB: "Failed to cast decimal", postgres: "bigint out of range"}},
		{"one row far beyond", "DOUBLE PRECISION", many(1, number("1e300")),
			map[string]string{sqlite: "more people than can be counted", duckDB: "out of range", postgres: "bigint out of range"}},
		{"infinity", "DOUBLE PRECISION", many(1, "Infinity"), // a word to SQLite, as is NaN
			map[string]string{sqlite: "missing or no number in 1 of 1 rows", duckDB: "out of range", postgres: "bigint out of range"}},
		{"NaN", "DOUBLE PRECISION", many(1, "NaN"),
			map[string]string{sqlite: "missing or no number in 1 of 1 rows", duckDB: "out of range", postgres: "bigint out of range"}},
		{"no rows", fine, nil, map[string]string{"": community.ErrNoRows.Error()}},
	} {
		t.Run(part.name, func(t *testing.T) {
			everywhere(t, func(t *testing.T, e *engine) {
				want, own := part.want[e.name]
				if !own {
					want = part.want[""]
				}
				fill(t, e, part.weights, part.rows)
				have, err := inSQL(t, e, oddNames, odd...)
				require.ErrorContains(t, err, want)
				require.Zero(t, have.census)
				require.Empty(t, have.areas)
			})
		})
	}
}

func many(n int, weight any) []row {
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{nil, "Law", nil, weight}
	}
	return rows
}

// A sum just below the bound is exact, and one more row is refused. Sums of
// several groups that pass it together stay at it, as all sums do in Go.
func TestNearTheBound(t *testing.T) {
	most := many(4611, 2_000_000_000) // one more is over 2^63 millionths
	for _, kind := range []string{"BIGINT", "DOUBLE PRECISION", "DECIMAL(24,6)"} {
		t.Run(kind, func(t *testing.T) {
			everywhere(t, func(t *testing.T, e *engine) {
				fill(t, e, kind, most)
				have, err := inSQL(t, e, oddNames, odd...)
				require.NoError(t, err)
				require.Equal(t, 4611*2_000_000_000*community.Person, have.census.Elsewhere)
				require.NoError(t, agree(have, inGo(t, most)))
			})
			everywhere(t, func(t *testing.T, e *engine) {
				fill(t, e, kind, append(many(1, 2_000_000_000), most...))
				_, err := inSQL(t, e, oddNames, odd...)
				require.ErrorContains(t, err, map[string]string{sqlite: "integer overflow", duckDB: "out of range", postgres: "bigint out of range"}[e.name])
			})
			everywhere(t, func(t *testing.T, e *engine) {
				two := append([]row{{"elsewhere", "Law", nil, 2_000_000_000}}, most...)
				fill(t, e, kind, two)
				have, err := inSQL(t, e, oddNames, odd...)
				require.NoError(t, err)
				require.Equal(t, community.MaxWeight, have.census.Elsewhere)
				require.NoError(t, agree(have, inGo(t, two)))
			})
		})
	}
}

// SQLite keeps words in a column of numbers, and compares without case where a
// column says so.
func TestSQLiteTraps(t *testing.T) {
	for _, part := range []struct {
		name   string
		weight any
		want   string
	}{
		{"a word", "two", "missing or no number in 1 of 1 rows"},
		{"a number and a word", "2 people", "missing or no number in 1 of 1 rows"},
		{"a comma", "1,200", "missing or no number in 1 of 1 rows"},
		{"nothing", "", "missing or no number in 1 of 1 rows"},
	} {
		t.Run(part.name, func(t *testing.T) {
			for _, kind := range []string{"DECIMAL(18,6)", "TEXT", "REAL", "BLOB"} {
				e, err := open(t.Context(), sqlite)
				require.NoError(t, err)
				defer e.Close()
				fill(t, e, kind, many(1, part.weight))
				have, err := inSQL(t, e, oddNames, odd...)
				require.ErrorContains(t, err, part.want, kind)
				require.Zero(t, have.census)
			}
		})
	}
	t.Run("spellings stay apart in a column without case", func(t *testing.T) {
		e, err := open(t.Context(), sqlite)
		require.NoError(t, err)
		defer e.Close()
		_, err = e.conn.ExecContext(t.Context(), `CREATE TABLE staff (unit TEXT COLLATE NOCASE); INSERT INTO staff VALUES ('North'), ('NORTH')`)
		require.NoError(t, err)
		have, err := inSQL(t, e, community.Columns{Function: "unit", MainRole: "unit"}, "main", "staff")
		require.NoError(t, err)
		require.Equal(t, "2 groups", have.read)
	})
}

// SQLite as it is mostly built takes a bare "job" for a text, though not this
// driver's; the statement has t."job".
func TestNamesThatArentThere(t *testing.T) {
	everywhere(t, func(t *testing.T, e *engine) {
		fill(t, e, "INTEGER", many(1, 1))
		_, err := inSQL(t, e, community.Columns{MainRole: "job"}, odd...)
		require.ErrorContains(t, err, "job")
	})
	everywhere(t, func(t *testing.T, e *engine) {
		_, err := inSQL(t, e, community.Columns{MainRole: "job"}, "stuff")
		require.ErrorContains(t, err, "stuff")
	})
}

// PostgreSQL and DuckDB don't reckon with text at all.
func TestWeightsAsText(t *testing.T) {
	everywhere(t, func(t *testing.T, e *engine) {
		fill(t, e, "TEXT", many(1, "1.5"))
		have, err := inSQL(t, e, oddNames, odd...)
		if e.name == sqlite {
			require.NoError(t, err)
			require.Equal(t, community.Weight(1_500_000), have.census.Elsewhere)
			return
		}
		require.Error(t, err)
	})
}
