package choose

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
)

// However small a problem is, draws end with their context.
func TestCoreEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, q := range []Problem{{}, {Most: 1, Items: []Item{{ID: "a", Covers: []string{"x"}}}, Covers: []Cover{{ID: "x", Weight: 1}}}} {
		core, err := Core(ctx, q, mostDraws, 1)
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, core)
	}
	_, err := Core(context.Background(), Problem{}, mostDraws+1, 1)
	require.ErrorContains(t, err, "choose: draws: want 1 to 100000000, have 100000001")
}
