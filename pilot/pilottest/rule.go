package pilottest

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// DefaultCases is how many random cases CheckRule looks at, our default.
const DefaultCases = 1000

// CheckOptions say how CheckRule looks. The zero value is the defaults.
type CheckOptions struct {
	Seed  uint64 // of the random cases
	Cases int    // how many; 0 or less: DefaultCases
	// Facts are the measures of the candidate's facts that the rule's functions read,
	// beside its own; they are drawn too.
	Facts []metrics.Measure
	// Between says that some number is right in the middle, not too small and not too
	// large, though the rule's need has one end: then more may be better, and yet more
	// worse.
	Between bool
}

// CheckRule reports what doesn't hold of an embedder's own rule; of each of these the
// first case that shows it:
//
//	valid       pilot takes it
//	total       its functions answer for every candidate, and don't panic
//	pure        its functions depend on their arguments alone, and neither change nor
//	            keep them
//	order-free  nor do they depend on the order of functions, metrics, facts, endorsers,
//	            audience and elements, nor on that of candidates
//	bounds      its value is one that its measure can have
//	refines     to know more never widens what is known of its number, and never turns
//	            whether it passes from certain to uncertain or round (R)
//	attained    where it isn't known whether it passes, some way to know the rest makes
//	            it pass and some makes it fail (T); of a measure that pilot works out
//	            itself that isn't looked at
//	monotone    if more of a number, the rest staying as it is, makes it pass, then yet
//	            more doesn't make it fail again, and the other way round (M); a need with
//	            two ends, or Between, is left out
//
// What may be known better is what a Candidate leaves unknown when it is left out, but
// its Change (nil: there is none yet), and what a Programme does: head counts, baseline,
// function, metric, endorsers, members, form, cost, scores, kinds of functions and facts.
// All are of the fixtures' organisation; the rule is looked at by itself, under the
// default policy. Numbers are tried around its need and of every size: what goes wrong
// between two that weren't tried isn't found.
func CheckRule(rule pilot.Rule, o CheckOptions) error {
	if err := valid(rule); err != nil {
		return fmt.Errorf("pilottest: the rule %q isn't valid: %w", rule.ID, err)
	}
	for i, m := range o.Facts {
		if err := m.Validate(); err != nil {
			return fmt.Errorf("pilottest: of the rule %q: CheckOptions.Facts[%d]: %w", rule.ID, i, err)
		}
	}
	if o.Cases <= 0 {
		o.Cases = DefaultCases
	}
	c := checker{rule: rule, seed: o.Seed, between: o.Between, policy: pilot.Policy{Rules: []string{rule.ID}}, told: map[string]bool{}, matters: map[string]bool{}}
	own := []pilot.Rule{rule} // of whose measures facts are drawn
	for _, m := range o.Facts {
		own = append(own, pilot.Rule{Measure: m, Need: metrics.From(1)})
	}
	c.facts = own
	c.variables = variables(measures(own))
	if _, low := rule.Need.Low(); low && rule.Measure.Kind != metrics.YesNo {
		_, high := rule.Need.High()
		c.between = c.between || high
	}
	for n := range o.Cases {
		c.at = n
		c.look(source(o.Seed, uint64(n)))
	}
	return errors.Join(c.problems...)
}

// valid reports what pilot doesn't take of a rule, without calling its functions.
func valid(rule pilot.Rule) error {
	if rule.Applies = nil; rule.Value != nil {
		rule.Value = func(pilot.Candidate, pilot.Programme) metrics.Interval { return metrics.Anything() }
	}
	_, err := pilot.Screen(Showcase(), Programme(maturity.Embedded), pilot.Policy{}, rule)
	return err
}

// checker looks at a rule.
type checker struct {
	rule      pilot.Rule
	policy    pilot.Policy // with the rule alone in force
	facts     []pilot.Rule // of whose measures facts are drawn
	variables []variable
	between   bool
	seed      uint64
	at        int             // number of the case
	told      map[string]bool // what was told already
	problems  []error
	matters   map[string]bool // names of variables that once made a difference
	tell      []float64       // numbers to try in this case
}

// add reports that something doesn't hold, the first time.
func (c *checker) add(invariant, format string, args ...any) {
	if !c.told[invariant] {
		c.told[invariant] = true
		c.problems = append(c.problems, fmt.Errorf("pilottest: %s: rule %q, seed %d, case %d: %s", invariant, c.rule.ID, c.seed, c.at, fmt.Sprintf(format, args...)))
	}
}

// look looks at one case.
func (c *checker) look(r *rand.Rand) {
	p := &proposal{Programme: RandomProgramme(r)}
	for {
		p.Candidate = RandomCandidate(r, GeneratorOptions{Rules: c.facts})
		if c.rule.Offer == pilot.OfferUnknown || p.Candidate.Offer == c.rule.Offer {
			break
		}
	}
	p.Candidate.Name = fmt.Sprint("candidate ", c.at) // so that who remembers by name is found out
	c.tell = telling(r, c.rule.Need)
	c.pure(r, p)
	was, ok := c.find(p)
	if !ok {
		return
	}
	c.refines(r, p, was)
	c.attained(r, p, was)
	if !c.between {
		c.monotone(r, p)
	}
	if c.at%50 == 49 {
		c.slate(r)
	}
}

// pure looks at whether the functions keep to their arguments.
func (c *checker) pure(r *rand.Rand, p *proposal) {
	if c.rule.Value == nil && c.rule.Applies == nil {
		return
	}
	kept, mixed := p.clone(), p.clone()
	first, _ := c.find(kept)
	if !same(p, kept) {
		c.add("pure", "it changes the candidate or the programme that it is given")
	}
	kept.wipe()
	again := func(times int) bool {
		for range times {
			if second, _ := c.find(p.clone()); second != first {
				c.add("pure", "of one and the same candidate it says %s, then %s", first, second)
				return false
			}
		}
		return true
	}
	if !again(1) {
		return
	}
	mixed.shuffle(r)
	if other, _ := c.find(mixed); other != first && !c.told["pure"] && again(50) { // by chance it may say the same twice
		c.add("order-free", "it says %s, and with %s in another order %s", first, c.ordered(p, first), other)
	}
}

// ordered names the lists whose order alone makes a difference, or all.
func (c *checker) ordered(p *proposal, was found) string {
	var names, matter []string
	for i, list := range p.lists() {
		names = append(names, list.name)
		q := p.clone()
		reverse := q.lists()[i].swap
		for k, n := 0, list.length; k < n/2; k++ {
			reverse(k, n-1-k)
		}
		if is, ok := c.find(q); ok && is != was && !slices.Contains(matter, list.name) {
			matter = append(matter, list.name)
		}
	}
	if len(matter) == 0 {
		matter = slices.Compact(names)
	}
	return strings.Join(matter, ", ")
}

// variable is one to try, usually one that made a difference before.
func (c *checker) variable(r *rand.Rand) variable {
	v := pick(r, c.variables...)
	if len(c.matters) > 0 && !chance(r, 4) {
		for !c.matters[v.name] {
			v = pick(r, c.variables...)
		}
	}
	return v
}

// refines looks at whether knowing more widens the answer.
func (c *checker) refines(r *rand.Rand, p *proposal, was found) {
	for range 4 {
		v := c.variable(r)
		how, ok := v.narrower(r, p, c.tell)
		if !ok {
			continue
		}
		q := *p
		how.set(&q)
		is, ok := c.find(&q)
		if !ok {
			continue
		}
		if is != was {
			c.matters[v.name] = true
		}
		c.narrower(how.says, was, is)
	}
}

// narrower reports where knowing more has widened the answer.
func (c *checker) narrower(says string, was, is found) {
	if was.answer != metrics.Unknown && is.answer != was.answer || was.applies && is.applies && !covers(was.have, is.have) {
		c.add("refines", "it says %s, and knowing %s: %s", was, says, is)
	}
}

// monotone looks at whether more of a number turns the answer round and back.
func (c *checker) monotone(r *rand.Rand, p *proposal) {
	v := c.variable(r)
	type step struct {
		says string
		is   found
	}
	var steps []step
	for _, how := range v.scan(p, c.tell) {
		q := *p
		how.set(&q)
		if is, ok := c.find(&q); ok && (len(steps) == 0 || steps[len(steps)-1].is.answer != is.answer) {
			steps = append(steps, step{how.says, is})
		}
	}
	if len(steps) > 1 {
		c.matters[v.name] = true
	}
	rank := func(s step) int {
		return map[metrics.Answer]int{metrics.No: 0, metrics.Unknown: 1, metrics.Yes: 2}[s.is.answer]
	}
	for i := 2; i < len(steps); i++ {
		if a, b, d := steps[i-2], steps[i-1], steps[i]; rank(a) < rank(b) != (rank(b) < rank(d)) {
			c.add("monotone", "with %s it says %s; with %s %s; and with %s %s", a.says, a.is, b.says, b.is, d.says, d.is)
			return
		}
	}
}

// slate looks at whether the order of candidates makes a difference.
func (c *checker) slate(r *rand.Rand) {
	defer c.recovered(func() {})
	s := RandomSlate(r.Uint64(), GeneratorOptions{Rules: c.facts[:1]})
	text := func() string {
		selection, err := pilot.Select(s, pilot.SelectOptions{Rules: []pilot.Rule{c.rule}})
		var b bytes.Buffer
		if err == nil {
			err = selection.WriteJSON(&b)
		}
		if err != nil {
			return err.Error()
		}
		return b.String()
	}
	first := text()
	slices.Reverse(s.Candidates)
	if text() != first {
		c.add("order-free", "candidates in another order get other verdicts")
	}
}
