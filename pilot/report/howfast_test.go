package report_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/report"
)

// BenchmarkHowFastPage writes a page of so many candidates with all pictures, beside a
// loop that looks at each of its bytes. It is one of the README's table.
func BenchmarkHowFastPage(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		s := many(b, n)
		var page bytes.Buffer
		require.NoError(b, report.HTML(&page, s))
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var c counting
			for b.Loop() {
				c = counting{}
				if err := report.HTML(&c, s); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.n), "page-bytes")
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := new(counting).Write(page.Bytes()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
