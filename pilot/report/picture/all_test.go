package picture_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/report/picture"
)

// box is what a text covers, by estimate.
type box struct {
	left, right, y float64
	text           string
}

// boxes are all texts of a picture.
func boxes(t *testing.T, e element) (all []box) {
	t.Helper()
	if e.XMLName.Local == "text" {
		length := func(name, otherwise string) float64 {
			s := e.attr(name)
			if s == "" {
				s = otherwise
			}
			x, err := strconv.ParseFloat(s, 64)
			require.NoError(t, err)
			return x
		}
		size := length("font-size", "12")
		require.GreaterOrEqual(t, size, 11., "it can be read on a telephone")
		wide := 7 * size / 12 * float64(utf8.RuneCountInString(e.Text))
		for _, r := range e.Text {
			if unicode.Is(unicode.Han, r) { // as wide as high
				wide += 5 * size / 12
			}
		}
		x := length("x", "")
		switch e.attr("text-anchor") {
		case "start":
		case "middle":
			x -= wide / 2
		case "end":
			x -= wide
		default:
			t.Fatalf("%q has no anchor", e.Text)
		}
		all = append(all, box{x, x + wide, length("y", ""), e.Text})
	}
	for _, x := range e.Inside {
		all = append(all, boxes(t, x)...)
	}
	return all
}

// No text of any picture leaves it or covers another one.
func TestTextsHaveRoom(t *testing.T) {
	names := map[string]func(int) string{
		"short":    func(i int) string { return fmt.Sprint("n", i) },
		"long":     func(i int) string { return strings.Repeat("a name of many words ", 8) + fmt.Sprint(i) },
		"unbroken": func(i int) string { return strings.Repeat("wwwwwwwwww", 12) + fmt.Sprint(i) },
		"wide":     func(i int) string { return strings.Repeat("知識", 30) + fmt.Sprint(i) },
	}
	for kind, named := range names {
		for of, p := range gallery(picture.Options{}, named, 0, 1, 2, 7, 16, 50) {
			e := parsed(t, p)
			view := strings.Fields(e.attr("viewBox"))
			wide, err := strconv.ParseFloat(view[2], 64)
			require.NoError(t, err)
			require.LessOrEqual(t, wide, 400.)
			require.GreaterOrEqual(t, wide, 360.)
			high, err := strconv.ParseFloat(view[3], 64)
			require.NoError(t, err)
			all := boxes(t, e)
			slices.SortFunc(all, func(a, b box) int { return int(100 * (a.y - b.y)) })
			for i, b := range all {
				if b.left < 0 || b.right > wide || b.y < 11 || b.y > high-2 {
					t.Fatalf("%s, %s: %q leaves it", of, kind, b.text)
				}
				for _, other := range all[i+1:] {
					if other.y-b.y >= 11 {
						break
					}
					if b.left < other.right-0.01 && other.left < b.right-0.01 {
						t.Fatalf("%s, %s: %q covers %q", of, kind, b.text, other.text)
					}
				}
			}
		}
	}
}

// Whatever somebody puts into a form, a picture stays one, and says it as text.
func TestHostileNames(t *testing.T) {
	for _, name := range hostile {
		for of, p := range gallery(picture.Options{ID: name}, func(int) string { return name }, 0, 1, 3) {
			sound(t, p)
			svg := p.String()
			require.NotContains(t, svg, "<script", of)
			require.NotContains(t, svg, "onload=x>", of)
			require.NotContains(t, svg, "\u202e", of)
			require.NotContains(t, svg, "\x1b", of)
		}
	}
}

func TestEqualInputGivesEqualBytes(t *testing.T) {
	named := func(i int) string { return fmt.Sprint("n", i) }
	want := gallery(picture.Options{}, named, 0, 1, 7, 50)
	for of, p := range gallery(picture.Options{}, named, 0, 1, 7, 50) {
		require.Equal(t, want[of].String(), p.String(), of)
		require.Equal(t, want[of].Table, p.Table, of)
	}
}

// Another language needs another table and nothing else: every word comes from it,
// and every word in it is said.
func TestEveryWordComesFromTheTable(t *testing.T) {
	named := func(i int) string { return fmt.Sprint("§", i) }
	spoken := func(w picture.Words) (all string) {
		var b strings.Builder
		pictures := gallery(picture.Options{Words: w}, named, 0, 1, 7, 20)
		for _, of := range slices.Sorted(maps.Keys(pictures)) {
			p := pictures[of]
			b.WriteString(p.Title + "\n" + p.Description + "\n" + strings.Join(p.Table.Columns, "\n") + "\n")
			if !strings.HasPrefix(of, "chart not valid") { // an error is in English
				b.WriteString(strings.Join(texts(sound(t, p)), "\n") + "\n")
			}
			for _, row := range p.Table.Rows {
				b.WriteString(strings.Join(row, "\n") + "\n")
			}
		}
		return b.String()
	}
	verb := regexp.MustCompile(`%(\[\d\])?s|%%`)
	marked := picture.English()
	mark := map[string]string{}
	for i, key := range slices.Sorted(maps.Keys(marked)) {
		mark[key] = string(rune(0xe000 + i)) // for private use
		marked[key] = mark[key] + strings.Join(verb.FindAllString(marked[key], -1), " ")
	}
	said := spoken(marked)
	for key, m := range mark {
		require.True(t, strings.Contains(said, m), "%q is never said", key)
	}
	said = regexp.MustCompile(`metrics: before: [^\n]*|\d[eE][+-]?\d+|Outcome\(9\)`).ReplaceAllString(said, "")
	for _, r := range said {
		require.False(t, unicode.IsLetter(r), "%q isn't from the table", said[max(0, strings.IndexRune(said, r)-40):strings.IndexRune(said, r)+20])
	}
}

// What another table lacks, and what it doesn't know, is said all the same.
func TestWordsThatLack(t *testing.T) {
	few := picture.Words{"met": "erfüllt"}
	p := picture.Rules(picture.Options{Words: few}, verdicts(1, 5, func(i int) string { return fmt.Sprint(i) }))
	require.Subset(t, texts(sound(t, p)), []string{"erfüllt", "not met"})
	require.Contains(t, p.Table.Rows[0], "Outcome(9), only reported")
}
