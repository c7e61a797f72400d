package strict

import (
	"encoding/json"
	"errors"
	"fmt"
)

// stage takes a text, and has two for one of its values.
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
	secret int
}

// Set by nobody: an unexported field isn't part of a document.
var _ = everything{}.secret
