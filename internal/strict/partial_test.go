package strict

import (
	"errors"
	"testing"
)

// inner decodes itself, as the types of the packages above do.
type inner struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

func (i *inner) UnmarshalJSON(data []byte) error {
	type plain inner
	return Unmarshal("inner", data, (*plain)(i), nil)
}

// A part that decodes itself and has a problem is left alone for its caller, but
// the check of the document around it sees what there is, so that it neither
// misses a further problem nor takes what is there for missing.
func TestCheckSeesWhatAFaultyPartHolds(t *testing.T) {
	var doc struct {
		Parts []inner `json:"parts"`
	}
	err := Unmarshal("outer", []byte(`{"parts": [{"name": "x", "size": "large"}, {"size": 13, "colour": 1}]}`), &doc, func() error {
		p := In("outer")
		for i, part := range doc.Parts {
			path := Index("parts", i)
			if part.Name == "" {
				p.Absentf(Join(path, "name"), "is missing")
			}
			if part.Size > 12 {
				p.Addf(Join(path, "size"), "is too large")
			}
		}
		return p.Err()
	})
	const want = "outer: parts[0].size: want a number, have a string\n" +
		"outer: parts[1].size: is too large\n" +
		"outer: parts[1].colour: unknown field\n" +
		"outer: parts[1].name: is missing"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if doc.Parts != nil {
		t.Error("the document was written to in spite of its problems")
	}
	var alone inner
	if err := alone.UnmarshalJSON([]byte(`{"name": "x", "size": "large"}`)); err == nil || alone != (inner{}) {
		t.Errorf("got %v, %+v", err, alone)
	}
	var e *Error
	if !errors.As(err, &e) || e.Path != "parts[0].size" {
		t.Errorf("got %v", e)
	}
}
