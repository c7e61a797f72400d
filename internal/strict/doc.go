// Package strict decodes the JSON documents of this module and says everything
// that is wrong with one at once, each problem with the path of its place.
//
//	type plan struct {
//		Name string   `json:"name"`
//		Days []uint16 `json:"days"`
//	}
//	var p plan
//	err := strict.Unmarshal("pilot", data, &p, func() error {
//		bad := strict.In("pilot")
//		if p.Name == "" {
//			bad.Absentf("name", "is missing")
//		}
//		return bad.Err()
//	})
//	// pilot: days[1]: want a number, have a string
//	// pilot: name: is missing
//
// # What it refuses
//
// Documents are RFC 8259 to the letter, as UTF-8 with or without a byte order
// mark. Refused are also unknown fields, names that differ by case, duplicate
// keys anywhere, halves of surrogate pairs, numbers that don't fit, whole numbers
// below 0 (all of this module's are counts), fixed-length
// arrays of another length, and nesting deeper than 100. Values that Go can't
// give a JSON shape to (any, channels, functions, json.Number, the "string" tag
// option) are refused where a document holds one.
//
// # Order
//
// Problems come in the order of the document. A problem that [Unmarshal]'s check
// reports about something that isn't there is placed at the end of the innermost
// object or array that is. A syntax error ends the reading; everything before it
// is still decoded and reported, and the syntax error comes last.
//
// # Paths
//
// A path is written as in Go, "candidates[2].area.practitioners". A key that
// would be misread in one is quoted: labels["a.b"]. Paths that hold a key taken
// from a document should be made with [Key], other paths with [Join] and [Index].
//
// # Zero values, concurrency
//
// The zero [Problems] is ready for use. Functions are safe for concurrent use;
// a Problems is not. Nothing here depends on map order or time: the same
// document gives the same problems. Encoding is left to encoding/json.
package strict
