package pilot

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/choose"
)

// Choice says by what the showcases of a slate are ranked, and which of them can
// run at a time. The zero value ranks by the published criteria, each weighing the
// same, and lets none run, since nobody said how many can.
type Choice struct {
	// Criteria are those that candidates are scored on; nil: PublishedCriteria.
	Criteria []choose.Criterion `json:"criteria,omitzero"`
	// Order names all criteria from the most important down, where no more than that
	// is known: only weightings in that order are looked at then. Criteria that all
	// weigh the same get the weights of choose.RankOrderCentroid; other weights must
	// be in that order.
	Order []string `json:"order,omitzero"`

	Staff    float64          `json:"staff,omitzero"`    // full-time equivalents of the KM team
	PerPilot float64          `json:"perPilot,omitzero"` // of them that a pilot takes; 0: StaffPerPilot
	AtOnce   int              `json:"atOnce,omitzero"`   // pilots at a time, where it isn't Staff by PerPilot
	Budget   metrics.Quantity `json:"budget,omitzero"`   // for all waves, exactly known; without one costs aren't looked at

	Managers  []Manager   `json:"managers,omitzero"`  // whom the pilots are to convince
	Wins      int         `json:"wins,omitzero"`      // pilots that count with sceptics before they are convinced; 0: WinsForSceptics
	Elements  []string    `json:"elements,omitzero"`  // of the framework, which the pilots together must test
	Required  []string    `json:"required,omitzero"`  // candidates that must be among them
	Conflicts [][2]string `json:"conflicts,omitzero"` // candidates that exclude one another
}

// Manager is whom a set of pilots is to convince: the managers of a function, with
// what it counts to have them.
type Manager struct {
	Function string  `json:"function"`         // id
	Weight   float64 `json:"weight"`           // 0 or more
	Segment  Segment `json:"segment,omitzero"` // how they take to something new
}

// StaffPerPilot is how many of the KM team a pilot takes: 3 full-time equivalents,
// from 12 who ran 4 pilots at once at BP
// <https://www.nickmilton.com/2018/02/how-many-km-pilots-do-you-run-at-once.html>.
const StaffPerPilot = 3

// WinsForSceptics is how many pilots have to count with sceptics before they are
// convinced: 3, our default for "consistent value shown in operation".
const WinsForSceptics = 3

// Elements yields the elements of a KM framework, all of which a set of pilots must
// test: roles, processes, technology and governance
// <http://www.nickmilton.com/2018/08/the-4-ifs-of-knowledge-management.html>.
func Elements(yield func(string) bool) {
	for _, e := range []string{"roles", "processes", "technology", "governance"} {
		if !yield(e) {
			return
		}
	}
}

// PublishedCriteria are the criteria that pilots are ranked by: measurable impact,
// strong support, transferable, achievable (T. Young 2009; N. Milton 2013,
// <https://www.nickmilton.com/2013/01/ranking-and-selecting-your-km-pilot.html>).
// Their scales of 0 to 10 and their equal weights are our default.
func PublishedCriteria() []choose.Criterion {
	source := metrics.Source{Title: "N. Milton, Ranking and selecting your KM pilot", Year: 2013, URL: "https://www.nickmilton.com/2013/01/ranking-and-selecting-your-km-pilot.html"}
	var all []choose.Criterion
	for _, c := range [][2]string{{"impact", "measurable impact"}, {"support", "strong support"}, {"transfer", "transferable"}, {"achievable", "achievable"}} {
		all = append(all, choose.Criterion{ID: c[0], Says: c[1], Unit: "points", Better: metrics.Higher, Scale: metrics.MustBetween(0, 10), Weight: 1, Source: source})
	}
	return all
}

// criteria are those in use, with the weights of their order where they have no others.
func (c *Choice) criteria() []choose.Criterion {
	all := PublishedCriteria()
	if c.Criteria != nil {
		all = slices.Clone(c.Criteria)
	}
	weights, err := choose.RankOrderCentroid(len(all))
	if err != nil || len(c.Order) != len(all) {
		return all
	}
	for _, criterion := range all {
		if criterion.Weight != all[0].Weight {
			return all
		}
	}
	for i := range all {
		if at := slices.Index(c.Order, all[i].ID); at >= 0 {
			all[i].Weight = weights[at]
		}
	}
	return all
}

// ordered are the weights of the criteria from the most important down.
func (c *Choice) ordered() []float64 {
	weights := map[string]float64{}
	for _, criterion := range c.criteria() {
		weights[criterion.ID] = criterion.Weight
	}
	var all []float64
	for _, id := range c.Order {
		all = append(all, weights[id])
	}
	return all
}

// capacity is how many pilots can run at a time.
func (c *Choice) capacity() int {
	if c.AtOnce > 0 {
		return c.AtOnce
	}
	per := c.PerPilot
	if per == 0 {
		per = StaffPerPilot
	}
	return int(min(math.Floor(c.Staff/per+1e-9), math.MaxInt32))
}

// validate reports what is wrong with the choice for a slate's candidates.
func (c *Choice) validate(s *Slate) error {
	p := strict.In("pilot")
	for _, x := range []struct {
		field string
		x     float64
	}{{"staff", c.Staff}, {"perPilot", c.PerPilot}} {
		if !(x.x >= 0) || math.IsInf(x.x, 0) {
			p.Addf(x.field, "want 0 or more, have %v", x.x)
		}
	}
	if c.Wins < 0 {
		p.Addf("wins", "want 0 or more, have %d", c.Wins)
	}
	if c.AtOnce < 0 {
		p.Addf("atOnce", "want 0 or more, have %d", c.AtOnce)
	}
	if c.AtOnce > 0 && c.Staff > 0 {
		p.Addf("atOnce", "the staff says it too: state one of them")
	}
	if x, known := c.Budget.Value.Point(); !c.Budget.IsZero() && (!known || x < 0 || c.Budget.Unit == "") {
		p.Addf("budget", "want an exactly known amount of 0 or more in a currency, have %s", c.Budget)
	}
	var weights, costs float64
	for _, m := range c.Managers {
		weights += m.Weight
	}
	for i := range s.Candidates {
		cost, _ := s.Candidates[i].Cost.Value.Point()
		costs += cost
	}
	if math.IsInf(weights, 0) || math.IsInf(costs, 0) {
		p.Addf("managers", "weights or costs add up to more than a number holds")
	}
	functions, candidates := map[string]bool{}, map[string]*Candidate{}
	for _, f := range s.Programme.Functions {
		functions[f.ID] = true
	}
	for i := range s.Candidates {
		candidates[s.Candidates[i].Name] = &s.Candidates[i]
	}
	seen := map[string]bool{}
	for i, m := range c.Managers {
		path := strict.Index("managers", i)
		if !functions[m.Function] {
			p.Absentf(strict.Join(path, "function"), "there is no function %q", strict.Clip(m.Function))
		} else if seen[m.Function] {
			p.Addf(strict.Join(path, "function"), "%q stands twice", strict.Clip(m.Function))
		}
		seen[m.Function] = true
		if !(m.Weight >= 0) || math.IsInf(m.Weight, 0) {
			p.Addf(strict.Join(path, "weight"), "want 0 or more, have %v", m.Weight)
		}
		if m.Segment > DieHard {
			p.Addf(strict.Join(path, "segment"), "%s is no segment", m.Segment)
		}
	}
	known := func(path, name string) {
		if candidates[name] == nil {
			p.Absentf(path, "there is no candidate %q", strict.Clip(name))
		}
	}
	checkElements(p, c.Elements)
	for i, name := range c.Required {
		known(strict.Index("required", i), name)
		if slices.Contains(c.Required[:i], name) {
			p.Addf(strict.Index("required", i), "%q stands twice", strict.Clip(name))
		}
	}
	for i, pair := range c.Conflicts {
		known(strict.Index(strict.Index("conflicts", i), 0), pair[0])
		known(strict.Index(strict.Index("conflicts", i), 1), pair[1])
		if pair[0] == pair[1] {
			p.Addf(strict.Index("conflicts", i), "%q can't exclude itself", strict.Clip(pair[0]))
		}
	}
	for i, criterion := range c.criteria() {
		if criterion.Scale.IsAnything() {
			p.Absentf(strict.Index("criteria", i)+".scale", "is missing: without one the ranking depends on who else is in the slate")
		}
	}
	left := map[string]bool{}
	for _, criterion := range c.criteria() {
		left[criterion.ID] = true
	}
	for i, id := range c.Order {
		if !left[id] {
			p.Addf(strict.Index("order", i), "%q is no criterion, or stands twice", strict.Clip(id))
		}
		delete(left, id)
	}
	if len(c.Order) > 0 && len(left) > 0 {
		p.Addf("order", "names all criteria or none; missing: %q", slices.Sorted(maps.Keys(left)))
	}
	if weights := c.ordered(); p.Err() == nil && !slices.IsSortedFunc(weights, func(a, b float64) int { return cmp.Compare(b, a) }) {
		p.Addf("order", "the weights of the criteria say otherwise: %v", weights)
	}
	for i := range s.Candidates {
		if cost := s.Candidates[i].Cost; !cost.IsZero() && !c.Budget.IsZero() && cost.Unit != c.Budget.Unit {
			p.Addf("budget.unit", "is %q, and %s costs %q: %w", strict.Clip(c.Budget.Unit), strict.Index("candidates", i), strict.Clip(cost.Unit), metrics.ErrUnits)
		}
	}
	return p.Err()
}

// checkElements reports elements that are empty or stand twice.
func checkElements(p *strict.Problems, elements []string) {
	for i, e := range elements {
		if e == "" {
			p.Absentf(strict.Index("elements", i), "is empty")
		} else if slices.Contains(elements[:i], e) {
			p.Addf(strict.Index("elements", i), "%q stands twice", strict.Clip(e))
		}
	}
}

// checkRanking reports what keeps the candidates of a slate from being ranked: what
// is wrong with the criteria, and with scores on them.
func (s *Slate) checkRanking() error {
	p := strict.In("pilot")
	alternatives := make([]choose.Alternative, len(s.Candidates))
	for i := range s.Candidates {
		alternatives[i] = choose.Alternative{ID: strict.Index("candidates", i), Scores: s.Candidates[i].Scores}
	}
	_, err := choose.Rank(alternatives, s.Choice.criteria())
	for e := range metrics.Errors(err) {
		if path, ok := strings.CutPrefix(e.Path, "alternatives"); ok {
			p.Add("candidates"+path, e.Err)
		} else {
			p.Add("choice."+e.Path, e.Err)
		}
	}
	return p.Err()
}
