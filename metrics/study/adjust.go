package study

import (
	"cmp"
	"slices"
	"strconv"

	"example.com/kmaturity/internal/strict"
)

// Holm adjusts the p values of several metrics that were read of one pilot, so
// that the chance of even one false claim stays what it is for a single one
// (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
// Scandinavian Journal of Statistics 6, 1979). A metric is shown to have changed
// if its adjusted p value is at most the chance allowed, for example 0.05. It
// needs no independence. The primary metric agreed beforehand isn't adjusted and
// isn't handed in.
//
// The answer is in the order of p. A value that isn't a number from 0 to 1 is
// an error.
func Holm(p []float64) ([]float64, error) {
	order, err := rankP(p)
	if err != nil {
		return nil, err
	}
	adjusted := make([]float64, len(p))
	var least float64 // a larger p value never gets the smaller answer
	for i, k := range order {
		least = max(least, min(p[k]*float64(len(p)-i), 1))
		adjusted[k] = least
	}
	return adjusted, nil
}

// BenjaminiHochberg adjusts the p values of a portfolio of pilots. Of those
// whose adjusted value is at most q, a share of q is expected to be false
// (Y. Benjamini & Y. Hochberg, "Controlling the False Discovery Rate", Journal
// of the Royal Statistical Society B 57, 1995), if the pilots are independent
// or lean the same way. It allows more than Holm and promises less.
//
// The answer is in the order of p. A value that isn't a number from 0 to 1 is
// an error.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	order, err := rankP(p)
	if err != nil {
		return nil, err
	}
	adjusted := make([]float64, len(p))
	most := 1.0 // a smaller p value never gets the larger answer
	for i, k := range slices.Backward(order) {
		// The quotient is at least 1, and is rounded first: it can't lower p.
		most = min(most, p[k]*(float64(len(p))/float64(i+1)))
		adjusted[k] = most
	}
	return adjusted, nil
}

// rankP returns the places of p from the smallest value to the largest.
func rankP(p []float64) ([]int, error) {
	problems := strict.In("study")
	order := make([]int, len(p))
	for i, x := range p {
		order[i] = i
		if !(x >= 0 && x <= 1) {
			problems.Addf("p["+strconv.Itoa(i)+"]", "must be from 0 to 1, have %v", x)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order, problems.Err()
}
