package main

import (
	"encoding/csv"
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
	files   []roster
	members *roster // who belongs to the community; nil: everybody
	by      community.MainRoleBy
	foldIDs bool
	fold    func(string) string // of main roles and the topic
	topic   string
	charter community.Charter
}

// roster is a file with its columns.
type roster struct {
	name    string
	columns community.Columns
	excel   bool // semicolons between fields and a comma before decimals
}

// organisation is who is there by these rosters.
type organisation struct {
	Files     []file               `json:"files"`
	Rows      int                  `json:"rows"`
	People    int                  `json:"people"` // who or what came of the rows, each person once where there are ids
	NoID      int                  `json:"noID,omitzero"`
	Basis     community.Basis      `json:"basis"`
	Conflicts []community.Conflict `json:"conflicts"`
	Days      []metrics.Date       `json:"days,omitempty"` // the last day of each unit, each day once
	Areas     []body               `json:"areas"`          // of all units together, each on its last day
	Units     []unit               `json:"units"`
	Flags     []community.Flag     `json:"flags"` // what isn't news, by unit
	Community *whole               `json:"community,omitzero"`
}

type file struct {
	Name  string                `json:"name"`
	Notes community.RosterNotes `json:"notes"`
}

// unit is a part of the organisation on its last day.
type unit struct {
	Name  string       `json:"name,omitzero"`
	AsOf  metrics.Date `json:"asOf,omitzero"`
	Areas []body       `json:"areas"` // established or nearly so
}

// whole is the members of a community with a topic.
type whole struct {
	Topic   string            `json:"topic"`
	List    string            `json:"list,omitzero"` // the file that says who belongs
	AsOf    metrics.Date      `json:"asOf,omitzero"`
	Census  community.Census  `json:"census"`
	Notes   community.Notes   `json:"notes"`
	Nature  community.Nature  `json:"nature"`
	Network community.Network `json:"network"`
	Fix     community.Fix     `json:"fix"`
	Path    *community.Path   `json:"path,omitzero"` // if there are several days
	// Becomes says when it comes to be one of practice, if there are several days.
	Becomes *community.Arrival `json:"becomes,omitzero"`
	// Nobody is the main roles that there are, if nobody is known to have the topic.
	Nobody []string `json:"nobody,omitempty"`
}

// read reads the files into who is there, and returns the members of the
// community: those of the list, or everybody.
func (in rosters) read(stdin io.Reader) (organisation, []community.Member, error) {
	o := organisation{Areas: []body{}, Units: []unit{}, Flags: []community.Flag{}, Basis: community.Heads}
	all := in.files
	if in.members != nil {
		all = append(slices.Clone(all), *in.members)
	}
	o.Files = make([]file, len(all))
	rows := make([][]community.Member, len(all))
	var errs []error
	for i, f := range all {
		var err error
		o.Files[i].Name = f.name
		rows[i], err = f.read(stdin, in.fold, &o.Files[i].Notes)
		errs = append(errs, err)
		if basis := o.Files[i].Notes.Basis; i < len(in.files) && basis != community.Heads {
			o.Basis = basis
		}
	}
	if err := errors.Join(errs...); err != nil {
		return o, nil, err
	}
	people, err := in.persons(rows[:len(in.files)])
	if err != nil {
		return o, nil, err
	}
	o.Rows, o.People, o.NoID, o.Conflicts = people.Rows, len(people.Members), people.NoID, people.Conflicts
	if err := o.judge(people.Members); err != nil {
		return o, nil, err
	}
	if in.members != nil {
		list := rows[len(rows)-1]
		onLastDay(list, people.Members)
		if people, err = in.persons(rows); err != nil {
			return o, nil, err
		}
		people = people.In(func(yield func(string) bool) {
			for _, m := range list {
				if !yield(in.id(m.ID)) {
					return
				}
			}
		})
		people.Members = slices.DeleteFunc(people.Members, func(m community.Member) bool { // who belonged on other days isn't listed
			return !slices.ContainsFunc(list, func(l community.Member) bool { return l.AsOf == m.AsOf })
		})
		if o.Conflicts = people.Conflicts; len(people.Members) == 0 {
			return o, nil, fmt.Errorf("%s: nobody is listed by an id", in.members.name)
		}
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

// onLastDay gives those of a list who have no day the last day of the rosters.
func onLastDay(list, rosters []community.Member) {
	var last metrics.Date
	for _, m := range rosters {
		if m.AsOf.After(last) {
			last = m.AsOf
		}
	}
	for i := range list {
		if list[i].AsOf.IsZero() {
			list[i].AsOf = last
		}
	}
}

func (in rosters) persons(rows [][]community.Member) (community.People, error) {
	var sources []iter.Seq2[community.Member, error]
	for _, r := range rows {
		sources = append(sources, community.Members(r...))
	}
	return community.Persons(community.PersonOptions{MainRole: in.by, Basis: community.FTE, FoldID: in.id}, sources...)
}

// id is an id as it is compared.
func (in rosters) id(id string) string {
	if in.foldIDs {
		return strings.ToLower(strings.Join(strings.Fields(id), ""))
	}
	return strings.TrimSpace(id)
}

// read reads one file. A fault names it.
func (f roster) read(stdin io.Reader, fold func(string) string, notes *community.RosterNotes) ([]community.Member, error) {
	r := stdin
	if f.name != "-" {
		file, err := os.Open(f.name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		r = file
	}
	const most = 100 // faults
	var members []community.Member
	var errs []error
	o := community.RosterOptions{Columns: f.columns, Fold: fold, Notes: notes, StopAfter: most}
	if f.excel {
		o.Comma, o.DecimalComma = ';', true
	}
	for m, err := range community.ReadRoster(r, o) {
		if err != nil {
			errs = append(errs, inFile(f.name, err))
			continue
		}
		members = append(members, m)
	}
	if notes.Basis == community.BasisUnknown && f.columns.Weight != "" {
		notes.Basis = community.FTE // as -columns says, whatever the column is called
	}
	return members, errors.Join(errs...)
}

// inFile says of each fault in which file it is.
func inFile(name string, err error) error {
	var all []error
	for e := range metrics.Errors(err) {
		if e.Path == "" {
			all = append(all, fmt.Errorf("%s: %w", name, e.Err))
		} else {
			all = append(all, fmt.Errorf("%s: %s: %w", name, e.Path, e.Err))
		}
	}
	return errors.Join(all...)
}

// judge takes the standing of every area, in each unit and in all together.
func (o *organisation) judge(members []community.Member) error {
	returns, _, err := community.Returns(community.Members(members...))
	if err != nil {
		return err
	}
	if o.Flags, err = community.Flags(returns, community.FlagOptions{}); err != nil {
		return fmt.Errorf("some rows have a day and some have none, and which are the whole of a day can't be told: %w", err)
	}
	var last []community.Member // who is there on the last day of each unit
	for i, r := range returns {
		if i < len(returns)-1 && returns[i+1].Unit == r.Unit {
			continue
		}
		u := unit{Name: r.Unit, AsOf: r.AsOf, Areas: []body{}}
		for _, a := range r.Areas(o.Basis) {
			if s := standing(a, nil); s.Near == metrics.Yes || s.Shortfall.Established == metrics.Yes {
				u.Areas = append(u.Areas, s)
			}
		}
		o.Units = append(o.Units, u)
		if !r.AsOf.IsZero() && !slices.Contains(o.Days, r.AsOf) {
			o.Days = append(o.Days, r.AsOf)
		}
		for _, c := range append(r.Roles, community.RoleCount{Weight: r.Unknown}) {
			if c.Weight > 0 {
				last = append(last, community.Member{MainRole: c.Role, Weight: c.Weight})
			}
		}
	}
	slices.SortFunc(o.Days, metrics.Date.Compare)
	areas, _, err := community.Areas(community.Members(last...), o.Basis)
	for _, a := range areas {
		o.Areas = append(o.Areas, standing(a, nil))
	}
	return err
}

// community takes the members as a community with the topic, day by day.
func (in rosters) community(members []community.Member) (whole, error) {
	w := whole{Topic: in.fold(in.topic)}
	if in.members != nil {
		w.List = in.members.name
	}
	days := map[metrics.Date][]community.Member{}
	for _, m := range members {
		days[m.AsOf] = append(days[m.AsOf], m)
	}
	var readings []community.Reading
	for day, of := range days {
		census, notes, err := community.CountSlice(w.Topic, of)
		if err != nil {
			return w, err
		}
		if len(readings) == 0 || day.After(w.AsOf) {
			w.AsOf, w.Census, w.Notes = day, census, notes
		}
		readings = append(readings, community.Reading{AsOf: day, Census: census})
	}
	if w.Census.Practising == 0 {
		for _, m := range days[w.AsOf] {
			if m.MainRole != "" && !slices.Contains(w.Nobody, m.MainRole) {
				w.Nobody = append(w.Nobody, m.MainRole)
			}
		}
		slices.Sort(w.Nobody)
	}
	w.Nature = w.Census.Nature()
	w.Network = in.charter.Network(w.Nature)
	w.Fix = w.Network.Form().Fix()
	if len(readings) > 1 {
		path, err := community.Trace(readings, community.Fraction{})
		if err != nil {
			return w, err
		}
		becomes := path.Becomes(community.Practice)
		w.Path, w.Becomes = &path, &becomes
	}
	return w, nil
}

// parseSpellings makes a fold of spellings such as "KIM=Knowledge and information
// management".
func parseSpellings(s string) (func(string) string, error) {
	corrections := map[string]string{}
	if s != "" {
		parts, err := csv.NewReader(strings.NewReader(s)).Read()
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			spelling, name, ok := strings.Cut(part, "=")
			if !ok {
				return nil, fmt.Errorf("want SPELLING=NAME, have %q", part)
			}
			corrections[spelling] = name
		}
	}
	return community.FoldWith(corrections)
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
	parts, err := csv.NewReader(strings.NewReader(s)).Read()
	if err != nil {
		return c, err
	}
	for _, part := range parts {
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
