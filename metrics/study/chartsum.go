package study

import (
	"math"
	"math/big"
	"math/bits"
)

// chartBits is the precision of what is computed from a sum: more than twice 53
// bits, so that rounding it to a float64 is as good as rounding the exact number.
const chartBits = 256

// chartSum is an exact sum of finite numbers. Every float64 is a whole number of
// 2^-1074, at most 2098 bits long; the sum is that number, 32 bits in each limb,
// with the 31 bits above as room for carries: 2^31 numbers can't overflow it.
type chartSum [66]int64

func (s *chartSum) add(x float64) {
	if x < 0 {
		s.put(-x, -1)
	} else {
		s.put(x, 1)
	}
}

// addRange adds |x − y|, which need not be a float64 itself.
func (s *chartSum) addRange(x, y float64) {
	s.add(max(x, y))
	s.add(-min(x, y))
}

// put adds x ≥ 0 times sign.
func (s *chartSum) put(x float64, sign int64) {
	b := math.Float64bits(x) &^ (1 << 63)
	at, mantissa := int(b>>52), b&(1<<52-1)
	if at > 0 { // otherwise subnormal: counts from 2^-1074 as exponent 1 does
		mantissa |= 1 << 52
		at--
	}
	high, low := bits.Mul64(mantissa, 1<<(at%32))
	s[at/32] += sign * int64(low&math.MaxUint32)
	s[at/32+1] += sign * int64(low>>32)
	s[at/32+2] += sign * int64(high)
}

// over returns the sum divided by n.
func (s *chartSum) over(n int) *big.Float {
	first := 0
	for first < len(s)-1 && s[first] == 0 {
		first++
	}
	last := len(s) - 1
	for last > first && s[last] == 0 {
		last--
	}
	var whole, limb big.Int
	for i := last; i >= first; i-- {
		whole.Add(whole.Lsh(&whole, 32), limb.SetInt64(s[i]))
	}
	sum := new(big.Float).SetInt(&whole) // exact: it takes the precision it needs
	sum.SetMantExp(sum, 32*first-1074)
	return new(big.Float).SetPrec(chartBits).Quo(sum, big.NewFloat(float64(n)))
}
