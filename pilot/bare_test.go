package pilot_test

import (
	"math"

	"example.com/kmaturity/pilot"
)

// This file is the yardstick of BenchmarkDecide and is not to be tuned: rules
// R1 to R9 for a public showcase as plain ifs, over intervals as plain pairs of
// numbers, with both ends returned.

// bare is a case as plain numbers: the low and the high end of each.
type bare struct {
	steps, distance, practitioners, practise, points, endorsers [2]float64
	claimed, km                                                 bool
	kmPractitioners, competence, metrics, baseline              [2]float64
}

//go:noinline
func (b *bare) decide() (lowest, highest pilot.Decision) {
	lowest, highest = pilot.Showcase, pilot.Showcase
	if b.practitioners[0] < 100 {
		lowest = pilot.Later
		if b.practitioners[1] < 100 {
			highest = pilot.Later
		}
	}
	if b.practise[0] < 0.5 {
		lowest = pilot.Later
		if b.practise[1] < 0.5 {
			highest = pilot.Later
		}
	}
	if b.claimed && b.endorsers[0] < 1 {
		lowest = pilot.Later
		if b.endorsers[1] < 1 {
			highest = pilot.Later
		}
	}
	if b.points[0] < 6 {
		lowest = pilot.Later
		if b.points[1] < 6 {
			highest = pilot.Later
		}
	}
	if b.distance[1] > 0 {
		lowest = pilot.Later
		if b.distance[0] > 0 {
			highest = pilot.Later
		}
	}
	if b.km {
		if b.kmPractitioners[0] < 1 {
			lowest = pilot.Later
			if b.kmPractitioners[1] < 1 {
				highest = pilot.Later
			}
		}
		if b.kmPractitioners[0] < 100 {
			lowest = pilot.Later
			if b.kmPractitioners[1] < 100 {
				highest = pilot.Later
			}
		}
		if b.competence[0] < 1 {
			lowest = pilot.Later
			if b.competence[1] < 1 {
				highest = pilot.Later
			}
		}
		if b.metrics[0] < 1 {
			lowest = pilot.Later
			if b.metrics[1] < 1 {
				highest = pilot.Later
			}
		}
		if b.baseline[0] < 1 {
			lowest = pilot.Later
			if b.baseline[1] < 1 {
				highest = pilot.Later
			}
		}
	}
	if b.steps[1] > 0 {
		lowest = pilot.Decline
		if b.steps[0] > 0 {
			highest = pilot.Decline
		}
	}
	return lowest, highest
}

var infinite = math.Inf(1)
