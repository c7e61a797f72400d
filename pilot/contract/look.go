package contract

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Look is one time that the metric may be read against the baseline.
//
// Several looks, each read as if it were the only one, raise false alarms: twelve
// at 0.95 from 0.05 to 0.208 (study.NaiveFalseAlarms). So their levels can't all be
// the same. Those of study.NewLooks fit looks after equally many readings each,
// those of study.LooksAt any others: the Level of study.Look.Options. A look that
// nothing can pass, at a level of 1, is none.
type Look struct {
	// Readings is how many there are after by then: metrics.MinBaselinePoints or
	// more, below which nothing is told, and more than at the look before.
	Readings int     `json:"readings"`
	Level    float64 `json:"level"` // confidence level, above 0 and below 1
}

// checkLooks adds what is wrong with the looks.
func (c Contract) checkLooks(p *strict.Problems) {
	if len(c.Looks) == 0 {
		p.Absentf("looks", "are missing: one for each time that it may be read, the end last")
		return
	}
	same, before := true, 0
	for i, look := range c.Looks {
		path := strict.Index("looks", i)
		switch {
		case look.Readings < metrics.MinBaselinePoints:
			p.Addf(strict.Join(path, "readings"), "want %d or more after, below which nothing is told, have %d", metrics.MinBaselinePoints, look.Readings)
		case look.Readings <= before:
			p.Addf(strict.Join(path, "readings"), "want more than the %d before it, have %d", before, look.Readings)
		}
		if !(look.Level > 0 && look.Level < 1) {
			p.Addf(strict.Join(path, "level"), "want a share above 0 and below 1, have %v", look.Level)
		}
		same, before = same && look.Level == c.Looks[0].Level, look.Readings
	}
	if same && len(c.Looks) > 1 {
		p.Addf("looks", "%d looks all at a level of %v: each looks as if it were the only one, which raises false alarms", len(c.Looks), c.Looks[0].Level)
	}
	c.checkRoom(p, strict.Join(strict.Index("looks", len(c.Looks)-1), "readings"), c.Split.After, before)
}

// checkRoom adds a problem if a window hasn't room for so many readings.
func (c Contract) checkRoom(p *strict.Problems, path string, window metrics.Span, readings int) {
	if readings < metrics.MinBaselinePoints || window.To.Before(window.From) || c.Period.After(window.From, 0).IsZero() {
		return // told elsewhere: too few, no window, no period
	}
	if last := c.Period.After(window.From, readings-1); last.IsZero() || last.After(window.To) {
		p.Addf(path, "%d %s readings don't fit into %s", readings, c.Period, window)
	}
}
