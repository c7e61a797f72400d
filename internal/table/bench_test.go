package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"
)

const benchRows = 100_000

var benchNames = []string{"Parent", "Org", "Unit", "Post", "Grade", "Min", "Max", "Title",
	"Number of Posts in FTE", "Professional/Occupational Group", "source_file", "source_line"}

// benchFile is an extract of posts: everything quoted, CRLF, now and then a
// letter beyond ASCII.
func benchFile() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "\"%s\"\r\n", strings.Join(benchNames, `","`))
	units := []string{"Finance and Estates", "People", "Opérations", "Digital, Data and Technology"}
	for i := range benchRows {
		fmt.Fprintf(&b, `"Department for Examples","Example Agency","%s","%d","Grade %d","%d","%d","Head of ""Section"" %d","%d.%02d","Operational Delivery","extract-2024-03.csv","%d"`+"\r\n",
			units[i%len(units)], 100_000+i, i%7+1, 20_000+i%40_000, 24_999+i%40_000, i%97, i%3, i%100, i+2)
	}
	return b.Bytes()
}

// BenchmarkTable reads all the columns of the file and the first eight. Its time
// is to stay within 1.15 times that of BenchmarkBareCSV.
func BenchmarkTable(b *testing.B) {
	file := benchFile()
	for _, wanted := range []int{8, len(benchNames)} {
		columns := make([]Column, wanted)
		for i := range columns {
			columns[i] = Column{Names: []string{benchNames[i]}, Required: true}
		}
		b.Run(fmt.Sprintf("columns=%d", wanted), func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				t, err := NewReader(bytes.NewReader(file), columns...)
				if err != nil {
					b.Fatal(err)
				}
				size := 0
				for err = t.Next(); err == nil; err = t.Next() {
					for i := range columns {
						size += len(t.Field(i))
					}
				}
				if err != io.EOF || t.Rows() != benchRows || size == 0 {
					b.Fatal(err, t.Rows())
				}
			}
		})
	}
}

func BenchmarkBareCSV(b *testing.B) {
	file := benchFile()
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(file))
		r.ReuseRecord = true
		rows, size := -1, 0
		record, err := r.Read()
		for ; err == nil; record, err = r.Read() {
			rows++
			for _, field := range record {
				size += len(field)
			}
		}
		if err != io.EOF || rows != benchRows || size == 0 {
			b.Fatal(err, rows)
		}
	}
}
