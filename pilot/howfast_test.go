package pilot_test

import (
	"fmt"
	"testing"

	"example.com/kmaturity/pilot"
)

// The benchmarks named HowFast, here and in other packages, are those of the README's
// table: a job at several sizes, each beside a bare loop that does the least that the
// job is.

// BenchmarkHowFastDecision is so many decisions, of 64 different cases, beside plain
// ifs.
func BenchmarkHowFastDecision(b *testing.B) {
	laid, plain := cases(b)
	for _, n := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					decide(laid[i%len(laid)])
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					plain[i%len(plain)].decide()
				}
			}
		})
	}
}

// BenchmarkHowFastReasons is so many decisions with all reasons, as the findings of one at
// a time or as a verdict, beside plain ifs without any. Verdicts are 5 KB each.
func BenchmarkHowFastReasons(b *testing.B) {
	laid, plain := cases(b)
	for _, n := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprintf("findings/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var found []pilot.Finding
			for b.Loop() {
				for i := range n {
					found = laid[i%len(laid)].AppendFindings(found[:0])
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					plain[i%len(plain)].decide()
				}
			}
		})
		if n > 10_000 {
			continue // a million verdicts take a quarter of a minute
		}
		b.Run(fmt.Sprintf("verdict/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					laid[i%len(laid)].Verdict()
				}
			}
		})
	}
}

// BenchmarkHowFastScreening is a slate of so many candidates, checked, laid out and
// judged with reasons, beside plain ifs. A million would keep 5 GB of verdicts.
func BenchmarkHowFastScreening(b *testing.B) {
	_, plain := cases(b)
	p := frontline()
	for _, n := range []int{100, 10_000} {
		s := pilot.Slate{Version: pilot.SlateVersion, Programme: p.programme}
		for i := range n {
			c := p.candidate
			c.Name = fmt.Sprint("community ", i)
			s.Candidates = append(s.Candidates, c)
		}
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := pilot.Select(s, pilot.SelectOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					plain[i%len(plain)].decide()
				}
			}
		})
	}
}
