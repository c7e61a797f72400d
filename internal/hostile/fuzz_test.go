package hostile

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzDecoders has each exported type read documents: what it refuses it leaves alone,
// what it takes can be written and reads back as it is.
func FuzzDecoders(f *testing.F) {
	for _, d := range some(f) {
		f.Add(d.of.String(), []byte(d.text))
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, name string, doc []byte) {
		for _, of := range decoders {
			if of.String() == name {
				r.read(t, of, string(doc), "fuzzed")
			}
		}
	})
}

// Names tell the types in the table apart, so that FuzzDecoders reaches each.
func TestNamesTellTypesApart(t *testing.T) {
	var names []string
	for _, of := range decoders {
		names = append(names, of.String())
	}
	slices.Sort(names)
	all := len(names)
	require.Len(t, slices.Compact(names), all)
}
