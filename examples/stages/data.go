package main

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

//go:embed data
var data embed.FS

// dimensions are the columns of data/*.csv that have answers, and the measures of
// the embedded model.
var dimensions = []string{"program", "policies", "comms", "content", "human_capital", "tech_lifecycle", "testing", "acquisition", "training"}

// round is one assessment of many units.
type round struct {
	label string // "FY23"
	asOf  metrics.Date
	units []unit
}

// unit is what is known of one unit in a round.
type unit struct {
	maturity.Unit
	published    string   // the overall level
	before       string   // the overall level of the round before, as this one gives it
	notPerformed []string // measures of what the unit says it doesn't do
}

// asPublished is a unit with its overall level as the one thing known of it.
func (r round) asPublished(u unit) maturity.Unit {
	return maturity.Unit{ID: u.ID, Facts: r.overall(u.published, r.label)}
}

// restated is what a later round says of the level of a unit in this one.
func (r round) restated(u unit, label string) maturity.Evidence { return r.overall(u.before, label) }

func (r round) overall(level, label string) maturity.Evidence {
	return maturity.Evidence{{Measure: overallLevel, Answer: level, AsOf: r.asOf, Source: label + " assessment"}}
}

// embedded are the two rounds. That they speak for the last day of the fiscal year is
// our reading: answers were due in August.
func embedded(fsys fs.FS) ([]round, error) {
	rounds := []round{
		{label: "FY23", asOf: metrics.MustDate("2023-09-30")},
		{label: "FY24", asOf: metrics.MustDate("2024-09-30")},
	}
	for i := range rounds {
		file := "data/" + strings.ToLower(rounds[i].label) + ".csv"
		if err := rounds[i].read(fsys, file); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return rounds, nil
}

// read reads the units of a round.
func (r *round) read(fsys fs.FS, file string) error {
	f, err := fsys.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	seen := map[string]bool{}
	for i, row := range rows[1:] {
		get := func(name string) string { return strings.TrimSpace(row[column[name]]) }
		u := unit{Unit: maturity.Unit{ID: get("id"), Name: get("name")}, published: get("level"), notPerformed: notPerformed(get("not_performed"))}
		if seen[u.ID] {
			return fmt.Errorf("row %d: %q stands twice", i+2, u.ID)
		}
		seen[u.ID] = true
		if _, ok := column["picture"]; ok {
			if u.before, err = fromPicture(get("picture"), u.published); err != nil {
				return fmt.Errorf("row %d: %w", i+2, err)
			}
		}
		for _, d := range dimensions {
			source := r.label + " assessment"
			if slices.Contains(u.notPerformed, d) {
				source += ", not performed"
			}
			u.Facts = append(u.Facts, maturity.Fact{Measure: d, Answer: get(d), AsOf: r.asOf, Source: source})
		}
		r.units = append(r.units, u)
	}
	return nil
}

// notPerformed reads a list such as "comms, tech-lifecycle".
func notPerformed(list string) (all []string) {
	for s := range strings.SplitSeq(list, ",") {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, strings.ReplaceAll(s, "-", "_"))
		}
	}
	return all
}

const levels = `(Very Low|Low|Moderate|High|Very High)`

var (
	moved = regexp.MustCompile(`^The grid shows (no change|an increase|a decrease) from ` + levels + ` maturity in FY23 to ` + levels + ` maturity in FY24, and `)
	alone = regexp.MustCompile(`^The grid indicates ` + levels + ` maturity and `)
	order = strings.Split(strings.Trim(levels, "()"), "|")
)

// fromPicture is the FY23 level that the text of an FY24 picture gives, "" where it
// gives none. The text must agree with itself and with the level published.
func fromPicture(text, published string) (before string, err error) {
	now, word := "", "no change"
	if m := moved.FindStringSubmatch(text); m != nil {
		word, before, now = m[1], m[2], m[3]
	} else if m := alone.FindStringSubmatch(text); m != nil {
		now = m[1]
	} else {
		return "", fmt.Errorf("the picture's text tells no maturity: %q", text)
	}
	if now != published {
		return "", fmt.Errorf("the picture's text says %s, and published is %s", now, published)
	}
	if before == "" {
		return "", nil
	}
	want := "no change"
	switch from, to := slices.Index(order, before), slices.Index(order, now); {
	case to > from:
		want = "an increase"
	case to < from:
		want = "a decrease"
	}
	if word != want {
		return "", fmt.Errorf("the picture's text calls it %s from %s to %s", word, before, now)
	}
	return before, nil
}
