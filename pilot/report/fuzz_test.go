package report_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// FuzzPage: whatever selection is read, all of it is written in every form, as text, and
// nothing in it turns the direction of what stands around it.
func FuzzPage(f *testing.F) {
	for _, s := range selected(f, rich(f)...) {
		var b bytes.Buffer
		require.NoError(f, s.WriteJSON(&b))
		f.Add(b.Bytes())
	}
	f.Add([]byte(`{"version":1,"organisation":"<script>\u202e"}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		var s pilot.Selection
		if s.UnmarshalJSON(doc) != nil {
			return
		}
		page := written(t, report.HTML, s)
		for _, form := range []string{page, written(t, report.Markdown, s), written(t, report.Text, s)} {
			require.True(t, utf8.ValidString(form))
			for _, through := range []string{"\u202e", "\x1b", "%!", "NaN"} {
				require.NotContains(t, form, through)
			}
		}
		require.NotContains(t, page, "<script")
	})
}
