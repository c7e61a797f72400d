package main

import (
	"encoding"
	"encoding/json"
	"iter"
	"maps"
	"reflect"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

// scalars are the definitions of types that read and write themselves. Reflection
// sees nothing of their form, so they are written by hand, but for enums, whose texts
// the library yields.
var scalars = func() map[string]string {
	all := map[string]string{
		// No date is an empty text. Years run from 1.
		"metrics.Date": `{"description": "A day as YYYY-MM-DD, empty for none.", "type": "string",
			"pattern": "^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$", "not": {"pattern": "^0000"}}`,

		// An end that is open must be there.
		"metrics.Interval": `{"description": "What is known of a number: the number, or its ends, of which one may be missing, or null for nothing.",
			"type": ["number", "object", "null"], "additionalProperties": false,
			"properties": {"low": {"type": ["number", "null"]}, "high": {"type": ["number", "null"]}, "lowOpen": {"type": "boolean"}, "highOpen": {"type": "boolean"}},
			"allOf": [
				{"if": {"properties": {"lowOpen": {"const": true}}, "required": ["lowOpen"]}, "then": {"properties": {"low": {"type": "number"}}, "required": ["low"]}},
				{"if": {"properties": {"highOpen": {"const": true}}, "required": ["highOpen"]}, "then": {"properties": {"high": {"type": "number"}}, "required": ["high"]}}
			]}`,

		// Without an exponent, which a schema can't see.
		"community.Weight": `{"description": "A number of people or full-time equivalents, to the millionth.", "type": "number", "minimum": 0}`,

		"community.Fraction": `{"description": "A share as two whole numbers, such as 1/4.", "type": "string", "pattern": "^[0-9]+/0*[1-9][0-9]*$"}`,

		// A list of points, or of rates an object with what they are counted by. What a
		// point doesn't have may be said to be 0.
		"metrics.Series": `{"description": "Readings of a metric, as values, or as counts of a volume.", "type": ["array", "object", "null"],
			"items": {"type": "object", "additionalProperties": false, "required": ["date", "value"], "properties": {
				"date": {"$ref": "#/$defs/metrics.Date", "minLength": 1}, "value": {"type": "number"}, "count": {"enum": [0, null]}, "of": {"enum": [0, null]}}},
			"additionalProperties": false, "required": ["per"], "properties": {
				"per": {"description": "What a rate is counted by, such as 1000.", "type": "number", "exclusiveMinimum": 0},
				"points": {"type": ["array", "null"], "items": {"type": "object", "additionalProperties": false, "required": ["date", "count", "of"], "properties": {
					"date": {"$ref": "#/$defs/metrics.Date", "minLength": 1}, "value": {"enum": [0, null]},
					"count": {"type": "number", "minimum": 0}, "of": {"type": "number", "exclusiveMinimum": 0}}}}}}`,

		// That a fact may be given as true or false its decoder knows alone.
		"maturity.value": `{"anyOf": [{"type": "boolean"}, {"$ref": "#/$defs/metrics.Interval"}]}`,

		// Nature has no exported field.
		"community.Nature": `{"description": "What kind of group a community may be, and the shares of its members that say so.",
			"type": "object", "additionalProperties": false, "properties": {
				"possible": {"type": ["array", "null"], "items": {"$ref": "#/$defs/community.Type", "not": {"const": "unknown"}}, "uniqueItems": true},
				"practice": {"$ref": "#/$defs/metrics.Interval"}, "interest": {"$ref": "#/$defs/metrics.Interval"}, "innovation": {"$ref": "#/$defs/metrics.Interval"}}}`,
	}
	maps.Copy(all, enum(metrics.Answers))
	maps.Copy(all, enum(metrics.Claims))
	maps.Copy(all, enum(metrics.Conclusions))
	maps.Copy(all, enum(metrics.Kinds))
	maps.Copy(all, enum(metrics.Methods))
	maps.Copy(all, enum(metrics.Reasons))
	maps.Copy(all, enum(metrics.Directions))
	maps.Copy(all, enum(metrics.Periods))
	maps.Copy(all, enum(metrics.WarningKinds))
	maps.Copy(all, enum(community.Bases))
	maps.Copy(all, enum(community.Forms))
	maps.Copy(all, enum(community.Kinds))
	maps.Copy(all, enum(community.Levers))
	maps.Copy(all, enum(community.Types))
	maps.Copy(all, enum(maturity.AllConflicts))
	maps.Copy(all, enum(maturity.Gates))
	maps.Copy(all, enum(maturity.Outcomes))
	maps.Copy(all, enum(maturity.Stages))
	maps.Copy(all, enum(pilot.Decisions))
	maps.Copy(all, enum(pilot.Efforts))
	maps.Copy(all, enum(pilot.Offers))
	maps.Copy(all, enum(pilot.Segments))
	maps.Copy(all, enum(contract.BreachKinds))
	return all
}()

// enum is the definition of an enum: the texts of its values.
func enum[E encoding.TextMarshaler](values iter.Seq[E]) map[string]string {
	var texts []string
	for v := range values {
		text, err := v.MarshalText()
		if err != nil {
			panic(err)
		}
		texts = append(texts, string(text))
	}
	definition, err := json.Marshal(map[string]any{"type": "string", "enum": texts})
	if err != nil {
		panic(err)
	}
	return map[string]string{nameOf(reflect.TypeFor[E]()): string(definition)}
}
