package main

import (
	"fmt"
	"io/fs"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// embedded are the two cases of public record.
func embedded(fsys fs.FS) ([]study.Case, error) {
	crimea, err := nightingale(fsys)
	if err != nil {
		return nil, fmt.Errorf("crimea_monthly.csv: %w", err)
	}
	belts, err := seatbelts(fsys)
	if err != nil {
		return nil, fmt.Errorf("seatbelts.json: %w", err)
	}
	return []study.Case{crimea, belts}, nil
}

// nightingale is the deaths from disease of the army in the East, a month and
// for each 1,000 men of its size, without March 1855, in which the sanitary
// commission began its work.
func nightingale(fsys fs.FS) (study.Case, error) {
	f, err := fsys.Open("data/crimea_monthly.csv")
	if err != nil {
		return study.Case{}, err
	}
	defer f.Close()
	series, err := metrics.ReadSeries(f, metrics.SeriesColumns{Value: "disease", Of: "army_size", Per: 1000})
	return study.Case{
		Name:   "Sanitary commission in the Crimea, March 1855",
		Source: "Florence Nightingale's monthly returns 1854-56, data set nightingales-rose of stdlib (PDDL / CC0)",
		Metric: metrics.Metric{
			Measure: metrics.Measure{ID: "mortality from disease", Unit: "deaths a month per 1,000 men", Kind: metrics.Amount},
			Better:  metrics.Lower, Hard: true,
		},
		Series: series,
		Split:  metrics.SplitAround(metrics.MustDate("1855-03-01"), metrics.MustDate("1855-03-31")),
		Chosen: metrics.Yes, // the commission was sent because so many died
		Terms:  metrics.Terms{Unit: "deaths", Distance: metrics.Exactly(0)},
	}, err
}

// seatbelts is the front-seat passengers killed or seriously injured a month,
// with the rear seats as control.
func seatbelts(fsys fs.FS) (study.Case, error) {
	b, err := fs.ReadFile(fsys, "data/seatbelts.json")
	if err != nil {
		return study.Case{}, err
	}
	var c study.Case
	if err := c.UnmarshalJSON(b); err != nil {
		return c, err
	}
	c.Name = "Seat-belt law in Great Britain, February 1983"
	c.Metric = metrics.Metric{
		Measure: metrics.Measure{ID: "front-seat casualties", Unit: "casualties a month", Kind: metrics.Count},
		Better:  metrics.Lower, Hard: true,
	}
	c.Chosen = metrics.No // a law for the whole country
	c.Terms = metrics.Terms{Unit: "casualties", Distance: metrics.Exactly(0)}
	return c, nil
}
