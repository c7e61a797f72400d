package contract_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/contract"
)

var update = flag.Bool("update", false, "rewrite testdata/digest.txt")

// The golden digest is noted here: a change of the encoding changes it.
func TestDigest(t *testing.T) {
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile("testdata/digest.txt", []byte(sealed.Digest+"\n"), 0o644))
	}
	noted, err := os.ReadFile("testdata/digest.txt")
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(string(noted)), sealed.Digest)
}

func TestSealedJSON(t *testing.T) {
	for _, c := range []contract.Contract{agreed(), controlled()} {
		sealed, err := contract.Seal(c)
		require.NoError(t, err)
		document, err := json.Marshal(sealed)
		require.NoError(t, err)
		var back contract.Sealed
		require.NoError(t, json.Unmarshal(document, &back))
		require.Equal(t, sealed, back)
		require.True(t, back.Intact())
		alone, err := json.Marshal(c)
		require.NoError(t, err)
		var read contract.Contract
		require.NoError(t, json.Unmarshal(alone, &read))
		require.Equal(t, c, read)
		// Layout isn't content.
		var indented contract.Sealed
		spaced, err := json.MarshalIndent(sealed, "", "   ")
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(spaced, &indented))
		require.True(t, indented.Intact())
	}
	var s contract.Sealed
	err := json.Unmarshal([]byte(`{}`), &s)
	require.EqualError(t, err, "contract: contract.version: want 1, have 0\ncontract: digest: is missing")
	require.ErrorContains(t, json.Unmarshal([]byte(`{"contract":{"version":2},"digest":"x"}`), &s), "contract: contract.version: want 1, have 2")
	require.ErrorContains(t, json.Unmarshal([]byte(`{"contract":{"version":1,"wish":1},"digest":"x"}`), &s), "contract: contract.wish: unknown field")

	// A contract that was edited until it is none is read, and told.
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	document, err := json.Marshal(sealed)
	require.NoError(t, err)
	edited := strings.Replace(string(document), `"worth":0.5`, `"worth":0`, 1)
	require.NotEqual(t, string(document), edited)
	require.NoError(t, json.Unmarshal([]byte(edited), &s))
	settled, err := contract.Settle(s, sealed.Digest, measured(agreed()))
	require.NoError(t, err)
	require.Len(t, settled.Breaches, 1)
	require.Equal(t, contract.Edited, settled.Breaches[0].Kind)
}

// Any single byte that changes is noticed: the document is refused, or there is a
// breach.
func TestEveryByteCounts(t *testing.T) {
	sealed, err := contract.Seal(controlled())
	require.NoError(t, err)
	document, err := json.Marshal(sealed)
	require.NoError(t, err)
	m := measured(controlled())
	changed := 0
	for i, was := range document {
		others := []byte{'0', '1', '9', '-', 'e', 'x', ' ', '"', ',', '\\', was ^ 0x20}
		for bit := range 8 {
			others = append(others, was^1<<bit)
		}
		for _, by := range others {
			if by == was {
				continue
			}
			document[i] = by
			var s contract.Sealed
			if json.Unmarshal(document, &s) == nil {
				changed++
				settled, err := contract.Settle(s, sealed.Digest, m)
				require.NoError(t, err, "byte %d: %s", i, document)
				require.NotEmpty(t, settled.Breaches, "byte %d: %s", i, document)
				require.Empty(t, settled.Decision)
			}
		}
		document[i] = was
	}
	require.Greater(t, changed, 2000)
}
