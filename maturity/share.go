package maturity

import (
	"math/big"
	"slices"
	"strconv"
)

// share is what a criterion counts in a score: exactly, and as a float64 near it.
type share struct {
	exact *big.Rat
	near  float64
}

// sharesOf are the shares of the criteria that count, under a scored gate but
// Weighted. Those of criteria that don't count are 0.
func (a *Assessor) sharesOf(count []bool) []share {
	m := a.model
	shares := make([]share, len(m.Criteria))
	var byArea []*big.Rat
	if m.Gate != BandedSum {
		byArea = a.areaShares(count)
	}
	switch m.Gate {
	case BandedSum:
		factors := a.factors()
		for i := range m.Criteria {
			s := new(big.Rat)
			if count[i] {
				if s = weightOf(m.Criteria[i].Weight); a.area[i] >= 0 {
					s.Mul(s, factors[a.area[i]])
				}
			}
			shares[i].exact = s
		}
	case BandedMean:
		total := map[int]*big.Rat{}
		for i := range m.Criteria {
			if count[i] {
				at := a.area[i]
				if total[at] == nil {
					total[at] = new(big.Rat)
				}
				total[at].Add(total[at], weightOf(m.Criteria[i].Weight))
			}
		}
		for i := range m.Criteria {
			s := new(big.Rat)
			if sum := total[a.area[i]]; count[i] && sum.Sign() > 0 {
				s.Quo(weightOf(m.Criteria[i].Weight), sum)
				if at := a.area[i]; at >= 0 {
					s.Mul(s, byArea[at])
				}
			}
			shares[i].exact = s
		}
	case Additive:
		type place struct{ area, level int }
		times := map[place]int64{}
		for i := range m.Criteria {
			if count[i] {
				times[place{a.area[i], a.level[i]}]++
			}
		}
		for i := range m.Criteria {
			s := new(big.Rat)
			if n := times[place{a.area[i], a.level[i]}]; count[i] && n > 0 {
				s.Mul(big.NewRat(1, n), byArea[a.area[i]])
			}
			shares[i].exact = s
		}
	}
	same := map[string]*big.Rat{} // of equal shares one is kept, which makes sums short
	for i := range shares {
		key := string(shares[i].exact.Num().Bytes()) + "/" + string(shares[i].exact.Denom().Bytes()) // none is negative
		if same[key] == nil {
			same[key] = shares[i].exact
		}
		shares[i].exact = same[key]
		shares[i].near, _ = shares[i].exact.Float64()
	}
	return shares
}

// weightOf is a weight; 0 is 1.
func weightOf(w float64) *big.Rat {
	if w == 0 {
		w = 1
	}
	return fraction(w)
}

// fraction is a number as the decimal that it is written as: 0.7 is 7/10, not the
// float64 next to it, so that 0.7, 0.2 and 0.1 are 7 : 2 : 1.
func fraction(x float64) *big.Rat {
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64)) // of a finite number, as all here are
	return exact
}

// factors are the products of the weights of each area and those that it is part of.
func (a *Assessor) factors() []*big.Rat {
	all := make([]*big.Rat, len(a.parents))
	for _, at := range slices.Backward(a.inward) { // an area before those in it
		all[at] = weightOf(a.model.Areas[at].Weight)
		if in := a.parents[at]; in >= 0 {
			all[at].Mul(all[at], all[in])
		}
	}
	return all
}

// areaShares are the shares in the whole of areas in which some criteria count: by
// weight among those of the same area, of as much as that one has; nil for the others.
func (a *Assessor) areaShares(count []bool) []*big.Rat {
	areas := a.model.Areas
	counts := make([]bool, len(areas))
	for i, on := range count {
		for at := a.area[i]; on && at >= 0 && !counts[at]; at = a.parents[at] {
			counts[at] = true
		}
	}
	sums := map[int]*big.Rat{} // of weights, by the area that they are part of
	for i := range areas {
		if in := a.parents[i]; counts[i] {
			if sums[in] == nil {
				sums[in] = new(big.Rat)
			}
			sums[in].Add(sums[in], weightOf(areas[i].Weight))
		}
	}
	shares := make([]*big.Rat, len(areas))
	for _, at := range slices.Backward(a.inward) { // an area before those in it
		if !counts[at] {
			continue
		}
		in := a.parents[at]
		shares[at] = weightOf(areas[at].Weight)
		shares[at].Quo(shares[at], sums[in])
		if in >= 0 {
			shares[at].Mul(shares[at], shares[in])
		}
	}
	return shares
}

// counting are the criteria that apply; nil: all do.
func counting(findings []Finding) []bool {
	var count []bool
	for i := range findings {
		if findings[i].Outcome == NotApplicable && count == nil {
			count = make([]bool, len(findings))
			for k := range count {
				count[k] = true
			}
		}
		if count != nil {
			count[i] = findings[i].Outcome != NotApplicable
		}
	}
	return count
}

// parts are the shares of areas in the whole among the findings that apply.
func (a *Assessor) parts(findings []Finding) []share {
	if count := counting(findings); count != nil {
		return a.partsOf(count)
	}
	return a.areas
}

func (a *Assessor) partsOf(count []bool) []share {
	parts := make([]share, len(a.model.Areas))
	for i, exact := range a.areaShares(count) {
		parts[i].exact = new(big.Rat)
		if exact != nil {
			parts[i].exact = exact
			parts[i].near, _ = exact.Float64()
		}
	}
	return parts
}
