package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

var update = flag.Bool("update", false, "rewrite testdata/account.txt and testdata/own.txt")

func try(stdin string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(args, strings.NewReader(stdin), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// golden holds text against a file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, string(want) == got, "the account isn't what %s says; look at the difference and run with -update", file)
}

func TestAccount(t *testing.T) {
	code, out, errs := try("")
	require.Zero(t, code, errs)
	golden(t, "account.txt", out)
	for line := range strings.Lines(out) {
		require.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "no spaces at the end")
	}
}

func TestPages(t *testing.T) {
	all, uncounted, err := pages(data)
	require.NoError(t, err)
	require.Equal(t, 4, uncounted)
	require.Len(t, all, 27)
	by := map[string]page{}
	for _, p := range all {
		by[p.Slug] = p
		require.Equal(t, community.TypeUnknown, p.Nature.Type(), "roles aren't known")
		require.Equal(t, "cannot tell: too many ties are unknown", p.Nature.String())
	}
	require.Equal(t, metrics.Exactly(1530), by["web-analytics-and-optimization"].Size, `"1,530" is text`)
	require.NotContains(t, by, "devops", "a blank isn't zero: its size isn't known")
	require.NotContains(t, by, "manage-listserv-subscription", "no community at all")
	require.Equal(t, metrics.MustBetween(1118, 1475), by["artificial-intelligence"].Size, "two lists may share members")
	require.Equal(t, metrics.From(539), by["results-oriented-accountability-for-grants"].Size, "one of two lists isn't counted")
	require.Equal(t, 4, by["web-managers-forum"].Back, "counts step back")
	require.Equal(t, []string{"customer-experience-community"}, by["customer-experience"].Was, "pages are renamed")
	require.Equal(t, metrics.Exactly(782), by["customer-experience"].First.Size, "and their history goes on")
	require.Equal(t, []string{"apis", "it-accessibility-section-508"}, by["challenges-prizes"].Shared, "1351 was copied from page to page")
	require.Equal(t, []string{"federal-communicators-network"}, by["communicators"].Was, "one of another title, by its number")
	require.Equal(t, metrics.Exactly(1491), by["communicators"].First.Size)
	low, _ := by["multilingual"].Growth.Point()
	require.InDelta(t, 974./225, low, 1e-12)
}

func TestMembers(t *testing.T) {
	for s, want := range map[string]metrics.Interval{"": metrics.Anything(), "0": metrics.Exactly(0), "975": metrics.Exactly(975), "1,530": metrics.Exactly(1530), "12,345,678": metrics.Exactly(12345678)} {
		got, err := members(s)
		require.NoError(t, err, s)
		require.Equal(t, want, got, s)
	}
	for _, s := range []string{"1,53", "about 100", "-3", "1.5", ",100", "1,000,", "99999999999999999999", "NaN"} {
		_, err := members(s)
		require.Error(t, err, s)
	}
}

func TestPagesRefuse(t *testing.T) {
	now := "slug,title,list_type,members_raw\n"
	then := "commit_date,commit,slug,title,state,list_type,members_raw\n"
	for _, row := range []struct{ now, then, says string }{
		{now + "a,A,public,many\n", then, `communities_2025-04-09.csv: a: want a number of members, have "many"`},
		{now, then + "2024-01-01T00:00:00Z,1,a,A,present,public,many\n", `membership_history.csv: a: want a number of members, have "many"`},
		{now, then + "1.1.2024,1,a,A,present,public,7\n", "want a date"},
		{"slug\n", then, `there is no column "title"`},
		{now + "a,A\n", then, "wrong number of fields"},
	} {
		_, _, err := pages(fstest.MapFS{"data/communities_2025-04-09.csv": {Data: []byte(row.now)}, "data/membership_history.csv": {Data: []byte(row.then)}})
		require.ErrorContains(t, err, row.says)
	}
}

func TestBodies(t *testing.T) {
	b, err := readBodies(data)
	require.NoError(t, err)
	require.Len(t, b.Standing, 187)
	count := map[metrics.Answer]int{}
	for _, x := range b.Standing {
		require.Equal(t, km, x.Area.ID)
		count[x.Shortfall.Established]++
		switch x.Area.Scope {
		case "legal_services_commission":
			require.Equal(t, community.Relabelling, x.Flags[0].Kind, "not the end of KM there")
		case "ordnance_survey":
			require.Equal(t, metrics.Yes, x.Near)
			require.Equal(t, metrics.Exactly(0.24), x.Shortfall.Missing)
		case "english_heritage":
			require.Equal(t, metrics.Unknown, x.Shortfall.Established, "every row is blank")
		}
	}
	require.Equal(t, map[metrics.Answer]int{metrics.Yes: 9, metrics.No: 176, metrics.Unknown: 2}, count)
	require.Len(t, b.Raw, 6)
	for _, r := range b.Raw {
		require.True(t, r.Agrees, "%s %s", r.Body, r.AsOf)
	}
	require.Equal(t, 933, b.Raw[3].Notes.Rows)
}

func TestJSON(t *testing.T) {
	code, out, errs := try("", "-json")
	require.Zero(t, code, errs)
	var a account
	decoder := json.NewDecoder(strings.NewReader(out))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&a))
	require.Len(t, a.Pages, 27)
	require.Len(t, a.Bodies.Standing, 187)
}

const (
	personnel = "id,profession,fte,as of,unit\n" +
		"1,Knowledge & Information Management,1,2024-03-31,HQ\n2,Geology,0.6,2024-03-31,Field\n2,Law,0.4,2024-03-31,HQ\n3,Geology,1,2024-03-31,Field\n" +
		"1,Knowledge & Information Management,1,2023-03-31,HQ\n2,Geology,1,2023-03-31,Field\n3,,1,2023-03-31,Field\n"
	membership = `{"id": 2, "tie": "interested", "as of": "2024-03-31"}` + "\n" + `{"id": 3, "tie": "innovating", "as of": "2024-03-31"}` + "\n" + `{"id": 9, "as of": "2024-03-31"}` + "\n"
	events     = "member,date,act\n1,2024-01-05,question\n2,2024-01-06,answer\n2,2024-02-06,answer\n2,2024-03-06,contribution\n8,2024-02-01,contribution\n"
)

// Two systems' rosters and a log, from files.
func TestOwn(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		return file
	}
	one, two, log := write("personnel.csv", personnel), write("list.jsonl", membership), write("log.csv", events)
	args := []string{"-roster", one, "-members", two, "-main-role", "largest share", "-topic", "knowledge and information management",
		"-formal", "yes", "-contracted", "no", "-factors", "charter=no,sponsor=yes", "-activity", log, "-from", "2024-01-01", "-months", "3", "-support-fte", "0.1"}
	code, out, errs := try("", args...)
	require.Zero(t, code, errs)
	golden(t, "own.txt", strings.ReplaceAll(out, dir+string(filepath.Separator), ""))

	code, out, errs = try("", append(args, "-json")...)
	require.Zero(t, code, errs)
	var a account
	require.NoError(t, json.Unmarshal([]byte(out), &a))
	require.Equal(t, community.Census{Interested: 1e6, Innovating: 1e6, Unknown: 1e6}, a.Organisation.Community.Census, "1 isn't on the list")
	require.Equal(t, community.RelaxFormality, a.Organisation.Community.Fix)
	require.Equal(t, 2, a.Health.Notes.Outsiders, "8 is on no roster, and 1 not on the list")
	require.Equal(t, health.Charter, a.Health.Checkup.Factors.Next)
	require.Equal(t, health.Managed, a.Health.Checkup.Kind)
	require.Nil(t, a.Organisation.Community.Path, "the list is of one day")

	code, out, errs = try(personnel, "-roster", "-")
	require.Zero(t, code, errs)
	require.Contains(t, out, "-: 7 rows")
}

// Each file has its own columns; units are judged by their own last days.
func TestUnits(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one.csv"), filepath.Join(dir, "two.csv.gz")
	require.NoError(t, os.WriteFile(one, []byte("Body;x,\"Job, Family\",Posts,When\nA,KIM,120,2023-03-31\nA,Records,121,2023-09-30\nB,Law,500,2023-03-31\n"), 0o644))
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := w.Write([]byte("unit;profession;fte;as of\nC;Law;60,5;2023-09-30\n"))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, os.WriteFile(two, zipped.Bytes(), 0o644))
	code, out, errs := try("", "-columns", `unit=Body;x,"main role=Job, Family",fte=Posts,as of=When`, "-roster", one, "-columns", "", "-semicolons", "-roster", two, "-spellings", "KIM=Knowledge and information management")
	require.Zero(t, code, errs)
	golden(t, "units.txt", strings.ReplaceAll(out, dir+string(filepath.Separator), ""))
	code, out, errs = try("", "-columns", `unit=Body;x,"main role=Job, Family",fte=Posts,as of=When`, "-roster", one, "-columns", "", "-semicolons", "-roster", two, "-topic", "KM", "-json")
	require.Zero(t, code, errs)
	var a account
	require.NoError(t, json.Unmarshal([]byte(out), &a))
	require.Equal(t, metrics.Exactly(560.5), a.Organisation.Areas[0].Area.Practitioners, "B's 500 lawyers of March are still there")
	require.Len(t, a.Organisation.Flags, 1)
	require.Equal(t, community.Relabelling, a.Organisation.Flags[0].Kind)
	require.Equal(t, []string{"Law", "Records"}, a.Organisation.Community.Nobody, "nobody is in KM on the last day")
}

// Ids of another case are the same people, if one says so.
func TestFoldIDs(t *testing.T) {
	dir := t.TempDir()
	hr, log := filepath.Join(dir, "hr.csv"), filepath.Join(dir, "log.csv")
	require.NoError(t, os.WriteFile(hr, []byte("id,profession\nM1,Law\nM2,Law\n"), 0o644))
	require.NoError(t, os.WriteFile(log, []byte("id,date,act\nm1,2024-01-05,contribution\nm1,2024-02-05,contribution\nm1,2024-03-05,contribution\n"), 0o644))
	args := []string{"-roster", hr, "-activity", log, "-from", "2024-01-01", "-months", "3"}
	code, out, errs := try("", args...)
	require.Zero(t, code, errs)
	require.Contains(t, out, "MOST OF THE LOG IS BY NOBODY ON THE ROSTERS")
	require.Contains(t, out, "(M1, m1): -fold-ids makes them one")
	require.Contains(t, out, "core share: 0 to 50 % of members")
	code, out, errs = try("", append(args, "-fold-ids")...)
	require.Zero(t, code, errs)
	require.Contains(t, out, "core share: 50 % of members")
	require.NotContains(t, out, "MOST OF THE LOG")
}

func TestBadInput(t *testing.T) {
	for _, row := range []struct {
		stdin string
		args  string
		says  []string
	}{
		{"", "x.csv", []string{`community: unexpected "x.csv": a roster is read with -roster`}},
		{"", "-roster|none.csv", []string{"community: open none.csv"}},
		{"", "-activity|-|-topic|KM", []string{"-topic says nothing without -roster", "-activity needs -from and -months"}},
		{"", "-formal|perhaps|-main-role|x|-kind|y|-from|1.1.2024|-support-fte|many", []string{
			"-formal: unknown answer", "-main-role: unknown", "-kind: unknown kind", "-from: want a date", "-support-fte:"}},
		{"", "-columns|a=b,id,fte=x,fte=y", []string{`unknown "a": want one of`, `want NAME=COLUMN, have "id"`, `"fte" stands twice`}},
		{"", "-roster|-|-activity|-", []string{"only one file can be standard input"}},
		{"id,profession,fte\n1,Law,many\n2,Law,1,1\n", "-roster|-", []string{"community: -: line 2, column 7: fte: want a number of people or FTE", "community: -: line 3: an overlong row"}},
		{"id,profession\n1,Law\n", "-roster|-|-factors|charm=yes,charter=perhaps", []string{"-factors says nothing without -activity", "unknown factor", "unknown answer"}},
		{"", "-roster|-|-spellings|KIM,a=b", []string{"want SPELLING=NAME"}},
		{"", "-roster|-|-spellings|a=b,b=a", []string{"leads in a circle"}},
		{"id,profession\n", "-members|-", []string{"-members says nothing without -roster"}},
		{"id,profession\n", "-roster|-", []string{"nobody is listed"}},
		{"id,profession,as of\n1,Law,\n2,Law,2024-01-01\n", "-roster|-", []string{"some rows have a day and some have none"}},
		{"member,date,act\n1,yesterday,shouted\n", "-activity|-|-from|2024-01-01|-months|1", []string{"line 2"}},
		{"", "-x", []string{"flag provided but not defined"}},
	} {
		var args []string
		if row.args != "" {
			args = strings.Split(row.args, "|")
		}
		code, out, errs := try(row.stdin, args...)
		require.Equal(t, 2, code, errs)
		require.Empty(t, out)
		for _, says := range row.says {
			require.Contains(t, errs, says)
		}
	}
	code, _, _ := try("", "-help")
	require.Zero(t, code)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestFailingOutput(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}} {
		var errs bytes.Buffer
		require.Equal(t, 1, run(args, strings.NewReader(""), broken{}, &errs))
		require.NotEmpty(t, errs.String())
	}
}
