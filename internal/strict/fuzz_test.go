package strict

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// sample has all kinds that come back from encoding/json as they were.
type sample struct {
	Base
	*Remote
	S      string           `json:"s"`
	B      bool             `json:"b"`
	I8     int8             `json:"i8"`
	I64    int64            `json:"i64"`
	U16    uint16           `json:"u16"`
	U64    uint64           `json:"u64"`
	F32    float32          `json:"f32"`
	F64    float64          `json:"f64"`
	P      *int             `json:"p"`
	L      []string         `json:"l"`
	LL     [][]int          `json:"ll"`
	A      [2]bool          `json:"a"`
	M      map[string]*bool `json:"m"`
	MS     map[stage]area   `json:"ms"`
	Bytes  []byte           `json:"bytes"`
	Stages []stage          `json:"stages"`
	Area   *area            `json:"area"`
	Next   *sample          `json:"next"`
}

func (s *sample) validate() error {
	p := In("x")
	if s.S == "" {
		p.Absentf("s", "is missing")
	}
	for key, value := range s.M {
		if value == nil {
			p.Addf(Key("m", key), "is null")
		}
	}
	return p.Err()
}

func FuzzUnmarshal(f *testing.F) {
	for _, seed := range []string{
		`{"s":"x","b":true,"i8":-1,"i64":9,"u16":7,"u64":18446744073709551615,"f32":0.5,"f64":1e30}`,
		`{"s":"x","p":3,"l":["é\u00e9\ud83d\ude00"],"ll":[[1],null,[]],"a":[true,false],"m":{"a.b":true,"":false}}`,
		`{"s":"x","ms":{"used":{"name":"x","practitioners":3}},"bytes":"aGk=","stages":["tried"],"area":{"name":"x"}}`,
		`{"s":"x","id":"x","hidden":"y","far":2,"next":{"next":{"p":null,"l":null,"area":null}}}`,
		`{"S":1,"s":1,"s":2,"area":{"name":1,"nmae":2},"m":{"x":null},"next":{"a":[1,2,3]}}`,
		`{"s":"\ud800","area":{"practitioners":-1,"x":[{`,
		"\uFEFF{\"s\":\"\xff\"} x", "", "null", "[[[[", `{"s":"x","i8":1e2,"f64":1e999}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := sample{S: "before", L: []string{"kept"}, Remote: &Remote{7}}
		got := before
		given := bytes.Clone(data)
		err := Unmarshal("fuzz", data, &got, got.validate)
		if !bytes.Equal(data, given) {
			t.Fatal("the document was changed")
		}
		if err != nil {
			l, ok := err.(Errors)
			if !ok || len(l) == 0 || l.Error() == "" {
				t.Fatalf("refused with %T %v", err, err)
			}
			if want := (sample{S: "before", L: []string{"kept"}, Remote: &Remote{7}}); !reflect.DeepEqual(got, want) {
				t.Fatalf("half-written: %+v", got)
			}
			if again := Unmarshal("fuzz", data, &got, got.validate); again == nil || len(again.(Errors)) != len(l) {
				t.Fatalf("first %v\nthen %v", err, again)
			}
			return
		}
		if !json.Valid(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
			t.Fatalf("accepted what isn't JSON: %q", data)
		}
		out, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		var back sample
		if err := Unmarshal("fuzz", out, &back, back.validate); err != nil {
			t.Fatalf("%s came back with %v", out, err)
		}
		if !reflect.DeepEqual(got, back) {
			t.Fatalf("%s came back as %+v, was %+v", out, back, got)
		}
	})
}
