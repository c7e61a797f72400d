package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// rosters is what is asked about rosters of the user's own.
type rosters struct {
	files   []string
	columns community.Columns
	by      community.MainRoleBy
	topic   string
	charter community.Charter
}

// organisation is who is there by these rosters.
type organisation struct {
	Files     []file               `json:"files"`
	Rows      int                  `json:"rows"`
	People    int                  `json:"people"` // members that came of the rows, each person once where there are ids
	NoID      int                  `json:"noID,omitzero"`
	Basis     community.Basis      `json:"basis"`
	Conflicts []community.Conflict `json:"conflicts"`
	Areas     []body               `json:"areas"` // of the whole, on the last day
	Units     []unit               `json:"units"` // on their last days
	Flags     []community.Flag     `json:"flags"` // over the days of the whole
	Community *whole               `json:"community,omitzero"`
}

type file struct {
	Name  string                `json:"name"`
	Notes community.RosterNotes `json:"notes"`
}

type unit struct {
	Name  string `json:"name"`
	Areas []body `json:"areas"` // established or nearly so
}

// whole is the members taken as a community with a topic.
type whole struct {
	Topic   string            `json:"topic"`
	Census  community.Census  `json:"census"`
	Notes   community.Notes   `json:"notes"`
	Nature  community.Nature  `json:"nature"`
	Network community.Network `json:"network"`
	Fix     community.Fix     `json:"fix"`
	Path    *community.Path   `json:"path,omitzero"` // if there are several days
}

// read reads the files into who is there. The members are returned too.
func (in rosters) read(stdin io.Reader) (organisation, []community.Member, error) {
	o := organisation{Areas: []body{}, Units: []unit{}, Flags: []community.Flag{}}
	o.Files = make([]file, len(in.files))
	var sources []iter.Seq2[community.Member, error]
	var errs []error
	for i, name := range in.files {
		o.Files[i].Name = name
		r := stdin
		if name != "-" {
			f, err := os.Open(name)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			defer f.Close()
			r = f
		}
		sources = append(sources, located(name, community.ReadRoster(r, community.RosterOptions{Columns: in.columns, Notes: &o.Files[i].Notes})))
	}
	if err := errors.Join(errs...); err != nil {
		return o, nil, err
	}
	people, err := community.Persons(community.PersonOptions{MainRole: in.by, Basis: community.FTE}, sources...)
	if err != nil {
		return o, nil, err
	}
	o.Basis = community.Heads
	for i := range o.Files {
		basis := &o.Files[i].Notes.Basis
		if *basis == community.BasisUnknown && in.columns.Weight != "" {
			*basis = community.FTE // as -columns says, whatever the column is called
		}
		if *basis != community.Heads {
			o.Basis = *basis
		}
	}
	o.Rows, o.People, o.NoID, o.Conflicts = people.Rows, len(people.Members), people.NoID, people.Conflicts
	if err := o.judge(people.Members); err != nil {
		return o, nil, err
	}
	if in.topic != "" {
		w, err := in.community(people.Members)
		if err != nil {
			return o, nil, err
		}
		o.Community = &w
	}
	return o, people.Members, nil
}

// located says of every fault in which file it is.
func located(name string, members iter.Seq2[community.Member, error]) iter.Seq2[community.Member, error] {
	return func(yield func(community.Member, error) bool) {
		for m, err := range members {
			if err != nil {
				err = fmt.Errorf("%s: %w", name, err)
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// judge takes the standing of every area, in the whole and in its units.
func (o *organisation) judge(members []community.Member) error {
	returns, _, err := community.Returns(community.Members(members...))
	if err != nil {
		return err
	}
	for i, r := range returns {
		if i < len(returns)-1 && returns[i+1].Unit == r.Unit {
			continue // not its last day
		}
		u := unit{Name: r.Unit, Areas: []body{}}
		for _, a := range r.Areas(o.Basis) {
			if s := standing(a, nil); s.Near == metrics.Yes || s.Shortfall.Established == metrics.Yes {
				u.Areas = append(u.Areas, s)
			}
		}
		if r.Unit != "" {
			o.Units = append(o.Units, u)
		}
	}
	everybody := slices.Clone(members)
	for i := range everybody {
		everybody[i].Function = ""
	}
	if returns, _, err = community.Returns(community.Members(everybody...)); err != nil || len(returns) == 0 {
		return err
	}
	last := returns[len(returns)-1]
	if len(returns) > 1 {
		if returns[0].AsOf.IsZero() {
			return errors.New("some rows have a day and some have none: which are the whole of a day can't be told")
		}
		if o.Flags, err = community.Flags(returns, community.FlagOptions{}); err != nil {
			return err
		}
	}
	for _, a := range last.Areas(o.Basis) {
		o.Areas = append(o.Areas, standing(a, nil))
	}
	return nil
}

// community takes the members as a community with the topic, day by day.
func (in rosters) community(members []community.Member) (whole, error) {
	w := whole{Topic: community.FoldProfession(in.topic)}
	days := map[metrics.Date][]community.Member{}
	for _, m := range members {
		days[m.AsOf] = append(days[m.AsOf], m)
	}
	var readings []community.Reading
	var last metrics.Date
	for day, of := range days {
		census, notes, err := community.CountSlice(w.Topic, of)
		if err != nil {
			return w, err
		}
		if len(readings) == 0 || day.After(last) {
			last, w.Census, w.Notes = day, census, notes
		}
		readings = append(readings, community.Reading{AsOf: day, Census: census})
	}
	w.Nature = w.Census.Nature()
	w.Network = in.charter.Network(w.Nature)
	w.Fix = w.Network.Form().Fix()
	if len(readings) > 1 {
		path, err := community.Trace(readings, community.Fraction{})
		if err != nil {
			return w, err
		}
		w.Path = &path
	}
	return w, nil
}

// parseColumns reads a mapping such as "main role=Job Family,fte=FTE".
func parseColumns(s string) (c community.Columns, err error) {
	fields := map[string]*string{
		"id": &c.ID, "unit": &c.Function, "main role": &c.MainRole, "tie": &c.Tie, "fte": &c.Weight, "main": &c.Main, "as of": &c.AsOf,
	}
	if s == "" {
		return c, nil
	}
	var errs []error
	for part := range strings.SplitSeq(s, ",") {
		name, column, ok := strings.Cut(part, "=")
		field := fields[strings.ToLower(strings.TrimSpace(name))]
		switch {
		case !ok || strings.TrimSpace(column) == "":
			errs = append(errs, fmt.Errorf("want NAME=COLUMN, have %q", part))
		case field == nil:
			errs = append(errs, fmt.Errorf("unknown %q: want one of id, unit, main role, tie, fte, main, as of", name))
		case *field != "":
			errs = append(errs, fmt.Errorf("%q stands twice", name))
		default:
			*field = strings.TrimSpace(column)
		}
	}
	return c, errors.Join(errs...)
}
