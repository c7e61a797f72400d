package picture_test

import (
	"fmt"
	"testing"

	"example.com/kmaturity/pilot/report/picture"
)

// BenchmarkChoice draws rules, ranks and coverage of 50 candidates.
func BenchmarkChoice(b *testing.B) {
	s := selected(b, many(50, func(i int) string { return fmt.Sprint("community ", i) }))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range []picture.Picture{
			picture.Rules(picture.Options{}, s.Verdicts), picture.Ranks(picture.Options{}, *s.Chosen.Ranking, s.Chosen.Doubt), picture.Coverage(picture.Options{}, *s.Chosen),
		} {
			_ = p.String()
		}
	}
}

// BenchmarkChart draws 1,000 readings with all that can stand beside them.
func BenchmarkChart(b *testing.B) {
	c := runChart(1000, func(i int) string { return fmt.Sprint("n", i) })
	if err := c.Validate(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = picture.Chart(picture.Options{}, c).String()
	}
}
