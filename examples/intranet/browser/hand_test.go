//go:build browser

package browser_test

import (
	"context"
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// hand is how somebody gets at what they see: with a pointer, or by keyboard alone.
type hand interface {
	tab() *tab
	reach(which string)                       // goes to the control of which a condition on e, in JavaScript, holds
	pressing() chromedp.Action[chromedp.Void] // presses the control that was reached
}

// named and called are conditions: a field by its name, a button or a link by its text.
func named(name string) string { return fmt.Sprintf("e.name === %q", name) }

func called(text string) string {
	return fmt.Sprintf("e.matches('nav a, main a, main button, main summary') && e.textContent.trim() === %q", text)
}

// enter types keys into a field, in place of what stands there, and holds what comes of
// it against what was meant.
func enter(h hand, name, keys, value string) {
	b := h.tab()
	b.t.Helper()
	h.reach(named(name))
	if eval[bool](b, "document.activeElement.matches('textarea, input:not([type=date])')") {
		do(b, chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	}
	do(b, chromedp.KeyEvent(keys))
	require.Equal(b.t, value, eval[string](b, "document.activeElement.value"), name)
}

// write types a text into a field.
func write(h hand, name, text string) {
	h.tab().t.Helper()
	enter(h, name, text, text)
}

// date types a date, given as month, day and year, as Chromium has it typed in English.
func date(h hand, name, mmddyyyy string) {
	h.tab().t.Helper()
	enter(h, name, mmddyyyy, mmddyyyy[4:]+"-"+mmddyyyy[:2]+"-"+mmddyyyy[2:4])
}

// press presses a button or a link, waits for the page that comes, and returns its
// status.
func press(h hand, text string) int64 {
	b := h.tab()
	b.t.Helper()
	h.reach(called(text))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, h.pressing())
	require.NoError(b.t, err, text)
	return answer.Status
}

// pointer is a hand with a pointer: it clicks.
type pointer struct{ b *tab }

func (p pointer) tab() *tab { return p.b }

func (p pointer) reach(which string) {
	p.b.t.Helper()
	require.True(p.b.t, eval[bool](p.b, `(() => {
		const e = [...document.querySelectorAll('a[href], button, summary, input, select, textarea')].find(e => `+which+`);
		e?.scrollIntoView({block: 'center'});
		e?.focus();
		return Boolean(e);
	})()`), "nothing here is %s", which)
}

func (p pointer) pressing() chromedp.Action[chromedp.Void] {
	at := eval[[]float64](p.b, "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.activeElement.getClientRects()[0])")
	return chromedp.MouseClickXY(at[0], at[1])
}

// keyboard is a hand that has nothing but keys. At each step it looks whether one can
// see where it is.
type keyboard struct{ b *tab }

func (k keyboard) tab() *tab { return k.b }

// mostSteps is more than any page has controls.
const mostSteps = 500

func (k keyboard) reach(which string) {
	k.b.t.Helper()
	for range mostSteps {
		do(k.b, chromedp.KeyEvent(kb.Tab))
		require.Empty(k.b.t, eval[string](k.b, hidden))
		if eval[bool](k.b, "(e => "+which+")(document.activeElement)") {
			return
		}
	}
	require.Fail(k.b.t, "the keyboard doesn't get there", which)
}

func (k keyboard) pressing() chromedp.Action[chromedp.Void] { return chromedp.KeyEvent(kb.Enter) }

// hidden is the control that has the focus if that can't be seen: without an outline,
// outside the window, or under something else.
const hidden = `(() => {
	const e = document.activeElement, style = getComputedStyle(e), r = e.getClientRects()[0];
	if (e === document.body) return ''; // between the last control and the first
	const own = !e.matches(':focus'); // the calendar in a field for dates is the browser's own, and has its own outline
	const outlined = own || e.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
	const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2; // of what is in the window
	const top = document.elementFromPoint(middle(r.left, r.right, innerWidth), middle(r.top, r.bottom, innerHeight));
	return outlined && top && (e.contains(top) || top.contains(e)) ? '' : e.outerHTML;
})()`
