package main

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// km is the profession whose people do KM for a living.
var km = community.FoldProfession("Knowledge and Information Management")

// bodies is the standing of one profession in many public bodies.
type bodies struct {
	Area     string           `json:"area"`
	Standing []body           `json:"standing"` // by body, in its last return
	Flags    []community.Flag `json:"flags"`    // what isn't news in the returns of all bodies
	Raw      []raw            `json:"raw"`      // returns of which every row is at hand
	Returns  int              `json:"returns"`
}

// body is where a profession stands in a body.
type body struct {
	Area      community.PracticeArea `json:"area"`
	Shortfall community.Shortfall    `json:"shortfall"`
	Near      metrics.Answer         `json:"near"`
	Flags     []community.Flag       `json:"flags"` // of the profession's own history
}

// raw is a return read row by row.
type raw struct {
	Body   string                `json:"body"`
	AsOf   metrics.Date          `json:"asOf"`
	Notes  community.RosterNotes `json:"notes"`
	Agrees bool                  `json:"agrees"` // with the published sums, to the millionth
	Areas  []body                `json:"areas"`  // the profession's, and those established or nearly so
}

// readBodies reads the published sums of all bodies in one pass, and the rows of
// some of them.
func readBodies(files fs.FS) (bodies, error) {
	f, err := files.Open("data/profession_fte.csv.gz")
	if err != nil {
		return bodies{}, err
	}
	defer f.Close()
	columns := community.Columns{Function: "org", AsOf: "date", MainRole: "profession_raw", Weight: "fte"}
	returns, _, err := community.Returns(community.ReadRoster(f, community.RosterOptions{Columns: columns}))
	if err != nil {
		return bodies{}, fmt.Errorf("profession_fte.csv: %w", err)
	}
	b := bodies{Area: km, Standing: []body{}, Returns: len(returns)}
	if b.Flags, err = community.Flags(returns, community.FlagOptions{}); err != nil {
		return bodies{}, err
	}
	histories, err := community.Histories(returns, community.FTE, community.FlagOptions{})
	if err != nil {
		return bodies{}, err
	}
	listed := map[string]bool{}
	for _, h := range histories {
		if h.Area == km {
			b.Standing = append(b.Standing, standing(h.Points[len(h.Points)-1], h.Flags))
			listed[h.Unit] = true
		}
	}
	for i, r := range returns { // bodies none of whose returns lists the profession
		last := i == len(returns)-1 || returns[i+1].Unit != r.Unit
		if last && !listed[r.Unit] {
			b.Standing = append(b.Standing, standing(r.Area(km, community.FTE), nil))
		}
	}
	slices.SortStableFunc(b.Standing, func(x, y body) int { return strings.Compare(x.Area.Scope, y.Area.Scope) })
	if b.Raw, err = readRaw(files, returns); err != nil {
		return bodies{}, err
	}
	return b, nil
}

func standing(a community.PracticeArea, flags []community.Flag) body {
	s := a.Shortfall(community.Threshold{})
	if flags == nil {
		flags = []community.Flag{}
	}
	return body{a, s, s.Near(community.NearMiss), flags}
}

// readRaw reads the returns whose rows are at hand, and holds them against the
// published ones.
func readRaw(files fs.FS, published []community.Return) ([]raw, error) {
	names, err := fs.Glob(files, "data/*-*-*-*.csv.gz")
	if err != nil {
		return nil, err
	}
	var all []raw
	for _, name := range names {
		stem := strings.TrimSuffix(strings.TrimPrefix(name, "data/"), ".csv.gz")
		at := len(stem) - len("-2006-01-02")
		r := raw{Body: stem[:at], Areas: []body{}}
		if r.AsOf, err = metrics.ParseDate(stem[at+1:]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f, err := files.Open(name)
		if err != nil {
			return nil, err
		}
		areas, _, err := community.Areas(community.ReadRoster(f, community.RosterOptions{Notes: &r.Notes}), community.FTE)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, a := range areas {
			a.Scope, a.AsOf = r.Body, r.AsOf
			if s := standing(a, nil); a.ID == km || s.Near == metrics.Yes || s.Shortfall.Established == metrics.Yes {
				r.Areas = append(r.Areas, s)
			}
		}
		i := slices.IndexFunc(published, func(p community.Return) bool { return p.Unit == r.Body && p.AsOf == r.AsOf })
		r.Agrees = i >= 0 && slices.EqualFunc(areas, published[i].Areas(community.FTE), func(x, y community.PracticeArea) bool {
			return x.ID == y.ID && x.Practitioners == y.Practitioners && x.Workforce == y.Workforce
		})
		all = append(all, r)
	}
	return all, nil
}
