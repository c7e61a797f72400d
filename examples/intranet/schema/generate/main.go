// Command generate writes the two schemas of package schema from the types of the
// library and their comments. Run it with go generate in the folder of the package.
package main

import (
	"fmt"
	"os"
)

func main() {
	for _, d := range documents {
		text, err := d.generate(root)
		if err == nil {
			err = os.WriteFile(d.file, text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "generate:", err)
			os.Exit(1)
		}
	}
}
