//go:build browser

package browser_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// screen is what a page is seen on: a telephone or a desk, by day or by night.
type screen struct {
	width int64 // CSS pixels
	theme string
}

var screens = []screen{{360, "light"}, {360, "dark"}, {1280, "light"}, {1280, "dark"}}

func (s screen) String() string { return strconv.FormatInt(s.width, 10) + "-" + s.theme }

// on shows the page on a screen.
func (b *tab) on(s screen) {
	b.t.Helper()
	var options []chromedp.EmulateViewportOption
	if s.width < 600 {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	do(b, chromedp.EmulateViewport(s.width, 800, options...))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.theme}}})
}

// onEach runs a test of the tab on every screen.
func (b *tab) onEach(test func(b *tab, s screen)) {
	t := b.t
	defer func() { b.t = t }()
	for _, s := range screens {
		t.Run(s.String(), func(t *testing.T) {
			b.t = t
			b.on(s)
			test(b, s)
		})
	}
}

// sheet is how much of a page one screenshot holds: taller ones, browsers cut off.
const sheet = 16000

// shoot keeps the whole page as it's seen, in as many files as that takes.
func (b *tab) shoot(name string, s screen) {
	b.t.Helper()
	height := eval[float64](b, "document.scrollingElement.scrollHeight")
	for n := 0; float64(n*sheet) < height; n++ {
		yes := true
		shot := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{
			CaptureBeyondViewport: &yes, OptimizeForSpeed: &yes,
			Clip: &page.Viewport{Y: float64(n * sheet), Width: float64(s.width), Height: math.Min(sheet, height-float64(n*sheet)), Scale: 1},
		})
		keep(b.t, fmt.Sprintf("%s-%s-%02d.png", name, s, n+1), shot.Data)
	}
}

// overflow is by how many CSS pixels the page is wider than its screen. A box in it
// may scroll sideways, the page may not.
func (b *tab) overflow() float64 {
	b.t.Helper()
	return eval[float64](b, "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
}

// small are the words in pictures that are written smaller than so many CSS pixels.
func (b *tab) small(least float64) []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll('svg text, svg tspan')].map(x => {
		const m = x.getScreenCTM();
		return [x.textContent, parseFloat(getComputedStyle(x).fontSize) * Math.sqrt(Math.abs(m.a * m.d - m.b * m.c))];
	}).filter(([_, size]) => size < %g).map(([text, size]) => size.toFixed(1) + ' px: ' + text)`, least))
}

// pale are the words in pictures that stand out less than so many times from the page
// (WCAG's contrast ratio), which axe doesn't look at. What is drawn behind them counts
// as nothing. A canvas mixes the colours, in whatever way they are given.
func (b *tab) pale(least float64) []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf(`(least => {
		const c = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
		const paint = (colour, opacity) => {
			c.globalAlpha = opacity;
			c.fillStyle = colour;
			c.fillRect(0, 0, 1, 1);
			const [r, g, b] = [...c.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
			return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
		};
		return [...document.querySelectorAll('svg text, svg tspan')].map(x => {
			const style = getComputedStyle(x);
			let opacity = parseFloat(style.fillOpacity);
			for (let e = x; e; e = e.parentElement) opacity *= parseFloat(getComputedStyle(e).opacity);
			const ground = paint(getComputedStyle(document.body).backgroundColor, 1), words = paint(style.fill, opacity);
			return [x.textContent, Math.max(ground, words) / Math.min(ground, words)];
		}).filter(([_, ratio]) => ratio < least).map(([text, ratio]) => ratio.toFixed(2) + ': ' + text);
	})(%g)`, least))
}
