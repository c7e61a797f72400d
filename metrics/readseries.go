package metrics

import (
	"errors"
	"fmt"
	"io"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
)

// ReadSeries reads a series from CSV with a header that has the columns date
// (YYYY-MM-DD) and value (a plain decimal number), in any order and any case,
// beside others that are passed over.
//
// Everything that is wrong is reported at once, up to 100 rows, with its line:
// a row of another length, a date that isn't one or stands twice, a value in
// words, NaN or infinite. A reading that was not taken is a row left out, never
// an empty value. An empty file and a header without rows are errors: no
// readings are not readings of zero.
func ReadSeries(r io.Reader) (Series, error) {
	const most = 100
	p := strict.In("metrics")
	t, err := table.NewReader(r,
		table.Column{Names: []string{"date"}, Required: true},
		table.Column{Names: []string{"value"}, Required: true})
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
			point, err := readPoint(t, lines)
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
	return NewSeries(points...)
}

// readPoint reads the current row; lines remembers where each date stood.
func readPoint(t *table.Reader, lines map[Date]int) (Point, error) {
	const date, value = 0, 1
	var problems []error
	line, column := t.Pos(date)
	d, err := ParseDate(t.Field(date))
	if err != nil {
		problems = append(problems, &table.RowError{Line: line, Column: column, Err: err})
	} else if first, twice := lines[d]; twice {
		problems = append(problems, &table.RowError{Line: line, Column: column, Err: fmt.Errorf("%s stands twice, first in line %d", d, first)})
	} else {
		lines[d] = line
	}
	v, err := table.ParseDecimal(t.Field(value))
	if err != nil {
		line, column = t.Pos(value)
		problems = append(problems, &table.RowError{Line: line, Column: column, Err: err})
	}
	return Point{d, v}, errors.Join(problems...)
}
