package main

import (
	"fmt"

	"example.com/kmaturity/pilot"
)

// contest is one job, done in several ways. The first way is the library's.
type contest struct {
	job  string
	ways []way
	// least is how many times as long as the first way the named ones have to take.
	least map[string]float64
}

// The names of the library's ways.
const (
	decide   = "kmaturity: Case.Decide"
	findings = "kmaturity: Case.AppendFindings"
	verdict  = "kmaturity: Case.Verdict"
	compare  = "kmaturity: study.BeforeAfter"
	moremath = "go-moremath"
)

// several is how many different inputs each way gets in turn.
const several = 64

// contests are all of them.
func contests() ([]contest, error) {
	var all []contest
	var found []pilot.Finding
	for _, f := range []*form{&points, &intervals} {
		asked, ways, err := prepare(f)
		if err != nil {
			return nil, err
		}
		all = append(all, contest{
			job: "a decision over " + f.name,
			ways: append([]way{{decide, func(i int) error {
				asked[i%several].laid.Decide()
				return nil
			}}}, ways...),
			least: map[string]float64{celReady: 5, opaName: 300},
		}, contest{
			job: "a decision over " + f.name + " with all reasons, of which the engines give none",
			ways: append([]way{{findings, func(i int) error {
				k := asked[i%several].laid
				k.Decide()
				found = k.AppendFindings(found[:0])
				return nil
			}}}, ways...),
			least: map[string]float64{celMap: 1},
		})
	}
	asked, ways, err := prepare(&reasons)
	if err != nil {
		return nil, err
	}
	return append(all, contest{
		job: "a verdict with gaps and remedies, where the engines name the rules that aren't met",
		ways: append([]way{{verdict, func(i int) error {
			asked[i%several].laid.Verdict()
			return nil
		}}}, ways...),
	}, ranksContest()), nil
}

// prepare makes the questions of a form, and the engines' ways to answer them.
func prepare(f *form) ([]question, []way, error) {
	asked, err := slate(1, several, f)
	if err != nil {
		return nil, nil, err
	}
	all, err := engines(f, asked)
	if err != nil {
		return nil, nil, err
	}
	var ways []way
	for _, e := range all {
		ways = append(ways, way{e.name, func(i int) error {
			_, err := e.eval(i % several)
			return err
		}})
	}
	return asked, ways, nil
}

func ranksContest() contest {
	all := samples(1, several)
	return contest{
		job: fmt.Sprintf("exact Mann-Whitney with ties, %d+%d values", sampleSize, sampleSize),
		ways: []way{
			{compare, func(i int) error {
				_, err := all[i%several].compare()
				return err
			}},
			{moremath, func(i int) error {
				_, err := all[i%several].moremath()
				return err
			}},
		},
		least: map[string]float64{moremath: 10},
	}
}
