package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// root is the folder of the library's module as seen from package schema, and
// library its path.
const (
	root    = "../../.."
	library = "example.com/kmaturity"
)

// document is one to make a schema of.
type document struct {
	file  string
	title string
	of    any
	// written asks for every field that is always written, rather than for those
	// that must be there to be read.
	written bool
	// limits are what its validation asks for beside the types: keywords for a type,
	// or for a field of one, that no type can say.
	limits map[string]string
}

var documents = []document{
	{"slate.json", "Slate", pilot.Slate{}, false, slateLimits},
	{"selection.json", "Selection", pilot.Selection{}, true, selectionLimits},
}

// generate makes the schema, with the comments of the library in a folder as its
// descriptions.
func (d document) generate(folder string) ([]byte, error) {
	g := generator{types: map[string]reflect.Type{}, used: map[string]bool{}}
	r := jsonschema.Reflector{
		Anonymous: true, ExpandedStruct: true, RequiredFromJSONSchemaTags: !d.written,
		Namer: g.name, Mapper: g.scalar, AdditionalFields: addedFields,
	}
	if err := addComments(&r, folder); err != nil {
		return nil, err
	}
	s := r.Reflect(d.of)
	s.Title = d.title
	all := jsonschema.Definitions{nameOf(reflect.TypeOf(d.of)): s}
	maps.Copy(all, s.Definitions)
	for name, t := range g.types {
		if def, ok := all[name]; ok {
			finish(def, t)
		}
	}
	if err := limit(all, d.limits); err != nil {
		return nil, err
	}
	g.use("maturity.value") // by a limit
	for name := range g.used {
		s.Definitions[name] = keywords(scalars[name])
	}
	if len(g.strange) > 0 {
		return nil, fmt.Errorf("types that read themselves in a way of their own, and are no scalars here: %v", g.strange)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// generator notes the types that it meets, by name.
type generator struct {
	types   map[string]reflect.Type
	used    map[string]bool // scalars
	strange []string
}

// nameOf is a type's name in a schema, such as pilot.Slate.
func nameOf(t reflect.Type) string {
	if t.PkgPath() == "" {
		return t.Name()
	}
	return path.Base(t.PkgPath()) + "." + t.Name()
}

func (g *generator) name(t reflect.Type) string {
	name := nameOf(t)
	if name != "" {
		g.types[name] = t
	}
	return name
}

// scalar refers to the definition of a type that is one, and is nil for others.
func (g *generator) scalar(t reflect.Type) *jsonschema.Schema {
	name := nameOf(t)
	if _, ok := scalars[name]; ok {
		g.use(name)
		return &jsonschema.Schema{Ref: "#/$defs/" + name}
	}
	pointer := reflect.PointerTo(t)
	if pointer.Implements(reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()) ||
		t.Implements(reflect.TypeFor[json.Marshaler]()) && t != reflect.TypeFor[metrics.Change]() {
		g.strange = append(g.strange, name)
	}
	return nil
}

// use notes a scalar and those that its text refers to.
func (g *generator) use(name string) {
	if g.used[name] {
		return
	}
	g.used[name] = true
	for other := range scalars {
		if strings.Contains(scalars[name], `"#/$defs/`+other+`"`) {
			g.use(other)
		}
	}
}

// addedFields are those that a type has in JSON alone: a change is written with its
// conclusion.
func addedFields(t reflect.Type) []reflect.StructField {
	if t != reflect.TypeFor[metrics.Change]() {
		return nil
	}
	return []reflect.StructField{{Name: "Conclusion", Type: reflect.TypeFor[metrics.Conclusion](), Tag: `json:"conclusion"`}}
}

// addComments takes the descriptions of types and fields from the library's source.
func addComments(r *jsonschema.Reflector, folder string) error {
	r.CommentMap = map[string]string{}
	for _, pkg := range []string{"metrics", "community", "maturity", "pilot"} {
		// The keys that it makes begin with where the folder lies.
		found := jsonschema.Reflector{}
		at := filepath.Join(folder, pkg)
		if err := found.AddGoComments("", at); err != nil {
			return err
		}
		for key, text := range found.CommentMap {
			rest := strings.TrimPrefix(filepath.ToSlash(key), filepath.ToSlash(at))
			r.CommentMap[path.Join(library, pkg)+rest] = strings.Join(strings.Fields(text), " ")
		}
	}
	return nil
}

// finish says what the decoder does with every type: null may stand for a pointer, a
// slice and a map, which it leaves out then, and a whole number is a count.
func finish(s *jsonschema.Schema, t reflect.Type) {
	if t.Kind() != reflect.Struct {
		asDecoded(s, t)
		return
	}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if property, ok := s.Properties.Get(name); ok && !f.Anonymous {
			asDecoded(property, f.Type)
		}
	}
}

func asDecoded(s *jsonschema.Schema, t reflect.Type) {
	if s.Ref != "" && t.Kind() != reflect.Pointer {
		return // the definition says it
	}
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		s.Minimum = "0"
	case reflect.Pointer:
		s.AnyOf, s.Ref = []*jsonschema.Schema{{Ref: s.Ref}, {Type: "null"}}, ""
	case reflect.Slice:
		s.Type, s.Extras = "", map[string]any{"type": []string{"array", "null"}}
		asDecoded(s.Items, t.Elem())
	case reflect.Map:
		s.Type, s.Extras = "", map[string]any{"type": []string{"object", "null"}}
		asDecoded(s.AdditionalProperties, t.Elem())
	case reflect.Array:
		asDecoded(s.Items, t.Elem())
	}
}

// keywords are those of a text as a schema.
func keywords(text string) *jsonschema.Schema {
	s := &jsonschema.Schema{}
	if err := json.Unmarshal([]byte(text), &s.Extras); err != nil {
		panic(fmt.Sprintf("%v: %s", err, text))
	}
	return s
}

// limit adds keywords to definitions and their properties; a reference takes the place
// of the one that is there. A limit that has no place is an error, so that none outlives
// a field that was renamed.
func limit(all jsonschema.Definitions, limits map[string]string) error {
	for place, text := range limits {
		pkg, rest, _ := strings.Cut(place, ".")
		name, field, ofField := strings.Cut(rest, ".")
		s := all[pkg+"."+name]
		if s != nil && ofField {
			s, _ = s.Properties.Get(field)
		}
		if s == nil {
			return fmt.Errorf("there is no %s to limit", place)
		}
		if s.Extras == nil {
			s.Extras = map[string]any{}
		}
		maps.Copy(s.Extras, keywords(text).Extras)
		if ref, ok := s.Extras["$ref"].(string); ok {
			s.Ref = ref
			delete(s.Extras, "$ref")
		}
	}
	return nil
}
