// Package testsuite is another project in miniature, for the sake of its tests: an
// intranet that screens pilots under a policy and with rules of its own. Its suite holds
// all of that to the library with the kits pilottest and maturitytest, beside testify
// and go-cmp:
//
//	go test -v ./examples/testsuite
//
// Copy suite_test.go, put your own policy, rules, model and slate in the place of these,
// and read what fails: TestAFailureSaysWhatDecides shows what that looks like.
package testsuite
