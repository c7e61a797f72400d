package main

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

//go:embed data
var data embed.FS

const (
	kim   = "Knowledge and information management"
	scope = "FTE of junior posts in the return"
)

// body is one row of data/bodies.csv: a profession of a public body that is
// proposed as a community, and our reading of its function.
type body struct {
	organisation, file, asOf, function, profession string
	kind                                           community.Kind
	supports                                       []string
	reading, source                                string
}

// bodies reads the table of bodies, in its order.
func bodies(fsys fs.FS) ([]body, error) {
	f, err := fsys.Open("data/bodies.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("bodies.csv: %w", err)
	}
	var all []body
	for i, r := range rows[1:] {
		kind, err := community.ParseKind(r[5])
		if err != nil {
			return nil, fmt.Errorf("bodies.csv: row %d: %w", i+2, err)
		}
		b := body{r[0], r[1], r[2], r[3], r[4], kind, nil, r[7], r[8]}
		if r[6] != "" {
			b.supports = []string{r[6]}
		}
		all = append(all, b)
	}
	return all, nil
}

// organograms makes a slate of each public body: its KIM profession, said to
// stand in for knowledge management, and the other profession of the table, each
// proposed as a public showcase, and a network of KM champions proposed as such.
func organograms(fsys fs.FS) ([]pilot.Slate, error) {
	all, err := bodies(fsys)
	if err != nil {
		return nil, err
	}
	var slates []pilot.Slate
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(b body) bool { return b.organisation != all[0].organisation })
		if n < 0 {
			n = len(all)
		}
		s, err := organogram(fsys, all[:n])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", all[0].file, err)
		}
		slates, all = append(slates, s), all[n:]
	}
	return slates, nil
}

// organogram makes the slate of one body from its return.
func organogram(fsys fs.FS, rows []body) (pilot.Slate, error) {
	f, err := fsys.Open("data/organograms/" + rows[0].file)
	if err != nil {
		return pilot.Slate{}, err
	}
	defer f.Close()
	var members []community.Member
	for m, err := range community.ReadRoster(f, community.RosterOptions{}) {
		if err != nil {
			return pilot.Slate{}, err
		}
		members = append(members, m)
	}
	asOf, err := metrics.ParseDate(rows[0].asOf)
	if err != nil {
		return pilot.Slate{}, err
	}
	// One pilot at a time is ours: how many of the profession are the KM team isn't in the data.
	s := pilot.Slate{Version: pilot.SlateVersion, Choice: &pilot.Choice{AtOnce: 1}, Programme: pilot.Programme{
		Organisation: rows[0].organisation, AsOf: asOf, Function: "kim",
		Note: "Real figures: " + scope + ", in groups of posts; the profession of knowledge and information management (KIM) stands in for knowledge management." +
			" Our reading: who is frontline; that the body is spread over places, so that the floor of a distributed community applies;" +
			" and that a community proposed is its profession, from which its nature and the share who practise follow.",
	}}
	for _, b := range rows {
		census, _, err := community.CountSlice(b.profession, members)
		if err != nil {
			return pilot.Slate{}, err
		}
		area := community.PracticeArea{
			ID: b.profession, Name: b.profession, Basis: community.FTE, Scope: scope,
			AsOf: asOf, Practitioners: census.Practitioners(), Workforce: metrics.Exactly(census.Total().Float()),
		}
		c := pilot.Candidate{
			Name: b.profession, Offer: pilot.PublicShowcase, Function: b.function, Area: area,
			// The community proposed is the profession: those who practise it, and those of whom it isn't known.
			Community: community.Census{Practising: census.Practising, Unknown: census.Unknown},
			Note:      fmt.Sprintf("Function: %s (our reading: %s; %s).", kindOf(b.kind), b.reading, b.source),
		}
		if b.profession == kim {
			s.Programme.Area = area
			c.Name, c.Area = "KIM community of practice", community.PracticeArea{ID: kim}
		}
		s.Programme.Functions = append(s.Programme.Functions, community.Function{
			ID: b.function, Name: b.profession, Kind: b.kind, Supports: b.supports, Note: b.reading + "; " + b.source,
		})
		s.Candidates = append(s.Candidates, c)
	}
	s.Candidates = append(s.Candidates, pilot.Candidate{
		Name: "Network of KM champions", Offer: pilot.SupportingNetwork, Function: "kim",
		Area: community.PracticeArea{ID: kim}, Form: community.NetworkOfChampions,
		Problem: "the business doesn't know yet what KM could do for it",
		Note:    "Not in the data: proposed here, as the founding text advises.",
	})
	return s, nil
}

func kindOf(k community.Kind) string {
	if k == community.KindUnknown {
		return "not known whether frontline or support"
	}
	return k.String()
}
