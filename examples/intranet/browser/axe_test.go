//go:build browser

package browser_test

import "fmt"

// fault is an element that breaks a rule of WCAG 2.2, level A or AA.
type fault struct{ Rule, Help, Element, Why string }

func (f fault) String() string {
	return fmt.Sprintf("%s: %s\n%s\n%s", f.Rule, f.Help, f.Element, f.Why)
}

// check has axe look at the page as it is now. It's injected from outside, so that no
// policy of the page has to allow it.
const check = `axe.run(document, {
	runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']},
	resultTypes: ['violations'],
}).then(all => all.violations.flatMap(v => v.nodes.map(n => ({Rule: v.id, Help: v.help, Element: n.html, Why: n.failureSummary}))))`

// faults are what axe finds in the page.
func (b *tab) faults() []fault {
	b.t.Helper()
	if !eval[bool](b, "'axe' in window") {
		eval[struct{}](b, axe)
	}
	return eval[[]fault](b, check)
}
