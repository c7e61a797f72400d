// Warehouse counts a roster where it is held: a database groups the rows with
// one statement, community.Columns.GroupBy, and the census is taken of its
// groups. Beside it the same roster is read in Go, row by row. Both must agree to
// the last digit, or the program ends with status 1.
//
//	go run .                                 # The National Archives, in SQLite
//	go run . -engine duckdb                  # in DuckDB, which needs cgo
//	go run . -dsn postgres://user@host/name  # in a PostgreSQL server of yours
//	go run . -roster staff.csv -topic Law    # a roster of your own
//	go run . -rows 10000000                  # how long both routes take
//
// SQLite and DuckDB run in this process. A server gets the roster as a temporary
// table in a transaction that is rolled back: nothing is left behind, and no
// table of yours is read or changed.
//
// It is a module of its own, so that whoever embeds the library gets no database
// drivers with it: run it in its folder. Bad input ends it with status 2, a
// failure with 1.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"example.com/kmaturity/community"
)

//go:embed data/the_national_archives-2011-03-31-junior.csv
var archives []byte

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// inputError marks what the user can mend.
type inputError struct{ error }

func (e inputError) Unwrap() error { return e.error }

func bad(format string, args ...any) error { return inputError{fmt.Errorf(format, args...)} }

// run is the program: 0 done, 1 it failed or the routes differ, 2 the input is bad.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := program(ctx, args, stdout, stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	fmt.Fprintln(stderr, "warehouse:", strings.ReplaceAll(err.Error(), "\n", "\nwarehouse: "))
	if errors.As(err, new(inputError)) {
		return 2
	}
	return 1
}

func program(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("warehouse", flag.ContinueOnError)
	flags.SetOutput(stderr)
	name := flags.String("engine", sqlite, "the `engine` in this process: "+strings.Join(engines, " or "))
	dsn := flags.String("dsn", "", "count in the PostgreSQL server at this `address`, such as postgres://user@host/name, instead")
	file := flags.String("roster", "", "count this CSV `file` of posts or people instead of the embedded one")
	topic := flags.String("topic", "Knowledge & Information Management", "the `profession` to take the census of")
	rows := flags.Int("rows", 0, "count an invented roster of this `number` of rows and say how long it takes")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return bad("see -help") // flag has said what is wrong
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case flags.NArg() > 0:
		return bad("unexpected argument %q; see -help", flags.Arg(0))
	case given["dsn"] && given["engine"]:
		return bad("-dsn and -engine are two places to count in: give one")
	case given["rows"] && given["roster"]:
		return bad("-rows and -roster are two rosters: give one")
	case given["rows"] && (*rows < 1 || *rows > mostRows):
		return bad("-rows must be from 1 to %d, have %d", mostRows, *rows)
	case given["roster"] && *file == "", given["dsn"] && *dsn == "":
		return bad("-roster and -dsn can't be set to nothing")
	case community.FoldProfession(*topic) == "":
		return bad("-topic %q names no profession", *topic)
	}

	source := roster{open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(archives)), nil }}
	switch {
	case given["rows"]:
		invented, remove, err := invent(ctx, *rows)
		if err != nil {
			return err
		}
		defer remove()
		source = roster{open: func() (io.ReadCloser, error) { return os.Open(invented) }, timed: true}
	case given["roster"]:
		source.open = func() (io.ReadCloser, error) { return os.Open(*file) }
		f, err := source.open()
		if err != nil {
			return inputError{err}
		}
		f.Close()
	}

	var e *engine
	var err error
	if given["dsn"] {
		e, err = openPostgres(ctx, *dsn)
	} else {
		e, err = open(ctx, *name)
	}
	if err != nil {
		return err
	}
	return errors.Join(count(ctx, e, source, community.FoldProfession(*topic), stdout), e.Close())
}
