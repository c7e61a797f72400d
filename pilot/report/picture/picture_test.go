package picture_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/report/picture"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden holds a picture against a file.
func golden(t *testing.T, name string, p picture.Picture) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(p.String()+"\n"), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, string(want) == p.String()+"\n", "the picture isn't what %s shows; look at it and run with -update", file)
}

// element is an element of a picture with what is in it.
type element struct {
	XMLName xml.Name
	Attr    []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Inside  []element  `xml:",any"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// parsed is a picture as the one element that it is.
func parsed(t *testing.T, p picture.Picture) element {
	t.Helper()
	svg := p.String()
	require.True(t, utf8.ValidString(svg))
	var e element
	d := xml.NewDecoder(strings.NewReader(svg))
	require.NoError(t, d.Decode(&e), svg)
	_, err := d.Token()
	require.ErrorIs(t, err, io.EOF, "one element")
	return e
}

// sound parses a picture and holds it against what every picture promises.
func sound(t *testing.T, p picture.Picture) element {
	t.Helper()
	e := parsed(t, p)
	require.Equal(t, "svg", e.XMLName.Local)
	require.Equal(t, "img", e.attr("role"))
	require.NotEmpty(t, e.attr("viewBox"))
	require.Empty(t, e.attr("width")+e.attr("height"), "it fills what it is put into")
	require.Equal(t, []string{"title", "desc"}, []string{e.Inside[0].XMLName.Local, e.Inside[1].XMLName.Local})
	require.Equal(t, e.Inside[0].attr("id")+" "+e.Inside[1].attr("id"), e.attr("aria-labelledby"))
	require.NotEmpty(t, strings.TrimSpace(e.Inside[0].Text))
	require.NotEmpty(t, strings.TrimSpace(e.Inside[1].Text))
	var walk func(element)
	walk = func(x element) {
		require.Contains(t, []string{"svg", "title", "desc", "path", "circle", "text", "g", "rect"}, x.XMLName.Local)
		for _, a := range x.Attr {
			require.NotContains(t, []string{"href", "style", "class", "onload", "onclick"}, a.Name.Local)
			if a.Name.Local == "fill" || a.Name.Local == "stroke" {
				require.Contains(t, []string{"none", "currentColor"}, a.Value, "the colour of the text around it")
			}
			require.NotContains(t, a.Value, "NaN")
			require.NotContains(t, a.Value, "Inf")
			require.NotContains(t, a.Value, "url(")
		}
		for _, y := range x.Inside {
			walk(y)
		}
	}
	walk(e)
	for _, row := range p.Table.Rows {
		require.Len(t, row, len(p.Table.Columns))
	}
	return e
}

// texts are all words in a picture.
func texts(e element) (all []string) {
	if e.XMLName.Local == "text" {
		all = append(all, e.Text)
	}
	for _, x := range e.Inside {
		all = append(all, texts(x)...)
	}
	return all
}

// hostile names, as somebody might put them into a form.
var hostile = []string{
	`<script>alert(1)</script>`, `"><svg onload=x>`, `&amp;`, `=1+1`, "a\x00b\x1b[2Jc\r\n", "\u202eevil\u202c", strings.Repeat("long ", 60), "🙂👩‍🚀", "\xff\xfe", "]]>", "\ufffe\uffff", "", "100 %s",
}

type failing struct{}

var errDisk = errors.New("the disk is full")

func (failing) Write([]byte) (int, error) { return 0, errDisk }
