package pilot

import (
	"context"
	"io"
	"reflect"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// SelectionVersion is the version of the format of a Selection.
const SelectionVersion = 1

// Selection is the answer to a slate: where the programme stands, and the
// verdict on each candidate. It doesn't depend on the order of anything in the
// slate.
type Selection struct {
	Version      int          `json:"version"`       // SelectionVersion
	Organisation string       `json:"organisation"`  // its name
	AsOf         metrics.Date `json:"asOf,omitzero"` // the day it speaks for
	Note         string       `json:"note,omitzero"` // where the programme's figures come from

	Stage      maturity.Assessment    `json:"stage"`               // of the programme, under maturity.Journey
	Form       community.Form         `json:"form"`                // of the KM network that fits the stage; unknown where the stages that are possible differ in it
	KM         community.PracticeArea `json:"km"`                  // knowledge management's own practice area
	Standing   community.Shortfall    `json:"standing"`            // of that
	Unlinked   []string               `json:"unlinked,omitzero"`   // metrics from which no path leads to a hard one
	Unattached []string               `json:"unattached,omitzero"` // support functions from which no support leads to the frontline
	Policy     Policy                 `json:"policy,omitzero"`     // under which it was judged
	Verdicts   []Verdict              `json:"verdicts"`            // by name of candidate
	Chosen     *Chosen                `json:"chosen,omitempty"`    // where the slate has a Choice
	Settled    []Settled              `json:"settled,omitzero"`    // what became of the slate's agreements, by name of candidate
	Pending    []string               `json:"pending,omitzero"`    // candidates whose agreement isn't settled yet: its readings weren't looked at, or there is no method to compare them
}

// SelectOptions is what an embedder adds to a slate. The zero value adds
// nothing.
type SelectOptions struct {
	Rules []Rule // own rules, in force beside the built-in ones unless the policy says otherwise
	// Methods compute what this package only describes.
	Methods Methods
	// Context ends the choice early: Select answers with the best set so far and its
	// bound then, beside the context's error, and without what it hadn't begun of
	// Chosen's Doubt, Waves, Optima, Costs and Core. Nil: it goes on to its end.
	Context context.Context
}

// Equal reports whether both add the same. Two contexts are equal if they are one;
// functions can't be compared, so that rules or methods with some never are.
func (o SelectOptions) Equal(p SelectOptions) bool {
	return reflect.DeepEqual(o.Rules, p.Rules) && reflect.DeepEqual(o.Methods, p.Methods) && o.Context == p.Context
}

// Select judges every candidate of a slate. It is an error, which names every
// fault at once, if the slate or an own rule isn't valid.
func Select(s Slate, o SelectOptions) (Selection, error) {
	if err := validateRules(o.Rules); err != nil {
		return Selection{}, err
	}
	p, err := s.compile(o.Rules)
	if err != nil {
		return Selection{}, err
	}
	selection := Selection{
		Version: SelectionVersion, Organisation: p.Organisation, AsOf: p.AsOf, Note: p.Note,
		Stage: p.assessment, Form: p.form(), KM: p.Area, Standing: p.Area.Shortfall(s.Policy.Established),
		Unlinked: slices.Collect(p.metrics.Unlinked()), Unattached: slices.Collect(p.organisation.Unreachable()),
		Policy: s.Policy, Verdicts: []Verdict{},
	}
	for _, c := range s.sorted() {
		selection.Verdicts = append(selection.Verdicts, newCase(c, p, s.Policy, o.Rules).Verdict())
	}
	if selection.Settled, selection.Pending, err = s.settle(o.Methods, p); err != nil {
		return Selection{}, err
	}
	if s.Choice == nil {
		return selection, nil
	}
	ctx := o.Context
	if ctx == nil {
		ctx = context.Background()
	}
	selection.Chosen, err = s.choose(ctx, o, p, selection.Verdicts)
	return selection, err
}

// Verdict returns the verdict on a candidate, by name.
func (s Selection) Verdict(candidate string) (Verdict, bool) {
	for _, v := range s.Verdicts {
		if v.Candidate == candidate {
			return v, true
		}
	}
	return Verdict{}, false
}

// WriteJSON writes the selection as an indented document that reads back as it
// is.
func (s Selection) WriteJSON(w io.Writer) error { return writeJSON(w, s) }

// UnmarshalJSON reads a selection strictly; a version that isn't known is
// refused.
func (s *Selection) UnmarshalJSON(data []byte) error {
	type plain Selection
	return strict.Unmarshal("pilot", data, (*plain)(s), func() error {
		p := strict.In("pilot")
		checkVersion(p, s.Version, SelectionVersion)
		if s.Organisation == "" {
			p.Absentf("organisation", "is missing")
		}
		return p.Err()
	})
}
