// Stages assesses many units under one maturity model and shows the whole picture:
// who stands where, who moved, and which figures can't be right.
//
// Without arguments it runs on embedded real data: the maturity of some 245 agencies
// of the US government in nine dimensions of digital accessibility (Section 508), in
// the fiscal years 2023 and 2024. Only the level of a dimension is published, so each
// is a range of scores, and the overall level that the rule gives is a range too.
// With -model and -evidence it reads your own. See -help.
package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

//go:embed model.json
var model []byte

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program: 0 done, 1 it failed, 2 the input is bad.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("stages", flag.ContinueOnError)
	flags.SetOutput(stderr)
	var in input
	flags.StringVar(&in.model, "model", "", "assess under the model in this JSON `file` instead of the embedded one; - is standard input")
	flags.StringVar(&in.evidence, "evidence", "", "assess the evidence in this JSON `file` instead of the embedded data: an array of {\"unit\": \"...\", \"facts\": [...]}, or of the facts of one unit; - is standard input")
	flags.StringVar(&in.asOf, "as-of", "", "assess as of this `date` (YYYY-MM-DD); of the embedded years, only those that have ended by then")
	flags.StringVar(&in.target, "target", "", "tell what brings this `level` of the model")
	flags.StringVar(&in.lit, "lit", "", "count the units at this `level` or above as lit: at which the fire burns; by default the middle one")
	asJSON := flags.Bool("json", false, "write everything as JSON")
	all := flags.Bool("all", false, "end with a table of all units")
	template := flags.Bool("template", false, "print the embedded model, ready for -model")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2 // flag has said what is wrong
	}
	var empty []string
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			empty = append(empty, fmt.Sprintf("stages: -%s is set to nothing", f.Name))
		}
	})
	if flags.NArg() > 0 {
		empty = append(empty, fmt.Sprintf("stages: unexpected %q: evidence is read with -evidence", flags.Arg(0)))
	}
	if len(empty) > 0 {
		fmt.Fprintln(stderr, strings.Join(empty, "\n"))
		return 2
	}
	write := func(w io.Writer) error { _, err := w.Write(model); return err }
	if !*template {
		told, err := in.tell(stdin)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
		write = func(w io.Writer) error { return told.write(w, *all) }
		if *asJSON {
			write = func(w io.Writer) error { return json.NewEncoder(w).Encode(told) }
		}
	}
	if err := write(stdout); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// input is what the program is asked.
type input struct{ model, evidence, asOf, target, lit string }

// tell assesses what was asked for. Every error is one of the input.
func (in input) tell(stdin io.Reader) (account, error) {
	if in.model == "-" && in.evidence == "-" {
		return account{}, errors.New("stages: -model and -evidence can't both be standard input")
	}
	var day metrics.Date
	var errs []error
	if in.asOf != "" {
		var err error
		if day, err = metrics.ParseDate(in.asOf); err != nil {
			errs = append(errs, fmt.Errorf("stages: -as-of: %w", err))
		}
	}
	m, err := readModel(in.model, stdin)
	errs = append(errs, err)
	rounds, many, err := in.rounds(day, stdin)
	errs = append(errs, err)
	if m != nil && in.target != "" && !hasLevel(m, in.target) {
		errs = append(errs, fmt.Errorf("stages: -target: the model has no level %q", in.target))
	}
	if m != nil && in.lit != "" && !hasLevel(m, in.lit) {
		errs = append(errs, fmt.Errorf("stages: -lit: the model has no level %q", in.lit))
	}
	if m != nil && in.evidence == "" {
		for _, l := range order {
			if !hasLevel(m, l) {
				errs = append(errs, fmt.Errorf("stages: -model: levels: there is no level %q, which the embedded data have: give -evidence of your own", l))
			}
		}
	}
	if err := errors.Join(errs...); err != nil {
		return account{}, err
	}
	f, err := newForms(m)
	if err != nil {
		return account{}, err
	}
	told, err := f.tell(rounds, maturity.Options{AsOf: day, Target: in.target}, cmp.Or(in.lit, m.Levels[len(m.Levels)/2].ID))
	return told, in.located(err, many)
}

func hasLevel(m *maturity.Model, id string) bool {
	return m.Place(id) >= 0
}

// rounds are the evidence of the user's own, or the embedded years that have ended.
func (in input) rounds(day metrics.Date, stdin io.Reader) (rounds []round, many bool, err error) {
	if in.evidence != "" {
		units, many, err := readEvidence(in.evidence, stdin)
		return []round{{asOf: day, units: units}}, many, err
	}
	if rounds, err = embedded(data); err != nil || day.IsZero() {
		return rounds, true, err
	}
	first := rounds[0].asOf
	rounds = slices.DeleteFunc(rounds, func(r round) bool { return r.asOf.After(day) })
	if len(rounds) == 0 {
		err = fmt.Errorf("stages: -as-of: the embedded data speak for %s and later, after %s", first, day)
	}
	return rounds, true, err
}
