package table_test

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"example.com/kmaturity/internal/table"
)

func Example() {
	const file = "\ufeff\"Post\",Unit,GRADE,FTE\r\n" +
		"P1,Finance,7,\"0.5\"\r\n" +
		"P2,People\r\n" +
		"P3,People,6,\"1,0\"\r\n"
	t, err := table.NewReader(strings.NewReader(file),
		table.Column{Names: []string{"Post", "Position"}, Required: true},
		table.Column{Names: []string{"Grade", "Band"}},
		table.Column{Names: []string{"FTE"}, Required: true},
		table.Column{Names: []string{"Site"}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("site known:", t.Has(3))
	for err = t.Next(); err != io.EOF; err = t.Next() {
		var row *table.RowError
		if errors.As(err, &row) {
			fmt.Println(err)
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fte, err := table.ParseDecimal(t.Field(2))
		if err != nil {
			line, column := t.Pos(2)
			fmt.Println(&table.RowError{Line: line, Column: column, Err: err})
			continue
		}
		fmt.Println(t.Field(0), t.Field(1), fte)
	}
	fmt.Println(t.Rows(), "rows")
	// Output:
	// site known: false
	// P1 7 0.5
	// line 3: a truncated row: it has 2 fields, the header has 4
	// line 4, column 13: "1,0" is no plain decimal number: it has a comma; decimals follow a point and nothing separates thousands
	// 3 rows
}

func ExampleNewReader_missing() {
	_, err := table.NewReader(strings.NewReader("Post,Post,Team\n"),
		table.Column{Names: []string{"Post"}, Required: true},
		table.Column{Names: []string{"Unit", "Department"}, Required: true},
	)
	fmt.Println(err)
	// Output:
	// line 1, column 6: field 2 "Post" of the header means the same as field 1 "Post" (line 1, column 1)
	// line 1: no column named "Unit" or "Department"; the header has "Post", "Post", "Team"
}

func ExampleParseDecimal() {
	for _, text := range []string{"-12.50", "1e3", "n/a"} {
		f, err := table.ParseDecimal(text)
		fmt.Println(f, err)
	}
	// Output:
	// -12.5 <nil>
	// 0 "1e3" is no plain decimal number: it has an exponent
	// 0 "n/a" is no plain decimal number: it has no digits
}
