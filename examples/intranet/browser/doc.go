// Package browser holds what a real browser is asked to show of the pages: the page
// of package report by itself, and the service. Its tests drive Chromium; they need
// the tag browser, and what setup.sh fetches:
//
//	./browser/setup.sh
//	go test -tags browser -timeout 30m ./browser
//
// They take some minutes. Screenshots and printed pages are kept in the folder artifacts beside this file, or
// where KMATURITY_ARTIFACTS says.
package browser
