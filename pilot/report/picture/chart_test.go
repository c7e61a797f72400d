package picture_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report/picture"
)

// repairs is a chart of two years of which the second is better.
func repairs() metrics.RunChart {
	c := metrics.RunChart{
		Metric: "repair-hours", Unit: "h", Better: metrics.Lower, Before: 12, Centre: 42.25, Limits: metrics.MustBetween(34.5, 50), ControlName: "the other depots",
	}
	for i := range 24 {
		x := metrics.Point{Date: metrics.MustDate("2023-01-01").AddMonths(i), Value: 42 + float64(i*5%7-3)}
		c.Control = append(c.Control, metrics.Point{Date: x.Date, Value: 46 + float64(i*3%5-2)})
		if i >= 12 {
			c.Expected = append(c.Expected, metrics.Point{Date: x.Date, Value: 42 + float64(i%2)})
			x.Value -= 8
		}
		if x.Value < 34.5 {
			c.Signals = append(c.Signals, i)
		}
		c.Readings = append(c.Readings, x)
	}
	return c
}

func TestChartGolden(t *testing.T) {
	p := picture.Chart(picture.Options{}, repairs())
	golden(t, "chart.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{
		"repair-hours, in h; less is better", "before", "after", "2023-01-01", "2024-12-01", "30", "50",
		"reading", "signal: a rule picks it out", "centre before: 42.25 h", "limits frozen before: 34.5 to 50 h", "compared with the other depots", "expected without the change",
	})
	require.Equal(t, "repair-hours over time", p.Title)
	require.Equal(t, []string{"day", "reading, in h", "compared with the other depots, in h", "expected without the change, in h", "signal: a rule picks it out"}, p.Table.Columns)
	require.Len(t, p.Table.Rows, 24)
	require.Equal(t, []string{"2023-01-01", "39", "44", "", ""}, p.Table.Rows[0])
	require.Equal(t, []string{"2024-01-01", "35", "45", "42", ""}, p.Table.Rows[12])
	require.Equal(t, []string{"2024-02-01", "33", "48", "43", "signal"}, p.Table.Rows[13])
	require.Equal(t, "12 readings before and 12 after the change, from 2023-01-01 (39 h) to 2024-12-01 (34 h). Signals: 7. "+
		"Drawn beside them: centre before: 42.25 h; limits frozen before: 34.5 to 50 h; compared with the other depots; expected without the change. "+
		"Without the change 43 h would have been expected on 2024-12-01.", p.Description)
}

// count counts the dots and diamonds of a chart, without those of the key.
func count(e element) (dots, diamonds int) {
	for _, x := range e.Inside {
		switch {
		case x.XMLName.Local == "circle" && x.attr("fill") == "":
			dots++
		case x.XMLName.Local == "path" && strings.HasSuffix(x.attr("d"), "Z") && x.attr("fill-opacity") == "":
			diamonds++
		}
	}
	return dots - 1, max(0, diamonds-1)
}

// Of many readings not each has its dot; the line, every signal and the table have all.
func TestLongChart(t *testing.T) {
	c := metrics.RunChart{Before: 700, Centre: 1000}
	for i := range 1000 {
		c.Readings = append(c.Readings, metrics.Point{Date: metrics.MustDate("2020-01-01").AddDays(i), Value: 1000 + float64(i*i%97)})
		if i%7 == 3 {
			c.Signals = append(c.Signals, i)
		}
	}
	p := picture.Chart(picture.Options{}, c)
	e := sound(t, p)
	dots, diamonds := count(e)
	require.LessOrEqual(t, dots, 100)
	require.Greater(t, dots, 50)
	require.Equal(t, len(c.Signals), diamonds)
	require.Len(t, p.Table.Rows, 1000)
	lines := 0
	for _, x := range e.Inside {
		if len(points(x.attr("d"))) == 1000 {
			lines++
		}
	}
	require.Equal(t, 1, lines, "one line of all readings")
	require.Less(t, len(p.String()), 50_000)

	c.Readings, c.Before, c.Signals = c.Readings[:24], 12, c.Signals[:3]
	dots, diamonds = count(sound(t, picture.Chart(picture.Options{}, c)))
	require.Equal(t, 24, dots, "of few, each has one")
	require.Equal(t, 3, diamonds)
}

func TestChartOfFew(t *testing.T) {
	none := picture.Chart(picture.Options{}, metrics.RunChart{})
	require.Equal(t, []string{"There are no readings."}, texts(sound(t, none)))
	require.Equal(t, "The metric over time", none.Title)
	require.Empty(t, none.Table.Rows)

	c := repairs()
	c.Readings, c.Signals, c.Expected, c.Before = c.Readings[:1], nil, nil, 1
	one := picture.Chart(picture.Options{}, c)
	require.NotContains(t, texts(sound(t, one)), "after", "there is no change yet")
	require.Len(t, one.Table.Rows, 24, "the others have readings")

	equal := metrics.RunChart{Before: 2, Centre: 42, Limits: metrics.Exactly(42)}
	for i := range 5 {
		equal.Readings = append(equal.Readings, metrics.Point{Date: metrics.MustDate("2024-01-01").AddDays(i), Value: 42})
	}
	require.Subset(t, texts(sound(t, picture.Chart(picture.Options{}, equal))), []string{"38", "42", "46", "limits frozen before: 42 to 42"})

	c = repairs()
	c.Before, c.Signals = 0, nil
	after := texts(sound(t, picture.Chart(picture.Options{}, c)))
	require.NotContains(t, after, "centre before: 42.25 h", "nothing was before")
	require.NotContains(t, after, "before")
}

// Limits may be missing, be of few readings, or be on one side alone.
func TestChartLimits(t *testing.T) {
	c := repairs()
	c.Trial, c.Limits = true, metrics.UpTo(50)
	require.Contains(t, picture.Chart(picture.Options{}, c).Description, "trial limits, of few readings: at most 50 h")
	c.Trial, c.Limits = false, metrics.From(34.5)
	require.Contains(t, picture.Chart(picture.Options{}, c).Description, "limits frozen before: at least 34.5 h")
	c.Limits = metrics.Anything()
	require.NotContains(t, picture.Chart(picture.Options{}, c).String(), "limits")
}

// A chart that isn't valid isn't drawn, and says why.
func TestChartThatIsNotValid(t *testing.T) {
	c := repairs()
	c.Readings[3].Value = math.NaN()
	p := picture.Chart(picture.Options{}, c)
	require.Equal(t, "Nothing is drawn, since the chart isn't valid: metrics: readings[3].value: want a finite number, have NaN", p.Description)
	require.Empty(t, p.Table.Rows)
	sound(t, p)
	c.Readings, c.Before = make([]metrics.Point, 1000), -1
	sound(t, picture.Chart(picture.Options{}, c))
}

// The ticks of an axis are round, hold all numbers between them, and are told apart.
func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		low, high float64
		want      []string
	}{
		{0, 1, []string{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}},
		{-3, 4, []string{"-4", "-2", "0", "2", "4"}},
		{1234, 5678, []string{"1,000", "2,000", "3,000", "4,000", "5,000", "6,000"}},
		{0.0012, 0.0016, []string{"0.0012", "0.0013", "0.0014", "0.0015", "0.0016"}},
		{1e6, 1e6 + 3, []string{"1,000,000", "1,000,001", "1,000,002", "1,000,003"}},
		{0, 3e14, []string{"0", "1e+14", "2e+14", "3e+14"}},
		{0, 3e-9, []string{"0", "1e-09", "2e-09", "3e-09"}},
		{0, 0, []string{"-1.0", "-0.5", "0.0", "0.5", "1.0"}},
		{-7, -7, []string{"-8.0", "-7.5", "-7.0", "-6.5", "-6.0"}},
	} {
		c := metrics.RunChart{Before: 1, Centre: tt.low, Readings: []metrics.Point{
			{Date: metrics.MustDate("2024-01-01"), Value: tt.low}, {Date: metrics.MustDate("2024-01-02"), Value: tt.high},
		}}
		var got []string
		for _, x := range sound(t, picture.Chart(picture.Options{}, c)).Inside {
			if x.XMLName.Local == "text" && x.attr("text-anchor") == "end" && x.Text != "before" {
				got = append(got, x.Text)
			}
		}
		require.Equal(t, tt.want, got, fmt.Sprint(tt.low, " to ", tt.high))
	}
}

// Each reading stands at its place between the ticks.
func TestReadingsStandWhereTheyBelong(t *testing.T) {
	c := metrics.RunChart{Before: 1, Centre: 0}
	for i, x := range []float64{0, 10, 5, 2.5} {
		c.Readings = append(c.Readings, metrics.Point{Date: metrics.MustDate("2024-01-01").AddDays(i * i), Value: x})
	}
	var line [][2]float64
	for _, x := range sound(t, picture.Chart(picture.Options{}, c)).Inside {
		if ends := points(x.attr("d")); len(ends) == 4 && !strings.HasSuffix(x.attr("d"), "Z") {
			line = ends
		}
	}
	require.True(t, slices.Equal([][2]float64{{38, 234}, {76.22, 48}, {190.89, 141}, {382, 187.5}}, line), "%v", line)
}
