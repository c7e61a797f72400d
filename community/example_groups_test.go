package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
)

// The statement that an engine runs where the roster is.
func ExampleColumns_GroupBy() {
	statement, err := community.Columns{MainRole: "profession", Weight: "fte"}.GroupBy("hr", "staff")
	fmt.Println(statement, err)
	// Output:
	// SELECT g.function, g.main_role, g.tie,
	//        COUNT(*) AS "rows",
	//        COUNT(*) - COUNT(g.weight) AS missing,
	//        COALESCE(MIN(g.weight), 0) AS least,
	//        CAST(COALESCE(SUM(g.weight), 0) AS BIGINT) AS weight
	// FROM (SELECT '' AS function,
	//              COALESCE(CAST(t."profession" AS TEXT), '') AS main_role,
	//              '' AS tie,
	//              CASE WHEN t."fte" = t."fte" + 0 THEN CAST(ROUND(t."fte" * 1000000.) AS BIGINT) END AS weight
	//       FROM "hr"."staff" AS t) AS g
	// GROUP BY g.function, g.main_role, g.tie <nil>
}

// staff stands in for *sql.Rows: 212 million people in three groups.
type staff struct{ at int }

func (s *staff) Next() bool { s.at++; return s.at <= 3 }
func (s *staff) Err() error { return nil }
func (s *staff) Scan(dest ...any) error {
	*dest[1].(*string) = []string{"Knowledge & Information Management", "Policy", "Knowledge and Information Management (KIM)"}[s.at-1]
	n := []int64{5_000_000, 200_000_000, 7_000_000}[s.at-1]
	*dest[3].(*int64) = n                           // rows
	*dest[5].(*int64) = int64(community.Person)     // the least of them
	*dest[6].(*int64) = n * int64(community.Person) // their sum
	return nil
}

// With database/sql: rows, err := db.Query(statement), then ReadGroups(rows, nil).
func ExampleReadGroups() {
	groups := community.ReadGroups(&staff{}, nil)
	census, notes, err := community.Count("Knowledge and information management", groups)
	fmt.Println(census.Practising, "of", census.Total(), "in", notes.Members, "groups", err)
	// Output: 12000000 of 212000000 in 3 groups <nil>
}
