package strict

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

// stage takes a text, and panics as a key or a value never should.
type stage uint8

func (s *stage) UnmarshalText(b []byte) error {
	switch string(b) {
	case "tried":
		*s = 1
	case "used", "USED":
		*s = 2
	default:
		return fmt.Errorf("unknown stage %q", b)
	}
	return nil
}

func (s stage) MarshalText() ([]byte, error) {
	if s == 0 || s > 2 {
		return nil, errors.New("no text")
	}
	return []byte([]string{"tried", "used"}[s-1]), nil
}

// area decodes itself strictly, as document types do.
type area struct {
	Name          string `json:"name"`
	Practitioners int    `json:"practitioners"`
}

func (a *area) UnmarshalJSON(data []byte) error {
	type plain area
	return Unmarshal("area", data, (*plain)(a), func() error {
		p := In("area")
		if a.Name == "" {
			p.Absentf("name", "is missing")
		}
		if a.Practitioners < 0 {
			p.Addf("practitioners", "is below 0")
		}
		return p.Err()
	})
}

// pair decodes itself leniently and reports plain errors.
type pair struct{ A, B int }

func (p *pair) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		p.A = -1
		return nil
	}
	var list []int
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	if len(list) != 2 {
		return errors.New("want a pair")
	}
	p.A, p.B = list[0], list[1]
	return nil
}

type Base struct {
	ID   string `json:"id"`
	Name string `json:"hidden"`
}

type Remote struct {
	Far int `json:"far"`
}

type unexported struct{ Inner int }

// everything has a field of every supported kind.
type everything struct {
	Base
	*Remote
	unexported
	S      string            `json:"s,omitempty"`
	B      bool              `json:"b"`
	I8     int8              `json:"i8"`
	I64    int64             `json:"i64"`
	U8     uint8             `json:"u8"`
	U64    uint64            `json:"u64"`
	F32    float32           `json:"f32"`
	F64    float64           `json:"f64,omitzero"`
	P      *int              `json:"p"`
	PP     **string          `json:"pp"`
	L      []string          `json:"l"`
	LL     [][]int           `json:"ll"`
	A      [2]int            `json:"a"`
	M      map[string]int    `json:"m"`
	MS     map[stage]*area   `json:"ms"`
	Bytes  []byte            `json:"bytes"`
	Stage  stage             `json:"stage"`
	Stages []stage           `json:"stages"`
	Area   area              `json:"area"`
	Areas  []area            `json:"areas"`
	Pair   pair              `json:"pair"`
	Next   *everything       `json:"next"`
	Any    any               `json:"any"`
	Raw    json.RawMessage   `json:"raw"`
	Quoted int               `json:"quoted,string"`
	Number json.Number       `json:"number"`
	Func   func()            `json:"func"`
	Texts  map[int]string    `json:"texts"`
	Labels map[string]string `json:"labels"`
	AsOf   string            `json:"asOf"`
	NoTag  int
	Skip   int `json:"-"`
	Dash   int `json:"-,"`
	secret int
}

func decode(doc string) (everything, error) {
	var v everything
	err := Unmarshal("", []byte(doc), &v, nil)
	return v, err
}

func ptr[T any](v T) *T { return &v }

func TestDecode(t *testing.T) {
	tests := []struct {
		name, doc string
		want      everything
	}{
		{"empty object", `{}`, everything{}},
		{"space and byte order mark", "\uFEFF \t\r\n{ \"s\" : \"x\" } \n", everything{S: "x"}},
		{"escapes", `{"s":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00\u0000é"}`, everything{S: "\"\\/\b\f\n\r\té€😀\x00é"}},
		{"escaped key", `{"\u0073":"x"}`, everything{S: "x"}},
		{"bool", `{"b":true}`, everything{B: true}},
		{"least", `{"i8":-128,"i64":-9223372036854775808}`, everything{I8: -128, I64: math.MinInt64}},
		{"greatest", `{"i8":127,"u8":255,"u64":18446744073709551615}`, everything{I8: 127, U8: 255, U64: math.MaxUint64}},
		{"minus zero", `{"i8":-0,"u8":-0}`, everything{}},
		{"floats", `{"f32":0.5,"f64":-1.5E+3}`, everything{F32: 0.5, F64: -1500}},
		{"too small for a float is zero", `{"f64":1e-999}`, everything{}},
		{"pointers", `{"p":3,"pp":"x"}`, everything{P: ptr(3), PP: ptr(ptr("x"))}},
		{"null is nil", `{"p":null,"l":null,"m":null,"bytes":null,"next":null}`, everything{}},
		{"empty is not nil", `{"l":[],"m":{},"bytes":""}`, everything{L: []string{}, M: map[string]int{}, Bytes: []byte{}}},
		{"nested", `{"ll":[[1],[],null],"a":[1,2]}`, everything{LL: [][]int{{1}, {}, nil}, A: [2]int{1, 2}}},
		{"map", `{"m":{"a.b":1,"":2}}`, everything{M: map[string]int{"a.b": 1, "": 2}}},
		{"text keys", `{"ms":{"used":{"name":"x"},"tried":null}}`, everything{MS: map[stage]*area{2: {Name: "x"}, 1: nil}}},
		{"base64", `{"bytes":"aGk="}`, everything{Bytes: []byte("hi")}},
		{"text", `{"stage":"tried","stages":["used","tried"]}`, everything{Stage: 1, Stages: []stage{2, 1}}},
		{"self", `{"area":{"name":"x","practitioners":3},"pair":[1,2]}`, everything{Area: area{"x", 3}, Pair: pair{1, 2}}},
		{"null passed on", `{"pair":null}`, everything{Pair: pair{A: -1}}},
		{"raw", `{"raw":{"x": [1]}}`, everything{Raw: json.RawMessage(`{"x": [1]}`)}},
		{"embedded", `{"id":"x","far":2,"Inner":3}`, everything{Base: Base{ID: "x"}, Remote: &Remote{2}, unexported: unexported{3}}},
		{"names", `{"NoTag":1,"-":2}`, everything{NoTag: 1, Dash: 2}},
		{"recursive", `{"next":{"next":{"b":true}}}`, everything{Next: &everything{Next: &everything{B: true}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := decode(tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestProblemsOfDocuments(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"unknown field", `{"zzzz":1}`, "zzzz: unknown field"},
		{"unknown field inside", `{"next":{"zzzz":1}}`, "next.zzzz: unknown field"},
		{"case", `{"asof":"x"}`, `asof: unknown field; did you mean "asOf"?`},
		{"letter", `{"labls":{}}`, `labls: unknown field; did you mean "labels"?`},
		{"two letters swapped", `{"hiddne":"x"}`, `hiddne: unknown field; did you mean "hidden"?`},
		{"skipped field", `{"Skip":1}`, `Skip: unknown field`},
		{"unexported field", `{"secret":1}`, "secret: unknown field"},
		{"odd key", `{"a.b ":1}`, `["a.b "]: unknown field`},
		{"long key", `{"` + strings.Repeat("x", 70) + `":1}`, `["` + strings.Repeat("x", 64) + `…"]: unknown field`},
		{"duplicate", `{"s":"x","b":true,"s":"y"}`, "s: duplicate key"},
		{"duplicate by escape", `{"s":"x","\u0073":"y"}`, "s: duplicate key"},
		{"duplicate in a map", `{"m":{"a":1,"a":2}}`, "m.a: duplicate key"},
		{"duplicate where nothing is decoded", `{"raw":[{"a":1,"a":1}]}`, "raw[0].a: duplicate key"},
		{"same text key in other words", `{"ms":{"used":null,"USED":null}}`, "ms.USED: duplicate key in other words"},
		{"string for number", `{"i8":"1"}`, "i8: want a number, have a string"},
		{"number for string", `{"s":1}`, "s: want a string, have a number"},
		{"null for string", `{"s":null}`, "s: want a string, have null"},
		{"null for bool", `{"b":null}`, "b: want true or false, have null"},
		{"bool for number", `{"f64":false}`, "f64: want a number, have false"},
		{"array for object", `{"next":[]}`, "next: want an object, have an array"},
		{"object for array", `{"l":{}}`, "l: want an array, have an object"},
		{"null for array", `{"a":null}`, "a: want an array, have null"},
		{"array for map", `{"m":[]}`, "m: want an object, have an array"},
		{"number for text", `{"stage":1}`, "stage: want a string, have a number"},
		{"null for text", `{"stage":null}`, "stage: want a string, have null"},
		{"array for bytes", `{"bytes":[1]}`, "bytes: want a string, have an array"},
		{"not base64", `{"bytes":"?"}`, "bytes: want bytes in base64: illegal base64 data at input byte 0"},
		{"whole document", `[]`, "want an object, have an array"},
		{"fraction", `{"i8":1.0}`, "i8: want a whole number without fraction or exponent, have 1.0"},
		{"exponent", `{"u8":1e2}`, "u8: want a whole number without fraction or exponent, have 1e2"},
		{"long fraction", `{"u8":1.` + strings.Repeat("0", 99) + `}`, "u8: want a whole number without fraction or exponent, have 1." + strings.Repeat("0", 18) + "…"},
		{"int range", `{"i8":128}`, "i8: number out of range: want -128 to 127"},
		{"int64 range", `{"i64":9223372036854775808}`, "i64: number out of range: want -9223372036854775808 to 9223372036854775807"},
		{"uint range", `{"u8":-1}`, "u8: number out of range: want 0 to 255"},
		{"uint64 range", `{"u64":18446744073709551616}`, "u64: number out of range: want 0 to 18446744073709551615"},
		{"float range", `{"f64":1e999}`, "f64: number out of range"},
		{"float32 range", `{"f32":1e39}`, "f32: number out of range"},
		{"element", `{"ll":[[1],[2,"x"]]}`, "ll[1][1]: want a number, have a string"},
		{"map value", `{"m":{"a.b":"x"}}`, `m["a.b"]: want a number, have a string`},
		{"short array", `{"a":[1]}`, "a: want 2 elements, have 1"},
		{"long array", `{"a":[1,2,3]}`, "a: want 2 elements, have 3"},
		{"text refused", `{"stage":"x"}`, `stage: unknown stage "x"`},
		{"text key refused", `{"ms":{"x":{}}}`, `ms.x: unknown stage "x"`},
		{"any", `{"any":1}`, "any: cannot be decoded into the Go type interface {}"},
		{"func", `{"func":null}`, "func: cannot be decoded into the Go type func()"},
		{"json.Number", `{"number":1}`, "number: cannot be decoded into the Go type json.Number"},
		{"keys that are neither", `{"texts":{}}`, "texts: cannot be decoded into the Go type map[int]string"},
		{"quoted", `{"quoted":"1"}`, "quoted: cannot be decoded into the Go type strict.everything"},
		{"inner problems", `{"area":{"practitioners":"x"}}`, "area.practitioners: want a number, have a string\narea.name: is missing"},
		{"inner problem of an element", `{"areas":[{"name":"x"},{"name":"y","nmae":1}]}`, `areas[1].nmae: unknown field; did you mean "name"?`},
		{"inner null", `{"area":null}`, "area: want an object, have null"},
		{"inner duplicate, once", `{"area":{"name":"x","name":"y"}}`, "area.name: duplicate key"},
		{"inner plain error", `{"pair":[1]}`, "pair: want a pair"},
		{"inner flaw, once", `{"area":{"name":"\ud800"}}`, `area.name: line 1, column 18: half of a surrogate pair, \ud800`},
		{"invalid UTF-8", "{\n \"s\":\"é\xff\xfe\"}", "s: line 2, column 8: invalid UTF-8"},
		{"invalid UTF-8 in a key", "{\"a\xff\":1}", `["a\xff"]: line 1, column 4: invalid UTF-8`},
		{"invalid UTF-8 in what isn't known", "{\"zzzz\":\"\xff\"}", "zzzz: unknown field\nzzzz: line 1, column 10: invalid UTF-8"},
		{"overlong", "{\"s\":\"\xc0\x80\"}", "s: line 1, column 7: invalid UTF-8"},
		{"surrogate as UTF-8", "{\"s\":\"\xed\xa0\x80\"}", "s: line 1, column 7: invalid UTF-8"},
		{"low surrogate", `{"s":"\udc00\ud800"}`, `s: line 1, column 7: half of a surrogate pair, \udc00`},
		{"high surrogate before another escape", `{"s":"\ud800\u0041"}`, `s: line 1, column 7: half of a surrogate pair, \ud800`},
		{"flaw of the whole document", "\"\xff\"", "line 1, column 2: invalid UTF-8"},
		{"order of the document", `{"zzzz":1,"s":2,"area":{"x":1,"practitioners":-1},"l":[1,"a",2],"s":"","b":0}`,
			"zzzz: unknown field\ns: want a string, have a number\narea.x: unknown field\narea.practitioners: is below 0\narea.name: is missing\n" +
				"l[0]: want a string, have a number\nl[2]: want a string, have a number\ns: duplicate key\nb: want true or false, have a number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := decode(tt.doc); message(err) != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", message(err), tt.want)
			}
		})
	}
}

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
		{"newline in a string", "{\"s\":\"a\nb\"}", "line 1, column 8: control character U+000A in a string"},
		{"escape", `{"s":"\x41"}`, "line 1, column 7: unknown escape in a string; a backslash itself is written twice"},
		{"short unicode escape", `{"s":"\u12"}`, `line 1, column 7: want four hexadecimal digits after \u`},
		{"byte that isn't UTF-8", "{\xff", "line 1, column 2: want a key in double quotes, have byte 0xff, which is invalid UTF-8"},
		{"earlier problems first", `{"s":1,"zzzz":2,"l":["x",3,tru`,
			"s: want a string, have a number\nzzzz: unknown field\nl[1]: want a string, have a number\nline 1, column 28: want a value, have \"tru\""},
		{"short array cut off", `{"a":[1`, "line 1, column 8: want ',' or ']', have the end of the document"},
		{"self cut off", `{"area":{"practitioners":-1,"zzzz":[{"x":`,
			"area.practitioners: is below 0\narea.zzzz: unknown field\nline 1, column 42: want a value, have the end of the document"},
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

func TestTargets(t *testing.T) {
	var null *int
	var loop interface{ M() }
	type selfish *selfish
	var self selfish
	tests := []struct {
		name string
		v    any
		want string
	}{
		{"nil", nil, "p: cannot decode into <nil>: want a non-nil pointer"},
		{"not a pointer", 3, "p: cannot decode into int: want a non-nil pointer"},
		{"nil pointer", null, "p: cannot decode into *int: want a non-nil pointer"},
		{"interface", &loop, "p: cannot be decoded into the Go type interface { M() }"},
		{"pointer to itself", &self, "p: cannot be decoded into the Go type strict.selfish"},
		{"number", new(int), ""},
		{"pointer", new(*int), ""},
		{"text", new(stage), "p: want a string, have a number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := message(Unmarshal("p", []byte("1"), tt.v, nil)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestSelf would never end if Unmarshal called UnmarshalJSON of its target.
func TestSelf(t *testing.T) {
	var a area
	if err := Unmarshal("p", []byte(`{"practitioners":3}`), &a, nil); err != nil || a.Practitioners != 3 {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestEmbeddedAsInEncodingJSON(t *testing.T) {
	type deep struct{ X, Y, Z int }
	type A struct {
		X int
		deep
	}
	type B struct {
		X int
		Y int `json:"Y"`
	}
	type named struct{ W int }
	type loop struct {
		*loop
		N int
	}
	type C struct {
		A
		B
		Named named `json:"named"`
		*loop
	}
	for _, doc := range []string{`{"Y":1}`, `{"Z":1}`, `{"named":{"W":1}}`} {
		var got, want C
		if err := Unmarshal("", []byte(doc), &got, nil); err != nil {
			t.Errorf("%s: %v", doc, err)
		}
		if err := json.Unmarshal([]byte(doc), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", doc, got, want)
		}
	}
	for doc, want := range map[string]string{
		`{"X":1}`: "X: unknown field",
		`{"N":1}`: "N: cannot be decoded into the Go type strict.C",
	} {
		if got := message(Unmarshal("", []byte(doc), new(C), nil)); got != want {
			t.Errorf("%s: got %q, want %q", doc, got, want)
		}
	}
}
