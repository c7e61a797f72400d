package metrics

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"time"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
)

// SeriesColumns says in which columns of a CSV file a series stands. The zero
// value is that of a file with the columns date and value.
type SeriesColumns struct {
	Date  string  // empty: "date"
	Value string  // empty: "value"; of a rate, the count
	Of    string  // what the counts are counted of; empty: the series isn't one of rates
	Per   float64 // of a rate: for each so many; 0: 1
}

// ReadSeries reads a series from CSV with a header that has the columns asked
// for, in any order and any case, beside others that are passed over. Dates are
// YYYY-MM-DD, with or without a time of day (2024-01-31T08:00:00Z), of which the
// day is taken as it is written; numbers are plain decimals.
//
// Everything that is wrong is reported at once, up to 100 rows, with its line:
// a row of another length, a date that isn't one or stands twice, a value in
// words, NaN or infinite, and of a rate a negative count and nothing to count it
// of. A reading that was not taken is a row left out, never an empty value. An
// empty file and a header without rows are errors: no readings are not readings
// of zero.
func ReadSeries(r io.Reader, columns SeriesColumns) (Series, error) {
	const most = 100
	p := strict.In("metrics")
	wanted := []table.Column{
		{Names: []string{cmp.Or(columns.Date, "date")}, Required: true},
		{Names: []string{cmp.Or(columns.Value, "value")}, Required: true},
	}
	rates := columns.Of != ""
	if !rates && columns.Per != 0 {
		p.Addf("columns.per", "want nothing, have %v: without a column to count of there is no rate", columns.Per)
		return Series{}, p.Err()
	}
	if rates {
		wanted = append(wanted, table.Column{Names: []string{columns.Of}, Required: true})
	}
	t, err := table.NewReader(r, wanted...)
	if err != nil {
		p.Add("", err)
		return Series{}, p.Err()
	}
	var points []Point
	lines := map[Date]int{}
	for faults := 0; ; {
		err := t.Next()
		if err == io.EOF {
			break
		}
		var row *table.RowError
		switch {
		case errors.As(err, &row):
			p.Add("", row)
			faults++
		case err != nil:
			p.Add("", err)
			return Series{}, p.Err()
		default:
			point, err := readPoint(t, rates, lines)
			if err != nil {
				p.Add("", err)
				faults++
			}
			points = append(points, point)
		}
		if faults == most {
			p.Addf("", "there may be more: reading stopped after %d rows with faults", most)
			return Series{}, p.Err()
		}
	}
	if t.Rows() == 0 {
		p.Addf("", "a header without rows: nothing is known of the readings, which doesn't make them zero")
	}
	if err := p.Err(); err != nil {
		return Series{}, err
	}
	if rates {
		return NewRates(cmp.Or(columns.Per, 1), points...)
	}
	return NewSeries(points...)
}

// readPoint reads the current row; lines remembers where each date stood.
func readPoint(t *table.Reader, rates bool, lines map[Date]int) (Point, error) {
	const date, value, of = 0, 1, 2
	var problems []error
	bad := func(field int, err error) {
		line, column := t.Pos(field)
		problems = append(problems, &table.RowError{Line: line, Column: column, Err: err})
	}
	var point Point
	var err error
	if point.Date, err = parseDay(t.Field(date)); err != nil {
		bad(date, err)
	} else if first, twice := lines[point.Date]; twice {
		bad(date, fmt.Errorf("%s stands twice, first in line %d", point.Date, first))
	} else {
		lines[point.Date], _ = t.Pos(date)
	}
	number, err := table.ParseDecimal(t.Field(value))
	switch {
	case err != nil:
		bad(value, err)
	case !rates:
		point.Value = number
	case number < 0:
		bad(value, fmt.Errorf("want a count of 0 or more, have %v", number))
	default:
		point.Count = number
	}
	if rates {
		if point.Of, err = table.ParseDecimal(t.Field(of)); err != nil {
			bad(of, err)
		} else if point.Of <= 0 {
			bad(of, fmt.Errorf("want a number above 0 to count of, have %v", point.Of))
		}
	}
	return point, errors.Join(problems...)
}

// parseDay reads a date that may carry a time of day.
func parseDay(s string) (Date, error) {
	if len(s) > len(layout) {
		for _, l := range []string{time.RFC3339, layout + " 15:04:05", layout + "T15:04:05", layout + "T15:04"} {
			if t, err := time.Parse(l, s); err == nil && t.Year() >= 1 {
				return DateOf(t), nil
			}
		}
	}
	return ParseDate(s)
}
