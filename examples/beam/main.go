// Beam takes a census where the data lies. A census of parts adds up to the
// census of the whole, in any order, so the engine that holds the data does the
// counting: here Apache Beam, on a runner within this process by default and on
// any other by flag. Then the same roster is counted without Beam, and the two
// reports must be equal byte for byte.
//
//	go run .                                     the roster within, on the local runner
//	go run . -roster 'extracts/*.csv' -topic Law your own
//	go run . -runner flink -endpoint host:8099 -roster 'gs://bucket/*.csv' -output gs://bucket/census.json
//
// The status is 1 if a row is faulty or the two reports differ.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"example.com/kmaturity/community"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx" // all runners, and prism by default
)

// archives is what The National Archives published; data/LICENCE.md.
//
//go:embed data/the_national_archives-2011-03-31-junior.csv
var archives []byte

// embedded is where a worker finds it too: it runs the same program.
const embedded = "memfs://the_national_archives-2011-03-31-junior.csv"

func init() { memfs.Write(embedded, archives) }

func main() {
	var j job
	flag.StringVar(&j.Roster, "roster", embedded, "`file` or pattern that workers and this program both reach")
	flag.StringVar(&j.Topic, "topic", "Knowledge & Information Management", "main `role` that the community is about")
	flag.StringVar(&j.Output, "output", "", "`file` for the report as JSON that workers and this program both reach (default: not kept)")
	flag.BoolVar(&j.Check, "check", true, "count again without Beam, in memory, and compare")
	flag.StringVar(&beamlog.LogLevel, "log_level", "warn", "what the engine tells of its work: debug, info, warn or error")
	flag.Parse()
	beam.Init() // on a worker, this doesn't return
	if err := j.run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

// job is what to count and where.
type job struct {
	Roster, Topic, Output string
	Check                 bool
}

// errFaults says that there is no census, since a part of it would pass for the
// whole.
var errFaults = errors.New("the roster has faults, so there is no census")

// run counts with Beam, writes the report for people, and checks it.
func (j job) run(ctx context.Context, w io.Writer) error {
	topic := community.FoldProfession(j.Topic)
	if topic == "" {
		return fmt.Errorf("%q is no main role", j.Topic)
	}
	if j.Output == "" {
		dir, err := os.MkdirTemp("", "census")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir) // what was read from it has been read
		j.Output = filepath.Join(dir, "report.json")
	}
	p, s := beam.NewPipelineWithRoot()
	count(s, topic, j.Roster).write(s, j.Output)
	if err := beamx.Run(ctx, p); err != nil {
		return err
	}
	line, err := readFile(ctx, j.Output)
	if err != nil {
		return fmt.Errorf("the report isn't where this program can read it, see -output: %w", err)
	}
	var r report
	if err := json.Unmarshal(line, &r); err != nil {
		return err
	}
	if r.Functions == nil {
		for _, s := range r.Sources {
			for _, fault := range s.Faults {
				fmt.Fprintln(w, printable(s.File+": "+fault))
			}
		}
		return errFaults
	}
	r.writeText(w, topic)
	if !j.Check {
		return nil
	}
	return j.check(ctx, w, topic, r.Census, line)
}

// check counts again without Beam and compares the whole report.
func (j job) check(ctx context.Context, w io.Writer, topic string, have community.Census, line []byte) error {
	r, err := inOneProcess(ctx, topic, j.Roster)
	if err != nil {
		return err
	}
	want, err := json.Marshal(r)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\ncounted by Beam   %v\ncounted by Count  %v\n", have, r.Census)
	if !bytes.Equal(bytes.TrimSpace(line), want) {
		return fmt.Errorf("the reports differ:\n%s\n%s", bytes.TrimSpace(line), want)
	}
	fmt.Fprintf(w, "the reports of %d files, %d functions and %d areas are equal, byte for byte\n", len(r.Sources), len(r.Functions), len(r.Areas))
	return nil
}

// readFile reads a file through Beam's file systems.
func readFile(ctx context.Context, path string) ([]byte, error) {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return nil, err
	}
	defer fs.Close() // it was only read
	return filesystem.Read(ctx, fs, path)
}
