package community

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"example.com/kmaturity/internal/strict"
)

// A roster that a database holds needn't leave it. A census adds up, so the
// engine can do the counting, and what comes out is one row for each distinct
// function, main role and tie: a few thousand rows, however many people there
// are. Each is a member already, a group of posts with its weight. What only
// this package knows stays here: which spellings are one profession, and what a
// tie means.

// Groups is the answer to a GroupBy statement, row by row. *sql.Rows of
// database/sql is one.
type Groups interface {
	Next() bool             // makes the next row the current one; false: there is none
	Scan(dest ...any) error // copies the columns of the current row
	Err() error             // what ended the rows, if not their end
}

// GroupBy is the SQL statement that groups the rows of a table for ReadGroups.
// The table's schema, and the catalog before it, go before its name:
// GroupBy("hr", "staff") reads "hr"."staff". To count some of the rows, name a
// view. One text serves PostgreSQL, DuckDB and SQLite. It has one row for each
// distinct function, main role and tie, in no order, with the columns
//
//	function   text, '' where there is none
//	main_role  text as it is spelled, '' where there is none
//	tie        text, '' where there is none
//	rows       how many rows of the table
//	missing    how many of them have no weight, or one that isn't a number
//	least      the smallest weight of a row, in millionths
//	weight     the sum of the weights, in whole millionths
//
// MainRole or Tie must be named, and only columns that are named are read: no
// other names are tried, for a statement has no header to look at. Names are
// quoted, so a case that the engine keeps matters; one that is empty, isn't UTF-8
// or has a NUL is an [*Error]. The columns ID, Main and AsOf aren't read: rows of
// one person must have been merged before, and rows of several days set apart, or
// all are counted.
//
// A weight must be a number, not text. It is rounded to whole millionths before
// the sum, which is then exact in any order; what is less than half of one is
// nothing, whatever its sign. Each row is exact too where it is a decimal or a
// whole number; where it is binary floating point of 64 bits, and so in SQLite,
// if it is below 2^51 millionths, two thousand million people, and has no more
// than six places. What is too large is an error of the engine and never
// wraps: a sum beyond MaxWeight, and in DuckDB a row of nine million people in a
// DECIMAL of up to 18 digits, of which six are places; one of more digits, which
// is slower, holds it. Without a Weight column each row is one person.
func (c Columns) GroupBy(table ...string) (string, error) {
	p := strict.In("community")
	var from []string
	for i, part := range table {
		from = append(from, identifier(p, strict.Index("table", i), part))
	}
	if len(table) == 0 {
		p.Absentf("table", "is missing")
	}
	if c.MainRole == "" && c.Tie == "" {
		p.Absentf("mainRole", "is missing: name the column of the main role or of the tie")
	}
	// Each column is qualified: SQLite takes a "name" that isn't there for a text
	// of that name, but t."name" for an error.
	text := func(path, name string) string {
		if name == "" {
			return "''"
		}
		return "COALESCE(CAST(t." + identifier(p, path, name) + " AS TEXT), '')"
	}
	function, role, tie := text("function", c.Function), text("mainRole", c.MainRole), text("tie", c.Tie)
	weight := "CAST(1000000 AS BIGINT)"
	if c.Weight != "" {
		// SQLite keeps words in any column and reckons with them as 0, so they
		// are told from numbers by adding 0; elsewhere any number passes. The point
		// makes a decimal of the million: whole numbers of 32 bits would overflow.
		w := "t." + identifier(p, "weight", c.Weight)
		weight = "CASE WHEN " + w + " = " + w + " + 0 THEN CAST(ROUND(" + w + " * 1000000.) AS BIGINT) END"
	}
	if err := p.Err(); err != nil {
		return "", err
	}
	return `SELECT g.function, g.main_role, g.tie,
       COUNT(*) AS "rows",
       COUNT(*) - COUNT(g.weight) AS missing,
       COALESCE(MIN(g.weight), 0) AS least,
       CAST(COALESCE(SUM(g.weight), 0) AS BIGINT) AS weight
FROM (SELECT ` + function + ` AS function,
             ` + role + ` AS main_role,
             ` + tie + ` AS tie,
             ` + weight + ` AS weight
      FROM ` + strings.Join(from, ".") + ` AS t) AS g
GROUP BY g.function, g.main_role, g.tie`, nil
}

// identifier quotes a name as SQL has it: nothing in it has a meaning but the
// quote, which is doubled.
func identifier(p *strict.Problems, path, name string) string {
	switch {
	case name == "":
		p.Addf(path, "a name can't be empty")
	case strings.ContainsRune(name, 0) || !utf8.ValidString(name):
		p.Addf(path, "a name must be UTF-8 without NUL, have %q", strict.Clip(name))
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// ReadGroups reads the answer to a GroupBy statement, one member for each row, so
// that Count and Areas come to what they come to on the rows of the table, to
// the last digit. Their Notes count groups then, not rows. Spaces around a
// function, a main role and a tie make no difference; fold gives the spellings of
// a main role one name, nil is FoldProfession.
//
// A group that weighs nothing is no member. Every other fault of a group is an
// [*Error] in its place that names the group: a negative weight in it, even if
// the sum isn't, a weight that is missing, a tie that is none, text that isn't
// UTF-8, a weight that reaches MaxWeight. An error of the answer itself ends the
// sequence, and so does ErrNoRows, that of an answer without a row.
//
// The sequence reads the answer and so can be ranged over once; a second time it
// is an error. To close an answer that wasn't read to its end is left to the
// caller.
func ReadGroups(groups Groups, fold func(string) string) iter.Seq2[Member, error] {
	var read atomic.Bool
	return func(yield func(Member, error) bool) {
		if read.Swap(true) {
			yield(Member{}, problem(errors.New("the groups have been read already: they can be ranged over once")))
			return
		}
		if fold == nil {
			fold = FoldProfession
		}
		functions, roles := newSpellings(strings.TrimSpace), newSpellings(fold)
		met := false
		for groups.Next() {
			met = true
			var g group
			if err := groups.Scan(&g.function, &g.mainRole, &g.tie, &g.rows, &g.missing, &g.least, &g.weight); err != nil {
				yield(Member{}, problem(fmt.Errorf("a group couldn't be read: %w", err)))
				return
			}
			tie, err := g.check()
			if err != nil {
				if !yield(Member{}, problem(err)) {
					return
				}
				continue
			}
			if g.weight == 0 { // a member of weight 0 would be one person
				continue
			}
			if !yield(Member{Function: functions.of(g.function), MainRole: roles.of(strings.TrimSpace(g.mainRole)), Tie: tie, Weight: Weight(g.weight)}, nil) {
				return
			}
		}
		if err := groups.Err(); err != nil {
			yield(Member{}, problem(fmt.Errorf("the groups couldn't be read to their end: %w", err)))
		} else if !met {
			yield(Member{}, problem(ErrNoRows))
		}
	}
}

// group is one row of the answer.
type group struct {
	function, mainRole, tie      string
	rows, missing, least, weight int64
}

// check returns the group's tie, and every fault of the group.
func (g *group) check() (tie Tie, err error) {
	var faults []error
	add := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("group of function %q, main role %q and tie %q: %w",
			strict.Clip(g.function), strict.Clip(g.mainRole), strict.Clip(g.tie), fmt.Errorf(format, args...)))
	}
	if s := strings.TrimSpace(g.tie); s != "" {
		if tie, err = ParseTie(s); err != nil {
			add("%w", err)
		}
	}
	if !utf8.ValidString(g.function) || !utf8.ValidString(g.mainRole) {
		add("its text isn't UTF-8")
	}
	if g.missing > 0 {
		add("weight: missing or no number in %d of %d rows", g.missing, g.rows)
	}
	if least := min(g.least, g.weight); least < 0 {
		add("weight: a weight can't be negative, have %s", Weight(least))
	}
	if Weight(g.weight) == MaxWeight { // what SQLite makes of any number above it, too
		add("weight: more people than can be counted")
	}
	return tie, errors.Join(faults...)
}
