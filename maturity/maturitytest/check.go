package maturitytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// DefaultCases is how many random cases a check looks at, our default. A large model
// takes long: with 300 criteria on one measure some 30 ms a case.
const DefaultCases = 1000

// CheckOptions say how CheckModel looks. The zero value is the defaults.
type CheckOptions struct {
	Seed  uint64 // of the random cases
	Cases int    // how many; 0 or less: DefaultCases
	// Assess is what is checked, such as a service of one's own that assesses under the
	// model; nil: Model.Assess, without options. It must give the levels of the model.
	Assess func(maturity.Evidence) (maturity.Assessment, error)
}

// CheckModel reports what doesn't hold of a model, or of what assesses under it; of
// each of these the first case that shows it:
//
//	sound      Model.Validate finds nothing
//	round trip the model, and each assessment, reads back from JSON as it was
//	reachable  every level has some evidence of which it is the level for certain;
//	           under Profile that of each area
//	same       the same evidence gives the same assessment, without a panic, and isn't
//	           changed
//	order-free nor does the order of facts matter, nor that of criteria and measures
//	refines    to know a number better never widens the range of a level or a score
//	monotone   more of what all criteria ask more of, or less of what all ask less of,
//	           lowers no end of a range; a number that a criterion bounds from both sides,
//	           or criteria from different sides, is left out
//
// Evidence is searched for levels from many starts; that none is found doesn't prove
// that there is none, but says where to look.
func CheckModel(m *maturity.Model, o CheckOptions) error {
	if err := m.Validate(); err != nil {
		return fmt.Errorf("maturitytest: the model isn't sound: %w", err)
	}
	if o.Cases <= 0 {
		o.Cases = DefaultCases
	}
	c := checker{Model: m, numbers: numbers(m), seed: o.Seed}
	if o.Assess != nil {
		c.assess = guarded(o.Assess)
	} else {
		a, err := m.Assessor()
		if err != nil {
			return err
		}
		c.assess = func(e maturity.Evidence) (maturity.Assessment, error) { return a.Assess(e, maturity.Options{}) }
	}
	c.roundTrip()
	c.reach()
	for n := range o.Cases {
		c.at = n
		c.look(source(o.Seed, uint64(n)), o.Assess == nil)
	}
	return errors.Join(c.problems...)
}

// guarded makes a panic an error.
func guarded(assess func(maturity.Evidence) (maturity.Assessment, error)) func(maturity.Evidence) (maturity.Assessment, error) {
	return func(e maturity.Evidence) (a maturity.Assessment, err error) {
		defer func() {
			if x := recover(); x != nil {
				err = fmt.Errorf("it panics: %v", x)
			}
		}()
		return assess(e)
	}
}

// checker looks at a model.
type checker struct {
	*maturity.Model
	numbers  []number
	assess   func(maturity.Evidence) (maturity.Assessment, error)
	seed     uint64
	spans    int             // ranges that an assessment has
	at       int             // number of the case
	told     map[string]bool // invariants of which a case was told
	problems []error
}

// tell reports that an invariant doesn't hold, the first time.
func (c *checker) tell(invariant, format string, args ...any) {
	if c.told[invariant] {
		return
	}
	if c.told == nil {
		c.told = map[string]bool{}
	}
	c.told[invariant] = true
	c.problems = append(c.problems, fmt.Errorf("maturitytest: %s: model %q, seed %d, case %d: %s", invariant, c.ID, c.seed, c.at, fmt.Sprintf(format, args...)))
}

// roundTrip looks at whether the model reads back as it was.
func (c *checker) roundTrip() {
	text, err := json.Marshal(c.Model)
	var back maturity.Model
	if err == nil {
		err = json.Unmarshal(text, &back)
	}
	if err != nil {
		c.tell("round trip", "it can't be written and read back: %v", err)
	} else if !reflect.DeepEqual(*c.Model, back) {
		c.tell("round trip", "what is written as JSON isn't what is read back")
	}
}

// look looks at one case.
func (c *checker) look(r *rand.Rand, model bool) {
	e := evidence(r, c.Model)
	had := slices.Clone(e)
	was, ok := c.see(e)
	if !ok {
		return
	}
	again, ok := c.see(e)
	if ok && was.text != again.text {
		c.tell("same", "the same evidence gave %s, then %s", was, again.after(was))
	}
	if !slices.Equal(e, had) {
		c.tell("same", "the evidence was changed: it was %s, and is %s", says(had...), says(e...))
		e = had
	}
	mixed := slices.Clone(e)
	r.Shuffle(len(mixed), func(i, k int) { mixed[i], mixed[k] = mixed[k], mixed[i] })
	if is, ok := c.see(mixed); ok && is.text != was.text {
		c.tell("order-free", "the facts %s give %s, in the order %s they give %s", says(e...), was, says(mixed...), is.after(was))
	}
	if model {
		c.reorder(r, e, was)
	}
	n := pick(r, c.numbers...)
	f := maturity.Fact{Measure: n.measure.ID, Scope: n.scope} // of which nothing is known
	at := slices.IndexFunc(e, func(f maturity.Fact) bool { return f.Measure == n.measure.ID && f.Scope == n.scope })
	if at >= 0 {
		f = e[at]
	}
	if f.NotApplicable != "" || f.Answer != "" {
		return
	}
	with := func(i metrics.Interval) (seen, bool) {
		other, fact := slices.Clone(e), f
		fact.Value = i
		if at < 0 {
			return c.see(append(other, fact))
		}
		other[at] = fact
		return c.see(other)
	}
	if narrow, ok := f.Value.Intersect(n.interval(r)); ok {
		if _, err := n.measure.Resolve(narrow); err == nil {
			if is, ok := with(narrow); ok && !was.holds(is) {
				c.tell("refines", "of %q %s is known, which gives %s; to know %s gives %s", f.Measure, f.Value, was, narrow, is)
			}
		}
	}
	x, y := pick(r, n.telling...), pick(r, n.telling...)
	less, more := metrics.Exactly(min(x, y)), metrics.Exactly(max(x, y))
	if n.direction() == metrics.Lower {
		less, more = more, less
	}
	worse, ok := with(less)
	better, ok2 := with(more)
	if ok && ok2 && n.direction() != metrics.DirectionUnknown && !worse.below(better) {
		c.tell("monotone", "with %s of %q it stands %s, and with %s, which is better, %s", less, f.Measure, worse, more, better)
	}
}

// reorder looks at the same model with criteria and measures in another order.
func (c *checker) reorder(r *rand.Rand, e maturity.Evidence, was seen) {
	other := *c.Model
	other.Criteria, other.Measures = slices.Clone(other.Criteria), slices.Clone(other.Measures)
	r.Shuffle(len(other.Criteria), func(i, k int) {
		other.Criteria[i], other.Criteria[k] = other.Criteria[k], other.Criteria[i]
	})
	slices.Reverse(other.Measures)
	a, err := other.Assess(e, maturity.Options{})
	if err != nil {
		c.tell("order-free", "with criteria in another order it is refused: %v", err)
	} else if is := c.view(a); !slices.Equal(is.ranges, was.ranges) || is.score != was.score {
		c.tell("order-free", "it gives %s, and with criteria in another order %s", was, is)
	}
}
