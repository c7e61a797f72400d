package hostile

import "testing"

// alone skips a long test of one goroutine under the race detector, which slows it
// tenfold and has nothing to tell of it.
func alone(t *testing.T) {
	if raced {
		t.Skip("one goroutine: runs without the race detector")
	}
}
