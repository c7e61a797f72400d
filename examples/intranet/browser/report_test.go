//go:build browser

package browser_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// The page asks for itself alone, runs nothing and complains of nothing, and says the
// same where scripts are forbidden.
func TestReportStandsByItself(t *testing.T) {
	eachPage(t, func(t *testing.T, name, address string) {
		b := open(t)
		b.offline()
		b.visit(address)
		with := b.text()
		require.NotEmpty(t, with)
		require.Equal(t, []string{address}, b.asked())
		require.Empty(t, b.complained())

		b.scripts(false)
		b.visit(address)
		require.Equal(t, with, b.text())
		require.Equal(t, []string{address}, b.asked())
		require.Empty(t, b.complained())
	})
}

// The page can be read on a telephone and at a desk, by day and by night, and by who
// can't see it.
func TestReportOnScreens(t *testing.T) {
	eachPage(t, func(t *testing.T, name, address string) {
		b := open(t)
		b.visit(address)
		b.onEach(func(b *tab, s screen) {
			b.shoot("report-"+name, s)
			require.Zero(b.t, b.overflow())
			require.Empty(b.t, b.small(9))
			require.Empty(b.t, b.pale(4.5))
			require.Empty(b.t, b.faults())
		})
	})
}

// On paper nothing of the page is lost.
func TestReportOnPaper(t *testing.T) {
	eachPage(t, func(t *testing.T, name, address string) {
		b := open(t)
		b.visit(address)
		require.Empty(t, b.lost("report-"+name))
	})
}
