// Choose ranks the candidates of a slate and says which of them to run together:
// the set that convinces most managers within what the KM team can run at a time.
//
// Without arguments it runs on an embedded case, which is invented. With -in it
// reads a slate of your own, in which "choice" says by what to choose. See -help.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/report"
)

//go:embed case.json
var embedded string

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the program: 0 done, 1 it failed, 2 the input is bad.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("choose", flag.ContinueOnError)
	flags.SetOutput(stderr)
	in := flags.String("in", "", "read a slate from this JSON `file`; - is standard input")
	asJSON := flags.Bool("json", false, "write the selection as JSON")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "choose: unexpected %q: a slate is read with -in\n", flags.Arg(0))
		return 2
	}
	selection, err := selected(*in, stdin)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	if *asJSON {
		err = selection.WriteJSON(stdout)
	} else {
		err = report.Text(stdout, selection)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// selected reads the slate and chooses.
func selected(name string, stdin io.Reader) (pilot.Selection, error) {
	var r io.Reader = strings.NewReader(embedded)
	switch name {
	case "":
	case "-":
		r = stdin
	default:
		f, err := os.Open(name)
		if err != nil {
			return pilot.Selection{}, fmt.Errorf("choose: %w", err)
		}
		defer f.Close()
		r = f
	}
	slates, err := pilot.ReadSlates(r)
	if err != nil {
		return pilot.Selection{}, err
	}
	if len(slates) != 1 {
		return pilot.Selection{}, fmt.Errorf("choose: want one slate, have %d", len(slates))
	}
	if slates[0].Choice == nil {
		return pilot.Selection{}, errors.New("choose: choice: is missing: nobody said by what to choose")
	}
	return pilot.Select(slates[0], pilot.SelectOptions{Methods: methods.Study()})
}
