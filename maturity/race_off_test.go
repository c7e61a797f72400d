//go:build !race

package maturity_test

// raceEnabled says that the race detector is on, which slows brute force down tenfold.
const raceEnabled = false
