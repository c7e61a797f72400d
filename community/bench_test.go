package community_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"example.com/kmaturity/community"
)

// generatedReturn is a return in the format of the organograms: twelve quoted
// columns, CRLF, rows of one unit and profession together in small groups.
func generatedReturn(rows int) []byte {
	professions := []string{"Policy", "Operational delivery", "Knowledge and Information Management (KIM)", "", "Finance", "Operational Delivery", "Law"}
	var b bytes.Buffer
	b.Grow(230 * rows)
	b.WriteString(`"Parent Department","Organisation","Unit","Reporting Senior Post","Grade","Payscale Minimum (£)","Payscale Maximum (£)",` +
		`"Generic Job Title","Number of Posts in FTE","Professional/Occupational Group","source_file","source_line"` + "\r\n")
	for i := range rows {
		fmt.Fprintf(&b, `"Invented Department","Invented Department","Directorate %d","1PO%d","Grade %d","44656","55264","Private Secretary","%d.%02d","%s",`+
			`"/data/invented/2011-03-31/Invented_organogramdata_310311.xls","juniorPosts%d"`+"\r\n",
			i/40%300, i/8%5000, i%7, i%9, i%100, professions[i/3%len(professions)], i+2)
	}
	return b.Bytes()
}

var millionRows = sync.OnceValue(func() []byte { return generatedReturn(1_000_000) })

func readReturnToAreas(file []byte) error {
	areas, _, err := community.Areas(community.ReadRoster(bytes.NewReader(file), community.RosterOptions{}), community.FTE)
	if err == nil && len(areas) != 5 {
		err = fmt.Errorf("%d areas", len(areas))
	}
	return err
}

// readBare is the least that anything built on encoding/csv must do.
func readBare(file []byte) error {
	r := csv.NewReader(bytes.NewReader(file))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// BenchmarkReadRoster reads a million rows to practice areas, beside the bare
// loop over encoding/csv; TestReadRosterCost bounds their ratio.
func BenchmarkReadRoster(b *testing.B) {
	for _, way := range []struct {
		name string
		read func([]byte) error
	}{{"areas", readReturnToAreas}, {"bare", readBare}} {
		b.Run(way.name, func(b *testing.B) {
			file := millionRows()
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				if err := way.read(file); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReadObjects reads JSON lines to practice areas, beside the decoder of
// encoding/json that reads them into a struct.
func BenchmarkReadObjects(b *testing.B) {
	roster := rosterBlocks()["JSON lines"]
	file := strings.Repeat(roster.repeat, 100)
	b.Run("areas", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := community.Areas(community.ReadRoster(strings.NewReader(file), community.RosterOptions{}), community.FTE); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decoder", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			d := json.NewDecoder(strings.NewReader(file))
			for {
				var row struct {
					ID               json.Number
					Unit, Profession string
					FTE              json.Number
				}
				if err := d.Decode(&row); err == io.EOF {
					break
				} else if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

func BenchmarkCountSlice(b *testing.B) {
	members := make([]community.Member, 1_000_000)
	roles := []string{km, "Policy", "", "Finance"}
	for i := range members {
		members[i] = community.Member{MainRole: roles[i%len(roles)], Tie: community.Tie(i % 5 % 4), Weight: community.Weight(i % 3_000_000)}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := community.CountSlice(km, members); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNature(b *testing.B) {
	c := community.Census{Practising: 5, Interested: 7, Innovating: 3, Elsewhere: 2, Unknown: 4}
	b.ReportAllocs()
	for b.Loop() {
		if c.Nature().IsZero() {
			b.Fatal("nobody")
		}
	}
}
