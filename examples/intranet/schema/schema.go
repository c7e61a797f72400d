// Package schema has the JSON Schemas (draft 2020-12) of the documents that the
// service reads and writes: a slate and a selection.
//
//	var s map[string]any
//	err := json.Unmarshal(schema.Slate(), &s)
//
// They are generated from the library's types, for editors that complete, forms
// that check while one types, and programs in other languages. The library's own
// decoder has the last word: it refuses everything that the schema of a slate
// refuses, and says why in words.
//
// # What only the decoder sees
//
// References: functions, metrics, measures, candidates, criteria and rules that
// aren't there, and names that stand twice. What two fields say together: a practice
// area larger than its workforce, a baseline that ends before it starts, an interval
// whose ends cross, an estimate that isn't the difference of the means, days after the
// programme's. Days that no calendar has, such as 30 February; whole numbers written
// as 1.0 or 1e3, and numbers that no float64 holds; a field that stands twice in one
// object; documents nested deeper than 100. Whether a contract is what was sealed: one
// that was edited is read, so no more than its version is asked for here.
//
// # Selections
//
// A selection's schema asks for every field that the library always writes, so that
// other programs may rely on them. The decoder asks for its version and organisation
// alone, and takes what is left out for unknown.
//
// # What it does not do
//
// An embedder's own rules are no part of the library: a policy may name any.
package schema

import (
	"bytes"
	_ "embed"
)

//go:generate go run ./generate

//go:embed slate.json
var slate []byte

//go:embed selection.json
var selection []byte

// Slate returns the schema of a pilot.Slate.
func Slate() []byte { return bytes.Clone(slate) }

// Selection returns the schema of a pilot.Selection.
func Selection() []byte { return bytes.Clone(selection) }
