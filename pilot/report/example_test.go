package report_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// beginner is the selection of a programme without candidates.
func beginner() pilot.Selection {
	selection, err := pilot.Select(pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{
		Organisation: "Acme", Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(0)},
	}}, pilot.SelectOptions{})
	if err != nil {
		panic(err)
	}
	return selection
}

// A page that needs nothing else: no script, no font, no picture from elsewhere.
func ExampleHTML() {
	var b strings.Builder
	err := report.HTML(&b, beginner())
	fmt.Println(strings.HasPrefix(b.String(), "<!doctype html>"), strings.Contains(b.String(), "<script"), err)
	// Output:
	// true false <nil>
}

// The policy is to stand in a server's header too.
func ExampleContentPolicy() {
	first, _, _ := strings.Cut(report.ContentPolicy(), ";")
	fmt.Println(first)
	// Output:
	// default-src 'none'
}

func ExampleMarkdown() {
	var b strings.Builder
	err := report.Markdown(&b, beginner())
	first, _, _ := strings.Cut(b.String(), "\n")
	fmt.Println(first, err)
	// Output:
	// # Pilots of knowledge management: Acme <nil>
}

// The pictures of the page alone, under names that differ.
func ExamplePictures() {
	for _, p := range report.Pictures(beginner()) {
		fmt.Println(p.ID+".svg:", p.Title)
	}
	// Output:
	// ladder-1-0.svg: How far the programme has come
}

// The text in other words: what isn't translated is said in English.
func ExampleOptions_Markdown() {
	words := report.Words{"title.of": "Wissensmanagement zeigen: %s"}
	var b strings.Builder
	err := report.Options{Words: words}.Markdown(&b, beginner())
	first, _, _ := strings.Cut(b.String(), "\n")
	fmt.Println(first, err)
	// Output:
	// # Wissensmanagement zeigen: Acme <nil>
}

// All that there is to translate, by key.
func ExampleEnglish() {
	words := report.English()
	fmt.Println(words["title"])
	fmt.Println(words["decision.later"])
	// Output:
	// Pilots of knowledge management
	// later
}

// Without a price a change is told, and no saving.
func ExampleChange() {
	c := metrics.Change{Metric: "repair hours", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective,
		Estimate: -3, Interval: metrics.MustBetween(-4, -2), Level: 0.95,
		Before: metrics.Group{Points: 12, Mean: 10, SD: 1}, After: metrics.Group{Points: 12, Mean: 7, SD: 1}}
	var b strings.Builder
	err := report.Change(&b, "Repair crews", c, metrics.Saving{})
	for _, line := range strings.SplitN(b.String(), "\n", 6)[:5] {
		fmt.Println(line)
	}
	fmt.Println(err)
	// Output:
	// Repair crews
	// ============
	// Better. Repair hours went from 10 to 7 h on average (12 readings before, 12 readings after). The
	// change itself comes to 3 h less; at least 2 and at most 4, with 95 % confidence. A saving can't
	// be computed.
	// <nil>
}
