package picture

import (
	"math"
	"strconv"
)

// axis maps numbers to places on the canvas.
type axis struct {
	low, high float64 // numbers at its ends
	from, to  float64 // places of its ends
	step      float64 // between ticks
	ticks     []float64
	words     Words // of its labels
}

// most is the largest number that is drawn at its own place.
const most = 1e300

// newAxis is an axis for numbers from low to high, which ends at round ticks, at
// most about so many steps. Numbers that are all the same lie in its middle.
func newAxis(low, high, from, to float64, steps int) axis {
	if math.IsNaN(low) || math.IsNaN(high) {
		low, high = 0, 0
	}
	low, high = max(low, -most), min(high, most)
	size := max(math.Abs(low), math.Abs(high))
	if span := high - low; !(span > 1e-9*size && span > 1/most) {
		pad := size / 10
		if size < 1/most*10 {
			pad = 1
		}
		low, high = low-pad, high+pad
	}
	a := axis{from: from, to: to}
	raw := (high - low) / float64(steps)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5, 10} {
		if a.step = m * power; a.step >= raw*(1-1e-9) {
			break
		}
	}
	first, last := math.Floor(low/a.step+1e-9), math.Ceil(high/a.step-1e-9)
	for k := first; k <= last; k++ {
		a.ticks = append(a.ticks, k*a.step)
	}
	a.low, a.high = first*a.step, last*a.step
	return a
}

// fromZero is an axis for numbers from 0 up.
func fromZero(high, from, to float64, steps int) axis {
	if !(high > 0) {
		high = 1
	}
	return newAxis(0, high, from, to, steps)
}

// at is the place of a number, that of the nearer end if it lies outside.
func (a axis) at(x float64) float64 {
	t := (x - a.low) / (a.high - a.low)
	if !(t > 0) { // NaN too
		t = 0
	}
	return a.from + min(t, 1)*(a.to-a.from)
}

// label writes a tick, with the decimals that it takes to tell it from the next.
func (a axis) label(tick float64) string {
	decimals := max(0, -int(math.Floor(math.Log10(a.step)+1e-9)))
	size := max(math.Abs(a.low), math.Abs(a.high))
	if size >= 1e12 || decimals > 6 {
		return a.words.grouped(strconv.FormatFloat(tick, 'g', min(17, 2+int(math.Log10(size/a.step))), 64))
	}
	return a.words.grouped(strconv.FormatFloat(math.Round(tick/a.step)*a.step+0, 'f', decimals, 64))
}

// room is how much the labels need.
func (a axis) room() (room float64) {
	for _, tick := range a.ticks {
		room = max(room, width(a.label(tick)))
	}
	return room
}

const thin = `fill="none" stroke="currentColor" stroke-opacity="0.25"`

// upright draws an axis from the foot up, with a faint line across at each tick.
func (c *canvas) upright(a axis, left, right float64) {
	for _, tick := range a.ticks {
		y := a.at(tick)
		c.line([]point{{left, y}, {right, y}}, thin)
		c.text(point{left - 6, y + 4}, "end", "", a.label(tick))
	}
}

// level draws an axis from left to right, with ticks at its foot.
func (c *canvas) level(a axis, y, right float64) {
	var at []point
	var words []string
	for _, tick := range a.ticks {
		x := a.at(tick)
		c.line([]point{{x, y}, {x, y + 4}}, `fill="none" stroke="currentColor"`)
		at, words = append(at, point{x, y + 17}), append(words, a.label(tick))
	}
	c.line([]point{{a.from, y}, {a.to, y}}, `fill="none" stroke="currentColor"`)
	c.labels(at, 2, right, words)
}

// labels writes words in the middle of places from left to right, moved in where
// they would leave the canvas, the last one and of the others those that touch none
// before them.
func (c *canvas) labels(at []point, left, right float64, words []string) {
	const gap = 8
	middle := func(i int) float64 {
		return max(left+width(words[i])/2, min(at[i].x, right-2-width(words[i])/2))
	}
	free, until := left, right
	if last := len(at) - 1; last >= 0 {
		until = middle(last) - width(words[last])/2 - gap
	}
	for i := range at {
		x := middle(i)
		if i < len(at)-1 && (x-width(words[i])/2 < free || x+width(words[i])/2 > until) {
			continue
		}
		c.text(point{x, at[i].y}, "middle", "", words[i])
		free = x + width(words[i])/2 + gap
	}
}
