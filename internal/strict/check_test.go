package strict

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

type candidate struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

type plan struct {
	Title      string            `json:"title"`
	Candidates []candidate       `json:"candidates"`
	Labels     map[string]string `json:"labels"`
	Until      string            `json:"until"`
}

// validate finds the same problems in the order of the Go fields, last first, so
// that the order of the document is Unmarshal's doing.
func (p *plan) validate() error {
	bad := In("inner")
	if p.Until == "" {
		bad.Absentf("until", "is missing")
	}
	for key, value := range p.Labels {
		if value == "" {
			bad.Addf(Key("labels", key), "is empty")
		}
	}
	for i := len(p.Candidates) - 1; i >= 0; i-- {
		c, path := p.Candidates[i], Index("candidates", i)
		if c.Size <= 0 {
			bad.Addf(Join(path, "size"), "want more than 0, have %d", c.Size)
		}
		if c.Name == "" {
			bad.Absentf(Join(path, "name"), "is missing")
		}
	}
	if p.Title == "" {
		bad.Absentf("title", "is missing")
	}
	if len(p.Title) > 5 {
		bad.Addf("", "title %q too long", p.Title)
	}
	return bad.Err()
}

func TestCheck(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"no problem", `{"title":"x","until":"y"}`, ""},
		{"whole document first, missing last", `{"title":"too long"}`, "pilot: title \"too long\" too long\npilot: until: is missing"},
		{"missing at the end of its object",
			`{"candidates":[{"size":0},{"name":"","size":0}],"labels":{"b":"","a.b":""},"title":"x","zzz":1}`,
			"pilot: candidates[0].size: want more than 0, have 0\npilot: candidates[0].name: is missing\n" +
				"pilot: candidates[1].name: is missing\npilot: candidates[1].size: want more than 0, have 0\n" +
				"pilot: labels.b: is empty\npilot: labels[\"a.b\"]: is empty\npilot: zzz: unknown field\npilot: until: is missing"},
		{"echo at the same place", `{"title":3,"until":"x"}`, "pilot: title: want a string, have a number"},
		{"echo inside", `{"title":"x","until":"x","candidates":[3]}`, "pilot: candidates[0]: want an object, have a number"},
		{"echo around", `{"title":"too long","until":"x","zzz":3}`, "pilot: zzz: unknown field"},
		{"echo of a flaw", "{\"title\":\"\xff\",\"until\":\"x\"}", "pilot: title: line 1, column 11: invalid UTF-8"},
		{"echo of a duplicate", `{"title":"","title":"x"}`, "pilot: title: duplicate key\npilot: until: is missing"},
		{"no echo beside", `{"title":3,"candidates":[{"name":3,"size":0}]}`,
			"pilot: title: want a string, have a number\npilot: candidates[0].name: want a string, have a number\n" +
				"pilot: candidates[0].size: want more than 0, have 0\npilot: until: is missing"},
		{"not called without a whole", `[]`, "pilot: want an object, have an array"},
		{"absence isn't known after a syntax error", `{"candidates":[{"name":"x","size":0},{"size":0`,
			"pilot: candidates[0].size: want more than 0, have 0\npilot: candidates[1].size: want more than 0, have 0\n" +
				"pilot: line 1, column 47: want ',' or '}', have the end of the document"},
		{"the value taken by a syntax error isn't judged", `{"candidates":[{"size":x`,
			"pilot: line 1, column 24: want a value, have \"x\""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := plan{Title: "before", Labels: map[string]string{"a": "b"}}
			p := before
			err := Unmarshal("pilot", []byte(tt.doc), &p, p.validate)
			if message(err) != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", message(err), tt.want)
			}
			if err != nil && !reflect.DeepEqual(p, before) {
				t.Errorf("half-written: %+v", p)
			}
			if err == nil && (p.Title != "x" || p.Labels != nil) {
				t.Errorf("not written afresh: %+v", p)
			}
		})
	}
}

func TestCheckPlainError(t *testing.T) {
	cause := errors.New("cause")
	err := Unmarshal("pilot", []byte(`{}`), new(plan), func() error { return fmt.Errorf("x: %w", cause) })
	if !errors.Is(err, cause) || message(err) != "pilot: x: cause" {
		t.Errorf("got %v", err)
	}
	if _, ok := err.(Errors); !ok {
		t.Errorf("got %T, want Errors", err)
	}
}

func TestCheckSyntaxKeepsWhatIsThere(t *testing.T) {
	err := Unmarshal("", []byte(`{"title":"x"} 1`), new(plan), func() error {
		p := In("")
		p.Addf("title", "is short")
		p.Absentf("until", "is missing") // the object was read to its end
		return p.Err()
	})
	if want := "title: is short\nuntil: is missing\nline 1, column 15: want the end of the document, have '1'"; message(err) != want {
		t.Errorf("got:\n%s\nwant:\n%s", message(err), want)
	}
}

func TestCheckPanicLeavesTarget(t *testing.T) {
	p := plan{Title: "before"}
	func() {
		defer func() { _ = recover() }()
		_ = Unmarshal("", []byte(`{"title":"after"}`), &p, func() error { panic("oh") })
	}()
	if p.Title != "before" {
		t.Errorf("half-written: %+v", p)
	}
}

func TestDepth(t *testing.T) {
	type tree []tree
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	if err := Unmarshal("", []byte(nest(100)), new(tree), nil); err != nil {
		t.Errorf("100 levels: %v", err)
	}
	if got, want := message(Unmarshal("", []byte(nest(101)), new(tree), nil)), "line 1, column 101: nesting deeper than 100"; got != want {
		t.Errorf("101 levels: got %q, want %q", got, want)
	}
	for _, opening := range []string{"[", `{"a":`, `[{"next":`} {
		var raw json.RawMessage
		var v everything
		for _, target := range []any{&raw, &v, new(tree)} {
			err := Unmarshal("", []byte(strings.Repeat(opening, 1_000_000)), target, nil)
			if !strings.Contains(message(err), "nesting deeper than 100") {
				t.Errorf("%q: %.200v", opening, err)
			}
		}
	}
}

func TestLimit(t *testing.T) {
	numbers := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("1,", n), ",") }
	tests := []struct {
		name, doc   string
		count       int
		first, last string
	}{
		{"just within", numbers(1000) + "]", 1000, "[0]: want a string, have a number", "[999]: want a string, have a number"},
		{"one beyond", numbers(1001) + "]", 1001, "[0]: want a string, have a number", "and 1 more problem"},
		{"many beyond", numbers(5000) + "]", 1001, "[0]: want a string, have a number", "and 4000 more problems"},
		{"syntax error within", numbers(999), 1000, "[0]: want a string, have a number", "line 1, column 1999: want ',' or ']', have the end of the document"},
		{"syntax error beyond", numbers(1000), 1001, "[0]: want a string, have a number", "and 1 more problem"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l Errors
			if !errors.As(Unmarshal("", []byte(tt.doc), new([]string), nil), &l) || len(l) != tt.count {
				t.Fatalf("%d problems, want %d", len(l), tt.count)
			}
			if got := l[0].Error(); got != tt.first {
				t.Errorf("first %q, want %q", got, tt.first)
			}
			if got := l[len(l)-1].Error(); got != tt.last {
				t.Errorf("last %q, want %q", got, tt.last)
			}
		})
	}
}

func TestLimitAddsUpFromInside(t *testing.T) {
	inside := `{"name":"x"` + strings.Repeat(`,"name":"x"`, 700) + strings.Repeat(`,"y":1`, 800) + `}`
	doc := "[" + inside + "," + inside + "]"
	err := Unmarshal("", []byte(doc), new([]area), func() error { return &Error{Path: "[1].practitioners", Err: errors.New("x")} })
	l := err.(Errors)
	// Each object has 700 and 799 duplicates and one unknown field.
	if got, want := message(l[len(l)-1]), "and 2000 more problems"; got != want || len(l) != 1001 {
		t.Errorf("%d problems, the last %q, want %q", len(l), got, want)
	}
}

func TestLimitAddsUpFromCheck(t *testing.T) {
	many := Unmarshal("", []byte("["+strings.Repeat("1,", 1999)+"1]"), new([]string), nil)
	l := Unmarshal("", []byte(`{"zzz":1}`), new(plan), func() error {
		var p Problems
		p.Add("candidates", many)
		return p.Err()
	}).(Errors)
	if got, want := message(l[len(l)-1]), "and 1001 more problems"; got != want || len(l) != 1001 {
		t.Errorf("%d problems, the last %q, want %q", len(l), got, want)
	}
}
