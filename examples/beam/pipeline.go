package main

import (
	"context"
	"encoding/json"

	"example.com/kmaturity/community"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function4x1(read)
	register.Function1x2(byFunction)
	register.Function1x2(byRole)
	register.Function6x1(assemble)
	register.Emitter1[community.Member]()
	register.Emitter1[source]()
	register.Emitter1[string]()
	register.Iter1[source]()
	register.Iter1[community.Census]()
	register.Iter2[string, community.Census]()
}

// counts are what the pipeline takes from its rosters.
type counts struct {
	Sources   beam.PCollection // source: what each file held, and its faults
	Whole     beam.PCollection // Census of all members; none if there are none
	Functions beam.PCollection // Census by Member.Function
	Roles     beam.PCollection // Census by Member.MainRole, whose total is what the role weighs
}

// count builds the pipeline: files, members, censuses.
//
// A file is the smallest piece of work, and a file isn't split. A line break
// within quotes doesn't end a CSV row, and whether a byte is within quotes
// depends on all bytes before it, so a reader that starts in the middle can't
// tell rows apart. Beam's textio does start there, at any line. A roster too
// large for one worker is best exported in several files, each with the header.
func count(s beam.Scope, topic, glob string) counts {
	files := fileio.MatchFiles(s, glob, fileio.MatchEmptyDisallow())
	files = beam.Reshuffle(s, files) // lets files of one glob go to different workers
	members, sources := beam.ParDo2(s.Scope("read"), read, fileio.ReadMatches(s, files))
	take := &ties{Topic: topic}
	return counts{
		Sources:   sources,
		Whole:     beam.Combine(s.Scope("whole"), take, members),
		Functions: beam.CombinePerKey(s.Scope("functions"), take, beam.ParDo(s, byFunction, members)),
		Roles:     beam.CombinePerKey(s.Scope("roles"), take, beam.ParDo(s, byRole, members)),
	}
}

// read reads one roster. A faulty row isn't an error of the step, which an
// engine would try again and then cut short: it is kept with its file, so that
// all are reported at once, and assemble gives no census beside one.
func read(ctx context.Context, f fileio.ReadableFile, member func(community.Member), file func(source)) error {
	s := source{File: f.Metadata.Path}
	r, err := f.Open(ctx)
	if err != nil {
		return err
	}
	defer r.Close() // it was only read
	for m, err := range community.ReadRoster(r, community.RosterOptions{Notes: &s.Notes}) {
		if err == nil {
			member(m)
		} else if !s.fault(err) {
			break
		}
	}
	file(s)
	return nil
}

func byFunction(m community.Member) (string, community.Member) { return m.Function, m }
func byRole(m community.Member) (string, community.Member)     { return m.MainRole, m }

// write puts the report as one line of JSON into a file. One document holds
// either every census or every fault, so a part can't pass for the whole.
func (c counts) write(s beam.Scope, output string) {
	line := beam.ParDo(s, assemble, beam.Impulse(s),
		beam.SideInput{Input: c.Sources}, beam.SideInput{Input: c.Whole},
		beam.SideInput{Input: c.Functions}, beam.SideInput{Input: c.Roles})
	textio.Write(s, output, line)
}

// assemble makes the report of the counts. No order in which they come shows.
func assemble(_ []byte, sources func(*source) bool, whole func(*community.Census) bool,
	functions, roles func(*string, *community.Census) bool, emit func(string)) error {
	var r report
	for s := (source{}); sources(&s); {
		r.Sources = append(r.Sources, s)
	}
	if r.settle() {
		r.Functions = map[string]community.Census{}
		for c := (community.Census{}); whole(&c); {
			r.Census = r.Census.Add(c)
		}
		for name, c := "", (community.Census{}); functions(&name, &c); {
			r.Functions[name] = c
		}
		// Areas adds what a role's members weigh, and does so just as well when
		// they come added up, as one member.
		var members []community.Member
		for name, c := "", (community.Census{}); roles(&name, &c); {
			members = append(members, community.Member{MainRole: name, Weight: c.Total()})
		}
		areas, _, err := community.Areas(community.Members(members...), r.Sources[0].Notes.Basis)
		if err != nil {
			return err
		}
		r.Areas = areas
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	emit(string(line))
	return nil
}
