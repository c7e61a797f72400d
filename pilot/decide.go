package pilot

import (
	"math"
	"math/bits"
)

// A case is decided from both ends. The lowest decision is the least ceiling of
// the rules that some number inside the evidence fails: take that number. The
// highest is the greatest decision d for which every number, cut by the needs
// of all rules with a ceiling below d, keeps a value: then that value passes
// them all together. Where a number is bounded from one side only, its needs
// are nested, so it keeps a value unless one of them fails outright; only
// numbers bounded from both sides have to be cut piece by piece.
//
// For deciding, each veto is compiled into halves: a need with two ends is two
// needs with one, "at most" is "at least" with the signs turned round, and what
// happens at equality, where open and closed ends differ, is worked out before.
// That gives Interval.Within's answer at the price of two comparisons.

// half is one end of a veto's need, as "at least".
type half struct {
	low, high, need float64 // missing ends of the number are infinite
	passes, fails   uint8   // 1 if at equality low == need passes, high == need fails
	ceiling         uint8   // of the veto, as a bit
}

// compile makes the halves of the vetoes.
func (k *Case) compile() {
	k.halves, k.clash = nil, false
	bound := make([]uint8, len(k.numbers))
	for i := range k.rules {
		r := &k.rules[i]
		if !r.veto() {
			continue
		}
		have := k.numbers[r.number].have
		low, ok := have.Low()
		if !ok {
			low = math.Inf(-1)
		}
		high, ok := have.High()
		if !ok {
			high = math.Inf(1)
		}
		if need, ok := r.need.Low(); ok {
			bound[r.number] |= 1
			k.halves = append(k.halves, half{low, high, need, bit(!r.need.LowOpen() || have.LowOpen()), bit(r.need.LowOpen() || have.HighOpen()), 1 << r.ceiling})
		}
		if need, ok := r.need.High(); ok {
			bound[r.number] |= 2
			k.halves = append(k.halves, half{-high, -low, -need, bit(!r.need.HighOpen() || have.HighOpen()), bit(r.need.HighOpen() || have.LowOpen()), 1 << r.ceiling})
		}
		k.clash = k.clash || bound[r.number] == 1|2
	}
}

// Decide returns the lowest and the highest decision that the evidence allows,
// without allocating. They are equal where every number inside the evidence
// gives the same one.
func (k *Case) Decide() (lowest, highest Decision) {
	// Without branches, which differ from half to half so that a processor
	// would guess them wrong: the ceilings of the vetoes that don't pass, and of
	// those that fail, are collected as bits, and the least of them counts.
	least := uint8(1) << k.offer.best()
	most := least
	for i := range k.halves {
		h := &k.halves[i]
		passes := bit(h.low > h.need) | bit(h.low >= h.need)&h.passes
		fails := bit(h.high < h.need) | bit(h.high <= h.need)&h.fails
		least |= h.ceiling & (passes - 1)
		most |= h.ceiling & -fails
	}
	lowest = Decision(bits.TrailingZeros8(least))
	highest = Decision(bits.TrailingZeros8(most))
	if k.clash {
		for number := range k.numbers {
			highest = k.cut(number, highest)
		}
	}
	return lowest, highest
}

// cut lowers a decision until the number keeps a value that passes all vetoes
// with a lower ceiling.
func (k *Case) cut(number int, highest Decision) Decision {
	for {
		have, possible := k.numbers[number].have, true
		next := Decline
		for i := range k.rules {
			r := &k.rules[i]
			if r.number != number || !r.veto() || r.ceiling >= highest {
				continue
			}
			next = max(next, r.ceiling)
			if possible {
				have, possible = have.Intersect(r.need)
			}
		}
		if possible {
			return highest
		}
		highest = next
	}
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
