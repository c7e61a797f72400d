package study

import "testing"

// Alone skips a long test of one goroutine under the race detector, which slows it
// tenfold and has nothing to tell of it.
func Alone(t *testing.T) {
	if raced {
		t.Skip("one goroutine: runs without the race detector")
	}
}
