// Community reads the records that an organisation really has and says what kind
// of group stands in them.
//
// Without arguments it runs on embedded real data: the pages of the US
// government's communities of practice, from which size and growth can be told
// but not their nature, for nobody's main role is known; and the returns of UK
// public bodies, which tell where knowledge management is a practice area, where
// nearly, and which of their changes aren't news.
//
// With -roster it reads your own: CSV or JSON lines, gzip or not, one system's
// extract or several. With -activity it adds what the community does. See -help.
package main

import (
	"embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

//go:embed data
var data embed.FS

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// account is all that the program tells.
type account struct {
	Pages        []page        `json:"pages,omitempty"`
	Uncounted    int           `json:"uncounted,omitempty"` // communities with a list whose members no page counts
	Bodies       *bodies       `json:"bodies,omitempty"`
	Organisation *organisation `json:"organisation,omitempty"`
	Health       *condition    `json:"health,omitempty"`
}

// run is the program: 0 done, 1 it failed, 2 the input is bad.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var in rosters
	var l log
	var errs []error
	flags := flag.NewFlagSet("community", flag.ContinueOnError)
	flags.SetOutput(stderr)
	var columns community.Columns
	flags.Func("columns", "read these columns of the files named after it: `NAME=COLUMN,...`, with the names id, unit, main role, tie, fte, main, as of; one whose column has a comma stands in quotes as a whole", func(s string) (err error) {
		columns, err = parseColumns(s)
		return err
	})
	var semicolons bool
	flags.BoolFunc("semicolons", "the files named after it have semicolons between fields and a comma before decimals; -semicolons=false ends that", func(s string) (err error) {
		semicolons, err = strconv.ParseBool(s)
		return err
	})
	flags.Func("roster", "read this `file` of an organisation's people: CSV or JSON lines, gzip or not; give it again for each further system, and who has the same id in several is counted once; - is standard input", func(s string) error {
		in.files = append(in.files, roster{s, columns, semicolons})
		return nil
	})
	flags.Func("members", "the community is who this `file` lists, by id and, if it has them, ties; the rosters tell their main roles. Without it everybody is", func(s string) error {
		in.members = &roster{s, columns, semicolons}
		return nil
	})
	flags.BoolVar(&in.foldIDs, "fold-ids", false, "take ids that differ only by case or spaces for one")
	by := flags.String("main-role", community.ByAgreement.String(), "decide the main role of a person with several by this `rule`: agreement, largest share or declaration")
	spellings := flags.String("spellings", "", "take these main roles for the ones named: `SPELLING=NAME,...`, such as KIM=Knowledge and information management")
	flags.StringVar(&in.topic, "topic", "", "take the members of the rosters as a community about this `topic`")
	formal := flags.String("formal", "unknown", "`answer` yes or no: whether its leader and members are appointed")
	contracted := flags.String("contracted", "unknown", "`answer` yes or no: whether it owes the business a deliverable")
	flags.StringVar(&l.file, "activity", "", "read what the community does from this CSV `file`: member, date, act (visit, contribution, question, answer, join); - is standard input")
	kind := flags.String("kind", health.Managed.String(), "hold the activity against communities of this `kind`: managed or open online")
	from := flags.String("from", "", "look at the activity from this `date` on (YYYY-MM-DD)")
	flags.IntVar(&l.months, "months", 0, "for so many `months`")
	organisers := flags.String("organisers", "", "`ids` of those who run the community, with commas between")
	factors := flags.String("factors", "", "which success factors it has: `FACTOR=yes|no,...`, such as charter=no,sponsor=yes")
	support := flags.String("support-fte", "", "so many full-time equivalents run it: a `number`, or a range such as [0.5, 1]")
	asJSON := flags.Bool("json", false, "write everything as JSON")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2 // flag has said what is wrong
	}
	set := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { set[f.Name] = true })
	bad := func(name string, err error) {
		if err != nil {
			errs = append(errs, fmt.Errorf("-%s: %w", name, err))
		}
	}
	var err error
	in.by, err = community.ParseMainRoleBy(*by)
	bad("main-role", err)
	in.charter.Formal, err = metrics.ParseAnswer(*formal)
	bad("formal", err)
	in.charter.Contracted, err = metrics.ParseAnswer(*contracted)
	bad("contracted", err)
	l.kind, err = health.ParseKind(*kind)
	bad("kind", err)
	if *from != "" {
		l.from, err = metrics.ParseDate(*from)
		bad("from", err)
	}
	if *support != "" {
		l.supportFTE, err = metrics.ParseInterval(*support)
		bad("support-fte", err)
	}
	in.fold, err = parseSpellings(*spellings)
	bad("spellings", err)
	l.factors, err = parseFactors(*factors)
	bad("factors", err)
	l.fold = in.id
	for id := range strings.SplitSeq(*organisers, ",") {
		if id = strings.TrimSpace(id); id != "" {
			l.organisers = append(l.organisers, id)
		}
	}
	if flags.NArg() > 0 {
		errs = append(errs, fmt.Errorf("unexpected %q: a roster is read with -roster", flags.Arg(0)))
	}
	needs := func(of string, there bool, names ...string) {
		for _, name := range names {
			if set[name] && !there {
				errs = append(errs, fmt.Errorf("-%s says nothing without -%s", name, of))
			}
		}
	}
	needs("roster", len(in.files) > 0, "columns", "main-role", "topic", "members", "spellings")
	needs("topic", in.topic != "", "formal", "contracted")
	needs("activity", l.file != "", "kind", "from", "months", "organisers", "support-fte", "factors")
	if l.file != "" && (l.from.IsZero() || l.months == 0) {
		errs = append(errs, errors.New("-activity needs -from and -months: which time is looked at"))
	}
	ins := 0
	names := []string{l.file}
	for _, f := range in.files {
		names = append(names, f.name)
	}
	if in.members != nil {
		names = append(names, in.members.name)
	}
	for _, name := range names {
		if name == "-" {
			ins++
		}
	}
	if ins > 1 {
		errs = append(errs, errors.New("only one file can be standard input"))
	}
	if len(errs) > 0 {
		return fail(stderr, errors.Join(errs...))
	}
	a, err := tell(in, l, stdin)
	if err != nil {
		return fail(stderr, err)
	}
	write := a.write
	if *asJSON {
		write = func(w io.Writer) error { return json.NewEncoder(w).Encode(a) }
	}
	if err := write(stdout); err != nil {
		fmt.Fprintln(stderr, "community:", err)
		return 1
	}
	return 0
}

// fail prints every fault of the input on a line of its own.
func fail(stderr io.Writer, err error) int {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(stderr, "community: %s\n", strings.TrimPrefix(strings.TrimRight(line, "\n"), "community: "))
	}
	return 2
}

// tell reads what was asked for. Every error is one of the input.
func tell(in rosters, l log, stdin io.Reader) (a account, err error) {
	if len(in.files) == 0 && l.file == "" {
		if a.Pages, a.Uncounted, err = pages(data); err != nil {
			return a, err
		}
		b, err := readBodies(data)
		a.Bodies = &b
		return a, err
	}
	var members []community.Member
	if len(in.files) > 0 {
		o, all, err := in.read(stdin)
		if err != nil {
			return a, err
		}
		a.Organisation, members = &o, all
	}
	if l.file != "" {
		c, err := l.read(stdin, members)
		if err != nil {
			return a, err
		}
		a.Health = &c
	}
	return a, nil
}
