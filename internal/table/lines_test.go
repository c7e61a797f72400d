package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// objectColumns are those that the tests of JSON lines ask for.
var objectColumns = []Column{
	{Names: []string{"a", "alpha"}},
	{Names: []string{"b"}, Exact: true},
	{Names: []string{"c"}, YesNo: true},
}

// readObjects reads a file by what it says it is; the header of its reading is
// the names that the columns were met by.
func readObjects(r io.Reader, columns ...Column) (reading, *Reader, error) {
	var got reading
	t, err := Open(r, 0, columns...)
	if err != nil {
		got.End = err.Error()
		return got, nil, err
	}
	for {
		err := t.Next()
		got.Rows = t.Rows()
		var row *RowError
		switch {
		case err == nil:
			record := make([]string, len(columns))
			for i := range columns {
				record[i] = t.Field(i)
			}
			got.Records = append(got.Records, record)
		case errors.As(err, &row):
			got.Bad = append(got.Bad, strings.Split(err.Error(), "\n")...)
		default:
			for i := range columns {
				got.Header = append(got.Header, t.Name(i))
			}
			got.End = err.Error()
			return got, t, err
		}
	}
}

func TestObjects(t *testing.T) {
	abc := func(names ...string) []string { return append(names, make([]string, 3-len(names))...) }
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	tests := []struct {
		name, file string
		want       reading
	}{
		{"texts and numbers", `{"a":"x","b":1.50}` + "\n" + `{"b":-2e3,"a":"y"}`,
			reading{abc("a", "b"), [][]string{{"x", "1.50", ""}, {"y", "-2e3", ""}}, nil, 2, "EOF"}},
		{"a byte order mark and blank lines", "\ufeff\n \t\r\n{\"a\":\"x\"}\r\n\n\n{\"a\":\"y\"}\r\n  \n",
			reading{abc("a"), [][]string{{"x", "", ""}, {"y", "", ""}}, nil, 2, "EOF"}},
		{"white space anywhere", " { \"a\" :\t\"x\" , \"b\"\r: 2 } \t\n", reading{abc("a", "b"), [][]string{{"x", "2", ""}}, nil, 1, "EOF"}},
		{"names in any case, with spaces", `{" ALPHA ":"x"}` + "\n" + `{"alpha":"y"}`, reading{abc("ALPHA"), [][]string{{"x", "", ""}, {"y", "", ""}}, nil, 2, "EOF"}},
		{"an escaped name", `{"\u0061":"x"}` + "\n" + `{"a":"y"}`, reading{abc("a"), [][]string{{"x", "", ""}, {"y", "", ""}}, nil, 2, "EOF"}},
		{"spaces around a text", `{"a":" x\u00a0","b":" x\n"}`, reading{abc("a", "b"), [][]string{{"x", " x\n", ""}}, nil, 1, "EOF"}},
		{"null and absent are unknown", `{"a":null,"b":"x"}` + "\n{}\n", reading{abc("a", "b"), [][]string{{"", "x", ""}, {"", "", ""}}, nil, 2, "EOF"}},
		{"true and false where they may be", `{"c":true}` + "\n" + `{"c":false}` + "\n" + `{"c":"maybe"}`,
			reading{[]string{"", "", "c"}, [][]string{{"", "", "yes"}, {"", "", "no"}, {"", "", "maybe"}}, nil, 3, "EOF"}},
		{"every escape", `{"b":"\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00"}`, reading{[]string{"", "b", ""}, [][]string{{"", "\"\\/\b\f\n\r\té😀", ""}}, nil, 1, "EOF"}},
		{"beyond ASCII", `{"b":"é😀"}`, reading{[]string{"", "b", ""}, [][]string{{"", "é😀", ""}}, nil, 1, "EOF"}},
		{"other fields of all kinds are passed over", `{"x":{"a":[1,{"a":2,"a":3}],"y":{}},"a":"x","z":[[],"]",null,true],"":"\ud800"}`,
			reading{abc("a"), [][]string{{"x", "", ""}}, nil, 1, "EOF"}},
		{"as deep as may be", `{"x":` + deep(deepest) + `}`, reading{abc(), [][]string{{"", "", ""}}, nil, 1, "EOF"}},

		{"deeper", `{"x":` + deep(deepest+1) + `}`, reading{abc(), nil, []string{"line 1, column 106: nesting deeper than 100"}, 1, "EOF"}},
		{"reading goes on after a fault", `{"a":"x"}` + "\n" + `{"a":"x",}` + "\n\n" + `{"a":"x"` + "\r\n" + `{"a":"y"}`,
			reading{abc("a"), [][]string{{"x", "", ""}, {"y", "", ""}}, []string{
				"line 2, column 10: want a key in double quotes, have '}'",
				"line 4, column 9: want ',' or '}', have the end of the line; an object must end on its line",
			}, 4, "EOF"}},
		{"an object over several lines", "{\n\"a\": 1\n}\n", reading{abc(), nil, []string{
			"line 1, column 2: want a key in double quotes, have the end of the line; an object must end on its line",
			`line 2, column 1: want an object, have '"'`, "line 3, column 1: want an object, have '}'"}, 3, "EOF"}},
		{"two objects on a line", `{"a":1}{"a":2}`, reading{abc("a"), nil, []string{"line 1, column 8: want nothing after the object, for a line has one, have '{'"}, 1, "EOF"}},
		{"an array later", "{}\n[]\n", reading{abc(), [][]string{{"", "", ""}}, []string{"line 2, column 1: want an object, have '['"}, 2, "EOF"}},
		{"a mark later", "{}\n\ufeff{}\n", reading{abc(), [][]string{{"", "", ""}}, []string{"line 2, column 1: want an object, have '\\ufeff'"}, 2, "EOF"}},
		{"no colon", `{"a" 1}`, reading{abc(), nil, []string{"line 1, column 6: want ':', have '1'"}, 1, "EOF"}},
		{"no value", `{"a":}`, reading{abc(), nil, []string{"line 1, column 6: want a value, have '}'"}, 1, "EOF"}},
		{"no comma in an array", `{"x":[1 2]}`, reading{abc(), nil, []string{"line 1, column 9: want ',' or ']', have '2'"}, 1, "EOF"}},
		{"NaN", `{"a":NaN}`, reading{abc(), nil, []string{"line 1, column 6: want a value, have 'N'"}, 1, "EOF"}},
		{"hexadecimal", `{"a":0x1p4}`, reading{abc("a"), nil, []string{"line 1, column 7: want ',' or '}', have 'x'"}, 1, "EOF"}},
		{"a needless 0", `{"a":01}`, reading{abc(), nil, []string{"line 1, column 7: a number begins with a needless 0"}, 1, "EOF"}},
		{"a bare point", `{"a":1.}`, reading{abc(), nil, []string{"line 1, column 8: want a digit, have '}'"}, 1, "EOF"}},
		{"a bare minus", `{"a":-` + "\n", reading{abc(), nil, []string{"line 1, column 7: want a digit, have the end of the line; an object must end on its line"}, 1, "EOF"}},
		{"half a word", `{"a":nul}`, reading{abc(), nil, []string{"line 1, column 6: want a value, have 'n'"}, 1, "EOF"}},
		{"a text never closed", `{"a":"x}` + "\r\n" + `{"a":"x"}`, reading{abc("a"), [][]string{{"x", "", ""}}, []string{"line 1, column 6: the text that begins here has no end on its line"}, 2, "EOF"}},
		{"closed by an escaped quote", `{"a":"x\"}`, reading{abc(), nil, []string{"line 1, column 6: the text that begins here has no end on its line"}, 1, "EOF"}},
		{"a tab in a text", "{\"a\":\"x\ty\"}", reading{abc(), nil, []string{"line 1, column 8: control character U+0009 in a text"}, 1, "EOF"}},
		{"no escape", `{"a":"\x"}`, reading{abc(), nil, []string{"line 1, column 7: unknown escape in a text; a backslash itself is written twice"}, 1, "EOF"}},
		{"three digits", `{"a":"\u12g4"}`, reading{abc(), nil, []string{`line 1, column 7: want four hexadecimal digits after \u`}, 1, "EOF"}},

		{"values of no use, all at once", `{"a":{},"b":[1],"c":{"x":1}}`, reading{abc("a", "b", "c"), nil, []string{
			`line 1, column 6: "a": want a text or a number, have an object`,
			`line 1, column 13: "b": want a text or a number, have an array`,
			`line 1, column 21: "c": want a text or a number, have an object`}, 1, "EOF"}},
		{"true where it may not be", `{"a":true}` + "\n" + `{"b":false}`, reading{abc("a", "b"), nil, []string{
			`line 1, column 6: "a": want a text or a number, have true`, `line 2, column 6: "b": want a text or a number, have false`}, 2, "EOF"}},
		{"half a pair", `{"a":"\ud83d"}` + "\n" + `{"\udE00\ud83d":1}`, reading{abc("a"), nil, []string{
			`line 1, column 6: "a": half of a surrogate pair in a text`, "line 2, column 2: half of a surrogate pair in a text"}, 2, "EOF"}},
		{"an escaped NUL", `{"a":"\u0000"}`, reading{abc("a"), nil, []string{`line 1, column 6: "a": a NUL character in a text`}, 1, "EOF"}},
		{"a key twice", `{"a":1,"a":1}`, reading{abc("a"), nil, []string{`line 1, column 8: "a" twice in an object`}, 1, "EOF"}},
		{"a key twice that isn't used", `{"x":1,"\u0078":1}`, reading{abc(), nil, []string{`line 1, column 8: "x" twice in an object`}, 1, "EOF"}},
		{"in two cases", `{"a":1,"A":1}`, reading{abc("a"), nil, []string{`line 1, column 8: "A" means the same as "a", by which the column was met before`}, 1, "EOF"}},
		{"two names of one column", `{"a":1,"alpha":null}`, reading{abc("a"), nil, []string{`line 1, column 8: "alpha" means the same as "a", by which the column was met before`}, 1, "EOF"}},
		{"in two objects", `{"a":1}` + "\n" + `{"Alpha":1}`, reading{abc("a"), [][]string{{"1", "", ""}}, []string{`line 2, column 2: "Alpha" means the same as "a", by which the column was met before`}, 2, "EOF"}},

		{"bad UTF-8", "{\"a\":1}\n{\"a\":\"\xe9\"}\n{\"a\":1}\n", reading{abc("a"), [][]string{{"1", "", ""}}, nil, 1, "line 2, column 7: not UTF-8 text: byte 0xe9; save it as UTF-8"}},
		{"a NUL", "{\"a\":1}\n{\x00}\n", reading{abc("a"), [][]string{{"1", "", ""}}, nil, 1, "line 2, column 2: not UTF-8 text: a NUL byte"}},
		{"UTF-16", "{\x00\"\x00a\x00", reading{abc(), nil, nil, 0, "line 1, column 2: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"an array", " \n [\n {\"a\":1}]", reading{End: "line 2, column 2: " + errArray.Error()}},
		{"an array of nothing", "[]", reading{End: "line 1, column 1: " + errArray.Error()}},
		{"of arrays", "\ufeff[ [", reading{End: "line 1, column 1: " + errArray.Error()}},
	}
	readers := map[string]func(io.Reader) io.Reader{
		"whole":   func(r io.Reader) io.Reader { return r },
		"one":     iotest.OneByteReader,
		"dataErr": iotest.DataErrReader,
		"lazy":    func(r io.Reader) io.Reader { return &lazyReader{r: r} },
		"zipped":  zip,
	}
	for _, test := range tests {
		for name, wrap := range readers {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				got, _, _ := readObjects(wrap(strings.NewReader(test.file)), objectColumns...)
				if !reflect.DeepEqual(got, test.want) {
					t.Errorf("got  %+v\nwant %+v", got, test.want)
				}
			})
		}
	}
}

// A header may be in brackets, as some databases write their names.
func TestBracketsInAHeader(t *testing.T) {
	for file, records := range map[string]int{"[a],[b]\n1,2\n": 1, "[": 0, strings.Repeat(" \n", maxBlank) + "{}\n": maxBlank} {
		table, err := Open(strings.NewReader(file), 0)
		if err != nil || !table.IsCSV() {
			t.Errorf("%.20q: got %v", file, err)
			continue
		}
		n := 0
		for err = table.Next(); err == nil; err = table.Next() {
			n++
		}
		if err != io.EOF || n > records {
			t.Errorf("%.20q: got %d records and %v", file, n, err)
		}
	}
}

func TestObjectsThatLackAField(t *testing.T) {
	required := []Column{{Names: []string{"a"}, Required: true}, {Names: []string{"b"}}, {Names: []string{"c", "C2"}, Required: true}}
	for file, want := range map[string]string{
		`{"a":1,"c2":null}`:        "EOF",
		"{}\n{\"c\":1}\n{\"a\":1}": "EOF",
		`{"b":1,"x":2}`: `no object has a field named "a"; they have "b", "x"` + "\n" +
			`no object has a field named "c" or "C2"; they have "b", "x"`,
		`{}`:         `no object has a field named "a"; they have none` + "\n" + `no object has a field named "c" or "C2"; they have none`,
		`{"a":1`:     "EOF", // nothing is known of what it has
		"{\"a\":[]}": "EOF",
	} {
		got, table, _ := readObjects(strings.NewReader(file), required...)
		if got.End != want {
			t.Errorf("%s: got %s, want %s", file, got.End, want)
		}
		if err := table.Next(); err.Error() != want || table.Header() != nil {
			t.Errorf("%s: then %v", file, err)
		}
	}
	table, _ := Open(strings.NewReader("{}"), 0)
	if err := table.Lacks("x"); err.Error() != `no object has a field named "x"; they have none` {
		t.Error(err)
	}
}

// One field may serve several columns, and each is asked by its own rules.
func TestOneFieldForTwoColumns(t *testing.T) {
	columns := []Column{{Names: []string{"a"}, Exact: true}, {Names: []string{"A"}}, {Names: []string{"a"}, YesNo: true}}
	got, table, _ := readObjects(strings.NewReader(`{"x":0,"a":" x "}`+"\n"+`{"a":true}`), columns...)
	if !reflect.DeepEqual(got.Records, [][]string{{" x ", "x", "x"}}) || len(got.Bad) != 1 {
		t.Errorf("got %+v", got)
	}
	if !slices.Equal(table.Unused(), []string{"x"}) {
		t.Errorf("got %q as unused", table.Unused())
	}
}

func TestPosOfObjects(t *testing.T) {
	table, err := Open(strings.NewReader("\ufeff\n{\"é\":1, \"b\": \"x\"}\n"), 0, objectColumns...)
	if err != nil || table.IsCSV() || table.Has(1) {
		t.Fatal(err)
	}
	if line, column := table.Pos(1); line != 0 || column != 0 {
		t.Error("there is a place before the first object")
	}
	if err := table.Next(); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]int{{2, 0}, {2, 15}, {2, 0}} {
		if line, column := table.Pos(i); line != want[0] || column != want[1] {
			t.Errorf("column %d: got %d, %d", i, line, column)
		}
	}
	if !table.Has(1) || table.Has(0) || table.Name(1) != "b" || table.Name(0) != "" {
		t.Error("column b was met, and no other")
	}
}

// What is remembered of keys is bounded, and what isn't remembered is found and
// told from its double all the same.
func TestManyKeys(t *testing.T) {
	var file strings.Builder
	long := strings.Repeat("é", longestKey)
	for i := range 2 * mostKeys {
		fmt.Fprintf(&file, "{\"k%d\":1,%q:2,\"b\":%d}\n", i, long, i)
	}
	fmt.Fprintf(&file, "{%q:1,%q:1}\n{\"k1999\":1,\"k1999\":1}\n", long, long)
	file.WriteString(`{"A":"x"}` + "\n")
	got, table, _ := readObjects(strings.NewReader(file.String()), objectColumns...)
	if len(got.Records) != 2*mostKeys+1 || got.Records[2*mostKeys][0] != "x" || got.Records[1234][1] != "1234" {
		t.Errorf("got %d records", len(got.Records))
	}
	if want := []string{
		fmt.Sprintf("line %d, column %d: %s twice in an object", 2*mostKeys+1, len(long)+7, quoted(long)),
		fmt.Sprintf("line %d, column 12: \"k1999\" twice in an object", 2*mostKeys+2),
	}; !slices.Equal(got.Bad, want) {
		t.Errorf("got %q, want %q", got.Bad, want)
	}
	if len(table.lines.keys) != mostKeys || len(table.Unused()) != mostUnused || table.Unused()[1] != strings.Repeat("é", longestKey/2)+"…" {
		t.Errorf("%d keys, unused %q", len(table.lines.keys), table.Unused())
	}
}

// FuzzObjects holds the scanner against encoding/json, line by line.
func FuzzObjects(f *testing.F) {
	for _, seed := range []string{
		`{"a":"x","b":1.5e3}`, `{"a":"\ud83d\ude00","b":"\ud83d"}`, "{\"a\":null}\n{\"A\":true,\"x\":[{}, \"]\"]}", `{"c":false,"\u0063":0}`,
		"{\"a\":1,\n}\n{}", `{"a":-0.1,"b":00}`, "{\"a\":\"\x01\"}", `{"x":{"y":[1,2,{"z":"\\"}]}}`, "{} \r\n\t\n {\"alpha\":\"\\u0000\"}", `{"a":1}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		if !strings.HasPrefix(strings.TrimLeft(file, blanks), "{") || len(file) > 1000 || !utf8.ValidString(file) || strings.Contains(file, "\x00") {
			return
		}
		got, _, err := readObjects(strings.NewReader(file), objectColumns...)
		if err != io.EOF {
			t.Fatalf("ended with %v", err)
		}
		for _, r := range []io.Reader{iotest.OneByteReader(strings.NewReader(file)), chunked{strings.NewReader(file), 5}, zip(strings.NewReader(file))} {
			if again, _, _ := readObjects(r, objectColumns...); !reflect.DeepEqual(again, got) {
				t.Errorf("%T: got  %+v\nwhole file: %+v", r, again, got)
			}
		}
		rows, n := 0, 0
		for line := range strings.Lines(file) {
			if strings.Trim(line, blanks) == "" {
				continue
			}
			rows++
			var object map[string]any
			d := json.NewDecoder(strings.NewReader(line))
			d.UseNumber()
			ok := d.Decode(&object) == nil && object != nil && json.Valid([]byte(line))
			has := func(text string) bool {
				return slices.ContainsFunc(got.Bad, func(s string) bool { return strings.HasPrefix(s, text) })
			}
			faulty := has(fmt.Sprintf("line %d, ", strings.Count(file[:strings.Index(file, line)], "\n")+1))
			if !ok && n < len(got.Records) && !faulty && strings.Count(file, line) == 1 {
				t.Fatalf("%q is no object and has no fault in %+v", line, got)
			}
			if faulty || !ok {
				continue
			}
			if strings.Count(file, line) > 1 {
				return // its fault may be another's
			}
			record := got.Records[n]
			n++
			for key, value := range object {
				want := ""
				switch v := value.(type) {
				case string:
					want = v
				case json.Number:
					want = v.String()
				case bool:
					want = map[bool]string{true: "yes", false: "no"}[v]
				}
				switch strings.ToLower(key) {
				case "a", "alpha":
					if record[0] != strings.TrimSpace(want) {
						t.Errorf("%q: got %q", line, record)
					}
				case "b":
					if record[1] != want {
						t.Errorf("%q: got %q", line, record)
					}
				}
			}
		}
		if got.Rows != rows {
			t.Errorf("%d rows of %d", got.Rows, rows)
		}
	})
}

// BenchmarkObjects reads objects like those of the extract, and with
// encoding/json into a struct.
func BenchmarkObjects(b *testing.B) {
	var file bytes.Buffer
	for i := range benchRows {
		fmt.Fprintf(&file, "{\"id\":%d,\"unit\":\"Directorate %d\",\"profession\":\"Operational Delivery\",\"fte\":%d.%02d,\"grade\":\"Grade %d\",\"title\":\"Head of \\\"Section\\\" %d\"}\n",
			i, i/40%300, i%3, i%100, i%7, i)
	}
	b.Run("table", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			t, err := Open(bytes.NewReader(file.Bytes()), 0, Column{Names: []string{"id"}}, Column{Names: []string{"unit"}}, Column{Names: []string{"profession"}}, Column{Names: []string{"fte"}})
			if err != nil {
				b.Fatal(err)
			}
			for err = t.Next(); err == nil; err = t.Next() {
			}
			if err != io.EOF || t.Rows() != benchRows {
				b.Fatal(err)
			}
		}
	})
	b.Run("encodingjson", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			d := json.NewDecoder(bytes.NewReader(file.Bytes()))
			rows := 0
			for {
				var row struct {
					ID         json.Number
					Unit       string
					Profession string
					FTE        json.Number
				}
				if err := d.Decode(&row); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
				rows++
			}
			if rows != benchRows {
				b.Fatal(rows)
			}
		}
	})
}
