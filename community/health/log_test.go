package health_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// read reads a log to its end.
func read(text string, o health.LogOptions) (events []health.Event, faults []string, notes health.LogNotes) {
	o.Notes = &notes
	for e, err := range health.ReadLog(strings.NewReader(text), o) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		events = append(events, e)
	}
	return events, faults, notes
}

func TestReadLog(t *testing.T) {
	day := metrics.MustDate("2024-01-31")
	for _, row := range []struct {
		why, text string
		want      []health.Event
	}{
		{"the least", "member,date,act\nann,2024-01-31,visit\n", []health.Event{{Member: "ann", Date: day, Act: health.Visited, Count: 1}}},
		{"a byte order mark, quotes, CRLF", "\ufeff\"member\",\"date\",\"act\"\r\n\"ann\",\"2024-01-31\",\"visit\"\r\n", []health.Event{{Member: "ann", Date: day, Act: health.Visited, Count: 1}}},
		{"names and acts in any case, spaces around", " Member ID , TIMESTAMP ,Event\n ann ,2024-01-31, Visit \n", []health.Event{{Member: "ann", Date: day, Act: health.Visited, Count: 1}}},
		{"all columns, in another order", "count,topic,by,act,date,id\n3,welds,bob,answer,2024-01-31,ann\n", []health.Event{{Member: "ann", Date: day, Act: health.Answered, Count: 3, Topic: "welds", By: "bob"}}},
		{"a time of day: the day as it is written", "member,date,act\nann,2024-01-31T23:59:00-08:00,join\nann,2024-01-31 08:00:00,join\n",
			[]health.Event{{Member: "ann", Date: day, Act: health.Joined, Count: 1}, {Member: "ann", Date: day, Act: health.Joined, Count: 1}}},
		{"a count of 0 is no event", "member,date,act,count\nann,2024-01-31,visit,0\nann,2024-01-31,visit,2\n", []health.Event{{Member: "ann", Date: day, Act: health.Visited, Count: 2}}},
		{"ids that differ by case stay apart", "member,date,act\nann,2024-01-31,visit\nAnn,2024-01-31,visit\n", []health.Event{{Member: "ann", Date: day, Act: health.Visited, Count: 1}, {Member: "Ann", Date: day, Act: health.Visited, Count: 1}}},
	} {
		events, faults, _ := read(row.text, health.LogOptions{})
		require.Empty(t, faults, row.why)
		require.Equal(t, row.want, events, row.why)
	}
}

func TestLogFaults(t *testing.T) {
	const head = "member,date,act,count\n"
	const want = "want a date as YYYY-MM-DD, have "
	for _, row := range []struct {
		why, text string
		events    int
		want      []string
	}{
		{"empty file", "", 0, []string{"health: empty file: it has no header"}},
		{"a byte order mark alone", "\ufeff", 0, []string{"health: empty file: it has no header"}},
		{"header only", head, 0, []string{"health: " + health.ErrNoEvents.Error()}},
		{"truncated row", head + "ann,2024-01-31\nann,2024-01-31,visit,1\n", 1, []string{"health: line 2: a truncated row: it has 2 fields, the header has 4"}},
		{"overlong row", head + "ann,2024-01-31,visit,1,200\n", 0, []string{"health: line 2: an overlong row: it has 5 fields, the header has 4"}},
		{"UTF-16 with a mark", "\xff\xfem\x00e\x00", 0, []string{"health: line 1, column 1: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"UTF-16 without", "m\x00e\x00m\x00", 0, []string{"health: line 1, column 2: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"invalid UTF-8", head + "ann,2024-01-31,visit,1\n\xe1,2024-01-31,visit,1\n", 1, []string{"health: line 3, column 1: not UTF-8 text: byte 0xe1; save it as UTF-8"}},
		{"quote never closed", head + "\"ann,2024-01-31,visit,1\n", 0, []string{`health: line 2, column 25: extraneous or missing " in quoted-field`}},
		{"nobody", head + " ,2024-01-31,visit,1\n", 0, []string{"health: line 2, column 1: member: is missing: somebody did it, and it isn't known who"}},
		{"a date of this form", head + "ann,31/01/2024,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"31/01/2024"`}},
		{"or that", head + "ann,01-31-2024,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"01-31-2024"`}},
		{"in words", head + "ann,31 Jan 2024,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"31 Jan 2024"`}},
		{"as a spreadsheet counts days", head + "ann,45322,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"45322"`}},
		{"with two digits of the year", head + "ann,24-01-31,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"24-01-31"`}},
		{"a day that isn't", head + "ann,2024-02-30,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `"2024-02-30"`}},
		{"no date", head + "ann,,visit,1\n", 0, []string{"health: line 2, column 5: date: " + want + `""`}},
		{"no act", head + "ann,2024-01-31,,1\n", 0, []string{`health: line 2, column 16: act: unknown act "": want one of unknown, visit, contribution, question, answer, join`}},
		{"an act that is none", head + "ann,2024-01-31,visits,1\n", 0, []string{`health: line 2, column 16: act: unknown act "visits": want one of unknown, visit, contribution, question, answer, join; did you mean "visit"?`}},
		{"count NaN", head + "ann,2024-01-31,visit,NaN\n", 0, []string{`health: line 2, column 22: count: "NaN" is no plain decimal number: it is not finite`}},
		{"count in words", head + "ann,2024-01-31,visit,three\n", 0, []string{`health: line 2, column 22: count: "three" is no plain decimal number: it has no digits`}},
		{"count with separators of thousands", head + "ann,2024-01-31,visit,\"1,200\"\n", 0, []string{`health: line 2, column 22: count: "1,200" is no plain decimal number: it has a comma; decimals follow a point and nothing separates thousands`}},
		{"count negative", head + "ann,2024-01-31,visit,-1\n", 0, []string{`health: line 2, column 22: count: want a count of 0 or more, have "-1"`}},
		{"count a little negative", head + "ann,2024-01-31,visit,-0.5\n", 0, []string{`health: line 2, column 22: count: want a count of 0 or more, have "-0.5"`}},
		{"count not whole", head + "ann,2024-01-31,visit,1.5\n", 0, []string{`health: line 2, column 22: count: want a whole number, have "1.5"`}},
		{"count too large", head + "ann,2024-01-31,visit,1000000001\n", 0, []string{`health: line 2, column 22: count: want a count of 1000000000 at most, have "1000000001"`}},
		{"count blank", head + "ann,2024-01-31,visit,\n", 0, []string{`health: line 2, column 22: count: "" is no plain decimal number: it has no digits`}},
		{"every fault of a row, and the next", head + ",x,y,z\nann,2024-01-31,visit,1\n", 1, []string{"health: line 2, column 1: member: is missing: somebody did it, and it isn't known who\n" +
			"health: line 2, column 2: date: " + want + "\"x\"\n" + `health: line 2, column 4: act: unknown act "y": want one of unknown, visit, contribution, question, answer, join` + "\n" +
			`health: line 2, column 6: count: "z" is no plain decimal number: it has no digits`}},
		{"no columns", "who,when\nann,2024-01-31\n", 0, []string{`health: line 1: no column named "member" or "member id" or "id"; the header has "who", "when"` + "\n" +
			`health: line 1: no column named "date" or "day" or "time" or "timestamp"; the header has "who", "when"` + "\n" + `health: line 1: no column named "act" or "activity" or "event"; the header has "who", "when"`}},
		{"two columns for one", "member,id,date,act\nann,1,2024-01-31,visit\n", 0, []string{`health: line 1, column 8: field 2 "id" of the header means the same as field 1 "member" (line 1, column 1)`}},
		{"semicolons", "member;date;act\nann;2024-01-31;visit\n", 0, []string{`health: line 1: no column named "member" or "member id" or "id"; the header has "member;date;act" (fields must be separated by commas, unless another character is given)` + "\n" +
			`health: line 1: no column named "date" or "day" or "time" or "timestamp"; the header has "member;date;act" (fields must be separated by commas, unless another character is given)` + "\n" +
			`health: line 1: no column named "act" or "activity" or "event"; the header has "member;date;act" (fields must be separated by commas, unless another character is given)`}},
	} {
		t.Run(row.why, func(t *testing.T) {
			events, faults, _ := read(row.text, health.LogOptions{})
			require.Equal(t, row.want, faults)
			require.Len(t, events, row.events)
			a, notes, err := health.Observe(health.ReadLog(strings.NewReader(row.text), health.LogOptions{}), january)
			require.Error(t, err)
			require.Zero(t, a, "no activity of a part")
			require.Zero(t, notes.Events)
		})
	}
}

func TestLogOptions(t *testing.T) {
	text := "who,when,what,n\nann,2024-01-31,Post,2\nann,2024-01-31,LOGOUT,1\nann,2024-01-31,question,1\nann,2024-01-31,Post,0\n"
	events, faults, notes := read(text, health.LogOptions{
		Columns: health.LogColumns{Member: "who", Date: "when", Act: "what"},
		Acts:    map[string]health.Act{"post": health.Contributed, "logout": health.ActUnknown},
	})
	require.Empty(t, faults)
	require.Equal(t, []health.Act{health.Contributed, health.Asked, health.Contributed}, []health.Act{events[0].Act, events[1].Act, events[2].Act})
	require.Equal(t, int64(1), events[0].Count, "no column is named for it")
	require.Equal(t, health.LogNotes{Rows: 4, PassedOver: 1, Unused: []string{"n"}}, notes)

	_, faults, _ = read(text, health.LogOptions{Columns: health.LogColumns{Member: "who", Date: "when", Act: "what", Topic: "about", By: "host", Count: "times"}})
	require.Equal(t, []string{`health: line 1: no column named "times"; the header has "who", "when", "what", "n"` + "\n" + `health: line 1: no column named "about"; the header has "who", "when", "what", "n"` + "\n" +
		`health: line 1: no column named "host"; the header has "who", "when", "what", "n"`}, faults)
	_, faults, _ = read(text, health.LogOptions{Acts: map[string]health.Act{"x": 9, "Post": health.Asked, "post": health.Answered, "answer": health.Asked}})
	require.Equal(t, []string{"health: acts.answer: \"answer\" can't be both answer and question\nhealth: acts.post: \"post\" can't be both question and answer\nhealth: acts.x: Act(9) is no act"}, faults)
}

func TestLogIsReadOnce(t *testing.T) {
	events := health.ReadLog(strings.NewReader("member,date,act\nann,2024-01-31,visit\nann,2024-01-31,visit\n"), health.LogOptions{})
	for range events {
		break
	}
	for _, err := range events {
		require.EqualError(t, err, "health: the log has been read already: it can be ranged over once")
	}
}

func TestFailingReader(t *testing.T) {
	failure := errors.New("the disk is gone")
	var errs []error
	for _, err := range health.ReadLog(io.MultiReader(strings.NewReader("member,date,act\nann,2024-01-31,visit\nann"), iotest.ErrReader(failure)), health.LogOptions{}) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	require.Len(t, errs, 1)
	require.ErrorIs(t, errs[0], failure)
	require.NotErrorIs(t, errs[0], health.ErrNoEvents)
	var e *health.Error
	require.ErrorAs(t, errs[0], &e)
}

// Every fault has its line, up to a hundred faulty rows.
func TestFaultsTogether(t *testing.T) {
	_, _, err := health.Observe(health.ReadLog(strings.NewReader("member,date,act\n"+strings.Repeat("ann,soon,visit\n", 5000)), health.LogOptions{}), january)
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, 101)
	require.Contains(t, lines[99], "line 101, column 5")
	require.Equal(t, "health: there may be more: counting stopped after 100 faults", lines[100])
	var row *health.Error
	require.ErrorAs(t, err, &row)
	require.Equal(t, "line 2, column 5", row.Path)
}

// A log of any length is read and counted in the memory of its people.
func TestMemoryDoesNotGrowWithTheLog(t *testing.T) {
	grown := func(rows int) int64 {
		r, w := io.Pipe()
		go func() {
			fmt.Fprint(w, "member,date,act,topic,remarks\n")
			line := "ann,2024-01-05,question,welds," + strings.Repeat("x", 200) + "\nstranger" + "%d,2024-01-06,visit,,\n"
			for i := range rows {
				fmt.Fprintf(w, line, i)
			}
			w.Close()
		}()
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var last health.Activity
		events := health.ReadLog(r, health.LogOptions{})
		a, notes, err := health.Observe(func(yield func(health.Event, error) bool) {
			n := 0
			for e, err := range events {
				if !yield(e, err) {
					return
				}
				if n++; n == 2*rows { // all is read, and nothing given back
					runtime.GC()
					runtime.ReadMemStats(&after)
				}
			}
		}, january)
		last = a
		require.NoError(t, err)
		require.Equal(t, rows, notes.Outsiders)
		runtime.KeepAlive(last)
		return int64(after.HeapAlloc) - int64(before.HeapAlloc)
	}
	require.Less(t, grown(20_000), int64(1<<20), "of 5 MB read")
}

func FuzzReadLog(f *testing.F) {
	for _, text := range []string{
		"", "\ufeff\"member\",\"date\",\"act\"\r\n\"ann\",\"2024-01-31\",\"visit\"\r\n", "member,date,act\nann,2024-01-31,join\n",
		"member,date,act,count,topic,by\nann,2024-01-31,question,2,welds,\nbob,2024-01-31T10:00:00Z,answer,1,welds,\nAnn,2024-02-01,join,0,,bob\n",
		"m\x00e\x00", "member,date,act\nl\xe1w\n", "id,member\n1,1\n", "{}", "member,date,act,count\nann,31/1/24,vis,1e3\n\"open",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		events, faults, notes := read(text, health.LogOptions{})
		for _, e := range events {
			require.NotEmpty(t, e.Member)
			require.False(t, e.Date.IsZero())
			require.NotEqual(t, health.ActUnknown, e.Act)
			require.Positive(t, e.Count)
		}
		for _, fault := range faults {
			require.True(t, strings.Contains(fault, "line ") || strings.Contains(fault, "it has no header") || strings.HasPrefix(fault, "health: no object has a field named ") || strings.Contains(fault, health.ErrNoEvents.Error()), fault)
		}
		require.LessOrEqual(t, len(events)+notes.ZeroCount+notes.PassedOver, notes.Rows)
		again := health.ReadLog(iotest.OneByteReader(strings.NewReader(text)), health.LogOptions{})
		a, _, err := health.Observe(again, january)
		require.False(t, faults != nil && err == nil, "however it is cut up")
		if err == nil {
			require.NoError(t, a.Validate())
			check(t, a)
		}
	})
}

func FuzzActivityJSON(f *testing.F) {
	for _, s := range []string{`{}`, `null`, `{"kind":"managed","members":{"low":90,"high":110,"highOpen":true},"core":12,"active":18}`,
		`{"members":0}`, `{"visitors":1e308,"contributors":1e-308,"contributions":1e308}`, `{"supportFTE":1e308,"members":5e-324}`,
		`{"factors":{"online":"yes","sponsor":"unknown"},"topics":[{"name":"a","questions":3,"answers":{"low":1}}]}`, `{"activityByMembers":{"count":1,"of":{"high":9}}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var a health.Activity
		if a.UnmarshalJSON(data) != nil {
			require.Equal(t, health.Activity{}, a)
			return
		}
		c := check(t, a)
		var b health.Activity
		require.NoError(t, b.UnmarshalJSON(encode(t, a)))
		require.True(t, bytes.Equal(encode(t, c), encode(t, check(t, b))))
		require.NotEmpty(t, c.String())
		for _, x := range c.Findings {
			low, ok := x.Have.Low()
			require.True(t, ok && low >= 0, "%s", x)
			if x.Measure.Kind == metrics.Share {
				require.Equal(t, metrics.Yes, x.Have.Within(between(0, 1)), "%s", x)
			}
		}
	})
}

// Systems write the time of day in several ways; the day is what is read.
func TestTimesOfDay(t *testing.T) {
	for _, s := range []string{
		"2024-01-31", "2024-01-31 09:12", "2024-01-31 09:12:00", "2024-01-31T09:12", "2024-01-31T09:12:00", "2024-01-31T23:59:59Z",
		"2024-01-31T23:59:59.25+11:00", "2024-01-31 09:12:00 UTC", "2024-01-31 09:12:00 +0200", "2024-01-31 09:12:00+02:00",
	} {
		for e, err := range health.ReadLog(strings.NewReader("member,date,act\nann,"+s+",visit\n"), health.LogOptions{}) {
			require.NoError(t, err, s)
			require.Equal(t, "2024-01-31", e.Date.String(), s)
		}
	}
	for _, s := range []string{"31.01.2024", "2024-02-30", "2024-01-31 soon", "20240131", "2024-1-31"} {
		for _, err := range health.ReadLog(strings.NewReader("member,date,act\nann,"+s+",visit\n"), health.LogOptions{}) {
			require.ErrorContains(t, err, "line 2, column 5: date: want a date as YYYY-MM-DD", s)
		}
	}
}

// A log may be JSON lines, and in gzip.
func TestLogFormats(t *testing.T) {
	want := []health.Event{{Member: "ann", Date: metrics.MustDate("2024-01-31"), Act: health.Asked, Count: 2, Topic: "welds"}}
	lines := `{"id":"ann","date":"2024-01-31T10:00","act":"question","count":2,"topic":"welds"}` + "\n"
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := w.Write([]byte(lines))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for _, file := range []string{"member,date,act,count,topic\nann,2024-01-31,question,2,welds\n", lines, zipped.String()} {
		var got []health.Event
		for e, err := range health.ReadLog(strings.NewReader(file), health.LogOptions{}) {
			require.NoError(t, err)
			got = append(got, e)
		}
		require.Equal(t, want, got)
	}
	for e, err := range health.ReadLog(strings.NewReader("member;date;act;count;topic\nann;2024-01-31;question;2;welds\n"), health.LogOptions{Comma: ';'}) {
		require.NoError(t, err)
		require.Equal(t, want[0], e)
	}
	for _, err := range health.ReadLog(strings.NewReader(`{"id":"ann","date":"2024-01-31"}`), health.LogOptions{}) {
		require.Error(t, err, "the act is missing")
	}
}
