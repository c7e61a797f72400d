// Benefit tells what a change was worth, so that a manager who doubted it finds
// nothing to object to: one paragraph, then the figures, then everything that
// couldn't be ruled out.
//
// Without arguments it tells two embedded cases of public record: the deaths of
// the British army in the Crimea before and after the sanitary commission of
// March 1855, as a rate of the army's size, and the front-seat casualties of
// Great Britain before and after the seat-belt law of February 1983, with rear
// seats, which the law didn't cover, as control. With -in it reads a case of
// your own. See -help.
package main

import (
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot/report"
)

//go:embed data
var data embed.FS

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program: 0 done, 1 it failed, 2 the input is bad.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("benefit", flag.ContinueOnError)
	flags.SetOutput(stderr)
	in := flags.String("in", "", "read a case from this JSON `file`; - is standard input")
	asJSON := flags.Bool("json", false, "write the answer as JSON")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2 // flag has said what is wrong
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "benefit: unexpected %q: a case is read with -in\n", flags.Arg(0))
		return 2
	}
	stories, err := tellAll(*in, stdin)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	if err := write(stdout, stories, *asJSON); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// tellAll studies the case of a file, or those embedded.
func tellAll(name string, stdin io.Reader) ([]story, error) {
	cases, err := embedded(data)
	if name != "" {
		var c study.Case
		c, err = read(name, stdin)
		cases = []study.Case{c}
	}
	if err != nil {
		return nil, err
	}
	var stories []story
	for _, c := range cases {
		s, err := tell(c)
		if err != nil {
			return nil, err
		}
		stories = append(stories, s)
	}
	return stories, nil
}

func write(w io.Writer, stories []story, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(stories)
	}
	for i, s := range stories {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := s.write(w); err != nil {
			return err
		}
	}
	return nil
}

// read reads a case from a file.
func read(name string, stdin io.Reader) (c study.Case, err error) {
	var b []byte
	if name == "-" {
		b, err = io.ReadAll(stdin)
	} else {
		b, err = os.ReadFile(name)
	}
	if err != nil {
		return c, fmt.Errorf("benefit: %w", err)
	}
	if err := c.UnmarshalJSON(b); err != nil {
		return c, fmt.Errorf("%s:\n%w", name, err)
	}
	return c, nil
}

// story is all that is told of one case.
type story struct {
	Name   string         `json:"name"`
	Source string         `json:"source,omitzero"`
	Change metrics.Change `json:"change"`
	Saving metrics.Saving `json:"saving"`
	// Interrupted is the same case with a line before and after, where there are
	// readings enough in order of time: what the trend before has to say.
	Interrupted *lines `json:"interrupted,omitempty"`
	// Chart says how the readings after stand against limits frozen before.
	Chart string `json:"chart,omitzero"`
}

// lines is what an interrupted series says.
type lines struct {
	Change metrics.Change `json:"change"`
	Saving metrics.Saving `json:"saving"`
}

// tell studies a case.
func tell(c study.Case) (story, error) {
	s := story{Name: c.Name, Source: c.Source}
	var err error
	if s.Change, err = study.Compare(c, study.Options{}); err != nil {
		return s, err
	}
	if s.Saving, err = s.Change.Saving(c.Terms); err != nil {
		return s, err
	}
	values, before, ordered := c.Readings()
	if !ordered {
		return s, nil
	}
	if change, err := study.Interrupted(c, study.Options{}); err == nil {
		saving, err := change.Saving(c.Terms)
		if err != nil {
			return s, err
		}
		s.Interrupted = &lines{change, saving}
	} else if !errors.Is(err, study.ErrTooFewPoints) && !errors.Is(err, study.ErrCollinear) {
		return s, err
	}
	if chart, err := study.NewChart(values, study.ChartOptions{Baseline: before, Better: c.Metric.Better}); err == nil {
		s.Chart = told(chart, before)
	}
	return s, nil
}

// told counts the readings after that lie outside the limits frozen before.
func told(chart study.Chart, before int) string {
	outside, after := 0, chart.Len()-before
	for signal := range chart.Signals() {
		if signal.Rule == study.RuleOutside && signal.First >= before {
			outside++
		}
	}
	limits := chart.Current()
	trial := ""
	if limits.Trial {
		trial = "trial "
	}
	return fmt.Sprintf("%d of the %d readings after lie outside the %slimits frozen before, %.5g to %.5g", outside, after, trial, limits.Lower, limits.Upper)
}

func (s story) write(w io.Writer) error {
	if err := report.Change(w, s.Name, s.Change, s.Saving); err != nil {
		return err
	}
	fmt.Fprintln(w)
	if s.Chart != "" {
		fmt.Fprintln(w, "Chart:", s.Chart+".")
	}
	if s.Source != "" {
		fmt.Fprintln(w, "Source:", s.Source)
	}
	if s.Interrupted == nil {
		return nil
	}
	fmt.Fprintln(w)
	return report.Change(w, s.Name+", with a line before and after", s.Interrupted.Change, s.Interrupted.Saving)
}
