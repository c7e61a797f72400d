package strict

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

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
		{"names", `{"NoTag":1}`, everything{NoTag: 1}},
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
		{"int range", `{"i8":128}`, "i8: number out of range: want 0 to 127"},
		{"int below 0", `{"i8":-1,"i64":-9223372036854775808,"p":-3}`, "i8: want a number of 0 or more, have -1\ni64: want a number of 0 or more, have -9223372036854775808\np: want a number of 0 or more, have -3"},
		{"int64 range", `{"i64":9223372036854775808}`, "i64: number out of range: want 0 to 9223372036854775807"},
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
			"zzzz: unknown field\ns: want a string, have a number\narea.x: unknown field\narea.practitioners: want a number of 0 or more, have -1\narea.name: is missing\n" +
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
	_ = loop{}.loop // embedded for its shape alone
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
