package choose

import (
	"math/bits"
	"slices"
)

// covered is what a set covers: met are the covers whose need it meets, and times is
// how often each is covered, kept only where some need more than one item.
type covered struct {
	met   []uint64
	times []int
}

func (s *search) nothing() covered {
	c := covered{met: make([]uint64, s.words)}
	if s.deep != nil {
		c.times = make([]int, len(s.weight))
	}
	return c
}

// with is what is covered when an item joins.
func (s *search) with(c covered, i int) covered {
	c = covered{slices.Clone(c.met), slices.Clone(c.times)}
	s.add(&c, i)
	return c
}

// add lets an item join.
func (s *search) add(c *covered, i int) {
	row := s.covers[i*s.words : (i+1)*s.words]
	for w, word := range row {
		if s.deep == nil {
			c.met[w] |= word
			continue
		}
		c.met[w] |= word &^ s.deep[w]
		for word &= s.deep[w]; word != 0; word &= word - 1 {
			bit := bits.TrailingZeros64(word)
			a := w*64 + bit
			if c.times[a]++; c.times[a] >= s.need[a] {
				c.met[w] |= 1 << bit
			}
		}
	}
}

// each visits what an item covers.
func (s *search) each(i int, visit func(a int)) {
	for w := range s.words {
		for word := s.covers[i*s.words+w]; word != 0; word &= word - 1 {
			visit(w*64 + bits.TrailingZeros64(word))
		}
	}
}

// whole reports whether all that must be is covered.
func (s *search) whole(met []uint64) bool {
	for w, must := range s.must {
		if must&^met[w] != 0 {
			return false
		}
	}
	return true
}

// weigh is the weight of covers.
func (s *search) weigh(met []uint64) (sum float64) {
	for w, word := range met {
		for ; word != 0; word &= word - 1 {
			sum += s.weight[w*64+bits.TrailingZeros64(word)]
		}
	}
	return sum
}

// gainOf is the weight of what an item covers and isn't met: as much as it can add,
// or less where the need is more than one.
func (s *search) gainOf(i int, met []uint64) (sum float64) {
	for w, have := range met {
		for word := s.covers[i*s.words+w] &^ have; word != 0; word &= word - 1 {
			sum += s.weight[w*64+bits.TrailingZeros64(word)]
		}
	}
	return sum
}

// opens reports whether an item covers something that must be and isn't met.
func (s *search) opens(i int, met []uint64) bool {
	for w, have := range met {
		if s.covers[i*s.words+w]&s.must[w]&^have != 0 {
			return true
		}
	}
	return false
}
