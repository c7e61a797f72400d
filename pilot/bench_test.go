package pilot_test

import (
	"testing"

	"example.com/kmaturity/pilot"
)

// BenchmarkScreen is a whole verdict with its texts, from raw input.
func BenchmarkScreen(b *testing.B) {
	p := frontline()
	for b.Loop() {
		if _, err := p.screen(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSelect is the verdicts on a slate of a thousand candidates.
func BenchmarkSelect(b *testing.B) {
	p := frontline()
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: p.programme}
	for i := range 1000 {
		c := p.candidate
		c.Name = string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		s.Candidates = append(s.Candidates, c)
	}
	for b.Loop() {
		if _, err := pilot.Select(s, pilot.SelectOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
