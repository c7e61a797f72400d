package schema_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/schema"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
)

const root = "../../.."

// compiled is a schema that is one, by the meta-schema of its draft.
func compiled(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	require.Equal(t, "https://json-schema.org/draft/2020-12/schema", doc.(map[string]any)["$schema"])
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

// check holds a document against a schema.
func check(s *jsonschema.Schema, text []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

// slates are documents by name: those of the examples, one with everything that
// theirs lack, and every text in the tests of package pilot that is read as one.
func slates(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, name := range []string{"examples/programme/template.json", "examples/choose/case.json"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		all[name] = text
	}
	full, err := os.ReadFile("testdata/full.json")
	require.NoError(t, err)
	all["full.json"] = full
	for place, text := range literals(t, filepath.Join(root, "pilot")) {
		if new(pilot.Slate).UnmarshalJSON([]byte(text)) == nil {
			all[place] = []byte(text)
		}
	}
	require.Greater(t, len(all), 3)
	return all
}

// literals are the texts in the tests of a folder, by place.
func literals(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all, places := map[string]string{}, token.NewFileSet()
	for _, name := range files {
		file, err := parser.ParseFile(places, name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				require.NoError(t, err)
				if strings.HasPrefix(strings.TrimSpace(text), "{") {
					all[places.Position(lit.Pos()).String()] = text
				}
			}
			return true
		})
	}
	return all
}

// selected is the selection of a slate, as a document.
func selected(t *testing.T, slate []byte) []byte {
	t.Helper()
	var s pilot.Slate
	require.NoError(t, s.UnmarshalJSON(slate))
	selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, selection.WriteJSON(&b))
	return b.Bytes()
}

// What the library reads and writes is valid, as it is and as it is written again.
func TestDocuments(t *testing.T) {
	slateSchema, selectionSchema := compiled(t, schema.Slate()), compiled(t, schema.Selection())
	for name, text := range slates(t) {
		require.NoError(t, check(slateSchema, text), name)
		var s pilot.Slate
		require.NoError(t, s.UnmarshalJSON(text), name)
		var b bytes.Buffer
		require.NoError(t, s.WriteJSON(&b))
		require.NoError(t, check(slateSchema, b.Bytes()), name)
		require.NoError(t, check(selectionSchema, selected(t, text)), name)
		bare, err := pilot.Select(s, pilot.SelectOptions{}) // without methods
		require.NoError(t, err)
		b.Reset()
		require.NoError(t, bare.WriteJSON(&b))
		require.NoError(t, check(selectionSchema, b.Bytes()), name)
		require.Error(t, check(selectionSchema, text), name)
		require.Error(t, check(slateSchema, b.Bytes()), name)
	}
}

// Every field of every object in a slate's schema stands in the documents above, so
// that none is there untried.
func TestEveryField(t *testing.T) {
	var all map[string]any
	require.NoError(t, json.Unmarshal(schema.Slate(), &all))
	defs := all["$defs"].(map[string]any)
	used := map[string]bool{}
	var visit func(place string, s, v any)
	visit = func(place string, s, v any) {
		keywords, ok := s.(map[string]any)
		if !ok {
			return
		}
		if ref, ok := keywords["$ref"].(string); ok {
			name := strings.TrimPrefix(ref, "#/$defs/")
			visit(name, defs[name], v)
		}
		if branches, ok := keywords["anyOf"].([]any); ok {
			for _, branch := range branches {
				visit(place, branch, v)
			}
		}
		switch v := v.(type) {
		case map[string]any:
			fields, _ := keywords["properties"].(map[string]any)
			for key, value := range v {
				used[place+"."+key] = true
				visit(place+"."+key, fields[key], value)
				visit(place+".*", keywords["additionalProperties"], value)
			}
		case []any:
			for _, value := range v {
				visit(place, keywords["items"], value)
			}
		}
	}
	for _, text := range slates(t) {
		var v any
		require.NoError(t, json.Unmarshal(text, &v))
		visit("", all, v)
	}
	defs[""] = all
	fields := 0
	for name, def := range defs {
		properties, _ := def.(map[string]any)["properties"].(map[string]any)
		for field := range properties {
			fields++
			require.True(t, used[name+"."+field], "no slate has the field %q of %s", field, name)
		}
	}
	require.Greater(t, fields, 100)
}

// Nobody changes the files for another.
func TestCopies(t *testing.T) {
	schema.Slate()[0], schema.Selection()[0] = 'x', 'x'
	require.Equal(t, byte('{'), schema.Slate()[0])
	require.Equal(t, byte('{'), schema.Selection()[0])
}
