package pilot

import (
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Programme is an organisation's KM effort at one day: the organisation with
// its functions and metrics, and what is known of knowledge management in it.
type Programme struct {
	Organisation string               `json:"organisation"`       // its name
	AsOf         metrics.Date         `json:"asOf,omitzero"`      // the day it speaks for; later facts don't count
	Functions    []community.Function `json:"functions,omitzero"` // the parts of the organisation
	Metrics      []metrics.Metric     `json:"metrics,omitzero"`   // what is measured, and what drives what

	// Area is knowledge management's own practice area. Its head count is
	// stored here alone, for the stage of the programme and for every candidate
	// of KM's own.
	Area     community.PracticeArea `json:"area"`
	Function string                 `json:"function,omitzero"` // id of the KM team's function
	Facts    maturity.Evidence      `json:"facts,omitzero"`    // on the measures of maturity.Journey, but for the head count
	Note     string                 `json:"note,omitzero"`     // where the figures come from
}

// programme is a Programme that has been found valid, with what every candidate
// needs of it.
type programme struct {
	*Programme
	organisation *community.Organisation
	metrics      *metrics.Map
	journey      *maturity.Model
	assessment   maturity.Assessment
}

// compile validates the programme and assesses its stage.
func (p *Programme) compile(policy Policy) (*programme, error) {
	problems := strict.In("pilot")
	out := &programme{Programme: p}
	if policy.Established.Validate() != nil { // the policy's fault, told there
		policy.Established = community.Threshold{}
	}
	var err error
	if p.Organisation == "" {
		problems.Absentf("organisation", "is missing")
	}
	out.organisation, err = community.NewOrganisation(p.Functions...)
	problems.Add("", err)
	out.metrics, err = metrics.NewMap(p.Metrics...)
	problems.Add("", err)
	problems.Add("area", p.Area.Validate())
	if p.Function != "" && !p.names().functions[p.Function] {
		problems.Absentf("function", "there is no function %q", strict.Clip(p.Function))
	}
	for i, f := range p.Facts {
		if f.Measure == "" {
			problems.Absentf(strict.Join(strict.Index("facts", i), "measure"), "is missing")
		}
		if f.Measure == maturity.KMPractitioners || f.Measure == maturity.KMPractitionerShare {
			problems.Addf(strict.Join(strict.Index("facts", i), "measure"), "the number of KM practitioners is stored once, in the programme's area")
		}
	}
	out.journey = maturity.JourneyFor(p.Area, policy.Established)
	facts := slices.Concat(p.Facts, maturity.AreaFacts(p.Area, policy.Established)) // in this order, so that paths count as in the document
	out.assessment, err = out.journey.Assess(facts, maturity.Options{AsOf: p.AsOf})
	problems.Add("", err)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// Validate reports everything that is wrong with the programme.
func (p *Programme) Validate() error {
	_, err := p.compile(Policy{})
	return err
}

// form is the form of network that fits every stage that is possible,
// FormUnknown if they differ.
func (p *programme) form() community.Form {
	lowest, highest := p.stages()
	form := lowest.Form()
	for s := lowest; s <= highest; s++ {
		if s.Form() != form {
			return community.FormUnknown
		}
	}
	return form
}

// stages returns the range of stages that the programme may have reached.
func (p *programme) stages() (lowest, highest maturity.Stage) { return p.assessment.Stage() }

// UnmarshalJSON reads a programme strictly.
func (p *Programme) UnmarshalJSON(data []byte) error {
	type plain Programme
	return strict.Unmarshal("pilot", data, (*plain)(p), nil)
}
