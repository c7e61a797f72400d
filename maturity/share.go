package maturity

import (
	"math/big"
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
	byArea := a.areaShares(count)
	switch m.Gate {
	case BandedSum:
		for i := range m.Criteria {
			s := new(big.Rat)
			if count[i] {
				s.Mul(weightOf(m.Criteria[i].Weight), a.factor(a.area[i]))
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
	for i := range shares {
		shares[i].near, _ = shares[i].exact.Float64()
	}
	return shares
}

// weightOf is a criterion's weight; 0 is 1.
func weightOf(w float64) *big.Rat {
	if w == 0 {
		w = 1
	}
	return new(big.Rat).SetFloat64(w)
}

// factor is the product of the weights of an area and those that it is part of.
func (a *Assessor) factor(at int) *big.Rat {
	f := big.NewRat(1, 1)
	for at >= 0 {
		f.Mul(f, weightOf(a.model.Areas[at].Weight))
		at = a.parent(at)
	}
	return f
}

// parent is the area that an area is part of, -1 if none.
func (a *Assessor) parent(at int) int {
	for i, x := range a.model.Areas {
		if x.ID == a.model.Areas[at].In {
			return i
		}
	}
	return -1
}

// areaShares are the shares of areas in the whole, of those in which some criterion
// counts: by weight among those of the same area, of as much as that one has.
func (a *Assessor) areaShares(count []bool) []*big.Rat {
	areas := a.model.Areas
	counts := make([]bool, len(areas))
	for i, on := range count {
		for at := a.area[i]; on && at >= 0; at = a.parent(at) {
			counts[at] = true
		}
	}
	shares := make([]*big.Rat, len(areas))
	var of func(at int) *big.Rat
	of = func(at int) *big.Rat {
		if at < 0 {
			return big.NewRat(1, 1)
		}
		if shares[at] != nil {
			return shares[at]
		}
		s, sum := new(big.Rat), new(big.Rat)
		for i := range areas {
			if counts[i] && areas[i].In == areas[at].In {
				sum.Add(sum, weightOf(areas[i].Weight))
			}
		}
		if counts[at] && sum.Sign() > 0 {
			s.Quo(weightOf(areas[at].Weight), sum)
			s.Mul(s, of(a.parent(at)))
		}
		shares[at] = s
		return s
	}
	for i := range areas {
		of(i)
	}
	return shares
}
