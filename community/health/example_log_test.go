package health_test

import (
	"errors"
	"fmt"
	"strings"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// Every fault of a file comes with its line and column, and reading goes on.
func ExampleReadLog() {
	const export = "\ufeffmember,date,act,count\nann,2024-01-31,question,1\nann,31/01/2024,answer,1\nbob,2024-02-01,answer,three\nbob,2024-02-01\nBob ,2024-02-02,answer,2\n"
	for e, err := range health.ReadLog(strings.NewReader(export), health.LogOptions{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(e.Member, e.Date, e.Act, e.Count)
	}
	// Output:
	// ann 2024-01-31 question 1
	// health: line 3, column 5: date: want a date as YYYY-MM-DD, have "31/01/2024"
	// health: line 4, column 23: count: "three" is no plain decimal number: it has no digits
	// health: line 5: a truncated row: it has 2 fields, the header has 4
	// Bob 2024-02-02 answer 2
}

// Other names of columns and other words for acts.
func ExampleLogOptions() {
	const export = "User,When,Action\nann,2024-01-31T09:30:00Z,POST\nann,2024-01-31T09:31:00Z,logout\n"
	var notes health.LogNotes
	for e, err := range health.ReadLog(strings.NewReader(export), health.LogOptions{
		Columns: health.LogColumns{Member: "user", Date: "when", Act: "action"},
		Acts:    map[string]health.Act{"post": health.Contributed, "logout": health.ActUnknown},
		Notes:   &notes,
	}) {
		fmt.Println(e.Member, e.Date, e.Act, err)
	}
	fmt.Printf("%+v\n", notes)
	// Output:
	// ann 2024-01-31 contribution <nil>
	// {Rows:2 ZeroCount:0 PassedOver:1 Unused:[]}
}

// Who isn't in the list of members is never counted as one, not even where the
// id differs by a letter's case alone; Fold makes such ids one.
func ExampleObserve() {
	events := []health.Event{
		{Member: "ann", Date: metrics.MustDate("2024-01-10"), Act: health.Asked},
		{Member: "Bob", Date: metrics.MustDate("2024-02-10"), Act: health.Answered},
		{Member: "guest", Date: metrics.MustDate("2024-03-10"), Act: health.Answered},
	}
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"ann", "bob"}}
	for _, fold := range []func(string) string{nil, strings.ToLower} {
		c.Fold = fold
		a, notes, err := health.Observe(health.Events(events...), c)
		fmt.Println(a.Active, "active of", a.Members, "members; not members:", notes.OutsiderIDs, "alike:", notes.Alike, err)
	}
	// Output:
	// [1, 2] active of 2 members; not members: [Bob guest] alike: [Bob bob] <nil>
	// 2 active of 2 members; not members: [guest] alike: [] <nil>
}

func ExampleErrNoEvents() {
	_, _, err := health.Observe(health.Events(), health.Community{From: metrics.MustDate("2024-01-01"), Months: 3})
	fmt.Println(errors.Is(err, health.ErrNoEvents))
	// Output: true
}
