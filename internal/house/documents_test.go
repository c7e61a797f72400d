package house

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
	"example.com/kmaturity/pilot/methods"
)

// kinds is the documents that people keep, by the name of their files.
var kinds = map[string]any{
	"assessment": maturity.Assessment{},
	"case":       study.Case{},
	"census":     community.Census{},
	"change":     metrics.Change{},
	"chart":      metrics.RunChart{},
	"contract":   contract.Sealed{},
	"evidence":   maturity.Evidence{},
	"model":      maturity.Model{},
	"saving":     metrics.Saving{},
	"selection":  pilot.Selection{},
	"series":     metrics.Series{},
	"slate":      pilot.Slate{},
}

// testdata/documents has a folder for each release, and for states before the first
// one by the day and the commit. What was written once is never written again: all of
// it must be read for as long as its version is 1. Documents of a new release are
// written by go test ./internal/house -run Documents -update, once a folder for it is
// there.
const documents = "testdata/documents"

// Every document of every release is read, and what was read is written back to a
// document with all that the first one said, which is read as the same value.
func TestDocumentsOfEveryReleaseAreRead(t *testing.T) {
	if *update {
		writeDocuments(t)
	}
	releases, err := os.ReadDir(documents)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(releases), 4, "folders of "+documents+": what was written once is kept")
	for _, release := range releases {
		dir := path.Join(documents, release.Name())
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		have := map[string]bool{}
		for _, file := range files {
			kind, _, _ := strings.Cut(strings.TrimSuffix(file.Name(), ".json"), "-")
			require.Contains(t, kinds, kind)
			have[kind] = true
			doc, err := os.ReadFile(path.Join(dir, file.Name()))
			require.NoError(t, err)
			t.Run(release.Name()+"/"+file.Name(), func(t *testing.T) { readBack(t, reflect.TypeOf(kinds[kind]), doc) })
		}
		if strings.HasPrefix(release.Name(), "v") {
			require.Len(t, have, len(kinds), "a release has every kind of document: what a new one lacks is written by go test ./internal/house -run Documents -update")
		}
	}
}

func readBack(t *testing.T, typ reflect.Type, doc []byte) {
	read := func(doc []byte) any {
		v := reflect.New(typ)
		require.NoError(t, json.Unmarshal(doc, v.Interface()))
		return v.Elem().Interface()
	}
	first := read(doc)
	require.False(t, reflect.ValueOf(first).IsZero())
	written, err := json.Marshal(first)
	require.NoError(t, err)
	require.Equal(t, first, read(written))
	var said, says any
	require.NoError(t, json.Unmarshal(doc, &said))
	require.NoError(t, json.Unmarshal(written, &says))
	kept(t, "", said, says)
}

// kept holds that a document says all that another one said. It may say more, and
// leave out what stands for nothing: null, false, 0, "" and what is empty.
func kept(t *testing.T, at string, said, says any) {
	switch x := said.(type) {
	case map[string]any:
		y, _ := says.(map[string]any)
		for key := range x {
			if yes, ok := x[key].(bool); ok && key == "value" && y["answer"] != nil {
				require.Equal(t, map[bool]any{false: "no", true: "yes"}[yes], y["answer"], at) // of a fact, which has its own word for it
				continue
			}
			kept(t, at+"."+key, x[key], y[key])
		}
	case []any:
		y, _ := says.([]any)
		require.Len(t, y, len(x), at)
		for i := range x {
			kept(t, at+"[]", x[i], y[i])
		}
	default:
		if says != nil || said != nil && !reflect.ValueOf(said).IsZero() {
			require.Equal(t, said, says, at)
		}
	}
}

// writeDocuments writes into the folder of the newest release what it lacks.
func writeDocuments(t *testing.T) {
	releases, err := fs.Glob(os.DirFS(documents), "v*")
	require.NoError(t, err)
	dir := path.Join(documents, slices.MaxFunc(releases, func(a, b string) int { return len(a) - len(b) + strings.Compare(a, b) }))
	docs := today(t)
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		file, err := os.OpenFile(path.Join(dir, name+".json"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if os.IsExist(err) {
			continue
		}
		require.NoError(t, err)
		_, err = file.Write(docs[name])
		require.NoError(t, err)
		require.NoError(t, file.Close())
	}
}

// today makes a document of each kind, from the slates of the examples.
func today(t *testing.T) map[string][]byte {
	docs := map[string][]byte{}
	for name, file := range map[string]string{"slate": "examples/choose/case.json", "slate-full": "examples/intranet/schema/testdata/full.json"} {
		doc, err := os.ReadFile(path.Join(root, file))
		require.NoError(t, err)
		docs[name] = doc
	}
	slates, err := pilot.ReadSlates(bytes.NewReader(docs["slate"]))
	require.NoError(t, err)
	selection, err := pilot.Select(slates[0], pilot.SelectOptions{Methods: methods.Study()})
	require.NoError(t, err)
	agreed, settled := slates[0].Agreements[0], selection.Settled[0]
	c := study.Case{Name: "repairs", Metric: agreed.Sealed.Contract.Metric, Series: agreed.Readings, Split: agreed.Sealed.Contract.Split, Season: 1, Terms: agreed.Terms}
	for name, value := range map[string]any{
		"assessment": selection.Stage,
		"case":       c,
		"census":     slates[0].Candidates[0].Community,
		"change":     settled.Change,
		"chart":      settled.Chart,
		"contract":   agreed.Sealed,
		"evidence": maturity.Evidence{
			{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1), AsOf: metrics.MustDate("2025-06-30")},
			{Measure: maturity.KMPractitioners, Value: metrics.MustBetween(0, 2)},
		},
		"model":     maturity.Journey(),
		"saving":    settled.Saving,
		"selection": selection,
		"series":    agreed.Readings,
	} {
		doc, err := json.MarshalIndent(value, "", "  ")
		require.NoError(t, err)
		docs[name] = append(doc, '\n')
	}
	return docs
}
