package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"strconv"

	"example.com/kmaturity/community"
)

// mostRows keeps the invented file below a terabyte.
const mostRows = 10_000_000_000

// invent writes a roster of that many rows to a temporary file: 200 functions,
// professions in several spellings, some unknown, a tie in every other row, and
// weights to the millionth. The same number of rows gives the same bytes.
func invent(ctx context.Context, rows int) (name string, remove func(), err error) {
	f, err := os.CreateTemp("", "kmaturity-roster-*.csv")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.Remove(f.Name()) }
	w := bufio.NewWriterSize(f, 1<<20)
	_, err = w.WriteString("function,profession,tie,fte\n")
	var line []byte
	for i := 0; i < rows && err == nil; i++ {
		if often(i) {
			err = ctx.Err()
		}
		line = inventRow(line[:0], uint64(i))
		if err == nil {
			_, err = w.Write(line)
		}
	}
	if err = errors.Join(err, w.Flush(), f.Close()); err != nil {
		remove()
		return "", nil, err
	}
	return f.Name(), remove, nil
}

var professions = []string{
	"Policy", "Operational delivery", "Operational Delivery", "Finance", "Law", "Other", "", "Not reported",
	"Knowledge & Information Management", "Knowledge and Information Management (KIM)", "Information Technoology", "Statistics",
}

// inventRow appends row i. Bits of a product with an odd number stand in for chance.
func inventRow(line []byte, i uint64) []byte {
	h := (i + 1) * 0x9e3779b97f4a7c15
	line = append(line, "Directorate "...)
	line = strconv.AppendUint(line, h>>56%200, 10)
	line = append(line, ',')
	line = append(line, professions[h>>40%uint64(len(professions))]...)
	line = append(line, ',')
	if tie := community.Tie(h >> 36 % 8); tie <= community.Innovating {
		line = append(line, tie.String()...)
	}
	line = append(line, ',')
	line, _ = community.Weight(h >> 12 % 1_500_000).AppendText(line) // never fails
	return append(line, '\n')
}
