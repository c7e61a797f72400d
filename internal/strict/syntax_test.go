package strict

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestSyntax(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"empty", "", "the document is empty"},
		{"only space", " \n", "the document is empty"},
		{"only a byte order mark", "\uFEFF", "the document is empty"},
		{"second byte order mark", "\uFEFF\uFEFF{}", `line 1, column 1: want a value, have '\ufeff'`},
		{"trailing value", `{} {}`, "line 1, column 4: want the end of the document, have '{'"},
		{"trailing zero byte", "{}\x00", `line 1, column 3: want the end of the document, have '\x00'`},
		{"open object", `{`, "line 1, column 2: want a key in double quotes, have the end of the document"},
		{"open array", `{"l":["x"`, "line 1, column 10: want ',' or ']', have the end of the document"},
		{"no value", `{"s":}`, "line 1, column 6: want a value, have '}'"},
		{"no colon", `{"s" 1}`, "line 1, column 6: want ':', have '1'"},
		{"trailing comma", "{\n\t\"s\":\"x\",\n}", "line 3, column 1: want a key in double quotes, have '}'"},
		{"trailing comma in array", `{"l":[1,]}`, "l[0]: want a string, have a number\nline 1, column 9: want a value, have ']'"},
		{"column counts letters", `{"s":"日本" x`, "line 1, column 11: want ',' or '}', have 'x'"},
		{"comment", "{// x\n}", "line 1, column 2: want a key in double quotes, have '/'"},
		{"single quotes", `{'s':1}`, `line 1, column 2: want a key in double quotes, have '\''`},
		{"word", `{"b":True}`, `line 1, column 6: want a value, have "True"`},
		{"longer word", `{"b":truest}`, `line 1, column 6: want a value, have "truest"`},
		{"huge word", `{"b":` + strings.Repeat("x", 1000), `line 1, column 6: want a value, have "xxxxxxxxxxxxxxxxxxxx…"`},
		{"not a number", `{"f64":NaN}`, `line 1, column 8: want a value, have "NaN"`},
		{"needless zero", `{"i8":01}`, "line 1, column 8: a number begins with a needless 0"},
		{"plus", `{"i8":+1}`, "line 1, column 7: want a value, have '+'"},
		{"minus alone", `{"i8":-}`, "line 1, column 8: want a digit, have '}'"},
		{"no digit after the point", `{"f64":1.}`, "line 1, column 10: want a digit, have '}'"},
		{"no digit before the point", `{"f64":.5}`, "line 1, column 8: want a value, have '.'"},
		{"no digit in the exponent", `{"f64":1e+}`, "line 1, column 11: want a digit, have '}'"},
		{"string without end", `{"s":"abc}`, "line 1, column 6: the string that begins here has no end"},
		{"string ends in a backslash", `{"s":"abc\`, "line 1, column 6: the string that begins here has no end"},
		{"key without end", `{"abc`, "line 1, column 2: the string that begins here has no end"},
		{"newline in a string", "{\"s\":\"a\nb\"}", "line 1, column 8: control character U+000A in a string"},
		{"escape", `{"s":"\x41"}`, "line 1, column 7: unknown escape in a string; a backslash itself is written twice"},
		{"short unicode escape", `{"s":"\u12"}`, `line 1, column 7: want four hexadecimal digits after \u`},
		{"byte that isn't UTF-8", "{\xff", "line 1, column 2: want a key in double quotes, have byte 0xff, which is invalid UTF-8"},
		{"earlier problems first", `{"s":1,"zzzz":2,"l":["x",3,tru`,
			"s: want a string, have a number\nzzzz: unknown field\nl[1]: want a string, have a number\nline 1, column 28: want a value, have \"tru\""},
		{"short array cut off", `{"a":[1`, "line 1, column 8: want ',' or ']', have the end of the document"},
		{"self cut off", `{"area":{"practitioners":-1,"zzzz":[{"x":`,
			"area.practitioners: want a number of 0 or more, have -1\narea.zzzz: unknown field\nline 1, column 42: want a value, have the end of the document"},
		{"self cut off in an empty array", `{"area":{"zzzz":[`,
			"area.zzzz: unknown field\nline 1, column 18: want a value, have the end of the document"},
		{"lenient self cut off", `{"pair":[1`, "line 1, column 11: want ',' or ']', have the end of the document"},
		{"flaw before it", "{\"s\":\"\xff\",\"b\"", "s: line 1, column 7: invalid UTF-8\nline 1, column 13: want ':', have the end of the document"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := decode(tt.doc)
			if message(err) != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", message(err), tt.want)
			}
			if !reflect.DeepEqual(got, everything{}) {
				t.Errorf("half-written: %+v", got)
			}
		})
	}
}

// witness tells whether what it is given to decode is JSON.
type witness bool

func (w *witness) UnmarshalJSON(data []byte) error {
	*w = true
	if !json.Valid(data) {
		return &Error{Err: fmt.Errorf("given %q", data)}
	}
	return nil
}

func TestSelfIsGivenJSONAtEveryCut(t *testing.T) {
	doc := `{"a":[{"b":"x\u00e9","c":[]},[1.5e3,[true,null]],{}],"d":{"e":{"f":-1}}}`
	type target struct{ W witness }
	whole := `{"W":` + doc + `}`
	given := 0
	for n := range len(whole) {
		var v target
		err := Unmarshal("", []byte(whole[:n]), &v, func() error {
			if v.W {
				given++
			}
			return nil
		})
		if l, ok := err.(Errors); !ok || len(l) != 1 {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	// Whenever the brace of the inner document has been read.
	if want := len(doc); given != want {
		t.Errorf("decoded at %d cuts, want %d", given, want)
	}
}

func TestCursor(t *testing.T) {
	data := []byte("é\xffx\r\n\n  日本\n")
	var c cursor
	for _, tt := range []struct {
		at   int
		want string
	}{
		{0, "line 1, column 1"}, {2, "line 1, column 2"}, {3, "line 1, column 3"}, {6, "line 2, column 1"},
		{12, "line 3, column 4"}, {15, "line 3, column 5"}, {len(data), "line 4, column 1"}, {7, "line 3, column 1"},
	} {
		if got := c.place(data, tt.at); got != tt.want {
			t.Errorf("place of %d = %s, want %s", tt.at, got, tt.want)
		}
	}
}
