package metrics

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Change is what a study found of one metric: after minus before, with all that
// is needed to believe it or to argue with it. It is made by the package
// metrics/study and speaks for itself: [Change.Conclusion] and [Change.Saving]
// are derived from it alone.
//
// The zero value says nothing: no method, no interval, so that nothing can be
// told.
type Change struct {
	Metric string    `json:"metric,omitzero"` // id of what changed
	Unit   string    `json:"unit,omitzero"`   // of Estimate and Interval
	Better Direction `json:"better,omitzero"` // which way is better

	Method  Method `json:"method"`           // how it was computed
	Because Reason `json:"because,omitzero"` // why that method

	Estimate float64  `json:"estimate"`          // after minus before; of a controlled study, less the control's
	Interval Interval `json:"interval,omitzero"` // at Level; Anything where the method gives none
	Level    float64  `json:"level,omitzero"`    // confidence level of Interval, above 0 and below 1
	P        Interval `json:"p,omitzero"`        // two-sided; Anything where the method gives none
	SE       float64  `json:"se,omitzero"`       // standard error, 0 where the method has none
	DF       float64  `json:"df,omitzero"`       // degrees of freedom, 0 where the method has none
	Family   int      `json:"family,omitzero"`   // number of comparisons that Level allows for; 0 or 1: this one alone

	Before  Group    `json:"before"`           // the readings before
	After   Group    `json:"after"`            // the readings after
	Control *Control `json:"control,omitzero"` // nil where there was none

	Figures  []Figure  `json:"figures,omitzero"`  // further numbers of the method, by id
	Warnings []Warning `json:"warnings,omitzero"` // all that couldn't be ruled out
}

// Group describes the readings of one side.
type Group struct {
	From      Date    `json:"from,omitzero"`      // day of the first reading; none for units without dates
	To        Date    `json:"to,omitzero"`        // day of the last
	Points    int     `json:"points"`             // number of readings or units
	Mean      float64 `json:"mean"`               // of the readings, each counted alike
	SD        float64 `json:"sd"`                 // with n-1; 0 of a single reading
	Effective float64 `json:"effective,omitzero"` // number of independent readings they are worth; 0 where not looked at
	Volume    float64 `json:"volume,omitzero"`    // of a rate, what it is counted of over all periods, by its per; of a count or an amount, the number of periods; else 0
	Total     float64 `json:"total,omitzero"`     // of a rate, all events; of a count or an amount, the sum of the readings; else 0
}

// Control describes the group that nothing was changed for.
type Control struct {
	Name   string `json:"name,omitzero"` // what it is; empty: nobody said
	Before Group  `json:"before"`        // its readings before
	After  Group  `json:"after"`         // its readings after
}

// Figure is one further number of a study, with its id: "level-change",
// "cliffs-delta". Which there are is for the method to say; its Unit is that of
// the change where it is empty and the number has one.
type Figure struct {
	ID       string   `json:"id"`                // what it is of; the study that computes it names them
	Estimate float64  `json:"estimate"`          // the number itself
	Interval Interval `json:"interval,omitzero"` // at Level of the change; Anything where there is none
	Unit     string   `json:"unit,omitzero"`     // "ratio", "share"; empty: the change's
}

// warns reports whether there is a warning of that kind.
func (c Change) warns(k WarningKind) bool {
	return slices.ContainsFunc(c.Warnings, func(w Warning) bool { return w.Kind == k })
}

// Figure returns the figure with that id.
func (c Change) Figure(id string) (Figure, bool) {
	for _, f := range c.Figures {
		if f.ID == id {
			return f, true
		}
	}
	return Figure{}, false
}

// Gain is the interval of the change turned so that more than 0 is better:
// itself where a higher number is better, its mirror image where a lower one is,
// and Anything where nobody said which.
func (c Change) Gain() Interval {
	switch c.Better {
	case Higher:
		return c.Interval
	case Lower:
		return c.Interval.Neg()
	}
	return Anything()
}

// String is one line for a log or a failing test.
func (c Change) String() string {
	s := fmt.Sprintf("%s: %s: %v, %v%% interval %s", cmp.Or(c.Metric, "change"), c.Conclusion(), round12(c.Estimate), round12(100*c.Level), c.Interval.Rounded())
	if c.Unit != "" {
		s += " " + c.Unit
	}
	return s + " (" + c.Method.String() + ")"
}

// Validate reports everything that is wrong with the change.
func (c Change) Validate() error {
	p := strict.In("metrics")
	c.validate(p, "")
	return p.Err()
}

func (c Change) validate(p *strict.Problems, path string) {
	at := func(field string) string { return strict.Join(path, field) }
	for _, e := range []struct {
		field string
		err   error
	}{{"better", textError(c.Better)}, {"method", textError(c.Method)}, {"because", textError(c.Because)}} {
		if e.err != nil {
			p.Add(at(e.field), e.err)
		}
	}
	checkNumbers(p, path, []numbered{{"estimate", c.Estimate, true}, {"se", c.SE, false}, {"df", c.DF, false}})
	if !(c.Level >= 0 && c.Level < 1) {
		p.Addf(at("level"), "want a share below 1, have %v", c.Level)
	} else if c.Level == 0 && !c.Interval.IsAnything() {
		p.Absentf(at("level"), "is missing: an interval has a level")
	}
	if !c.Interval.IsAnything() && !c.Interval.Contains(c.Estimate) {
		p.Addf(at("interval"), "the estimate %v doesn't lie in %s", c.Estimate, c.Interval)
	}
	if _, err := (Measure{Kind: Share}).Resolve(c.P); err != nil {
		p.Add(at("p"), err)
	} else if c.saysTwoThings() {
		p.Addf(at("p"), "%v and the interval %s at %v say two things of no change", c.P, c.Interval, c.Level)
	}
	if c.Method.comparesMeans() && c.Control == nil && c.Before.Points > 0 && c.After.Points > 0 {
		if means := c.After.Mean - c.Before.Mean; math.Abs(means-c.Estimate) > 1e-9*max(math.Abs(c.After.Mean), math.Abs(c.Before.Mean), c.After.SD, c.Before.SD) {
			p.Addf(at("estimate"), "%v isn't the mean after less the mean before, %v", c.Estimate, round12(means))
		}
	}
	if least := min(c.Before.Points, c.After.Points); least >= 0 && least < MinBaselinePoints && !c.Interval.IsAnything() && c.Method != PooledPilots && !c.warns(TooFewPoints) {
		p.Absentf(at("warnings"), "%d readings on one side, and no warning of too few points", least)
	}
	if c.Family < 0 {
		p.Addf(at("family"), "want 0 or more, have %d", c.Family)
	}
	c.Before.validate(p, at("before"))
	c.After.validate(p, at("after"))
	if c.Control != nil {
		c.Control.Before.validate(p, at("control.before"))
		c.Control.After.validate(p, at("control.after"))
	}
	seen := map[string]bool{}
	for i, f := range c.Figures {
		figure := strict.Index(at("figures"), i)
		if f.ID == "" {
			p.Absentf(strict.Join(figure, "id"), "is missing")
		} else if seen[f.ID] {
			p.Addf(strict.Join(figure, "id"), "%q stands twice", strict.Clip(f.ID))
		}
		seen[f.ID] = true
		if !finite(f.Estimate) {
			p.Addf(strict.Join(figure, "estimate"), "want a finite number, have %v", f.Estimate)
		}
	}
	for i, w := range c.Warnings {
		if err := textError(w.Kind); err != nil || w.Kind == WarningUnknown {
			p.Addf(strict.Join(strict.Index(at("warnings"), i), "kind"), "%s is no warning", w.Kind)
		}
	}
}

// saysTwoThings reports whether the p-value leaves no change possible and the interval
// doesn't, or the other way round; within 1e-9 of the level they say one thing. The
// interval of Mann and Whitney is of another number than the p-value.
func (c Change) saysTwoThings() bool {
	x, ok := c.P.Point()
	if !ok || !(c.Level > 0 && c.Level < 1) || c.Interval.IsAnything() || c.Method == MannWhitney {
		return false
	}
	alpha := 1 - c.Level
	return math.Abs(x-alpha) > 1e-9 && x > alpha != c.Interval.Contains(0)
}

func (g Group) validate(p *strict.Problems, path string) {
	if g.Points < 0 {
		p.Addf(strict.Join(path, "points"), "want 0 or more, have %d", g.Points)
	}
	if !g.From.IsZero() && !g.To.IsZero() && g.To.Before(g.From) {
		p.Addf(strict.Join(path, "to"), "%s is before %s, where the readings start", g.To, g.From)
	}
	checkNumbers(p, path, []numbered{{"mean", g.Mean, true}, {"sd", g.SD, false}, {"effective", g.Effective, false}, {"volume", g.Volume, false}, {"total", g.Total, true}})
}

// textError says what is wrong with a value of an enum.
func textError(v interface{ MarshalText() ([]byte, error) }) error {
	_, err := v.MarshalText()
	return err
}

// numbered is a field that must be finite and, unless signed, 0 or more.
type numbered struct {
	field  string
	x      float64
	signed bool
}

func checkNumbers(p *strict.Problems, path string, numbers []numbered) {
	for _, n := range numbers {
		if !finite(n.x) {
			p.Addf(strict.Join(path, n.field), "want a finite number, have %v", n.x)
		} else if n.x < 0 && !n.signed {
			p.Addf(strict.Join(path, n.field), "want 0 or more, have %v", n.x)
		}
	}
}

// MarshalJSON writes the change with its conclusion beside it, for readers that
// don't derive it.
func (c Change) MarshalJSON() ([]byte, error) {
	type plain Change
	return json.Marshal(struct {
		Conclusion Conclusion `json:"conclusion"`
		plain
	}{c.Conclusion(), plain(c)})
}

// UnmarshalJSON reads a change strictly. A conclusion that doesn't follow from
// the rest is refused, and so are figures that contradict one another: an
// estimate that isn't the difference of the means, a p value beside an interval
// that says otherwise, few readings without their warning. What it can't see is a
// warning that somebody left out.
func (c *Change) UnmarshalJSON(data []byte) error {
	type plain Change
	type document struct {
		Conclusion *Conclusion `json:"conclusion"`
		plain
	}
	var d document
	err := strict.Unmarshal("metrics", data, &d, func() error {
		p := strict.In("metrics")
		read := Change(d.plain)
		read.validate(p, "")
		if have := read.Conclusion(); d.Conclusion != nil && *d.Conclusion != have {
			p.Addf("conclusion", "%q doesn't follow from the figures, which say %q", *d.Conclusion, have)
		}
		return p.Err()
	})
	if err == nil {
		*c = Change(d.plain)
	}
	return err
}

// UnmarshalJSON reads a group strictly.
func (g *Group) UnmarshalJSON(data []byte) error {
	type plain Group
	return strict.Unmarshal("metrics", data, (*plain)(g), nil)
}

// UnmarshalJSON reads a control strictly.
func (c *Control) UnmarshalJSON(data []byte) error {
	type plain Control
	return strict.Unmarshal("metrics", data, (*plain)(c), nil)
}

// UnmarshalJSON reads a figure strictly.
func (f *Figure) UnmarshalJSON(data []byte) error {
	type plain Figure
	return strict.Unmarshal("metrics", data, (*plain)(f), nil)
}
