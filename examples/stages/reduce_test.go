package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var reduce = flag.String("reduce", "", "make data/*.csv from the two published files in this directory")

// source is a published file, and where it has what data/*.csv keep of it.
type source struct {
	name, file, dimensions string
	picture                bool
}

var sources = []source{
	{"2023-appx-d-entity-data.json", "data/fy23.csv", "dimensions.", false},
	{"2024-entity-data.json", "data/fy24.csv", "dimensions_fy24_", true},
}

// flat is a published entry with the fields of its objects as "dimensions.testing".
func flat(t *testing.T, entry map[string]json.RawMessage, into map[string]string, prefix string) {
	for key, raw := range entry {
		var text string
		var inner map[string]json.RawMessage
		if json.Unmarshal(raw, &text) == nil {
			into[prefix+key] = text
			continue
		}
		require.NoError(t, json.Unmarshal(raw, &inner), "%s%s", prefix, key)
		flat(t, inner, into, prefix+key+".")
	}
}

// entries are the entries of a published file.
func entries(t *testing.T, file string) (all []map[string]string) {
	b, err := os.ReadFile(filepath.Join(*reduce, file))
	require.NoError(t, err)
	var raw []map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(b, &raw))
	for _, entry := range raw {
		fields := map[string]string{}
		flat(t, entry, fields, "")
		all = append(all, fields)
	}
	return all
}

// The step from the published files to data/*.csv: entries in their order, fields as
// they are, and of the picture's text what stands from "The grid" on. FY24's file
// gives the FY23 dimensions again: but for blanks at the end they are the same, so
// that they needn't be kept.
func TestReduce(t *testing.T) {
	first := map[string]map[string]string{}
	for _, s := range sources {
		header := []string{"id", "name", "level", "not_performed"}
		if s.picture {
			header = append(header, "picture")
		}
		header = append(header, dimensions...)
		if *reduce != "" {
			f, err := os.Create(s.file)
			require.NoError(t, err)
			w := csv.NewWriter(f)
			require.NoError(t, w.Write(header))
			for _, e := range entries(t, s.name) {
				row := []string{e["id"], e["name"], e["m_index"], e[s.dimensions+"not_performed"]}
				if s.picture {
					at := strings.Index(e["alt"], "The grid ")
					require.GreaterOrEqual(t, at, 0, e["id"])
					row = append(row, e["alt"][at:])
				}
				for _, d := range dimensions {
					row = append(row, e[s.dimensions+d])
					if before, ok := first[e["id"]]; ok {
						require.Equal(t, before["dimensions."+d], strings.TrimSpace(e["dimensions_fy23_"+d]), e["id"])
					}
				}
				require.NoError(t, w.Write(row))
				if !s.picture {
					first[e["id"]] = e
				}
			}
			w.Flush()
			require.NoError(t, w.Error())
			require.NoError(t, f.Close())
		}
		f, err := os.Open(s.file)
		require.NoError(t, err)
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		require.NoError(t, err)
		require.Equal(t, header, rows[0])
	}
}
