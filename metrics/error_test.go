package metrics_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestErrors(t *testing.T) {
	_, err := metrics.NewMap(metrics.Metric{}, metric("a", "b"))
	wrapped := fmt.Errorf("slate: %w", err)
	list := slices.Collect(metrics.Errors(wrapped))
	require.Len(t, list, 2)
	require.Equal(t, "metrics[0].id", list[0].Path)
	require.Equal(t, "metrics[1].drives[0]", list[1].Path)
	var first *metrics.Error
	require.ErrorAs(t, wrapped, &first)
	require.Same(t, list[0], first)
	require.Empty(t, slices.Collect(metrics.Errors(nil)))
}
