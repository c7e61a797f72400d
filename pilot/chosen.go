package pilot

import (
	"context"
	"fmt"
	"slices"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/choose"
)

// Chosen is the choice among a slate's candidates: those that may be shown, ranked,
// and the set of them to run. Points never buy back a veto: who is vetoed stands
// aside.
type Chosen struct {
	// Ranking ranks the public showcases that nothing known rules out, those
	// undetermined among them; nil if there is none.
	Ranking *choose.Ranking `json:"ranking,omitempty"`
	// Doubt is how the ranking fares under other weights.
	Doubt *choose.Acceptability `json:"doubt,omitempty"`
	// Aside are the other candidates, by name, with the rules that keep them out.
	Aside []Aside `json:"aside"`
	// Paths are the ways of those that aren't certain to be showcases, by name.
	Paths []Path `json:"paths,omitempty"`
	// Convinces says for each manager who can convince them, by candidate that may
	// be shown.
	Convinces []Convinces `json:"convinces,omitempty"`
	// Portfolio is the set to run, of those that are certain to be showcases; Waves
	// are what to run after it, the set itself first.
	Portfolio choose.Portfolio   `json:"portfolio"`
	Waves     []choose.Portfolio `json:"waves,omitempty"`
	AtOnce    int                `json:"atOnce"` // pilots at a time
	// Of up to 40 candidates: Optima are the sets that convince as many, the first
	// 100, MoreOptima says that there are others; Costs are what convincing costs; and
	// Core says how often each candidate is in the best set whatever the managers
	// weigh.
	Optima     [][]string         `json:"optima,omitempty"`
	MoreOptima bool               `json:"moreOptima,omitzero"`
	Costs      []choose.Step      `json:"costs,omitempty"`
	Core       map[string]float64 `json:"core,omitempty"`
	// Unreached are the functions whose managers no candidate that may run convinces.
	Unreached []string `json:"unreached,omitempty"`
}

// Aside is a candidate that isn't ranked, and why.
type Aside struct {
	Candidate string   `json:"candidate"`
	Decision  Decision `json:"decision"` // the certain one, else undetermined
	Rules     []string `json:"rules"`    // ids of the rules that keep it down
}

// Convinces says whom a candidate convinces, and through whom.
type Convinces struct {
	Candidate string         `json:"candidate"`
	Function  string         `json:"function"`
	Answer    metrics.Answer `json:"answer"`
	Through   []string       `json:"through,omitempty"` // names of endorsers
}

// choose ranks and chooses among the verdicts of a slate. When ctx ends it answers
// with the best so far, beside the context's error.
func (s *Slate) choose(ctx context.Context, methods Methods, p *programme, verdicts []Verdict) (*Chosen, error) {
	c := s.Choice
	out := &Chosen{Aside: []Aside{}, AtOnce: c.capacity()}
	var ranked []choose.Alternative
	q := choose.Problem{Most: out.AtOnce, Conflicts: nil}
	covers := map[string]bool{}
	for _, m := range c.Managers {
		q.Covers = append(q.Covers, choose.Cover{ID: "managers of " + m.Function, Weight: m.Weight})
	}
	for _, e := range c.Elements {
		q.Covers = append(q.Covers, choose.Cover{ID: "element " + e, Must: true})
	}
	for _, cover := range q.Covers {
		covers[cover.ID] = true
	}
	scores := map[string]float64{}
	running := map[string]bool{}
	candidates := s.sorted()
	for i, v := range verdicts {
		if v.Offer == PublicShowcase && v.Lowest != Showcase {
			out.Paths = append(out.Paths, methods.path(candidates[i], v, p))
		}
		if v.Offer != PublicShowcase || v.Highest != Showcase {
			out.Aside = append(out.Aside, aside(v))
			continue
		}
		ranked = append(ranked, choose.Alternative{ID: v.Candidate, Scores: candidates[i].Scores})
		running[v.Candidate] = v.Lowest == Showcase
	}
	if len(ranked) > 0 {
		r, err := choose.Rank(ranked, c.criteria())
		if err != nil {
			return nil, err
		}
		out.Ranking = &r
		doubt, err := choose.Acceptabilities(ctx, ranked, c.criteria(), choose.AcceptabilityOptions{Order: c.Order})
		switch {
		case err == nil || doubt.Draws > 0: // the draws made so far, where time was up
			out.Doubt = &doubt
		case ctx.Err() == nil:
			return nil, err
		}
		for _, x := range r.Ranked {
			scores[x.ID] = x.Score
		}
	}
	reached := map[string]bool{}
	for _, candidate := range candidates {
		if _, may := running[candidate.Name]; !may {
			continue
		}
		item := choose.Item{ID: candidate.Name, Value: scores[candidate.Name]}
		for _, m := range c.Managers {
			told := c.convinces(candidate, m, p.Function)
			out.Convinces = append(out.Convinces, told)
			if told.Answer == metrics.Yes && running[candidate.Name] {
				item.Covers = append(item.Covers, "managers of "+m.Function)
				reached[m.Function] = true
			}
		}
		for _, e := range candidate.Elements {
			if covers["element "+e] {
				item.Covers = append(item.Covers, "element "+e)
			}
		}
		if !c.Budget.IsZero() {
			item.Cost, _ = candidate.Cost.Value.Point()
		}
		for _, e := range candidate.Endorsers { // nobody is asked for two
			item.Shares = append(item.Shares, fmt.Sprintf("%s (%s)", e.Name, e.Function))
		}
		if running[candidate.Name] {
			q.Items = append(q.Items, item)
		}
	}
	for _, m := range c.Managers {
		if !reached[m.Function] {
			out.Unreached = append(out.Unreached, m.Function)
		}
	}
	q.Budget, _ = c.Budget.Value.Point()
	return out, out.run(ctx, c, q, running)
}

// run finds the sets. Where a candidate is required that isn't certain to be a
// showcase there is none, and that is the clash.
func (out *Chosen) run(ctx context.Context, c *Choice, q choose.Problem, running map[string]bool) error {
	var clash []string
	for _, name := range c.Required {
		if !running[name] {
			clash = append(clash, fmt.Sprintf("%q is required and isn't certain to be a showcase", name))
		}
	}
	if clash != nil {
		out.Portfolio = choose.Portfolio{Chosen: []string{}, Covered: []string{}, Proven: true, Clash: clash}
		return nil
	}
	q.Required = c.Required
	for _, pair := range c.Conflicts {
		if running[pair[0]] && running[pair[1]] {
			q.Conflicts = append(q.Conflicts, pair)
		}
	}
	var err error
	if out.Portfolio, err = choose.Best(ctx, q); err != nil {
		return err
	}
	if !out.Portfolio.Feasible || len(out.Portfolio.Chosen) == 0 {
		return nil
	}
	if out.Waves, err = choose.Waves(ctx, q); err != nil || len(q.Items) > choose.MostProven {
		return err
	}
	if out.Optima, out.MoreOptima, err = choose.Optima(ctx, q); err != nil {
		return err
	}
	if out.Costs, err = choose.Costs(ctx, q); err != nil || len(q.Covers) == 0 {
		return err
	}
	core, err := choose.Core(ctx, q, 0, 0)
	out.Core = map[string]float64{}
	for i, share := range core {
		out.Core[q.Items[i].ID] = share
	}
	return err
}

// aside is a candidate that isn't ranked, with what keeps it out.
func aside(v Verdict) Aside {
	a := Aside{Candidate: v.Candidate, Decision: v.Decision(), Rules: []string{}}
	for _, g := range v.Gaps {
		a.Rules = append(a.Rules, g.Rule)
	}
	return a
}

// convinces answers whether a candidate convinces the managers of a function: an
// early adopter and somebody interested by one credible endorser of another
// function, a sceptic by several, a die-hard by none.
func (c *Choice) convinces(candidate *Candidate, m Manager, km string) Convinces {
	out := Convinces{Candidate: candidate.Name, Function: m.Function}
	need := 1.0
	switch m.Segment {
	case DieHard:
		out.Answer = metrics.No
		return out
	case Sceptic, SegmentUnknown:
		if need = c.Wins; need == 0 {
			need = WinsForSceptics
		}
	}
	var others []Endorser
	for _, e := range candidate.Endorsers {
		if e.Function == m.Function && e.Function != "" {
			continue // nobody is convinced by their own word
		}
		others = append(others, e)
		if e.credible(km) == metrics.Yes && !slices.Contains(out.Through, e.Name) {
			out.Through = append(out.Through, e.Name)
		}
	}
	if candidate.Endorsers != nil && others == nil {
		others = []Endorser{}
	}
	slices.Sort(out.Through)
	out.Answer = credible(others, km).AtLeast(need)
	return out
}
