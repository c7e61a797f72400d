package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

const breachRate = "four-hour-breach-rate"

// emergency makes one slate of the NHS trusts with major (type 1) emergency
// departments: those of each trust are proposed together as a public showcase,
// with the rate of attendances that took longer than four hours as metric. The
// data have no head counts and no roles.
func emergency(fsys fs.FS) (pilot.Slate, error) {
	f, err := fsys.Open("data/emergency/attendances.csv")
	if err != nil {
		return pilot.Slate{}, err
	}
	defer f.Close()
	points, err := breaches(f)
	if err != nil {
		return pilot.Slate{}, fmt.Errorf("attendances.csv: %w", err)
	}
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{
		Organisation: "NHS emergency departments", AsOf: metrics.MustDate("2019-03-31"),
		Functions: []community.Function{{
			ID: "emergency", Name: "Emergency departments", Kind: community.Frontline,
			Note: "our reading: they treat the patients; https://www.kingsfund.org.uk/projects/urgent-emergency-care/urgent-and-emergency-care-mythbusters",
		}},
		Metrics: []metrics.Metric{{
			Measure: metrics.Measure{ID: breachRate, Unit: "of attendances", Kind: metrics.Share},
			Name:    "Attendances of more than four hours", Better: metrics.Lower,
			Hard: true, // our reading: it is the wait itself, and a national standard
		}},
		Area: community.PracticeArea{ID: kim, Name: kim},
		Note: "A combination of sets: the trusts' attendances beside the returns of six public bodies, to which they don't belong." +
			" Real figures of each trust's major (type 1) departments by month; nothing is known of KM in the trusts. That the metric is a hard one is our reading.",
	}}
	for _, trust := range slices.Sorted(maps.Keys(points)) {
		series, err := metrics.NewSeries(points[trust]...)
		if err != nil {
			return pilot.Slate{}, fmt.Errorf("%s: %w", trust, err)
		}
		baseline, err := series.Baseline(metrics.Date{}, metrics.Date{})
		if err != nil {
			return pilot.Slate{}, fmt.Errorf("%s: %w", trust, err)
		}
		s.Candidates = append(s.Candidates, pilot.Candidate{
			Name: "ED " + trust, Problem: "patients stay longer than four hours in emergency departments",
			Offer: pilot.PublicShowcase, Function: "emergency",
			Area:    community.PracticeArea{ID: "Emergency care"},
			Benefit: metrics.Benefit{Metric: breachRate, Baseline: baseline},
			Note:    "No head count and no roles in the data, and no intervention is documented, so no change is claimed.",
		})
	}
	return s, nil
}

// breaches reads the monthly breach rate of every trust's type 1 departments.
func breaches(r io.Reader) (map[string][]metrics.Point, error) {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return nil, err
	}
	var at [5]int
	for i, name := range []string{"period", "org_code", "type", "attendances", "breaches"} {
		if at[i] = slices.Index(header, name); at[i] < 0 {
			return nil, fmt.Errorf("there is no column %q", name)
		}
	}
	points := map[string][]metrics.Point{}
	for {
		row, err := c.Read()
		if err == io.EOF {
			return points, nil
		}
		if err != nil {
			return nil, err
		}
		if row[at[2]] != "1" {
			continue
		}
		date, err := metrics.ParseDate(row[at[0]])
		if err != nil {
			return nil, err
		}
		attendances, err1 := strconv.Atoi(row[at[3]])
		late, err2 := strconv.Atoi(row[at[4]])
		if err1 != nil || err2 != nil || attendances <= 0 || late < 0 || late > attendances {
			return nil, fmt.Errorf("%s of %s: %q breaches of %q attendances", row[at[1]], date, row[at[4]], row[at[3]])
		}
		points[row[at[1]]] = append(points[row[at[1]]], metrics.Point{Date: date, Value: float64(late) / float64(attendances)})
	}
}
