package health

import (
	"cmp"
	"math"
	"math/big"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Topic is a subject of questions, with how many were asked on it and how many
// answers all of them got.
type Topic struct {
	Name      string           `json:"name"`               // what is asked about
	Questions metrics.Interval `json:"questions,omitzero"` // asked in the months
	Answers   metrics.Interval `json:"answers,omitzero"`   // given to them
}

// TopicFinding is the quadrant that a topic lies in, as far as its counts tell.
type TopicFinding struct {
	Topic         string           `json:"topic"`                  // its name
	Questions     metrics.Interval `json:"questions,omitzero"`     // asked in the months
	Each          metrics.Interval `json:"each,omitzero"`          // answers per question
	ManyQuestions metrics.Answer   `json:"manyQuestions,omitzero"` // whether they are many, by the cut
	ManyAnswers   metrics.Answer   `json:"manyAnswers,omitzero"`   // whether answers per question are many, by the cut
	Possible      []Quadrant       `json:"possible"`               // quadrants that it may lie in; one: the certain one
	Source        metrics.Source   `json:"source"`                 // of the quadrants
	Cut           metrics.Source   `json:"cut"`                    // of what counts as many
}

// Quadrant is the quadrant if it is certain, else QuadrantUnknown.
func (f TopicFinding) Quadrant() Quadrant {
	if len(f.Possible) == 1 {
		return f.Possible[0]
	}
	return QuadrantUnknown
}

// Cuts say what counts as many. The source gives no numbers. The zero value is
// the defaults, which are ours.
type Cuts struct {
	// Questions is the number of questions on a topic from which on they are
	// many. None given: at least as many as the mean of all topics, so that it
	// doesn't depend on how long was looked or how large the community is.
	Questions float64 `json:"questions,omitzero"`
	// Answers is the number of answers per question from which on they are many:
	// 2 by default, more than one voice.
	Answers float64 `json:"answers,omitzero"`
}

// ManyAnswers is the default of Cuts.Answers.
const ManyAnswers = 2

var quadrantSource = metrics.Source{Title: "N. Milton, How to analyse queries in a community of practice", Year: 2013,
	URL: "http://www.nickmilton.com/2013/08/how-to-analyse-queries-in-community-of.html"}

// Sort puts each topic into its quadrant, in the order given. A negative number
// is an error, and so is a topic without a name or of another's. A topic that
// nobody asked about has few questions, and few answers: nothing shows that the
// subject is common knowledge.
func (c Cuts) Sort(topics []Topic) ([]TopicFinding, error) {
	p := strict.In("health")
	c.validate(p, "cuts")
	validateTopics(p, "topics", topics)
	if err := p.Err(); err != nil {
		return nil, err
	}
	return c.sort(topics), nil
}

func (c Cuts) sort(topics []Topic) []TopicFinding {
	source := metrics.OurDefault()
	if c != (Cuts{}) {
		source = metrics.CallersChoice()
	}
	c.Answers = cmp.Or(c.Answers, ManyAnswers)
	least, most := new(sum), new(sum) // of the questions of all topics
	for _, t := range topics {
		low, high := ends(t.Questions)
		least.add(low)
		most.add(high)
	}
	findings := make([]TopicFinding, len(topics))
	for i, t := range topics {
		f := TopicFinding{Topic: t.Name, Questions: t.Questions, Source: quadrantSource, Cut: source}
		f.Each = each(t.Answers, t.Questions, 0, 1)
		f.ManyAnswers = c.manyAnswers(t, f.Each)
		if c.Questions > 0 {
			f.ManyQuestions = t.Questions.AtLeast(c.Questions)
		} else {
			f.ManyQuestions = aboveMean(t.Questions, least, most, len(topics))
		}
		for q := FAQ; q <= Watch; q++ {
			questions, answers := q.many()
			if f.ManyQuestions != metrics.AnswerOf(!questions) && f.ManyAnswers != metrics.AnswerOf(!answers) {
				f.Possible = append(f.Possible, q)
			}
		}
		findings[i] = f
	}
	return findings
}

// many tells which counts are many in the quadrant.
func (q Quadrant) many() (questions, answers bool) {
	return q == Exchange || q == ResearchGap, q == FAQ || q == Exchange
}

// aboveMean answers whether a topic has as many questions as the mean of n, at
// least. The topic's own number is a part of the mean: with the n−1 others apart
// the question is whether (n−1) times its number reaches theirs together, and the
// two sides are independent of one another. Nothing asked is never many.
func aboveMean(questions metrics.Interval, least, most *sum, n int) metrics.Answer {
	low, high := ends(questions)
	switch {
	case low > 0 && most.without(high).atMost(low, n-1):
		return metrics.Yes
	case high == 0 || n > 1 && !least.without(low).atMost(high, n-1):
		return metrics.No
	}
	return metrics.Unknown
}

// sum adds up numbers of which some may be infinite, exactly: order makes no
// difference, and a number that is the mean to the last digit isn't below it.
type sum struct {
	finite   big.Rat
	infinite int
}

func (s *sum) add(x float64) {
	if math.IsInf(x, 1) {
		s.infinite++
		return
	}
	s.finite.Add(&s.finite, new(big.Rat).SetFloat64(x))
}

// without is the sum but for x, which is one of its numbers.
func (s *sum) without(x float64) *sum {
	rest := &sum{infinite: s.infinite}
	rest.finite.Set(&s.finite)
	if math.IsInf(x, 1) {
		rest.infinite--
	} else {
		rest.finite.Sub(&rest.finite, new(big.Rat).SetFloat64(x))
	}
	return rest
}

// atMost reports whether the sum is at most n times x.
func (s *sum) atMost(x float64, n int) bool {
	switch {
	case math.IsInf(x, 1):
		return true
	case s.infinite > 0:
		return false
	}
	times := new(big.Rat).SetFloat64(x)
	return s.finite.Cmp(times.Mul(times, big.NewRat(int64(n), 1))) <= 0
}

// manyAnswers answers whether the questions on a topic get many answers each, by
// the number that is shown.
func (c Cuts) manyAnswers(t Topic, each metrics.Interval) metrics.Answer {
	least, high := ends(t.Questions)
	_, most := ends(t.Answers)
	switch {
	case high == 0 || most == 0:
		return metrics.No
	case least == 0: // of no questions there is no number
		return metrics.Unknown
	}
	return each.AtLeast(c.Answers)
}

func (c Cuts) validate(p *strict.Problems, path string) {
	for _, f := range []struct {
		path string
		x    float64
	}{{"questions", c.Questions}, {"answers", c.Answers}} {
		if f.x != 0 && metrics.Exactly(f.x).Within(metrics.Above(0)) != metrics.Yes {
			p.Addf(strict.Join(path, f.path), "want a number above 0, have %v", f.x)
		}
	}
}

func validateTopics(p *strict.Problems, path string, topics []Topic) {
	seen := map[string]bool{}
	for i, t := range topics {
		at := func(field string) string { return strict.Join(strict.Index(path, i), field) }
		switch {
		case strings.TrimSpace(t.Name) == "":
			p.Absentf(at("name"), "is missing")
		case seen[t.Name]:
			p.Addf(at("name"), "there is another topic %q", strict.Clip(t.Name))
		}
		seen[t.Name] = true
		count(p, at("questions"), t.Questions)
		count(p, at("answers"), t.Answers)
	}
}

// UnmarshalJSON reads a topic strictly.
func (t *Topic) UnmarshalJSON(data []byte) error {
	type plain Topic
	return strict.Unmarshal("health", data, (*plain)(t), nil)
}

// UnmarshalJSON reads a finding strictly.
func (f *TopicFinding) UnmarshalJSON(data []byte) error {
	type plain TopicFinding
	return strict.Unmarshal("health", data, (*plain)(f), nil)
}
