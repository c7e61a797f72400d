package choose

import (
	"example.com/kmaturity/internal/strict"
)

// RankOrderCentroid are the weights of n criteria of which only the order is
// known, the most important first: the mean of all weights in that order (F. H.
// Barron and B. E. Barrett, Management Science 42, 1996).
func RankOrderCentroid(n int) ([]float64, error) {
	return byOrder(n, func(i int) float64 {
		sum := 0.0
		for k := n; k > i; k-- { // smallest first
			sum += 1 / float64(k)
		}
		return sum / float64(n)
	})
}

// RankSum are weights that fall evenly, n, n-1, …, 1 in their sum (W. G.
// Stillwell, D. A. Seaver and W. Edwards, Organizational Behavior and Human
// Performance 28, 1981).
func RankSum(n int) ([]float64, error) {
	return byOrder(n, func(i int) float64 { return 2 * float64(n-i) / (float64(n) * float64(n+1)) })
}

func byOrder(n int, weight func(i int) float64) ([]float64, error) {
	if n < 1 || n > mostCriteria {
		p := strict.In("choose")
		p.Addf("criteria", "want 1 to %d of them, have %d", mostCriteria, n)
		return nil, p.Err()
	}
	w := make([]float64, n)
	for i := range w {
		w[i] = weight(i)
	}
	return w, nil
}

const mostCriteria = 1000
