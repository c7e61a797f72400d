package maturitytest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// seen is what an assessment comes to.
type seen struct {
	ranges []span // of the whole, then of the areas
	score  metrics.Interval
	text   string // all of it
}

// span is the places of the lowest and the highest level; -1 where there is none.
type span struct {
	area            string
	lowest, highest int
	words           string
}

// see assesses; false if that failed, which is told.
func (c *checker) see(e maturity.Evidence) (seen, bool) {
	a, err := c.assess(slices.Clip(e))
	if err != nil {
		c.tell("same", "the evidence %s is refused: %v", says(e...), err)
		return seen{}, false
	}
	s := c.view(a)
	if c.spans == 0 {
		c.spans = len(s.ranges)
	}
	if a.Model != c.ID || len(s.ranges) != c.spans {
		c.tell("same", "the assessment is one of another model, %q with %d areas", a.Model, len(a.Areas))
		return seen{}, false
	}
	var b bytes.Buffer
	err = json.NewEncoder(&b).Encode(a)
	var back maturity.Assessment
	if err == nil {
		err = json.Unmarshal(b.Bytes(), &back)
	}
	if err != nil {
		c.tell("round trip", "an assessment can't be written and read back: %v", err)
	} else if !reflect.DeepEqual(a, back) {
		c.tell("round trip", "an assessment isn't read back as it was written")
	}
	s.text = b.String()
	return s, true
}

func (c *checker) view(a maturity.Assessment) seen {
	at := func(area, lowest, highest string) span {
		words := lowest
		if highest != lowest {
			words += " to " + highest
		}
		if area != "" {
			words = fmt.Sprintf("%q at %s", area, words)
		}
		return span{area, c.Place(lowest), c.Place(highest), words}
	}
	s := seen{ranges: []span{at("", a.Lowest, a.Highest)}, score: a.Score}
	for _, area := range a.Areas {
		s.ranges = append(s.ranges, at(area.Area, area.Lowest, area.Highest))
	}
	slices.SortStableFunc(s.ranges[1:], func(a, b span) int { return strings.Compare(a.area, b.area) })
	return s
}

// String says where it stands.
func (s seen) String() string {
	var all []string
	for _, r := range s.ranges {
		if r.lowest >= 0 {
			all = append(all, r.words)
		}
	}
	if !s.score.IsAnything() {
		all = append(all, "score "+s.score.String())
	}
	return strings.Join(all, ", ")
}

// after says where it stands, and that the reasons differ where that doesn't.
func (s seen) after(was seen) string {
	if s.String() == was.String() {
		return "the same for other reasons"
	}
	return s.String()
}

// rounding is by how much scores of sums in another order may differ.
const rounding = 1e-9

// holds reports whether no range of t goes beyond that of s.
func (s seen) holds(t seen) bool {
	for i, r := range s.ranges {
		if t.ranges[i].lowest < r.lowest || t.ranges[i].highest > r.highest {
			return false
		}
	}
	least, low := s.score.Low()
	most, high := s.score.High()
	x, hasLow := t.score.Low()
	y, hasHigh := t.score.High()
	return (!low || hasLow && x >= least-rounding) && (!high || hasHigh && y <= most+rounding)
}

// below reports whether no end of t lies below that of s.
func (s seen) below(t seen) bool {
	for i, r := range s.ranges {
		if t.ranges[i].lowest < r.lowest || t.ranges[i].highest < r.highest {
			return false
		}
	}
	x, low := s.score.Low()
	y, high := s.score.High()
	least, _ := t.score.Low()
	most, _ := t.score.High()
	return (!low || least >= x-rounding) && (!high || most >= y-rounding)
}

// says is facts in words.
func says(all ...maturity.Fact) string {
	words := make([]string, len(all))
	for i, f := range all {
		value := f.Answer
		switch {
		case f.NotApplicable != "":
			value = "not applicable"
		case value == "":
			value = f.Value.String()
		}
		words[i] = f.Measure + " " + value
	}
	return "[" + strings.Join(words, ", ") + "]"
}
