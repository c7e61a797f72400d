package report_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/report"
)

var verb = regexp.MustCompile(`%(\[\d+\])?[a-z%]|[a-z]`)

// cyrillic writes English with other letters, as another language has other words:
// what is left in Latin ones wasn't taken from the table.
func cyrillic() report.Words {
	w := report.English()
	for key, text := range w {
		if key == "language" || key == "letters" {
			continue
		}
		w[key] = verb.ReplaceAllStringFunc(strings.ToLower(text), func(s string) string {
			if s[0] == '%' {
				return s
			}
			return string('а' + rune(s[0]-'a'))
		})
	}
	w["language"], w["number.group"], w["number.point"] = "uk", "\u00a0", ","
	return w
}

// latin is what may stay: ids of rules and of the model, days, addresses, and what
// somebody else wrote.
var latin = regexp.MustCompile(`^(R\d(-[a-z-]+)?|claim|problem-led|kmaturity/journey|kmaturity|journey|\d.*|https?:.*|km|EUR|kEUR|coffee|N|S)$`)

// letters are the words of a text without what isn't part of one.
func letters(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r != '-' && r != '/' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Every word of a report and of its pictures comes from the table.
func TestAnotherLanguage(t *testing.T) {
	all := selected(t, rich(t)...)
	var theirs []string
	for _, s := range all {
		theirs = append(theirs, s.Organisation, s.Note)
		theirs = append(theirs, s.Unattached...)
		theirs = append(theirs, s.Unlinked...)
		theirs = append(theirs, s.KM.Name)
		for _, v := range s.Verdicts {
			theirs = append(theirs, v.Candidate, v.Problem, v.Note)
			for _, f := range v.Findings {
				theirs = append(theirs, f.Source.Title)
			}
		}
		for _, settled := range s.Settled {
			out := settled.Settlement
			theirs = append(theirs, out.Decision, out.Decides, settled.Chart.ControlName, settled.Chart.Metric)
		}
		if s.Chosen != nil {
			theirs = append(theirs, s.Chosen.Portfolio.Covered...)
			theirs = append(theirs, s.Chosen.Portfolio.Clash...)
			for _, c := range s.Chosen.Convinces {
				theirs = append(theirs, c.Function)
				theirs = append(theirs, c.Through...)
			}
		}
	}
	theirs = letters(strings.Join(theirs, " ") + " How big is a KM team? APQC, Small KM teams can thrive with the right business support (survey of 2022)")
	o := report.Options{Words: cyrillic()}
	check := func(text string) {
		for _, word := range letters(text) {
			if strings.ContainsFunc(word, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }) && !latin.MatchString(word) && !slices.Contains(theirs, word) {
				t.Errorf("%q isn't from the table", word)
			}
		}
	}
	page := written(t, o.HTML, all...)
	require.Contains(t, page, `<html lang="uk"`)
	require.Contains(t, page, "541,83", "numbers are written as the language does")
	e := parsed(t, page)
	text := e.text()
	for _, address := range regexp.MustCompile(`https?://\S+`).FindAllString(text, -1) {
		text = strings.Replace(text, address, "", 1)
	}
	check(text)
	for x := range e.all {
		if name := x.XMLName.Local; name == "svg" {
			x.XMLName.Local = "drawn"
			check(x.text())
		} else if name == "div" {
			check(x.attr("aria-label"))
		}
	}
	plain := written(t, o.Text, all...)
	require.Equal(t, words(text), words(regexp.MustCompile(`<https?://\S+>`).ReplaceAllString(plain, "")))
}

// A table that lacks a key is said in English there, and one that is empty wholly.
func TestWordsFallBack(t *testing.T) {
	all := selected(t, acme())
	english := written(t, report.HTML, all...)
	require.Equal(t, english, written(t, report.Options{Words: report.Words{}}.HTML, all...))
	require.Equal(t, english, written(t, report.Options{Words: report.English()}.HTML, all...))
	some := written(t, report.Options{Words: report.Words{"answer": "Die Antwort"}}.HTML, all...)
	require.Equal(t, english, strings.Replace(some, "<h3>Die Antwort</h3>", "<h3>The answer</h3>", 1))
}

// Every word of a report's own is used: none is left over from a sentence that is
// gone, and none is asked for that isn't there.
func TestEveryWordIsUsed(t *testing.T) {
	var code strings.Builder
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		if name := f.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name != "english.go" {
			b, err := os.ReadFile(name)
			require.NoError(t, err)
			code.Write(b)
		}
	}
	table, err := os.ReadFile("english.go")
	require.NoError(t, err)
	keys := regexp.MustCompile(`"([a-z]+(?:\.[a-z ]+)*)":\s+"`).FindAllStringSubmatch(string(table), -1)
	require.Greater(t, len(keys), 150)
	for _, key := range keys {
		built := strings.HasPrefix(key[1], "outcome.") || strings.HasPrefix(key[1], "standing.") || strings.HasPrefix(key[1], "story.saving.") || strings.HasPrefix(key[1], "answer.")
		require.True(t, built || strings.Contains(code.String(), fmt.Sprintf("%q", key[1])), "%s isn't used", key[1])
	}
	for _, asked := range regexp.MustCompile(`say\("([a-z. ]+)"[,)]`).FindAllStringSubmatch(code.String(), -1) {
		require.Contains(t, report.English(), asked[1])
	}
}

// A word that is used has as many marks as it is told numbers: a page holds no
// sign of one too many or too few.
func TestMarksFit(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, report.Text(&b, selected(t, rich(t)...)...))
	require.NotContains(t, b.String(), "%!")
	require.NotContains(t, b.String(), "EXTRA")
}
