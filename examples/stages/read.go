package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

const most = 64 << 20 // bytes of a document

// document reads a file.
func document(name string, stdin io.Reader) ([]byte, error) {
	r := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("stages: %w", err)
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("stages: %w", err)
	}
	if len(b) > most {
		return nil, fmt.Errorf("stages: %s: more than %d bytes", name, most)
	}
	return b, nil
}

// in says of each problem in which file it is.
func in(name string, err error) error {
	if name == "-" {
		name = "standard input"
	}
	var all []error
	for e := range metrics.Errors(err) {
		all = append(all, fmt.Errorf("%s: %w", name, e))
	}
	return errors.Join(all...)
}

// readModel reads a model of the user's own, or the embedded one.
func readModel(name string, stdin io.Reader) (*maturity.Model, error) {
	m := new(maturity.Model)
	if name == "" {
		return m, m.UnmarshalJSON(model)
	}
	b, err := document(name, stdin)
	if err != nil {
		return nil, err
	}
	if err := m.UnmarshalJSON(b); err != nil {
		return nil, in(name, err)
	}
	return m, nil
}

// readEvidence reads an array of units with their facts, or of the facts of one. It
// also tells which of the two it was.
func readEvidence(name string, stdin io.Reader) (units []unit, many bool, err error) {
	b, err := document(name, stdin)
	if err != nil {
		return nil, false, err
	}
	if !ofUnits(b) {
		var e maturity.Evidence
		if err := e.UnmarshalJSON(b); err != nil {
			return nil, false, in(name, err)
		}
		return []unit{{Unit: maturity.Unit{ID: "the evidence", Facts: e}}}, false, nil
	}
	var all maturity.Units
	if err := all.UnmarshalJSON(b); err != nil {
		return nil, true, in(name, err)
	}
	if len(all) == 0 {
		return nil, true, fmt.Errorf("stages: %s: there is neither a unit nor a fact in the array", name)
	}
	for _, u := range all {
		units = append(units, unit{Unit: u})
	}
	return units, true, nil
}

// ofUnits reports whether a document is an array of units: facts have a measure.
func ofUnits(b []byte) bool {
	var all []struct {
		Measure *json.RawMessage `json:"measure"`
	}
	if err := json.Unmarshal(b, &all); err != nil {
		return false
	}
	for _, x := range all {
		if x.Measure != nil {
			return false
		}
	}
	return true
}

// located says of each problem of the facts in which file it is.
func (in input) located(err error, many bool) error {
	name := in.evidence
	switch name {
	case "":
		name = "embedded data"
	case "-":
		name = "standard input"
	}
	var all []error
	for e := range metrics.Errors(err) {
		path := e.Path // "[0].facts[0].answer"
		if !many {
			path = strings.TrimPrefix(path, "[0].facts")
		}
		all = append(all, fmt.Errorf("%s: maturity: %s: %w", name, path, e.Err))
	}
	if len(all) == 0 {
		return err
	}
	return errors.Join(all...)
}
