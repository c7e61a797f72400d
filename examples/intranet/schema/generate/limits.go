package main

import "maps"

// What follows is written by hand, since the library asks for it in the code of its
// Validate methods, which reflection doesn't see: what must be there, and the ends of
// numbers. Tests hold each against the decoder.

// bothLimits are those of types that check themselves wherever they are read.
var bothLimits = map[string]string{
	"metrics.Change.level":    `{"minimum": 0, "exclusiveMaximum": 1}`,
	"metrics.Change.se":       `{"minimum": 0}`,
	"metrics.Change.df":       `{"minimum": 0}`,
	"metrics.Group.sd":        `{"minimum": 0}`,
	"metrics.Group.effective": `{"minimum": 0}`,
	"metrics.Group.volume":    `{"minimum": 0}`,
	"metrics.Figure":          `{"required": ["id"]}`,
	"metrics.Figure.id":       `{"minLength": 1}`,
	"metrics.Warning":         `{"required": ["kind"]}`,
	"metrics.Warning.kind":    `{"not": {"const": "unknown"}}`,
	"maturity.Fact.value":     `{"$ref": "#/$defs/maturity.value"}`,
}

var selectionLimits = with(map[string]string{
	"pilot.Selection.version":      `{"const": 1}`,
	"pilot.Selection.organisation": `{"minLength": 1}`,
})

var slateLimits = with(map[string]string{
	"pilot.Slate":         `{"required": ["version", "programme"]}`,
	"pilot.Slate.version": `{"const": 1}`,

	"pilot.Programme":              `{"required": ["organisation"]}`,
	"pilot.Programme.organisation": `{"minLength": 1}`,
	// Facts and metrics have more than their types ask for, which they haven't
	// elsewhere: a contract that was edited is read, whatever was made of its metric.
	"pilot.Programme.facts":   `{"allOf": [{"items": {"properties": {"confidence": {"minimum": 0, "maximum": 1}}}}]}`,
	"pilot.Programme.metrics": `{"allOf": [{"items": {"required": ["id"], "properties": {"id": {"minLength": 1}}}}]}`,

	"community.Function":                   `{"required": ["id"]}`,
	"community.Function.id":                `{"minLength": 1}`,
	"community.PracticeArea.practitioners": `{"minimum": 0}`, // of a number; of an interval the decoder sees it
	"community.PracticeArea.workforce":     `{"minimum": 0}`,
	"community.Threshold.practitioners":    `{"minimum": 0}`,
	"community.Threshold.faceToFace":       `{"minimum": 0}`,
	"community.Threshold.share":            `{"minimum": 0, "maximum": 1}`,
	"maturity.Fact":                        `{"required": ["measure"]}`,
	"maturity.Fact.measure":                `{"minLength": 1}`,
	"metrics.Baseline.points":              `{"minimum": 0}`,

	"pilot.Policy.membersPractise": `{"minimum": 0, "maximum": 1}`,
	"pilot.Policy.endorsers":       `{"minimum": 0, "maximum": 1000000}`,
	"pilot.Policy.baselinePoints":  `{"minimum": 0, "maximum": 1000000}`,
	"pilot.Policy.metricDistance":  `{"minimum": 0, "maximum": 1000000}`,
	"pilot.Policy.rules":           `{"minItems": 1, "uniqueItems": true}`,

	"pilot.Candidate":          `{"required": ["name", "offer"]}`,
	"pilot.Candidate.name":     `{"minLength": 1}`,
	"pilot.Candidate.offer":    `{"not": {"const": "unknown"}}`,
	"pilot.Candidate.worth":    `{"minimum": 0}`,
	"pilot.Candidate.elements": `{"uniqueItems": true, "allOf": [{"items": {"minLength": 1}}]}`,
	"pilot.Endorser":           `{"required": ["name"]}`,
	"pilot.Endorser.name":      `{"minLength": 1}`,
	"pilot.Audience":           `{"required": ["function"]}`,
	"pilot.Audience.function":  `{"minLength": 1}`,
	"pilot.Noise":              `{"required": ["sd"]}`,
	"pilot.Noise.sd":           `{"exclusiveMinimum": 0}`,
	"pilot.Noise.correlation":  `{"minimum": -1, "maximum": 1}`,

	"pilot.Choice.staff":     `{"minimum": 0}`,
	"pilot.Choice.perPilot":  `{"minimum": 0}`,
	"pilot.Choice.elements":  `{"uniqueItems": true, "allOf": [{"items": {"minLength": 1}}]}`,
	"pilot.Choice.required":  `{"uniqueItems": true}`,
	"pilot.Choice.order":     `{"uniqueItems": true}`,
	"pilot.Manager":          `{"required": ["function"]}`,
	"pilot.Manager.function": `{"minLength": 1}`,
	"pilot.Manager.weight":   `{"minimum": 0}`,

	"choose.Criterion":        `{"required": ["id", "better", "scale"]}`,
	"choose.Criterion.id":     `{"minLength": 1}`,
	"choose.Criterion.better": `{"not": {"const": "unknown"}}`,
	"choose.Criterion.weight": `{"minimum": 0}`,
	"choose.Criterion.scale":  `{"type": "object"}`,

	"pilot.Agreement":           `{"required": ["sealed"]}`,
	"contract.Sealed":           `{"required": ["contract", "digest"]}`,
	"contract.Sealed.digest":    `{"minLength": 1}`,
	"contract.Contract":         `{"required": ["version"]}`,
	"contract.Contract.version": `{"const": 1}`,
	"metrics.Split":             `{"required": ["before", "after"]}`,
	"metrics.Split.before":      `{"required": ["to"], "properties": {"to": {"minLength": 1}}}`,
	"metrics.Split.after":       `{"required": ["from"], "properties": {"from": {"minLength": 1}}}`,
})

// with adds the limits of both documents.
func with(own map[string]string) map[string]string {
	maps.Copy(own, bothLimits)
	return own
}
