package choose

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/metrics"
)

// tie is how near two scores must be to count as equal.
const tie = 1e-12

// Ranking ranks alternatives by the weighted sum of their values.
type Ranking struct {
	Ranked []Ranked `json:"ranked"` // by rank, then by id
	// Weights are those in use, which add up to 1, by criterion.
	Weights map[string]float64 `json:"weights"`
	// Relative are the criteria without a scale of their own: on them an
	// alternative more or less can turn the others round.
	Relative []string `json:"relative,omitzero"`
	// Stability says for each criterion between which weights, the others rescaled
	// in proportion, the leader stays first, with scores at the middle of what is
	// known. Without a single leader there is none.
	Stability map[string]metrics.Interval `json:"stability,omitzero"`
}

// Ranked is one alternative in a ranking.
type Ranked struct {
	ID string `json:"id"` // of the alternative
	// Rank counts those that score better, plus one: 1, 2, 2, 4. Scores within
	// 1e-12 are equal.
	Rank  int     `json:"rank"`
	Score float64 `json:"score"` // 0 to 1 up to rounding, at the middle of what is known of each score
	// Scores and Ranks are what they may be with every number inside the scores.
	Scores metrics.Interval `json:"scores"`
	Ranks  metrics.Interval `json:"ranks"`
	// DominatedBy are the alternatives at least as good on every criterion and
	// better on one, whatever the weights; not looked at among more than 2,000.
	DominatedBy []string `json:"dominatedBy,omitzero"`
}

// Rank ranks alternatives. It doesn't depend on the order in which they, or
// the criteria, are given.
//
// Faults come all at once with their paths: weights that are negative or all 0,
// a scale that isn't a range, a score outside its scale, a criterion without a
// scale and one alternative.
func Rank(alternatives []Alternative, criteria []Criterion) (Ranking, error) {
	criteria = slices.Clone(criteria)
	t, err := newTable(alternatives, criteria)
	if err != nil {
		return Ranking{}, err
	}
	t.sortCriteria()
	n := len(t.ids)
	score, low, high := t.scores(t.weights)
	r := Ranking{Weights: map[string]float64{}, Relative: t.relative, Ranked: make([]Ranked, n)}
	for j, c := range t.criteria {
		r.Weights[c.ID] = t.weights[j]
	}
	better, surely, perhaps := ascending(score), ascending(low), ascending(high)
	for i := range r.Ranked {
		interval, _ := metrics.Between(min(low[i], score[i]), max(high[i], score[i]))
		// Surely better are those whose lowest is above this one's highest; perhaps
		// better those whose highest is above its lowest, itself aside.
		best := 1 + countAbove(surely, high[i])
		worst := 1 + countAbove(perhaps, low[i])
		if high[i]-low[i] > tie {
			worst--
		}
		ranks, _ := metrics.Between(float64(best), float64(max(best, worst)))
		r.Ranked[i] = Ranked{ID: t.ids[i], Rank: 1 + countAbove(better, score[i]), Score: score[i], Scores: interval, Ranks: ranks}
	}
	t.dominate(r.Ranked)
	if n > 0 {
		r.Stability = t.stability(score)
	}
	slices.SortStableFunc(r.Ranked, func(a, b Ranked) int { return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID)) })
	return r, nil
}

// sortCriteria puts the criteria in order of id, so that sums are the same
// whatever order they were given in.
func (t *table) sortCriteria() {
	m := len(t.criteria)
	order := make([]int, m)
	for j := range order {
		order[j] = j
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(t.criteria[a].ID, t.criteria[b].ID) })
	move := func(values []float64) []float64 {
		out := make([]float64, len(values))
		for k := range values {
			out[k] = values[k/m*m+order[k%m]]
		}
		return out
	}
	t.low, t.high, t.weights = move(t.low), move(t.high), move(t.weights)
	criteria := make([]Criterion, m)
	for j, from := range order {
		criteria[j] = t.criteria[from]
	}
	t.criteria = criteria
	slices.Sort(t.relative)
}

// scores are the weighted sums at the middle, the least and the most of the
// values.
func (t *table) scores(w []float64) (middle, low, high []float64) {
	n := len(t.ids)
	low, high = weightedSums(t.low, w), weightedSums(t.high, w)
	middle = make([]float64, n)
	for i := range middle {
		middle[i] = low[i]/2 + high[i]/2
	}
	return middle, low, high
}

// weightedSums are the sums of rows of values times weights.
func weightedSums(values, w []float64) []float64 {
	sums := make([]float64, len(values)/len(w))
	for i := range sums {
		row, sum := values[i*len(w):(i+1)*len(w)], 0.0
		for j, x := range row {
			sum += float64(w[j] * x)
		}
		sums[i] = sum
	}
	return sums
}

func ascending(values []float64) []float64 {
	return slices.Sorted(slices.Values(values))
}

// countAbove counts the values that are above x by more than a tie.
func countAbove(sorted []float64, x float64) int {
	at, _ := slices.BinarySearchFunc(sorted, x+tie, func(v, limit float64) int {
		if v > limit {
			return 1
		}
		return -1
	})
	return len(sorted) - at
}

// mostDominated is up to how many alternatives it is noted who dominates whom:
// that takes each against each.
const mostDominated = 2000

// dominate notes who dominates whom.
func (t *table) dominate(ranked []Ranked) {
	m := len(t.criteria)
	if len(ranked) > mostDominated {
		return
	}
	for i := range ranked {
		for k := range ranked {
			if i != k && t.dominates(k*m, i*m, m) {
				ranked[i].DominatedBy = append(ranked[i].DominatedBy, ranked[k].ID)
			}
		}
	}
}

// dominates reports whether the row at a is surely at least as good as that at b
// everywhere and better somewhere.
func (t *table) dominates(a, b, m int) bool {
	better := false
	for j := range m {
		if t.low[a+j] < t.high[b+j] {
			return false
		}
		better = better || t.low[a+j] > t.high[b+j]
	}
	return better
}

// stability is, for each criterion, the weights at which the leader stays first
// while the others keep their proportions. Along that line the lead over each
// alternative is a straight line too, so each gives one bound.
func (t *table) stability(score []float64) map[string]metrics.Interval {
	leader := 0
	for i, s := range score {
		if s > score[leader]+tie {
			leader = i
		}
	}
	for i, s := range score {
		if i != leader && math.Abs(s-score[leader]) <= tie {
			return nil
		}
	}
	all := map[string]metrics.Interval{}
	for j, c := range t.criteria {
		own := t.weights[j]
		if own == 1 {
			continue // the others have no proportions to keep
		}
		low, high := 0.0, 1.0
		for i := range t.ids {
			if i == leader {
				continue
			}
			// Lead at weight x: x·here + (1-x)·elsewhere.
			here := t.value(leader, j) - t.value(i, j)
			elsewhere := (score[leader] - score[i] - own*here) / (1 - own)
			switch {
			case here < 0 && elsewhere > 0:
				high = min(high, elsewhere/(elsewhere-here))
			case here > 0 && elsewhere < 0:
				low = max(low, elsewhere/(elsewhere-here))
			}
		}
		if interval, err := metrics.Between(min(low, own), max(high, own)); err == nil {
			all[c.ID] = interval
		}
	}
	return all
}
