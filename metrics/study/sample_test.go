package study

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/metrics"
)

var sampleNames = []string{"tiny_ties", "tiny_noties", "sleep", "seatbelts_front_short"}

// flat is a JSON document as paths of numbers.
func flat(into map[string]float64, at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			flat(into, strings.TrimPrefix(at+"."+key, "."), inner)
		}
	case []any:
		for i, inner := range v {
			flat(into, fmt.Sprintf("%s[%d]", at, i), inner)
		}
	case float64:
		into[at] = v
	case bool:
		into[at] = map[bool]float64{true: 1}[v]
	case nil:
		into[at] = math.NaN()
	}
}

func sampleCase(t testing.TB, name string) Case {
	b, err := os.ReadFile("testdata/cases/" + name + ".json")
	require.NoError(t, err)
	var c Case
	require.NoError(t, c.UnmarshalJSON(b))
	return c
}

func expected(t *testing.T, name string) map[string]float64 {
	b, err := os.ReadFile("testdata/cases/expected/" + name + ".json")
	require.NoError(t, err)
	var document any
	require.NoError(t, json.Unmarshal(b, &document))
	numbers := map[string]float64{}
	flat(numbers, "", document)
	return numbers
}

// lists reads the list of patterns: "compared", "elsewhere" (compared by a test
// of its own) or "ours-not", and the keys that it is about.
func lists(t *testing.T) (patterns [][2]string) {
	f, err := os.Open("testdata/keys.txt")
	require.NoError(t, err)
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && !strings.HasPrefix(line, "#") {
			fields := strings.Fields(line)
			require.GreaterOrEqual(t, len(fields), 2, line)
			require.Contains(t, []string{"compared", "elsewhere", "ours-not"}, fields[0])
			patterns = append(patterns, [2]string{fields[0], fields[1]})
		}
	}
	return patterns
}

// Every number of the worked cases that the definitions speak of is reproduced
// to 1e-9; every other key is listed with the reason, and one that isn't listed
// fails.
func TestSampleCases(t *testing.T) {
	patterns, used := lists(t), map[string]bool{}
	counts := map[string]int{}
	files, err := filepath.Glob("testdata/cases/expected/*.json")
	require.NoError(t, err)
	require.Len(t, files, len(sampleNames)+1)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".json")
		want, have := expected(t, name), map[string]float64{}
		if name != "extras" {
			have = computed(t, sampleCase(t, name))
		}
		for _, key := range slices.Sorted(maps.Keys(want)) {
			fate := ""
			for _, p := range patterns {
				if ok, _ := path.Match(p[1], name+":"+strings.ReplaceAll(key, "[", "/")); ok {
					fate, used[p[1]] = p[0], true
					break
				}
			}
			require.NotEmpty(t, fate, "%s: %s isn't listed in testdata/keys.txt", name, key)
			counts[fate]++
			x, ok := have[key]
			if fate != "compared" {
				require.False(t, ok, "%s: %s is computed and could be compared", name, key)
				continue
			}
			require.True(t, ok, "%s: %s isn't computed", name, key)
			if math.IsNaN(want[key]) {
				require.True(t, math.IsNaN(x), "%s: %s: there is none, have %v", name, key, x)
			} else {
				require.InDelta(t, want[key], x, 1e-9*math.Abs(want[key]), "%s: %s", name, key)
			}
		}
	}
	for _, p := range patterns {
		require.True(t, used[p[1]], "nothing matches %s", p[1])
	}
	t.Logf("%d numbers compared here, %d by tests of their own, %d aren't ours", counts["compared"], counts["elsewhere"], counts["ours-not"])
}

// computed is what we say of a case, by the paths of the expected answers.
func computed(t *testing.T, c Case) map[string]float64 {
	have := map[string]float64{}
	for side, values := range map[string][]float64{"before": c.Before, "after": c.After} {
		s, err := Describe(values)
		require.NoError(t, err)
		put := func(key string, x float64) { have[side+"."+key] = x }
		put("n", float64(s.N))
		put("mean", s.Mean)
		put("median", s.Median)
		put("sd", s.SD)
		put("var", s.SD*s.SD)
		put("min", s.Quantiles[0].Value)
		put("max", s.Quantiles[8].Value)
		put("iqr", s.Quantiles[5].Value-s.Quantiles[3].Value)
		for _, q := range s.Quantiles {
			put(fmt.Sprintf("quantiles_type7.p%v", 100*q.At), q.Value)
		}
		if low, ok := s.MedianInterval.Low(); ok {
			high, _ := s.MedianInterval.High()
			put("median_ci.lo", low)
			put("median_ci.hi", high)
			put("median_ci.coverage", s.MedianCoverage)
		} else {
			put("median_ci.lo", math.NaN())
			put("median_ci.hi", math.NaN())
			put("median_ci.coverage_max", s.MedianCoverage)
		}
		put("autocorrelation.r1", s.Autocorrelation)
		put("autocorrelation.n_eff", s.Effective)
	}

	difference := func(at string, d difference) {
		low, high := d.interval(DefaultLevel)
		for key, x := range map[string]float64{"estimate": d.estimate, "se": d.se, "df": d.df, "t": d.estimate / d.se, "p": d.p(), "ci_lo": low, "ci_hi": high} {
			have[at+"."+key] = x
		}
	}
	mb, ma := momentsOf(c.Before), momentsOf(c.After)
	nb, na := float64(mb.n), float64(ma.n)
	difference("welch", welch(mb, ma, nb, na))
	s := effectiveSizes(c.Before, c.After, nil, nil)
	difference("welch_effective_n", welch(mb, ma, s.before, s.after))
	for key, x := range map[string]float64{"r_raw": s.raw, "r": s.r, "n_eff_before": s.before, "n_eff_after": s.after} {
		have["welch_effective_n."+key] = x
	}
	if c.Paired {
		difference("paired_t", paired(minus(c.After, c.Before)))
	}

	u := mannWhitney(c.Before, c.After)
	h := hodgesLehmann(c.Before, c.After, DefaultLevel)
	maps.Copy(have, map[string]float64{
		"mann_whitney.W_after": u.U, "mann_whitney.W_before": u.Pairs - u.U, "mann_whitney.p_exact_conditional": u.P,
		"mann_whitney.ties":       map[bool]float64{true: 1}[u.Ties],
		"hodges_lehmann.estimate": h.Estimate, "hodges_lehmann.ci_exact_lo": h.Low, "hodges_lehmann.ci_exact_hi": h.High,
		"hodges_lehmann.ci_exact_k": float64(h.K), "hodges_lehmann.ci_exact_achieved": h.Achieved,
		"effect.cliffs_delta": u.cliffsDelta(), "effect.ratio_of_means": ma.mean / mb.mean, "ratio.estimate": ma.mean / mb.mean,
	})
	if !u.Ties {
		have["mann_whitney.p_exact"] = u.P
	}
	if low, high, bounded := fieller(mb, ma, nb, na, -mathext.NormalQuantile((1-DefaultLevel)/2)); bounded {
		have["ratio.fieller_lo"], have["ratio.fieller_hi"] = low, high
	}

	if k := c.Control; k != nil {
		kb, ka := momentsOf(k.Before), momentsOf(k.After)
		four := fourMeans(mb, ma, kb, ka)
		difference("did", four)
		have["did.se_welch4"] = have["did.se"]
		delete(have, "did.se")
		gap := pooledVariance(momentsOf(minus(c.Before, k.Before)), momentsOf(minus(c.After, k.After)))
		have["did.paired_series.estimate"], have["did.paired_series.se_ols"] = gap.estimate, gap.se
		change, err := Controlled(c, Options{Method: metrics.LogGapChange})
		require.NoError(t, err)
		ratio, _ := change.Figure(FigureRatioOfRatios)
		have["did.log_estimate"], have["did.log_pct"] = math.Log(ratio.Estimate), 100*(ratio.Estimate-1)
	}
	return have
}
