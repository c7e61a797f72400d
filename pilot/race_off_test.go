//go:build !race

package pilot_test

const raceEnabled = false
