package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/kmaturity/internal/strict"
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
		return []unit{{id: "the evidence", facts: e}}, false, nil
	}
	type entry struct {
		Unit  string            `json:"unit"`
		Facts maturity.Evidence `json:"facts"`
	}
	var all []entry
	err = strict.Unmarshal("stages", b, &all, func() error {
		p := strict.In("stages")
		if len(all) == 0 {
			p.Absentf("", "there is neither a unit nor a fact in the array")
		}
		first := map[string]int{}
		for i, e := range all {
			path := strict.Join(strict.Index("", i), "unit")
			if at, twice := first[e.Unit]; e.Unit == "" {
				p.Absentf(path, "is missing")
			} else if twice {
				p.Addf(path, "%q stands twice, first in %s", strict.Clip(e.Unit), strict.Index("", at))
			} else {
				first[e.Unit] = i
			}
			if e.Facts == nil {
				p.Absentf(strict.Join(strict.Index("", i), "facts"), "is missing")
			}
		}
		return p.Err()
	})
	if err != nil {
		return nil, true, in(name, err)
	}
	for _, e := range all {
		units = append(units, unit{id: e.Unit, facts: e.Facts})
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

// located says of each problem of the facts where in the evidence it is.
func (in input) located(err error, many bool) error {
	name := in.evidence
	switch name {
	case "":
		name = "embedded data"
	case "-":
		name = "standard input"
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var all []error
	for _, part := range joined.Unwrap() {
		var of *assessError
		if !errors.As(part, &of) {
			all = append(all, part)
			continue
		}
		for e := range metrics.Errors(of.err) {
			path := e.Path // "facts[0].answer"
			switch {
			case in.evidence == "":
				path = of.unit.id + "." + path
			case many:
				path = fmt.Sprintf("[%d].%s", of.at, path)
			default:
				path = strings.TrimPrefix(path, "facts")
			}
			all = append(all, fmt.Errorf("%s: maturity: %s: %w", name, path, e.Err))
		}
	}
	return errors.Join(all...)
}
