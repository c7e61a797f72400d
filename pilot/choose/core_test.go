package choose

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// However small a problem is, draws end with their context.
func TestCoreEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, q := range []Problem{{}, {Most: 1, Items: []Item{{ID: "a", Covers: []string{"x"}}}, Covers: []Cover{{ID: "x", Weight: 1}}}} {
		core, err := Core(ctx, q, math.MaxInt32, 1)
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, core)
	}
}
