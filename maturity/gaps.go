package maturity

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"example.com/kmaturity/metrics"
)

// profile tells what is lacking where each area has a level of its own: to its next,
// or to the target.
func (a *Assessor) profile(out *Assessment, target int) {
	var limiting, gaps []int
	for _, area := range a.leaves {
		low, _ := a.climb(out.Findings, a.areaOf[area])
		next := a.next(low)
		limiting = append(limiting, a.wanting(out.Findings, area, next)...)
		if target >= 0 {
			next = target
		}
		wanting := a.wanting(out.Findings, area, next)
		if len(out.Closed) > 0 { // which may be what keeps it from being reached
			if at, _ := a.climb(a.mended(out.Findings, wanting), a.areaOf[area]); at < next {
				continue
			}
		}
		gaps = append(gaps, wanting...)
	}
	out.Limiting = append(out.Limiting, a.named(limiting)...)
	out.Gaps = a.named(a.ordered(out.Findings, gaps))
}

// gaps is a smallest set of criteria that brings a level, in order; least is the least
// score.
func (a *Assessor) gaps(findings []Finding, target int, least float64) []string {
	var set []int
	switch {
	case a.model.Gate == Weighted:
		set = a.areaGaps(findings, target)
	case a.model.Gate.scored():
		set = a.scoreGaps(findings, target, least)
	default:
		set = a.levelGaps(findings, target)
	}
	set = a.ordered(findings, set)
	if a.model.Gate.scored() {
		set = a.pruned(findings, set, target)
	}
	return a.named(set)
}

// levelGaps is what a level lacks, or one above it that lacks less: where levels are
// passed over, or nothing of one applies.
func (a *Assessor) levelGaps(findings []Finding, target int) (fewest []int) {
	for at := target; at < len(a.model.Levels); at++ {
		if a.requires != nil && at > target && a.under(at)[target] {
			continue // it lacks all that the target lacks
		}
		set := a.ordered(findings, a.wanting(findings, -1, at))
		if fewest == nil || len(set) < len(fewest) {
			if low, _ := a.levels(a.mended(findings, set)); low >= target {
				fewest = set
			}
		}
		if a.model.Gate != Prerequisite && !a.model.Levels[at].Optional {
			break // what is above stands on it
		}
	}
	return fewest
}

// reading is what criteria read of one number: those to which the facts are too old, or
// for which others count, read another.
type reading struct {
	number int
	stale  bool
	have   metrics.Interval
}

func (a *Assessor) reading(findings []Finding, i int) reading {
	return reading{a.number[i], findings[i].Stale, findings[i].Have}
}

// mended is the findings if some criteria were met for certain, and what is met stayed
// so. Where two can't be met together the later one is.
func (a *Assessor) mended(findings []Finding, set []int) []Finding {
	all := slices.Clone(findings)
	var wants map[reading]metrics.Interval // what the numbers that several criteria read have to lie in
	for _, i := range set {
		f := &all[i]
		if len(a.reads[a.number[i]]) == 1 {
			f.Have, f.Outcome = f.narrowed(f.Need), Met
			continue
		}
		of := a.reading(findings, i)
		want, ok := wants[of]
		if !ok {
			want = metrics.Anything()
			for _, j := range a.reads[of.number] {
				if g := &findings[j]; g.Outcome == Met && a.reading(findings, j) == of {
					want, _ = want.Intersect(g.Need) // what is known lies in both
				}
			}
			if wants == nil {
				wants = map[reading]metrics.Interval{}
			}
		}
		both, ok := want.Intersect(f.Need)
		if ok {
			both, ok = f.Measure.Cut(both)
		}
		if !ok {
			both, _ = f.Measure.Cut(f.Need) // Validate sees to it that there is some
		}
		wants[of] = both
	}
	for of, want := range wants {
		for _, j := range a.reads[of.number] {
			if f := &all[j]; a.reading(findings, j) == of {
				if f.Have = f.narrowed(want); f.Outcome != NotApplicable {
					f.Outcome = OutcomeOf(f.Have.Within(f.Need))
				}
			}
		}
	}
	return all
}

// narrowed is what would be known of a number that is to lie in want: of what is known
// the part that does, or want where there is none.
func (f *Finding) narrowed(want metrics.Interval) metrics.Interval {
	if both, ok := f.Have.Intersect(want); ok {
		if have, ok := f.Measure.Cut(both); ok {
			return have
		}
	}
	have, _ := f.Measure.Cut(want)
	return have
}

// pruned leaves out of a set that brings a level, last first, what it does without.
func (a *Assessor) pruned(findings []Finding, set []int, target int) []int {
	const most = 100 // criteria, our default: larger sets stay as they are
	if !a.entangled || len(set) > most {
		return set
	}
	for k := len(set) - 1; k >= 0; k-- {
		fewer := slices.Delete(slices.Clone(set), k, k+1)
		if len(a.ordered(findings, slices.Clone(fewer))) > len(fewer) {
			continue // another one requires it
		}
		if low, _ := a.levels(a.mended(findings, fewer)); low >= target {
			set = fewer
		}
	}
	return set
}

// scoreGaps takes criteria by what they add to the least score, the most first.
func (a *Assessor) scoreGaps(findings []Finding, target int, least float64) (set []int) {
	type gain struct {
		i    int
		adds float64
	}
	var gains []gain
	shares := a.sharesNow(findings)
	for i := range findings {
		if findings[i].lacks() {
			gains = append(gains, gain{i, a.adds(findings, shares, i)})
		}
	}
	slices.SortStableFunc(gains, func(x, y gain) int { // of equals those of lower levels
		return cmp.Or(cmp.Compare(y.adds, x.adds), cmp.Compare(a.level[x.i], a.level[y.i]))
	})
	brings := func(n int) bool {
		low, _ := a.levels(a.mended(findings, set[:n]))
		return low >= target
	}
	const many = 200 // our default: of more, the fewest are looked for by halves
	if len(gains) > many {
		for _, g := range gains {
			set = append(set, g.i)
		}
		if n := 1 + sort.Search(len(set), func(k int) bool { return brings(k + 1) }); n <= len(set) {
			return set[:n]
		}
		return nil
	}
	band, sum := a.model.band(target), least
	need, _ := band.Low()
	for k, g := range gains {
		set = append(set, g.i)
		sum += max(g.adds, 0)
		if sum < need-1e-9*(math.Abs(sum)+math.Abs(need)) && k < len(gains)-1 { // all together may bring more
			continue
		}
		if brings(len(set)) { // exactly
			return set
		}
	}
	return nil
}

// adds is what the least score rises by if a criterion is met for certain.
func (a *Assessor) adds(findings []Finding, shares []share, i int) float64 {
	const most = 64 // criteria, our default: with more, what it counts is near enough to order them by
	f, readers := &findings[i], len(a.reads[a.number[i]])
	if readers > most || readers == 1 && !a.model.Criteria[i].Need.IsAnything() {
		return shares[i].near
	}
	var terms []term
	for _, j := range a.reads[a.number[i]] {
		if g := &findings[j]; a.reading(findings, j) == a.reading(findings, i) && g.Outcome != NotApplicable && g.Waiver == nil {
			terms = append(terms, term{shares[j], a.model.Criteria[j].Need})
		}
	}
	least := func(have metrics.Interval) float64 {
		low, _ := ends(terms, &Finding{Have: have, Measure: f.Measure})
		x, _ := at(terms, low)
		return x
	}
	have, ok := f.Have.Intersect(f.Need)
	if !ok {
		have = f.Need
	}
	if have, ok = f.Measure.Cut(have); !ok {
		return 0
	}
	return least(have) - least(f.Have)
}

// areaGaps is a smallest set of criteria that raises areas enough: for each number
// of criteria the best score that areas can reach with so many, area by area.
func (a *Assessor) areaGaps(findings []Finding, target int) []int {
	parts := a.parts(findings)
	type raise struct {
		level int
		set   []int
	}
	raises := make([][]raise, len(a.leaves))
	most := 0
	for k, area := range a.leaves {
		low, _ := a.climb(findings, a.areaOf[area])
		raises[k] = []raise{{low, nil}}
		for level := low + 1; level < len(a.model.Levels); level++ {
			if !slices.ContainsFunc(a.areaOf[area][level], func(i int) bool { return findings[i].Outcome != NotApplicable }) {
				break // nothing of the level applies, so that it is never passed
			}
			raises[k] = append(raises[k], raise{level, a.wanting(findings, area, level)}) // all can be met together: Validate sees to it
		}
		most += len(raises[k][len(raises[k])-1].set)
	}
	best := make([]float64, most+1) // by number of criteria
	taken := make([][]int, len(a.leaves))
	for n := range best {
		best[n] = math.Inf(-1)
	}
	best[0] = 0
	for k, area := range a.leaves {
		next := make([]float64, most+1)
		taken[k] = make([]int, most+1)
		for n := range next {
			next[n] = math.Inf(-1)
			for r, up := range raises[k] {
				if from := n - len(up.set); from >= 0 {
					if x := best[from] + float64(parts[area].near*float64(up.level)); x > next[n] {
						next[n], taken[k][n] = x, r
					}
				}
			}
		}
		best = next
	}
	need, _ := a.model.band(target).Low()
	for n, score := range best {
		if score < need-1e-9*(1+math.Abs(need)) {
			continue
		}
		var set []int
		for k, left := len(a.leaves)-1, n; k >= 0; k-- {
			up := raises[k][taken[k][left]]
			set, left = append(set, up.set...), left-len(up.set)
		}
		if low, _ := a.levels(a.mended(findings, set)); low >= target { // exactly
			return set
		}
	}
	return nil
}

// named are the ids of criteria.
func (a *Assessor) named(set []int) (ids []string) {
	for _, i := range set {
		ids = append(ids, a.model.Criteria[i].ID)
	}
	return ids
}

// ordered are the criteria of a set, with those that come before them and aren't met,
// each after what it requires, else in the model's order.
func (a *Assessor) ordered(findings []Finding, set []int) (all []int) {
	taken := make([]bool, len(findings))
	var take func(i int)
	take = func(i int) {
		if taken[i] || !findings[i].lacks() {
			return
		}
		taken[i] = true
		for _, id := range a.model.Criteria[i].Requires {
			take(a.criteria[id])
		}
		all = append(all, i)
	}
	slices.Sort(set)
	for _, i := range set {
		take(i)
	}
	return all
}
