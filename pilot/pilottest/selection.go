package pilottest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
)

// CheckSelection reports where two parts of a selection don't say the same, such as one
// that was stored, merged or written by another program:
//
//	document   it reads back from JSON as it was, with the version that is known here
//	verdicts   by name, each once; lowest and highest on one scale, and in order
//	findings   each outcome is that of its numbers; a rule that doesn't apply has no
//	           ceiling; the counts are those of the findings
//	decision   lowest and highest are those that the findings and their ceilings give
//	gaps       one for each veto that fails, and asks one for each that isn't known and
//	           could change the decision, cheapest first; who is undetermined has some
//	instead    for a showcase of KM's own that isn't certain, and for nothing else
//	chosen     ranked is exactly who may be a showcase, aside who else there is, with the
//	           rules of their gaps; paths for those that aren't certain
//	run        the set and its waves hold who is certain to be a showcase, each once, no
//	           more than run at a time and no dearer than the budget
//	doubt      the shares of each candidate, and of each rank, add up to 1
//	settled    agreements of candidates that are there, settled or pending
func CheckSelection(s pilot.Selection) error {
	c := parts{Selection: s}
	c.document()
	names := []string{}
	for _, v := range s.Verdicts {
		names = append(names, v.Candidate)
		w := verdict{&c, v}
		w.check()
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) < len(names) {
		c.add("verdicts", "they aren't by name of candidate, each once: %s", strings.Join(names, ", "))
	}
	for _, x := range s.Settled {
		if name := x.Settlement.Pilot; !slices.Contains(names, name) || slices.Contains(s.Pending, name) {
			c.add("settled", "the agreement on %q is pending too, or that is no candidate", name)
		}
	}
	for _, name := range s.Pending {
		if !slices.Contains(names, name) {
			c.add("settled", "%q is pending, and is no candidate", name)
		}
	}
	if s.Chosen != nil {
		c.chosen(*s.Chosen)
		c.run(*s.Chosen)
		c.doubt(s.Chosen.Doubt)
	}
	return errors.Join(c.problems...)
}

// parts is a selection whose parts are held against one another.
type parts struct {
	pilot.Selection
	problems []error
}

func (c *parts) add(invariant, format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf("pilottest: %s: selection of %q: %s", invariant, c.Organisation, fmt.Sprintf(format, args...)))
}

// document looks at whether the selection reads back.
func (c *parts) document() {
	var b, again bytes.Buffer
	var back pilot.Selection
	err := c.WriteJSON(&b)
	if err == nil {
		err = json.Unmarshal(b.Bytes(), &back)
	}
	if err == nil {
		err = back.WriteJSON(&again)
	}
	if err != nil {
		c.add("document", "it can't be written and read back: %v", err)
	} else if b.String() != again.String() {
		c.add("document", "it isn't read back as it was written")
	}
}

// chosen looks at who is ranked, who stands aside and who has a path.
func (c *parts) chosen(x pilot.Chosen) {
	var ranked, aside, paths, may, not, uncertain []string
	if x.Ranking != nil {
		for i, r := range x.Ranking.Ranked {
			ranked = append(ranked, r.ID)
			if i > 0 && (r.Rank < x.Ranking.Ranked[i-1].Rank || r.Score > x.Ranking.Ranked[i-1].Score+rounding(1)) {
				c.add("chosen", "%q is ranked %d with a score of %v, after one of %v", r.ID, r.Rank, r.Score, x.Ranking.Ranked[i-1].Score)
			}
		}
		slices.Sort(ranked)
	}
	for _, a := range x.Aside {
		aside = append(aside, a.Candidate)
		v, _ := c.Verdict(a.Candidate)
		rules := []string{}
		for _, g := range v.Gaps {
			rules = append(rules, g.Rule)
		}
		if a.Decision != v.Decision() || !slices.Equal(a.Rules, rules) {
			c.add("chosen", "%q stands aside as %s for %v, and its verdict is %s for %v", a.Candidate, a.Decision, a.Rules, v.Decision(), rules)
		}
	}
	for _, p := range x.Paths {
		paths = append(paths, p.Candidate)
	}
	for _, v := range c.Verdicts {
		if v.Highest == pilot.Showcase {
			may = append(may, v.Candidate)
		} else {
			not = append(not, v.Candidate)
		}
		if v.Offer == pilot.PublicShowcase && v.Lowest != pilot.Showcase {
			uncertain = append(uncertain, v.Candidate)
		}
	}
	for _, l := range []struct {
		says       string
		have, want []string
	}{{"ranked", ranked, may}, {"aside", aside, not}, {"on a path", paths, uncertain}} {
		if !slices.Equal(l.have, l.want) {
			c.add("chosen", "%q are %s, and by their verdicts %q should be", l.have, l.says, l.want)
		}
	}
}

// run looks at the sets.
func (c *parts) run(x pilot.Chosen) {
	sets, seen := x.Waves, map[string]bool{}
	if len(sets) == 0 {
		sets = []choose.Portfolio{x.Portfolio}
	} else if !slices.Equal(sets[0].Chosen, x.Portfolio.Chosen) {
		c.add("run", "the first wave is %q, and the set to run %q", sets[0].Chosen, x.Portfolio.Chosen)
	}
	cost := 0.0
	for _, set := range sets {
		cost += set.Cost
		if len(set.Chosen) > x.AtOnce {
			c.add("run", "%q run at a time, and no more than %d can", set.Chosen, x.AtOnce)
		}
		for _, name := range set.Chosen {
			if v, _ := c.Verdict(name); v.Lowest != pilot.Showcase {
				c.add("run", "%q runs, and isn't certain to be a showcase", name)
			}
			if seen[name] {
				c.add("run", "%q runs twice", name)
			}
			seen[name] = true
		}
	}
	if most, ok := x.Budget.Value.Point(); ok && cost > most+rounding(most) {
		c.add("run", "all waves cost %v, and the budget is %s", cost, x.Budget)
	}
}

// doubt looks at the shares of ranks.
func (c *parts) doubt(a *choose.Acceptability) {
	if a == nil {
		return
	}
	ranks := make([]float64, len(a.Ranks))
	for i, row := range a.Ranks {
		sum := 0.0
		for r, share := range row {
			sum += share
			ranks[r] += share
		}
		if math.Abs(sum-1) > 1e-6 {
			c.add("doubt", "the shares of %q add up to %v", a.IDs[i], sum)
		}
	}
	for r, sum := range ranks {
		if math.Abs(sum-1) > 1e-6 {
			c.add("doubt", "the shares of rank %d add up to %v", r+1, sum)
		}
	}
}
