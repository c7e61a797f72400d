//go:build browser

package browser_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	browserlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// patience is how long one step may take, on a slow machine.
const patience = 3 * time.Minute

var (
	chromium  context.Context // the browser that all tests share
	axe       string          // the source of axe-core
	artifacts string          // the folder of what is kept
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if err := prepare(); err != nil {
		fmt.Fprintf(os.Stderr, "browser: %v\nbrowser: setup.sh fetches what is missing\n", err)
		return 1
	}
	options := chromedp.DefaultExecAllocatorOptions[:]
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium has none for root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	var cancel context.CancelFunc
	chromium, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(chromium); err != nil {
		fmt.Fprintf(os.Stderr, "browser: Chromium doesn't start: %v\n", err)
		return 1
	}
	return m.Run()
}

// prepare looks for all that the tests need, and makes the folder of artifacts.
func prepare() error {
	var all []error
	for _, program := range []string{"chromium", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			all = append(all, err)
		}
	}
	if out, _ := exec.Command("fc-list", ":charset=1f642").Output(); len(out) == 0 {
		all = append(all, errors.New("no font has an emoji"))
	}
	b, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	axe = string(b)
	artifacts = os.Getenv("KMATURITY_ARTIFACTS")
	if artifacts == "" {
		artifacts = "artifacts"
	}
	return errors.Join(append(all, err, os.MkdirAll(artifacts, 0o755))...)
}

// keep writes a file to the artifacts.
func keep(t *testing.T, name string, content []byte) string {
	t.Helper()
	name = filepath.Join(artifacts, name)
	require.NoError(t, os.WriteFile(name, content, 0o644))
	return name
}

// tab is a page in a session of its own, with what it asked for and complained of.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	requests   []string // addresses
	complaints []string // dialogs, errors, whatever the console or the page's policy says
}

// open opens an empty tab.
func open(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	require.NoError(t, chromedp.Listen(ctx, b.hear))
	call(b, audits.Enable, cdp.Empty{})
	return b
}

// hear notes what the tab does. A dialog is answered, or the page would wait for ever.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") { // such as the browser's own icon in a field for dates
			b.requests = append(b.requests, e.Request.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.complaints = append(b.complaints, "dialog: "+e.Message)
		go func() {
			_, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}) // the complaint fails the test
		}()
	case *runtime.EventConsoleAPICalled:
		b.complaints = append(b.complaints, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, "exception: "+e.ExceptionDetails.Text)
	case *browserlog.EventEntryAdded:
		if e.Entry.Level == browserlog.EntryLevelWarning || e.Entry.Level == browserlog.EntryLevelError {
			b.complaints = append(b.complaints, "log: "+string(e.Entry.Source)+": "+e.Entry.Text)
		}
	case *audits.EventIssueAdded:
		b.complaints = append(b.complaints, "issue: "+string(e.Issue.Code))
	}
}

// asked are the addresses asked for since the last time, each once.
func (b *tab) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.requests
	b.requests = nil
	slices.Sort(all)
	return slices.Compact(all)
}

// complained is what went wrong since the last time.
func (b *tab) complained() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.complaints
	b.complaints = nil
	return all
}

// do does one thing in the tab, with patience.
func do[T any](b *tab, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, action)
	require.NoError(b.t, err)
	return result
}

// call sends the tab a command of the protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], p P) R {
	b.t.Helper()
	return do(b, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, p) })
}

// eval is the value of an expression in the page.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	return do(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// visit goes to an address and waits until it's loaded.
func (b *tab) visit(address string) {
	b.t.Helper()
	do(b, chromedp.Navigate(address))
}

// offline cuts the network.
func (b *tab) offline() {
	b.t.Helper()
	call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: true}}})
}

// scripts lets pages run scripts, or not.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// text is what stands on the page, without how it is spaced.
func (b *tab) text() string {
	b.t.Helper()
	return strings.Join(strings.Fields(eval[string](b, "document.title + '\\n' + document.body.innerText")), " ")
}
