package pilot

import (
	"cmp"
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
	// Convinces says for each candidate that may be shown with which managers it
	// counts, and through whom.
	Convinces []Convinces `json:"convinces,omitempty"`
	// Portfolio is the set to run, of those that are certain to be showcases; Waves
	// are what to run after it, the set itself first, as choose.Waves has them. What
	// they cover is called "managers of wells" and "element roles". A candidate's value
	// there is the least that its score can be.
	Portfolio choose.Portfolio   `json:"portfolio"`
	Waves     []choose.Portfolio `json:"waves,omitempty"`
	AtOnce    int                `json:"atOnce"`          // pilots at a time
	Budget    metrics.Quantity   `json:"budget,omitzero"` // as the choice has it; its unit is that of all costs
	// Of up to 40 candidates: Optima are the sets that convince as many, the first
	// 100, MoreOptima says that there are others; Costs are what convincing costs; and
	// Core says how often each candidate is in the best set whatever the managers
	// weigh.
	Optima     [][]string         `json:"optima,omitempty"`
	MoreOptima bool               `json:"moreOptima,omitzero"`
	Costs      []choose.Step      `json:"costs,omitempty"`
	Core       map[string]float64 `json:"core,omitempty"`
	// Unreached are the functions whose managers aren't convinced even if all run that
	// may.
	Unreached []string `json:"unreached,omitempty"`
	// Uncosted are showcases that can't be chosen, since there is a budget and what
	// they cost isn't known.
	Uncosted []string `json:"uncosted,omitempty"`
}

// Aside is a candidate that isn't ranked, and why.
type Aside struct {
	Candidate string   `json:"candidate"` // its name
	Decision  Decision `json:"decision"`  // the certain one, else undetermined
	Rules     []string `json:"rules"`     // ids of the rules that keep it down
}

// choose ranks and chooses among the verdicts of a slate. When ctx ends it answers
// with the best so far, beside the context's error.
func (s *Slate) choose(ctx context.Context, o SelectOptions, p *programme, verdicts []Verdict) (*Chosen, error) {
	c := s.Choice
	out := &Chosen{Aside: []Aside{}, AtOnce: c.capacity(), Budget: c.Budget}
	var ranked []choose.Alternative
	managers := slices.SortedFunc(slices.Values(c.Managers), func(a, b Manager) int { return cmp.Compare(a.Function, b.Function) })
	elements := slices.Sorted(slices.Values(c.Elements))
	q := choose.Problem{Most: out.AtOnce}
	for _, m := range managers {
		q.Covers = append(q.Covers, choose.Cover{ID: "managers of " + m.Function, Weight: m.Weight, Need: c.wins(m)})
	}
	for _, e := range elements {
		q.Covers = append(q.Covers, choose.Cover{ID: "element " + e, Must: true})
	}
	scores := map[string]float64{}
	running := map[string]bool{}
	candidates := s.sorted()
	for i, v := range verdicts {
		if v.Offer == PublicShowcase && v.Lowest != Showcase {
			out.Paths = append(out.Paths, o.Methods.path(newCase(candidates[i], p, s.Policy, o.Rules), v))
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
			scores[x.ID], _ = x.Scores.Low()
		}
	}
	wins := map[string]int{}
	for _, candidate := range candidates {
		certain, may := running[candidate.Name]
		if !may {
			continue
		}
		item := choose.Item{ID: candidate.Name, Value: scores[candidate.Name]}
		for _, m := range managers {
			told := c.convinces(candidate, m, p)
			out.Convinces = append(out.Convinces, told)
			if told.Answer == metrics.Yes {
				item.Covers = append(item.Covers, "managers of "+m.Function)
			}
		}
		for _, e := range elements {
			if slices.Contains(candidate.Elements, e) {
				item.Covers = append(item.Covers, "element "+e)
			}
		}
		for _, e := range candidate.Endorsers { // nobody is asked for two
			if e.credible(p.Function) == metrics.Yes {
				item.Shares = append(item.Shares, fmt.Sprintf("%s (%s)", e.Name, e.Function))
			}
		}
		if !c.Budget.IsZero() {
			item.Cost, _ = candidate.Cost.Value.Point()
			if certain && candidate.Cost.IsZero() {
				out.Uncosted, certain = append(out.Uncosted, candidate.Name), false
				running[candidate.Name] = false
			}
		}
		if certain {
			q.Items = append(q.Items, item)
			for _, id := range item.Covers {
				wins[id]++
			}
		}
	}
	for _, m := range managers {
		if c.wins(m) == 0 || wins["managers of "+m.Function] < c.wins(m) {
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
	q.Required = slices.Sorted(slices.Values(c.Required))
	for _, name := range q.Required {
		switch {
		case slices.Contains(out.Uncosted, name):
			clash = append(clash, fmt.Sprintf("%q is required and its cost isn't known", name))
		case !running[name]:
			clash = append(clash, fmt.Sprintf("%q is required and isn't certain to be a showcase", name))
		}
	}
	if clash != nil {
		out.Portfolio = choose.Portfolio{Chosen: []string{}, Covered: []string{}, Proven: true, Clash: clash}
		return nil
	}
	for _, pair := range slices.SortedFunc(slices.Values(c.Conflicts), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
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
