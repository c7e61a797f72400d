//go:build browser

package browser_test

import (
	"fmt"
	"os/exec"
	"strings"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// pieces are the texts of the page in the order of reading, those in pictures too; the
// titles and descriptions of pictures aren't shown, and so aren't printed.
const pieces = `(() => {
	const all = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		if (!walk.currentNode.parentElement.closest('style, script, svg title, svg desc')) all.push(walk.currentNode.data);
	}
	return all;
})()`

// lost prints the page on A4 and holds what pdftotext finds in print against the page:
// each text must stand there whole, after those before it. It returns those that don't.
//
// Lines and pages break within words, so that it's characters that are compared,
// without the space between them. What print has besides, such as the heads of tables
// once more on each page, does no harm. Letters that are written from right to left
// come in another order, and are counted; brackets among them are turned round, and
// are left out.
func (b *tab) lost(name string) (all []string) {
	b.t.Helper()
	file := keep(b.t, name+".pdf", do(b, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4))))
	out, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", file, "-").Output()
	require.NoError(b.t, err)
	letters := map[rune]int{}
	printed := characters(string(out), letters, 1)
	for _, text := range eval[[]string](b, pieces) {
		wanted := characters(text, letters, -1)
		_, after, found := strings.Cut(printed, wanted)
		if !found {
			all = append(all, fmt.Sprintf("%q isn't in print, or not after what stands before it", text))
			continue
		}
		printed = after
	}
	for r, n := range letters {
		if n < 0 {
			all = append(all, fmt.Sprintf("%q is printed too seldom: %d", r, n))
		}
	}
	return all
}

// characters is a text without space and what isn't seen. What is written from right
// to left is added to letters instead.
func characters(s string, letters map[rune]int, n int) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), strings.ContainsRune("()[]{}<>", r):
			return -1
		case unicode.In(r, unicode.Hebrew, unicode.Arabic):
			letters[r] += n
			return -1
		}
		return r
	}, s)
}
