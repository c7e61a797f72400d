package table

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestFieldAndPos(t *testing.T) {
	const file = "\ufeff\"Post\",Grade,Note\r\n" +
		"\r\n" +
		"7, 3 ,\"é\",\r\n" + // one field too many
		"\" 8\u00a0\",\"4\r\n5\",x\r\n" +
		"é,,\t\r\n"
	tab, err := NewReader(strings.NewReader(file),
		Column{Names: []string{"note"}, Required: true},
		Column{Names: []string{"Salary"}},
		Column{Names: []string{"Rank", " GRADE "}},
		Column{Names: []string{"post"}},
	)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := []bool{tab.Has(0), tab.Has(1), tab.Has(2), tab.Has(3)}, []bool{true, false, true, true}; !slices.Equal(got, want) {
		t.Errorf("Has: got %v, want %v", got, want)
	}
	if line, column := tab.Pos(0); tab.Field(0) != "" || line != 0 || column != 0 {
		t.Error("there is a record before the first Next")
	}

	type field struct {
		text         string
		line, column int
	}
	rows := []struct {
		err    string
		fields [4]field
	}{
		{err: "line 3: an overlong row: it has 4 fields, the header has 3"},
		{fields: [4]field{{"x", 5, 4}, {"", 4, 0}, {"4\n5", 4, 8}, {"8", 4, 1}}},
		{fields: [4]field{{"", 6, 5}, {"", 6, 0}, {"", 6, 4}, {"é", 6, 1}}},
	}
	for i, row := range rows {
		err := tab.Next()
		if row.err != "" && (err == nil || err.Error() != row.err) || row.err == "" && err != nil {
			t.Fatalf("row %d: got error %v, want %q", i+1, err, row.err)
		}
		for j, want := range row.fields {
			line, column := tab.Pos(j)
			if got := (field{tab.Field(j), line, column}); got != want {
				t.Errorf("row %d, column %d: got %+v, want %+v", i+1, j, got, want)
			}
		}
		if tab.Rows() != i+1 {
			t.Errorf("row %d: Rows is %d", i+1, tab.Rows())
		}
	}
	if err := tab.Next(); err != io.EOF || tab.Rows() != len(rows) {
		t.Errorf("at the end: got %v after %d rows", err, tab.Rows())
	}
}

func TestExactFields(t *testing.T) {
	tab, err := NewReader(strings.NewReader("a,b,a2\n x ,y ,z\n A,B,A2\n"), Column{Names: []string{"A"}, Exact: true}, Column{Names: []string{"b"}})
	if err != nil || tab.Next() != nil || tab.Field(0) != " x " || tab.Field(1) != "y" {
		t.Errorf("got %q, %q, %v", tab.Field(0), tab.Field(1), err)
	}
	if err := tab.Next(); !errors.Is(err, ErrHeaderAgain) || tab.Field(1) != "" {
		t.Errorf("got %v for the header", err)
	}
}

func TestHeaderIsACopy(t *testing.T) {
	tab, err := NewReader(strings.NewReader("a,b\n"))
	if err != nil {
		t.Fatal(err)
	}
	tab.Header()[0] = "x"
	if got := tab.Header()[0]; got != "a" {
		t.Errorf("the header was changed to %q", got)
	}
}

func TestRowErrorIsTyped(t *testing.T) {
	tab, err := NewReader(strings.NewReader("a,b\n1\n"))
	if err != nil {
		t.Fatal(err)
	}
	err = tab.Next()
	var row *RowError
	var fields *FieldCountError
	if !errors.As(err, &row) || row.Line != 2 || row.Column != 0 {
		t.Errorf("got %#v, want a RowError for line 2", err)
	}
	if !errors.As(err, &fields) || *fields != (FieldCountError{Fields: 1, Header: 2}) {
		t.Errorf("got %#v, want 1 field of 2", fields)
	}
}

func TestHeaderProblems(t *testing.T) {
	required := func(names ...string) Column { return Column{Names: names, Required: true} }
	tests := []struct {
		name, file string
		columns    []Column
		want       []string
	}{
		{"missing", "a,b\n", []Column{required("Unit", "Department")}, []string{
			`line 1: no column named "Unit" or "Department"; the header has "a", "b"`}},
		{"missing, header on a later line", "\n\na\n", []Column{required("b")}, []string{
			`line 3: no column named "b"; the header has "a"`}},
		{"repeated", "grade,x,\" GRADE\"\n", []Column{{Names: []string{"Grade"}}}, []string{
			`line 1, column 9: field 3 "GRADE" of the header means the same as field 1 "grade" (line 1, column 1)`}},
		{"two names of one column", "grade,rank\n", []Column{{Names: []string{"rank", "grade"}}}, []string{
			`line 1, column 7: field 2 "rank" of the header means the same as field 1 "grade" (line 1, column 1)`}},
		{"three of a kind", "a,a,a\n", []Column{required("a")}, []string{
			`line 1, column 3: field 2 "a" of the header means the same as field 1 "a" (line 1, column 1)`,
			`line 1, column 5: field 3 "a" of the header means the same as field 1 "a" (line 1, column 1)`}},
		{"all at once", "a,a\n", []Column{required("b"), required("a"), {Names: []string{"c"}}, required("d")}, []string{
			`line 1: no column named "b"; the header has "a", "a"`,
			`line 1, column 3: field 2 "a" of the header means the same as field 1 "a" (line 1, column 1)`,
			`line 1: no column named "d"; the header has "a", "a"`}},
		{"semicolons", "date;value\n", []Column{required("date")}, []string{
			`line 1: no column named "date"; the header has "date;value" (fields must be separated by commas, unless another character is given)`}},
		{"CR only", "date,value\r2024,1\r", []Column{required("value")}, []string{
			`line 1: no column named "value"; the header has "date", "value\r2024", "1" (lines must end in LF or CRLF)`}},
		{"wide header", strings.Repeat("x,", 24) + "x\n", []Column{required("b")}, []string{
			`line 1: no column named "b"; the header has ` + strings.Repeat(`"x", `, 20) + `5 more`}},
		{"repeated but not wanted", "a,x,x,\n", []Column{required("a")}, nil},
		{"one field for two columns", "a\n", []Column{required("a"), required("A")}, nil},
		{"beyond ASCII", "ÉCHELON\n", []Column{required("échelon")}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := NewReader(strings.NewReader(test.file), test.columns...)
			var got string
			if err != nil {
				got = err.Error()
			}
			if want := strings.Join(test.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
