package contract

import (
	"math"
	"strings"
	"unicode/utf8"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Version is the version of the format of a Contract.
const Version = 1

// Contract is what is agreed before a pilot starts.
type Contract struct {
	Version int            `json:"version"` // Version
	Pilot   string         `json:"pilot"`   // name of the candidate
	Problem string         `json:"problem"` // the business problem that it is to solve
	Metric  metrics.Metric `json:"metric"`  // the one that decides, with unit and direction

	Start metrics.Date `json:"start"` // first day of the pilot
	// Split is the baseline's window and the pilot's, both with all ends. The first
	// and the last reading of each lie no more than a period inside of its ends, which
	// is our default.
	Split  metrics.Split  `json:"split,omitzero"`
	Period metrics.Period `json:"period"` // how often the metric is read
	// BaselineReadings is how many readings the baseline has:
	// metrics.MinBaselinePoints or more, and no more than its window has room for.
	BaselineReadings int `json:"baselineReadings"`
	// Method is how before and after are compared. It is of readings with dates:
	// without them no window can be kept.
	Method metrics.Method `json:"method"`
	// Control names what it is compared with, as metrics.Control does; empty where
	// the method compares with nothing.
	Control string `json:"control,omitzero"`
	// Chosen says whether the pilot was chosen because its figures were bad, which
	// would come back by themselves; Season how many periods a year of the metric has,
	// 12 of one that is read monthly and seasonal, 1 of one that isn't seasonal. Both
	// are what a comparison can't see; left out they are unknown, and it warns of that.
	Chosen metrics.Answer `json:"chosen,omitzero"`
	Season int            `json:"season,omitzero"`
	Looks  []Look         `json:"looks"` // the times that it may be read, the end last
	// Worth is the smallest change worth having, in the metric's unit, finite and
	// above 0: what is shown to be better must be shown to be better by this much.
	Worth float64 `json:"worth"`

	Decisions Decisions    `json:"decisions"` // what is done then
	Decides   string       `json:"decides"`   // who does it: a manager of the business
	Agreed    metrics.Date `json:"agreed"`    // the day it was agreed, before Start
}

// Decisions say what is done for each conclusion, in the words agreed on.
type Decisions struct {
	Better     string `json:"better"`     // shown to be better by what is worth having
	Little     string `json:"little"`     // shown to be better, not by that much
	NoEffect   string `json:"noEffect"`   // no effect shown
	Worse      string `json:"worse"`      // shown to be worse
	CannotTell string `json:"cannotTell"` // the comparison can't tell
}

// Validate reports everything that is wrong with the contract.
func (c Contract) Validate() error {
	p := strict.In("contract")
	if c.Version != Version {
		p.Addf("version", "want %d, have %d", Version, c.Version)
	}
	c.checkTexts(p)
	p.Add("metric", c.Metric.Validate())
	if c.Metric.Better == metrics.DirectionUnknown {
		p.Absentf("metric.better", "want higher or lower, have %s", c.Metric.Better)
	}
	c.checkDays(p)
	if _, err := c.Period.MarshalText(); err != nil || c.Period == metrics.PeriodUnknown {
		p.Absentf("period", "want one of the periods, have %s", c.Period)
	}
	if c.BaselineReadings < metrics.MinBaselinePoints {
		p.Addf("baselineReadings", "want %d or more, below which nothing is told, have %d", metrics.MinBaselinePoints, c.BaselineReadings)
	}
	c.checkRoom(p, "baselineReadings", c.Split.Before, c.BaselineReadings)
	if _, err := c.Chosen.MarshalText(); err != nil {
		p.Add("chosen", err)
	}
	if c.Season < 0 {
		p.Addf("season", "want 1 or more, or 0 for unknown, have %d", c.Season)
	}
	c.checkMethod(p)
	c.checkLooks(p)
	if !(c.Worth > 0) || math.IsInf(c.Worth, 0) {
		p.Addf("worth", "want a finite number above 0, have %v", c.Worth)
	}
	return p.Err()
}

// checkTexts adds the texts that are missing, and those that a document can't hold.
func (c Contract) checkTexts(p *strict.Problems) {
	type text struct {
		field, says string
		optional    bool
	}
	texts := []text{
		{"pilot", c.Pilot, false}, {"problem", c.Problem, false},
		{"metric.id", c.Metric.ID, c.Metric.ID == ""}, // an empty one the metric tells
		{"metric.name", c.Metric.Name, true}, {"metric.unit", c.Metric.Unit, true},
		{"control", c.Control, true}, {"decides", c.Decides, false},
		{"decisions.better", c.Decisions.Better, false}, {"decisions.little", c.Decisions.Little, false}, {"decisions.noEffect", c.Decisions.NoEffect, false},
		{"decisions.worse", c.Decisions.Worse, false}, {"decisions.cannotTell", c.Decisions.CannotTell, false},
	}
	for i, id := range c.Metric.Drives {
		texts = append(texts, text{strict.Index("metric.drives", i), id, true})
	}
	for _, text := range texts {
		switch {
		case !text.optional && strings.TrimSpace(text.says) == "":
			p.Absentf(text.field, "is missing")
		case !utf8.ValidString(text.says):
			p.Addf(text.field, "invalid UTF-8")
		}
	}
}

// checkDays adds what is wrong with the windows and the days around them.
func (c Contract) checkDays(p *strict.Problems) {
	p.Add("split", c.Split.Validate())
	for _, end := range []struct {
		field string
		day   metrics.Date
	}{{"split.before.from", c.Split.Before.From}, {"split.after.to", c.Split.After.To}, {"start", c.Start}, {"agreed", c.Agreed}} {
		if end.day.IsZero() {
			p.Absentf(end.field, "is missing: a window that can be moved isn't agreed")
		}
	}
	if !c.Agreed.IsZero() && !c.Start.IsZero() && !c.Agreed.Before(c.Start) {
		p.Addf("agreed", "%s isn't before the start, %s", c.Agreed, c.Start)
	}
	if !c.Start.IsZero() && !c.Split.After.From.IsZero() && c.Split.After.From.Before(c.Start) {
		p.Addf("split.after.from", "%s is before the start, %s", c.Split.After.From, c.Start)
	}
	if !c.Start.IsZero() && !c.Split.Before.To.IsZero() && !c.Split.Before.To.Before(c.Start) {
		p.Addf("split.before.to", "%s isn't before the start, %s: a baseline is what was before", c.Split.Before.To, c.Start)
	}
}

// checkMethod adds what is wrong with the method, and a control that doesn't go
// with it.
func (c Contract) checkMethod(p *strict.Problems) {
	if _, err := c.Method.MarshalText(); err != nil || c.Method == metrics.MethodUnknown {
		p.Absentf("method", "want one of the methods, have %s", c.Method)
		return
	}
	named := strings.TrimSpace(c.Control) != ""
	switch c.Method {
	case metrics.PooledPilots:
		p.Addf("method", "%s is of several pilots, not of this one", c.Method)
	case metrics.UnitChanges, metrics.CovarianceAnalysis, metrics.FourMeans, metrics.GapChange, metrics.GapRegression, metrics.LogGapChange:
		if !named {
			p.Absentf("control", "is missing: %s compares with one", c.Method)
		}
	default:
		if c.Control != "" {
			p.Addf("control", "%s compares with none, have %q", c.Method, strict.Clip(c.Control))
		}
	}
}

// UnmarshalJSON reads a contract strictly; a version that isn't known is refused.
func (c *Contract) UnmarshalJSON(data []byte) error {
	type plain Contract
	var read plain
	err := strict.Unmarshal("contract", data, &read, func() error { return Contract(read).Validate() })
	if err == nil {
		*c = Contract(read)
	}
	return err
}
