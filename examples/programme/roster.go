package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// standing is the standing of every profession of a roster.
type standing struct {
	Roster community.RosterNotes `json:"roster"`
	Areas  []areaStanding        `json:"areas"`
}

type areaStanding struct {
	Area     community.PracticeArea `json:"area"`
	Standing community.Shortfall    `json:"standing"`
}

// readRoster reads the standing of every profession, and says on progress how
// far it is if that takes longer than a second.
func readRoster(r io.Reader, columns community.Columns, progress io.Writer) (standing, error) {
	s := standing{Areas: []areaStanding{}}
	members := community.ReadRoster(r, community.RosterOptions{Columns: columns, Notes: &s.Roster})
	areas, _, err := community.Areas(watched(members, &s.Roster, progress), community.BasisUnknown)
	if err != nil {
		return standing{}, err
	}
	if s.Roster.Basis == community.BasisUnknown && columns.Weight != "" {
		s.Roster.Basis = community.FTE // as -fte-column says, whatever the column is called
	}
	for _, a := range areas {
		a.Basis = s.Roster.Basis // known once the header has been read
		standing := a.Shortfall(community.Threshold{})
		standing.CentralTeam, standing.Lever = metrics.Anything(), community.LeverUnknown // of KM alone, and which area that is isn't said
		s.Areas = append(s.Areas, areaStanding{a, standing})
	}
	return s, nil
}

// watched passes members on and writes a line a second after the first.
func watched(members iter.Seq2[community.Member, error], notes *community.RosterNotes, progress io.Writer) iter.Seq2[community.Member, error] {
	return func(yield func(community.Member, error) bool) {
		last, n := time.Now(), 0
		for m, err := range members {
			if n++; n&0xfff == 0 && time.Since(last) > time.Second {
				last = time.Now()
				fmt.Fprintf(progress, "programme: %d rows read\n", notes.Rows)
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func (s standing) writeText(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d rows, each a person or a group of posts; %d of 0 FTE, which are nobody; %d without a known profession, who may be of any.\n",
		s.Roster.Rows, s.Roster.ZeroWeight, s.Roster.NoMainRole)
	if s.Roster.Basis == community.Heads {
		fmt.Fprintln(&b, "There is no column of FTE, so each row counts as one person.")
	}
	if len(s.Roster.Unused) > 0 {
		fmt.Fprintf(&b, "Columns not used: %s.\n", printable(strings.Join(s.Roster.Unused, ", ")))
	}
	switch {
	case len(s.Areas) == 0 && s.Roster.NoMainRole > 0:
		fmt.Fprintln(&b, "No profession is known, so no practice area can be told: that is unknown, not none.")
	case len(s.Areas) == 0:
		fmt.Fprintln(&b, "No practice area is listed.")
	default:
		first := s.Areas[0].Standing
		fmt.Fprintf(&b, "A practice area is established with %s practitioners or more; source: %s.\n\n", low(first.Need), first.Source)
	}
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, a := range s.Areas {
		missing := ""
		switch {
		case a.Standing.Reachable == metrics.No:
			missing = "the workforce is smaller than the floor"
		case a.Standing.Established == metrics.No:
			missing = a.Standing.Missing.String() + " short"
		}
		established := map[metrics.Answer]string{metrics.Yes: "established", metrics.No: "not established", metrics.Unknown: "not known"}[a.Standing.Established]
		fmt.Fprintf(t, "%s\t%s %s of %s\t%s\t%s\n", printable(a.Area.Name), a.Area.Practitioners, a.Area.Basis, a.Area.Workforce, established, missing)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	// tabwriter leaves spaces at the end of lines whose last cell is empty
	for line := range bytes.Lines(b.Bytes()) {
		if _, err := fmt.Fprintln(w, string(bytes.TrimRight(line, " \n"))); err != nil {
			return err
		}
	}
	return nil
}

// printable keeps a name from outside from moving the cursor or widening the
// table without end.
func printable(s string) string {
	const most = 100
	runes := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

func low(i metrics.Interval) string {
	x, _ := i.Low()
	return metrics.Exactly(x).String()
}

func (s standing) writeJSON(w io.Writer) error {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// judgeRoster reports the standing of every profession in a roster.
func judgeRoster(name string, columns community.Columns, asJSON bool, stdin io.Reader, stdout, stderr io.Writer) error {
	r, err := open(name, stdin)
	if err != nil {
		return err
	}
	defer r.Close()
	watch := &failing{Reader: r}
	s, err := readRoster(watch, columns, stderr)
	switch {
	case watch.err != nil:
		return fmt.Errorf("programme: %w", watch.err)
	case err != nil:
		return inputError{err}
	case asJSON:
		return s.writeJSON(stdout)
	}
	return s.writeText(stdout)
}
