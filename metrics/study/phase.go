package study

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// MinChartBaseline is the number of baseline points from which limits are no
// longer called trial limits; it is our default.
const MinChartBaseline = 12

// ErrChartLimits says that a limit lies beyond the largest float64, about
// 1.8e308, so that no chart can be drawn. Larger units bring the values back
// within reach; an infinite limit would pass every point.
var ErrChartLimits = errors.New("the limits are beyond the range of a float64: take a larger unit")

// Phase is a stretch of a chart with one set of limits. All numbers are in the
// unit of the values.
type Phase struct {
	From     int    // the first value
	Until    int    // one past the last value
	Baseline int    // how many values from From on the limits are frozen at, at least 2
	Why      string // the reason for the rebase; empty for the first phase

	Centre     float64 // the mean of the baseline
	MeanRange  float64 // the mean of its moving ranges, without those screened out
	Sigma      float64 // MeanRange / 1.128, the lines of the Western Electric and Nelson rules
	Lower      float64 // Centre − 2.66 × MeanRange; may be below what the metric can be
	Upper      float64 // Centre + 2.66 × MeanRange
	RangeLimit float64 // 3.267 × MeanRange, the limit for a moving range
	Screened   int     // how many moving ranges were left out
	Trial      bool    // fewer than MinChartBaseline points: trial limits, expect them to move
}

// Capable answers whether the phase's process, left as it is, meets the target:
// Yes if everything from Lower to Upper does, so that only a change would miss
// it; No if nothing there does, so that only a change would meet it; Unknown if
// it will be met now and missed then, or if the target is Anything. Reading the
// limits so is our default; it takes the process to stay as it was in the
// baseline, which signals give reason to doubt, and trial limits may yet move.
func (p Phase) Capable(target metrics.Interval) metrics.Answer {
	limits, err := metrics.Between(p.Lower, p.Upper)
	if err != nil || target.IsAnything() {
		return metrics.Unknown
	}
	return limits.Within(target)
}

// words says what is particular about the limits, for the end of a line.
func (p Phase) words() string {
	text := ""
	if p.Trial {
		text = fmt.Sprintf(" with trial limits, from fewer than %d points", MinChartBaseline)
	}
	if p.Why != "" {
		text += fmt.Sprintf(", rebased at value %d: %q", p.From, strict.Clip(p.Why))
	}
	return text
}

// ruleLines is what rules compare a value with. Index 0 is above the centre, 1
// below, as in rulePast.
type ruleLines struct {
	centre float64
	limit  [2]float64    // the limits
	outer  [2]float64    // two thirds of the way there
	sigma  [4][2]float64 // sigma[k] is k sigma away; sigma[0] is the centre

	// slack is by how much a value has to pass a line. A value written 0.7 is
	// off by half a unit in its last place, with 53 bits u = 2^-53 of its size;
	// the mean of values up to B then is by u·B, a limit by at most
	// u·B·(1 + 2·2.66), its own rounding and that of the value beside it by
	// u·6.4·B each: 20 u·B in all. 32 u·B covers it, so that a value which equals
	// the centre or a limit on paper equals it here.
	slack float64
}

// newPhase computes the limits of a baseline of at least 2 finite values. Sums
// and limits are exact and rounded once, so that the mean of equal values is
// that value and no sum on the way overflows.
func newPhase(baseline []float64, screen bool) (Phase, ruleLines, error) {
	n := len(baseline)
	p := Phase{Baseline: n, Trial: n < MinChartBaseline}
	var sum, ranges chartSum
	largest := math.Abs(baseline[0])
	sum.add(baseline[0])
	for i, x := range baseline[1:] {
		sum.add(x)
		ranges.addRange(baseline[i], x)
		largest = max(largest, math.Abs(x))
	}
	at := chartScale{spread: ranges.over(n - 1)}
	if screen {
		// Never all of them: not every range can be above 3.267 times their mean.
		limit := at.line(3267, 1000)
		var kept chartSum
		for i, x := range baseline[1:] {
			if math.Abs(x-baseline[i]) > limit {
				p.Screened++
			} else {
				kept.addRange(baseline[i], x)
			}
		}
		at.spread = kept.over(n - 1 - p.Screened)
	}
	p.MeanRange, p.Sigma, p.RangeLimit = at.line(1, 1), at.line(1000, 1128), at.line(3267, 1000)
	at.centre = sum.over(n)

	l := ruleLines{centre: at.line(0, 1), slack: largest * 0x1p-48}
	for side, sign := range []int64{1, -1} {
		l.limit[side] = at.line(sign*266, 100)
		l.outer[side] = at.line(sign*532, 300)
		l.sigma[0][side] = l.centre
		for k := int64(1); k < 4; k++ {
			l.sigma[k][side] = at.line(sign*k*1000, 1128)
		}
	}
	p.Centre, p.Upper, p.Lower = l.centre, l.limit[0], l.limit[1]
	if math.IsInf(p.Upper, 0) || math.IsInf(p.Lower, 0) || math.IsInf(p.RangeLimit, 0) {
		return Phase{}, ruleLines{}, ErrChartLimits
	}
	return p, l, nil
}

// chartScale computes the lines of a chart, each rounded once.
type chartScale struct {
	centre, spread *big.Float // the exact mean, nil for 0, and the exact mean moving range
	at, number     big.Float  // scratch
}

// line is centre + spread × num / den.
func (s *chartScale) line(num, den int64) float64 {
	s.at.SetPrec(chartBits).Mul(s.spread, s.number.SetInt64(num))
	s.at.Quo(&s.at, s.number.SetInt64(den))
	if s.centre != nil {
		s.at.Add(&s.at, s.centre)
	}
	x, _ := s.at.Float64()
	return x + 0 // no negative zero
}
