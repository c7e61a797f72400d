package study

import (
	"bytes"
	"encoding/json"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// document is a case as JSON. Readings without dates that are in order of time
// are one "series" of numbers with a "change_index", the number of them that are
// before; other readings are "before" and "after". A document may give both if
// they agree.
type document struct {
	Name        string            `json:"name,omitzero"`
	Source      string            `json:"source,omitzero"`
	Metric      metrics.Metric    `json:"metric,omitzero"`
	Better      metrics.Direction `json:"better,omitzero"` // short for metric.better
	Series      anySeries         `json:"series,omitzero"`
	ChangeIndex *int              `json:"change_index,omitempty"`
	Split       *metrics.Split    `json:"split,omitempty"`
	Before      []float64         `json:"before,omitzero"`
	After       []float64         `json:"after,omitzero"`
	Paired      bool              `json:"paired,omitzero"`
	Season      int               `json:"season,omitzero"`
	SeasonStart int               `json:"season_start,omitzero"`
	Lags        int               `json:"lags,omitzero"`
	Chosen      metrics.Answer    `json:"chosen,omitzero"`
	Control     *controlDocument  `json:"control,omitempty"`
	Terms       metrics.Terms     `json:"terms,omitzero"`
}

type controlDocument struct {
	Name   string    `json:"name,omitzero"`
	Unit   string    `json:"unit,omitzero"`
	Series anySeries `json:"series,omitzero"`
	Before []float64 `json:"before,omitzero"`
	After  []float64 `json:"after,omitzero"`
	Paired bool      `json:"paired,omitzero"`
}

// anySeries is dated readings or plain numbers.
type anySeries struct {
	dated   metrics.Series
	numbers []float64
}

func (s anySeries) IsZero() bool { return s.dated.Len() == 0 && len(s.numbers) == 0 }

func (s anySeries) MarshalJSON() ([]byte, error) {
	if s.dated.Len() > 0 {
		return json.Marshal(s.dated)
	}
	return json.Marshal(s.numbers)
}

func (s *anySeries) UnmarshalJSON(data []byte) error {
	rest, array := bytes.CutPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("["))
	if rest = bytes.TrimLeft(rest, " \t\r\n"); !array || bytes.HasPrefix(rest, []byte("{")) {
		return s.dated.UnmarshalJSON(data)
	}
	return strict.Unmarshal("study", data, &s.numbers, nil)
}

// MarshalJSON writes the case as a document that reads back as it is.
func (c Case) MarshalJSON() ([]byte, error) {
	d := document{
		Name: c.Name, Source: c.Source, Metric: c.Metric, Series: anySeries{dated: c.Series}, Before: c.Before, After: c.After,
		Paired: c.Paired, Season: c.Season, SeasonStart: c.SeasonStart, Lags: c.Lags, Chosen: c.Chosen, Terms: c.Terms,
	}
	if !c.Split.IsZero() {
		d.Split = &c.Split
	}
	if k := c.Control; k != nil {
		d.Control = &controlDocument{k.Name, k.Unit, anySeries{dated: k.Series}, k.Before, k.After, k.Paired}
	}
	if c.InOrder {
		before := len(c.Before)
		d.ChangeIndex = &before
		d.Series.numbers, d.Before, d.After = slices.Concat(c.Before, c.After), nil, nil
		if d.Control != nil {
			d.Control.Series.numbers, d.Control.Before, d.Control.After = slices.Concat(c.Control.Before, c.Control.After), nil, nil
		}
	}
	return json.Marshal(d)
}

// UnmarshalJSON reads a case strictly and validates it.
func (c *Case) UnmarshalJSON(data []byte) error {
	var d struct {
		document
		Labels []float64 `json:"labels"` // names of the readings; not looked at
	}
	var read Case
	err := strict.Unmarshal("study", data, &d, func() error {
		p := strict.In("study")
		read = d.document.read(p)
		if p.Err() == nil {
			read.validate(p, "")
		}
		return p.Err()
	})
	if err == nil {
		*c = read
	}
	return err
}

// read turns the document into a case.
func (d document) read(p *strict.Problems) Case {
	c := Case{
		Name: d.Name, Source: d.Source, Metric: d.Metric, Series: d.Series.dated, Before: d.Before, After: d.After, Paired: d.Paired,
		Season: d.Season, SeasonStart: d.SeasonStart, Lags: d.Lags, Chosen: d.Chosen, Terms: d.Terms,
	}
	if d.Better != metrics.DirectionUnknown {
		if c.Metric.Better != metrics.DirectionUnknown && c.Metric.Better != d.Better {
			p.Addf("better", "%s is better here, %s in the metric", d.Better, c.Metric.Better)
		}
		c.Metric.Better = d.Better
	}
	if d.Split != nil {
		c.Split = *d.Split
	}
	at := 0
	switch numbers := d.Series.numbers; {
	case d.ChangeIndex == nil && len(numbers) > 0:
		p.Absentf("change_index", "is missing: how many numbers of the series are before")
	case d.ChangeIndex != nil && len(numbers) == 0:
		p.Addf("change_index", "there is no series of numbers; of a dated one the split says it")
	case d.ChangeIndex != nil && (*d.ChangeIndex < 0 || *d.ChangeIndex > len(numbers)):
		p.Addf("change_index", "want 0 to %d, the length of the series, have %d", len(numbers), *d.ChangeIndex)
	case d.ChangeIndex != nil:
		at, c.InOrder = *d.ChangeIndex, true
		c.Before, c.After = split(p, "", d.Series.numbers, at, d.Before, d.After)
	}
	if k := d.Control; k != nil {
		c.Control = &Control{k.Name, k.Unit, k.Series.dated, k.Before, k.After, k.Paired}
		switch {
		case len(k.Series.numbers) > 0 && c.InOrder && at <= len(k.Series.numbers):
			c.Control.Before, c.Control.After = split(p, "control", k.Series.numbers, at, k.Before, k.After)
		case len(k.Series.numbers) > 0:
			badf(p, "control.series", ErrOtherPeriods, "a series of %d numbers, which the pilot's change doesn't split", len(k.Series.numbers))
		}
	}
	return c
}

// split cuts a series of numbers at the change; sides that are given too must
// agree with it.
func split(p *strict.Problems, path string, series []float64, at int, before, after []float64) (b, a []float64) {
	b, a = series[:at:at], series[at:]
	for _, side := range []struct {
		name        string
		given, have []float64
	}{{"before", before, b}, {"after", after, a}} {
		if side.given != nil && !slices.Equal(side.given, side.have) {
			p.Addf(strict.Join(path, side.name), "isn't what the series says")
		}
	}
	return b, a
}
