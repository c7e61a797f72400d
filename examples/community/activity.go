package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// log is what is asked about an activity log of the user's own.
type log struct {
	file       string
	kind       health.Kind
	organisers []string
	from       metrics.Date
	months     int
	supportFTE metrics.Interval
	factors    map[health.Factor]metrics.Answer
	fold       func(string) string // of ids
}

// parseFactors reads success factors such as "charter=no,sponsor=yes".
func parseFactors(s string) (map[health.Factor]metrics.Answer, error) {
	if s == "" {
		return nil, nil
	}
	factors := map[health.Factor]metrics.Answer{}
	var errs []error
	for part := range strings.SplitSeq(s, ",") {
		name, text, _ := strings.Cut(part, "=")
		factor, err := health.ParseFactor(strings.TrimSpace(name))
		answer, err2 := metrics.ParseAnswer(strings.TrimSpace(text))
		if factor == health.FactorUnknown && err == nil {
			err = errors.New("unknown is no factor")
		}
		errs = append(errs, err, err2)
		factors[factor] = answer
	}
	return factors, errors.Join(errs...)
}

// condition is what a community does, by its log.
type condition struct {
	File     string          `json:"file"`
	Log      health.LogNotes `json:"log"`
	Notes    health.Notes    `json:"notes"`
	Activity health.Activity `json:"activity"`
	Checkup  health.Checkup  `json:"checkup"`
}

// read reads the log. The members are those of the rosters; nil if there are
// none, and then who is a member isn't known.
func (l log) read(stdin io.Reader, members []community.Member) (condition, error) {
	c := condition{File: l.file}
	r := stdin
	if l.file != "-" {
		f, err := os.Open(l.file)
		if err != nil {
			return c, err
		}
		defer f.Close()
		r = f
	}
	var ids []string
	met := map[string]bool{}
	for _, m := range members {
		if m.ID != "" && !met[m.ID] {
			met[m.ID] = true
			ids = append(ids, m.ID)
		}
	}
	if members != nil && ids == nil {
		return c, fmt.Errorf("%s: the rosters have no ids, so whose activity it is can't be told", l.file)
	}
	var err error
	c.Activity, c.Notes, err = health.Observe(health.ReadLog(r, health.LogOptions{Notes: &c.Log}), health.Community{
		Kind: l.kind, From: l.from, Months: l.months, Members: ids, Organisers: l.organisers, Fold: l.fold,
	})
	if err != nil {
		return c, inFile(l.file, err)
	}
	c.Activity.SupportFTE, c.Activity.Factors = l.supportFTE, l.factors
	c.Checkup, err = health.Check(c.Activity, health.Options{})
	return c, err
}

func (s *sheet) health(c condition) {
	s.f("\nActivity in %s: %d events, from %s to %s\n\n", printable(c.File), c.Notes.Events, c.Notes.First, c.Notes.Last)
	for _, n := range []struct {
		count int
		what  string
	}{
		{c.Notes.Outsiders, "events by people who aren't members (" + some(c.Notes.OutsiderIDs) + "): not counted as members'"},
		{c.Notes.Organisers, "events by organisers"},
		{c.Notes.Outside, "events before or after the months"},
		{c.Log.ZeroCount, "rows with a count of 0"},
		{len(c.Notes.Alike), "ids that differ only by case or spaces (" + some(c.Notes.Alike) + "): -fold-ids makes them one"},
	} {
		if n.count > 0 {
			s.f("  %d %s\n", n.count, n.what)
		}
	}
	if c.Notes.Outsiders*2 > c.Notes.Events {
		s.f("  MOST OF THE LOG IS BY NOBODY ON THE ROSTERS: are these the right members, and are their ids the same?\n")
	}
	s.f("\n%s", c.Checkup)
}

// some lists a few ids.
func some(ids []string) string {
	const most = 5
	if len(ids) > most {
		return printable(strings.Join(ids[:most], ", ")) + ", …"
	}
	return printable(strings.Join(ids, ", "))
}
