package picture

// A grid is a table of marks that a narrow page can hold: each row has its name on
// a line, and under it its marks in numbered columns. The numbers stand above every
// few rows, so that they are near wherever one reads; where the columns don't fit
// beside one another they go on underneath, with their numbers above each line.
//
//	      1    2    3
//	drilling          showcase
//	      ✓   [✓]   ×
//	repair            later
//	      ✓    ◌    ×

// line is a row of a grid.
type line struct {
	name, word string
	note       string // under the name; empty: none
	marks      []sign
}

// sign is a mark in a cell.
type sign struct {
	shape    shape
	brackets bool
}

// grid draws rows of n columns, the first strong ones with their number in bold, and
// returns where the next line would be.
func (c *canvas) grid(y, right float64, n, strong int, rows []line) float64 {
	const every = 5 // rows, then the numbers again
	room := right - margin
	columns := max(1, min(n, int(room/max(20, width(itoa(n))+6))))
	cell := min(28, room/float64(columns))
	numbers := func(from int, y float64) {
		for i := from; i < min(from+columns, n); i++ {
			style := ""
			if i < strong {
				style = bold
			}
			c.text(point{margin + cell*(float64(i-from)+0.5), y}, "middle", style, itoa(i+1))
		}
	}
	for i, row := range rows {
		if n <= columns && i%every == 0 {
			numbers(0, y)
			y += 8
			c.line([]point{{margin, y - 3}, {right, y - 3}}, thin)
			y += 14
		}
		word := fit(row.word, room/2)
		c.text(point{margin, y}, "start", bold, fit(row.name, room-width(word)-10))
		c.text(point{right, y}, "end", "", word)
		y += 15
		if row.note != "" {
			y = c.paragraph(point{margin, y}, right, row.note) - 3
		}
		for from := 0; from < n; from += columns {
			if n > columns {
				numbers(from, y)
				y += 13
			}
			for k := from; k < min(from+columns, n); k++ {
				c.sign(point{margin + cell*(float64(k-from)+0.5), y - 3}, row.marks[k].shape, row.marks[k].brackets)
			}
			y += 17
			if n > columns {
				y += 3
			}
		}
		c.line([]point{{margin, y - 9}, {right, y - 9}}, thin)
		y += 8
	}
	return y
}
