package strict

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestErrorText(t *testing.T) {
	missing := errors.New("is missing")
	tests := []struct {
		name string
		e    Error
		want string
	}{
		{"package and path", Error{Path: "candidates[2].name", Err: missing, pkg: "pilot"}, "pilot: candidates[2].name: is missing"},
		{"whole document", Error{Path: "", Err: missing, pkg: "pilot"}, "pilot: is missing"},
		{"no package", Error{Path: "a", Err: missing, pkg: ""}, "a: is missing"},
		{"neither", Error{Path: "", Err: missing, pkg: ""}, "is missing"},
		{"no cause", Error{Path: "a", Err: nil, pkg: ""}, "a: is wrong"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.e.Error(); got != tt.want {
				t.Errorf("Error() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	one, two := errors.New("one"), errors.New("two")
	l := Errors{{Path: "a", Err: one, pkg: "p"}, {Path: "b", Err: two, pkg: "p"}}
	if got, want := l.Error(), "p: a: one\np: b: two"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	var err error = fmt.Errorf("reading: %w", l)
	if !errors.Is(err, one) || !errors.Is(err, two) || errors.Is(err, ErrAbsent) {
		t.Error("errors.Is doesn't see the problems as they are")
	}
	var e *Error
	if !errors.As(err, &e) || e.Path != "a" {
		t.Errorf("errors.As found %v, want the first problem", e)
	}
}

func TestAll(t *testing.T) {
	a, b, c := &Error{Path: "a"}, &Error{Path: "b"}, &Error{Path: "c"}
	cause := &Error{Path: "around", Err: fmt.Errorf("as %w", b)}
	tests := []struct {
		name string
		err  error
		want []*Error
	}{
		{"nil", nil, nil},
		{"plain", errors.New("x"), nil},
		{"one", a, []*Error{a}},
		{"list", Errors{a, b}, []*Error{a, b}},
		{"wrapped", fmt.Errorf("x: %w", Errors{a, b}), []*Error{a, b}},
		{"joined", errors.Join(errors.New("x"), a, fmt.Errorf("y: %w and %w", Errors{b}, c)), []*Error{a, b, c}},
		{"not the cause of one", cause, []*Error{cause}},
		{"nil among them", Errors{nil, a}, []*Error{a}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := slices.Collect(All(tt.err)); !slices.Equal(got, tt.want) {
				t.Errorf("All = %v, want %v", got, tt.want)
			}
			for first := range All(tt.err) { // stopping early must not panic
				if first != tt.want[0] {
					t.Errorf("first = %v, want %v", first, tt.want[0])
				}
				break
			}
		})
	}
}

func TestProblems(t *testing.T) {
	io := errors.New("no such file")
	inner := In("inner")
	inner.Addf("x", "bad %d", 1)
	inner.Absentf("[2]", "is missing")
	tests := []struct {
		name string
		add  func(p *Problems)
		want string
	}{
		{"none", func(*Problems) {}, ""},
		{"nil", func(p *Problems) { p.Add("a", nil) }, ""},
		{"no problems in a list", func(p *Problems) { p.Add("a", Errors{}) }, ""},
		{"formatted", func(p *Problems) { p.Addf("a", "want %d", 3) }, "pilot: a: want 3"},
		{"absent says nothing of itself", func(p *Problems) { p.Absentf("a", "is missing") }, "pilot: a: is missing"},
		{"plain", func(p *Problems) { p.Add("a", io) }, "pilot: a: no such file"},
		{"words around a plain error", func(p *Problems) { p.Add("a", fmt.Errorf("x: %w", io)) }, "pilot: a: x: no such file"},
		{"words around two plain errors", func(p *Problems) { p.Add("a", fmt.Errorf("%w, so %w", io, io)) }, "pilot: a: no such file, so no such file"},
		{"paths joined, package replaced", func(p *Problems) { p.Add("a", inner.Err()) }, "pilot: a.x: bad 1\npilot: a[2]: is missing"},
		{"wrapped list", func(p *Problems) { p.Add("", fmt.Errorf("x: %w", inner.Err())) }, "pilot: x: bad 1\npilot: [2]: is missing"},
		{"plain beside a list", func(p *Problems) { p.Add("a", errors.Join(io, inner.Err(), io)) },
			"pilot: a: no such file\npilot: a.x: bad 1\npilot: a[2]: is missing\npilot: a: no such file"},
		{"joined plain", func(p *Problems) { p.Add("a", errors.Join(io, errors.Join(io))) }, "pilot: a: no such file\npilot: a: no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := In("pilot")
			tt.add(p)
			if got := message(p.Err()); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestProblemsKeepCauses(t *testing.T) {
	cause := errors.New("cause")
	var p Problems
	p.Addf("a", "x: %w", cause)
	first := p.Err()
	if !errors.Is(first, cause) || errors.Is(first, ErrAbsent) {
		t.Errorf("%v doesn't wrap its cause alone", first)
	}
	p.Absentf("b", "no model %q: %w", "m", cause)
	if !errors.Is(p.Err(), ErrAbsent) {
		t.Error("Absentf isn't marked")
	}
	if !errors.Is(p.Err().(Errors)[1], cause) {
		t.Error("Absentf hides its cause")
	}
	if len(first.(Errors)) != 1 {
		t.Error("an error handed out has grown")
	}
	var outer Problems
	outer.Add("c", p.Err())
	if got, want := message(outer.Err()), "c.a: x: cause\nc.b: no model \"m\": cause"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(outer.Err(), ErrAbsent) {
		t.Error("the mark is lost in Add")
	}
}

func TestGrownJoinIsLinear(t *testing.T) {
	var err error
	for i := range 20_000 {
		err = errors.Join(err, &Error{Path: Index("", i)})
	}
	if got := len(parts(err)); got != 20_000 {
		t.Errorf("%d parts, want 20000", got)
	}
}

func TestPaths(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"join", Join("a", "b"), "a.b"},
		{"join index", Join("a", "[3]"), "a[3]"},
		{"join to the document", Join("", "b"), "b"},
		{"join index to the document", Join("", "[3].c"), "[3].c"},
		{"join nothing", Join("a", ""), "a"},
		{"index", Index("a", 3), "a[3]"},
		{"index of the document", Index("", 0), "[0]"},
		{"key", Key("a", "b"), "a.b"},
		{"key of the document", Key("", "b"), "b"},
		{"key with dots", Key("a", "b.c"), `a["b.c"]`},
		{"key with a space", Key("", "b c"), `["b c"]`},
		{"empty key", Key("a", ""), `a[""]`},
		{"key with a newline", Key("a", "x\ny"), `a["x\ny"]`},
		{"key that isn't Unicode", Key("a", "x\xff"), `a["x\xff"]`},
		{"long key, cut at a letter's edge", Key("a", strings.Repeat("x", 63)+"éé"), `a["` + strings.Repeat("x", 63) + `…"]`},
		{"key in another script", Key("a", "ጤና"), "a.ጤና"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestCutUndoesSteps(t *testing.T) {
	keys := []string{"a", "", "x.y", `q"]["`, "[3]", "\xff", "ጤና", "a:b", `\`}
	path := ""
	for i, k := range keys {
		path = Index(Key(path, k), i)
	}
	for i, k := range keys {
		var got string
		if got, path = cut(path); got != k {
			t.Errorf("key %d is %q, want %q", i, got, k)
		}
		if got, path = cut(path); got != Index("", i) {
			t.Errorf("index %d is %q", i, got)
		}
	}
	if path != "" {
		t.Errorf("%q is left", path)
	}
	for _, odd := range []string{"[", `["`, `["a"`, ".", "..", "a.", "[x]y", "]", `["a"]b`, "a[[["} {
		for n := 0; odd != ""; n++ {
			if _, odd = cut(odd); n > 10 {
				t.Fatalf("no end of %q", odd)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	var p places
	if p.meets("") || p.meets("a") {
		t.Error("an empty set meets something")
	}
	p.add("a.b[1]")
	p.add(`c["x.y"]`)
	for path, want := range map[string]bool{
		"": true, "a": true, "a.b": true, "a.b[1]": true, "a.b[1].z": true, "a.b[1][0]": true,
		"a.b[12]": false, "a.b[0]": false, "a.c": false, "ab": false, "c": true, `c["x.y"].z`: true, "c.x": false,
	} {
		if got := p.meets(path); got != want {
			t.Errorf("meets(%q) = %v", path, got)
		}
	}
	p.add("")
	if !p.meets("ab") {
		t.Error("the whole document doesn't contain ab")
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
