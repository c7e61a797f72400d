// Versus sets the library beside what else a Go program could use. It puts the same
// questions to pilot.Case and to the pilot rule written in CEL, in expr and in Rego for
// cel-go, expr and OPA, and has go-moremath compute the exact test of Mann and Whitney
// that metrics/study does. It prints what each takes, in one run:
//
//	go run .                       # about half a minute
//	go test -run "^$" -bench . .   # the same as benchmarks
//
// It is a module of its own, so that whoever embeds the library gets no engine with
// it: run it in its folder. README.md says what is compared, and how fair that is.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

func main() {
	if err := table(os.Stdout, 25, 20*time.Millisecond); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// table measures all contests and writes a table of each.
func table(w io.Writer, rounds int, round time.Duration) error {
	all, err := contests()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %s/%s, %d cores; medians of %d rounds in turn\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	for _, c := range all {
		measured, err := measure(c.ways, rounds, round)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n%s\n", c.job)
		for _, f := range measured {
			fmt.Fprintf(w, "  %-36s %12s %8.1f allocations %9.2f times", f.name, time.Duration(f.ns).Round(time.Nanosecond), f.allocations, f.times)
			if least, ok := c.least[f.name]; ok {
				fmt.Fprintf(w, " (at least %g)", least)
			}
			fmt.Fprintln(w)
		}
	}
	return nil
}
