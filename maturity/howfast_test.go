package maturity_test

import (
	"fmt"
	"testing"

	"example.com/kmaturity/maturity"
)

// bareAssess counts the levels of which every number is enough: a level's criteria
// stand together, and what isn't known isn't enough.
//
//go:noinline
func bareAssess(have, need []float64, level []int) int {
	lowest := 6
	for i, x := range have {
		if !(x >= need[i]) && level[i] < lowest {
			lowest = level[i]
		}
	}
	return lowest - 1
}

// BenchmarkHowFastAssessing is so many criteria assessed with reasons, 150 of one
// organisation after the other, beside a loop that compares numbers. It is one of the
// README's table.
func BenchmarkHowFastAssessing(b *testing.B) {
	m, e := large(maturity.WeakestArea)
	a, err := m.Assessor()
	if err != nil {
		b.Fatal(err)
	}
	assessed, err := a.Assess(e, maturity.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var have, need []float64
	var level []int
	for i, f := range assessed.Findings {
		low, _ := f.Need.Low()
		x, known := f.Have.Point()
		if !known {
			x = low - 1
		}
		have, need, level = append(have, x), append(need, low), append(level, 1+i%15/3)
	}
	for _, n := range []int{150, 15_000, 1_050_000} {
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for range n / len(have) {
					if _, err := a.Assess(e, maturity.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for range n / len(have) {
					bareAssess(have, need, level)
				}
			}
		})
	}
}
