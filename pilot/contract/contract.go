package contract

import (
	"math"
	"strings"

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

	Start    metrics.Date   `json:"start"` // first day of the pilot
	Split    metrics.Split  `json:"split"` // the baseline's window and the pilot's, both with all ends
	Readings int            `json:"readings"`
	Method   metrics.Method `json:"method"`           // how before and after are compared
	Control  string         `json:"control,omitzero"` // what it is compared with; empty: nothing
	// Levels are the confidence levels of the readings agreed on, the end last: one
	// for a single reading, those of study.NewLooks for several. Each is above 0 and
	// below 1.
	Levels []float64 `json:"levels"`
	// Worth is the smallest change worth having, in the metric's unit, above 0:
	// what is shown to be better must be shown to be better by this much.
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
	for _, text := range []struct{ field, says string }{
		{"pilot", c.Pilot}, {"problem", c.Problem}, {"metric.id", c.Metric.ID}, {"decides", c.Decides},
		{"decisions.better", c.Decisions.Better}, {"decisions.little", c.Decisions.Little}, {"decisions.noEffect", c.Decisions.NoEffect},
		{"decisions.worse", c.Decisions.Worse}, {"decisions.cannotTell", c.Decisions.CannotTell},
	} {
		if strings.TrimSpace(text.says) == "" {
			p.Absentf(text.field, "is missing")
		}
	}
	if c.Metric.Better != metrics.Higher && c.Metric.Better != metrics.Lower {
		p.Absentf("metric.better", "want higher or lower, have %s", c.Metric.Better)
	}
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
	if c.Readings < metrics.MinBaselinePoints {
		p.Addf("readings", "want %d or more after, below which nothing is told, have %d", metrics.MinBaselinePoints, c.Readings)
	}
	if len(c.Levels) == 0 {
		p.Absentf("levels", "are missing: one for each time that it may be read")
	}
	for i, level := range c.Levels {
		if !(level > 0 && level < 1) {
			p.Addf(strict.Index("levels", i), "want a share above 0 and below 1, have %v", level)
		}
	}
	if !(c.Worth > 0) || math.IsInf(c.Worth, 0) {
		p.Addf("worth", "want a number above 0, have %v", c.Worth)
	}
	if _, err := c.Method.MarshalText(); err != nil || c.Method == metrics.MethodUnknown {
		p.Absentf("method", "want one of the methods, have %s", c.Method)
	}
	return p.Err()
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
