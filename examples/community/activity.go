package main

import (
	"fmt"
	"io"
	"os"

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
		Kind: l.kind, From: l.from, Months: l.months, Members: ids, Organisers: l.organisers,
	})
	if err != nil {
		return c, fmt.Errorf("%s: %w", l.file, err)
	}
	c.Activity.SupportFTE = l.supportFTE
	c.Checkup, err = health.Check(c.Activity, health.Options{})
	return c, err
}

func (s *sheet) health(c condition) {
	s.f("\nActivity in %s: %d events, from %s to %s\n\n", printable(c.File), c.Notes.Events, c.Notes.First, c.Notes.Last)
	for _, n := range []struct {
		count int
		what  string
	}{
		{c.Notes.Outsiders, "events by people who aren't members, which don't count as theirs"},
		{c.Notes.Organisers, "events by organisers"},
		{c.Notes.Outside, "events before or after the months"},
		{c.Log.ZeroCount, "rows with a count of 0"},
		{len(c.Notes.Alike), "ids that differ from another only by case or spaces"},
	} {
		if n.count > 0 {
			s.f("  %d %s\n", n.count, n.what)
		}
	}
	s.f("%s", c.Checkup)
}
