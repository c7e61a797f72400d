package metrics_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"example.com/kmaturity/metrics"
)

func TestErrors(t *testing.T) {
	_, err := metrics.NewMap(metrics.Metric{}, metric("a", "b"))
	wrapped := fmt.Errorf("slate: %w", err)
	list := slices.Collect(metrics.Errors(wrapped))
	if len(list) != 2 || list[0].Path != "metrics[0].id" || list[1].Path != "metrics[1].drives[0]" {
		t.Errorf("listed %v", list)
	}
	var first *metrics.Error
	if !errors.As(wrapped, &first) || first != list[0] {
		t.Errorf("errors.As finds %v", first)
	}
	if n := len(slices.Collect(metrics.Errors(nil))); n != 0 {
		t.Errorf("%d problems in no error", n)
	}
}
