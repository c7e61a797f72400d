package study

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// airline is the number of international airline passengers a month, in
// thousands, from January 1949 to December 1960 (G. E. P. Box and G. M. Jenkins,
// Time Series Analysis, 1976, series G; data set AirPassengers of R): nothing but
// growth and season, so whatever splits it, nothing was changed.
var airline = []float64{
	112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118,
	115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
	145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
	171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
	196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
	204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
	242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
	284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
	315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
	340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
	360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
	417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
}

// Airline passengers must never come out as better, wherever the series is
// split and however much of it is looked at.
func TestAirlineIsNeverBetter(t *testing.T) {
	// Said to be seasonal, not said, and wrongly said to have no season.
	said, seen := map[int]int{}, 0
	for start := 0; start < len(airline)-12; start++ {
		for _, before := range []int{12, 24, 36, 48, 60, 72, 96, 120} {
			for _, after := range []int{6, 12, 24, 36, 48} {
				if start+before+after > len(airline) {
					continue
				}
				seen++
				dated := Case{Metric: metrics.Metric{Better: metrics.Higher}, Series: airlineDated(t, start, before+after), Split: metrics.SplitAt(metrics.MustDate("1949-01-01").AddMonths(start + before))}
				change, err := BeforeAfter(dated, Options{})
				require.NoError(t, err)
				require.NotEqual(t, metrics.Better, change.Conclusion(), "%d: %d and %d months", start, before, after)
				for _, season := range []int{0, 1, 12} {
					c := Case{
						Metric: metrics.Metric{Better: metrics.Higher}, InOrder: true, Season: season,
						Before: airline[start : start+before], After: airline[start+before : start+before+after],
					}
					change, err = BeforeAfter(c, Options{})
					require.NoError(t, err)
					if k := change.Conclusion(); k == metrics.Better || k == metrics.Worse {
						said[season]++
					}
				}
			}
		}
	}
	t.Log(said, "of", seen)
	require.Zero(t, said[12])
	require.Zero(t, said[0])
}

func airlineDated(t *testing.T, start, n int) metrics.Series {
	var points []metrics.Point
	for i := range n {
		points = append(points, metrics.Point{Date: metrics.MustDate("1949-01-01").AddMonths(start + i), Value: airline[start+i]})
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}
