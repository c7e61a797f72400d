// Programme judges KM programmes and the communities proposed as their pilots.
//
// Without arguments it runs on embedded real data: six public bodies of the UK,
// with knowledge and information management standing in for KM, and the
// emergency departments of NHS trusts. With -in it reads a slate of your own,
// with -roster an HR extract or organogram. See -help.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/report"
)

//go:embed template.json
var template []byte

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// errInput marks what the user can mend: it ends the program with status 2.
var errInput = errors.New("bad input")

type inputError struct{ error }

func (e inputError) Is(target error) bool { return target == errInput }
func (e inputError) Unwrap() error        { return e.error }

// run is the program: 0 done, 1 it failed, 2 the input is bad.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	err := program(args, stdin, stdout, stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errInput):
		fmt.Fprintln(stderr, err)
		return 2
	}
	fmt.Fprintln(stderr, err)
	return 1
}

func program(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("programme", flag.ContinueOnError)
	flags.SetOutput(stderr)
	in := flags.String("in", "", "read a slate, or an array of slates, from this JSON `file`; - is standard input")
	asJSON := flags.Bool("json", false, "write the answer as JSON")
	asOf := flags.String("as-of", "", "judge as of this `date` (YYYY-MM-DD) instead of the slate's own")
	only := flags.String("only", "", "show only the organisation or the candidate of this `name`")
	roster := flags.String("roster", "", "read a CSV `file` of posts and report the standing of every profession; - is standard input")
	var columns community.Columns
	flags.StringVar(&columns.MainRole, "role-column", "", "the `column` of -roster that has the profession, if it isn't \"main role\", \"profession\" or \"Professional/Occupational Group\"")
	flags.StringVar(&columns.Weight, "fte-column", "", "the `column` of -roster that has the FTE, if it isn't \"fte\", \"weight\" or \"Number of Posts in FTE\"; without one each row is one person")
	var files outputs
	flags.StringVar(&files.html, "html", "", "write the answer as a page to this `file`, with its pictures")
	flags.StringVar(&files.markdown, "md", "", "write the answer as Markdown to this `file`")
	flags.StringVar(&files.pictures, "svg", "", "write each picture of the page to a file in this `folder`, which is made if it isn't there")
	minimal := flags.Bool("template", false, "print a small slate with comments, ready for -in")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return inputError{errors.New("programme: see -help")} // flag has said what is wrong
	}
	var empty error
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			empty = inputError{fmt.Errorf("programme: -%s is set to nothing", f.Name)}
		}
	})
	switch {
	case empty != nil:
		return empty
	case flags.NArg() > 0:
		return inputError{fmt.Errorf("programme: unexpected argument %q; see -help", flags.Arg(0))}
	case *minimal:
		_, err := stdout.Write(template)
		return err
	case *roster != "" && (*in != "" || *asOf != "" || *only != "" || files != outputs{}):
		return inputError{errors.New("programme: -roster goes with -json, -role-column and -fte-column alone")}
	case *roster != "":
		return judgeRoster(*roster, columns, *asJSON, stdin, stdout, stderr)
	case columns != (community.Columns{}):
		return inputError{errors.New("programme: -role-column and -fte-column go with -roster")}
	}
	slates, err := read(*in, stdin)
	if err != nil {
		return err
	}
	if err := setDate(slates, *asOf); err != nil {
		return err
	}
	var selections []pilot.Selection
	for _, s := range slates {
		selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
		if err != nil {
			return inputError{err}
		}
		selections = append(selections, selection)
	}
	if *only != "" {
		if selections, err = pick(selections, *only); err != nil {
			return err
		}
	}
	if files != (outputs{}) {
		if err := files.write(stderr, selections); err != nil || !*asJSON {
			return err
		}
	}
	if *asJSON {
		b, err := json.MarshalIndent(selections, "", "  ")
		if err != nil {
			return err
		}
		_, err = stdout.Write(append(b, '\n'))
		return err
	}
	return report.Text(stdout, selections...)
}

// read reads the slates of a file, or makes the embedded ones.
func read(name string, stdin io.Reader) ([]pilot.Slate, error) {
	if name == "" {
		slates, err := organograms(data)
		if err != nil {
			return nil, err
		}
		nhs, err := emergency(data)
		return append(slates, nhs), err
	}
	r, err := open(name, stdin)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, 64<<20+1)) // one more than ReadSlates takes, so that it can say so
	if err != nil {
		return nil, fmt.Errorf("programme: %w", err)
	}
	slates, err := pilot.ReadSlates(bytes.NewReader(b))
	if err != nil {
		return nil, inputError{err}
	}
	return slates, nil
}

func open(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("programme: %w", err)
	}
	return f, nil
}

// setDate moves the slates to another day, never to one before their figures.
func setDate(slates []pilot.Slate, asOf string) error {
	if asOf == "" {
		return nil
	}
	day, err := metrics.ParseDate(asOf)
	if err != nil {
		return inputError{fmt.Errorf("programme: -as-of: %w", err)}
	}
	for i := range slates {
		p := &slates[i].Programme
		if day.Before(p.AsOf) {
			return inputError{fmt.Errorf("programme: -as-of: the figures of %q speak for %s, after %s", p.Organisation, p.AsOf, day)}
		}
		p.AsOf = day
	}
	return nil
}

// pick keeps the organisation, or the candidate, of that name.
func pick(all []pilot.Selection, name string) ([]pilot.Selection, error) {
	var picked []pilot.Selection
	var names []string
	for _, s := range all {
		names = append(names, strconv.Quote(s.Organisation))
		if strings.EqualFold(s.Organisation, name) {
			picked = append(picked, s)
			continue
		}
		s.Verdicts = slices.DeleteFunc(slices.Clone(s.Verdicts), func(v pilot.Verdict) bool { return !strings.EqualFold(v.Candidate, name) })
		if len(s.Verdicts) > 0 {
			picked = append(picked, s)
		}
	}
	if picked == nil {
		return nil, inputError{fmt.Errorf("programme: -only: no organisation and no candidate is called %q; the organisations are %s", name, strings.Join(names, ", "))}
	}
	return picked, nil
}

// failing remembers a failure of the reader itself, which isn't bad input.
type failing struct {
	io.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}
