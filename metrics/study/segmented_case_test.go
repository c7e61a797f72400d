package study

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"
)

func segmentedRead(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "cases", path))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, into))
}

// segmentedFlat lists the numbers of a JSON value by their path, so that none
// can be passed over.
func segmentedFlat(t *testing.T, into map[string]float64, path string, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			segmentedFlat(t, into, path+"."+key, inner)
		}
	case []any:
		for i, inner := range v {
			segmentedFlat(t, into, path+"."+[]string{"lo", "hi"}[i], inner)
		}
	case float64:
		into[path] = v
	default:
		require.Failf(t, "not a number", "%s is %v", path, v)
	}
}

func segmentedTerms(into map[string]float64, estimate, se string, f segmentedFit) {
	for name, b := range map[string]term{"intercept": f.Intercept, "trend": f.Trend, "level_change": f.Level, "slope_change": f.Slope} {
		if estimate != "" {
			into[estimate+name] = b.Estimate
		}
		into[se+name] = b.SE
	}
}

// TestSegmentedCase compares every number of an independent computation.
func TestSegmentedCase(t *testing.T) {
	var series struct {
		Series []float64
		Change int `json:"change_index"`
		Season int
		Start  int `json:"season_start"`
		Lags   int
	}
	segmentedRead(t, "seatbelts_front_short.json", &series)
	var expected struct{ Its map[string]any }
	segmentedRead(t, filepath.Join("expected", "seatbelts_front_short.json"), &expected)
	require.Len(t, expected.Its, 2)

	for model, season := range map[string]int{"plain": 0, "seasonal": series.Season} {
		t.Run(model, func(t *testing.T) {
			fit := func(method segmentMethod) segmentedFit {
				f, err := fitSegmented(segmentedInput{
					y: series.Series, change: series.Change,
					season: season, start: series.Start, method: method, lags: series.Lags,
				})
				require.NoError(t, err)
				require.Equal(t, method, f.Method)
				return f
			}
			ols, reml, nw := fit(segmentsOLS), fit(segmentsREML), fit(segmentsNeweyWest)
			half := nw.Level.SE * distuv.StudentsT{Sigma: 1, Nu: float64(nw.DF)}.Quantile(0.975)
			got := map[string]float64{
				".df_resid": float64(ols.DF), ".sigma": ols.Sigma, ".r2": ols.R2,
				".durbin_watson": ols.DurbinWatson, ".resid_r1": ols.ResidualR1,
				".cumulative_effect": ols.CumulativeEffect.Estimate, ".effect_at_end": ols.EffectAtEnd.Estimate,
				".counterfactual_mean_after": ols.CounterfactualMean.Estimate, ".relative_effect": ols.Relative,
				".nw_lag":                    float64(series.Lags),
				".level_change_ci_nw_adj.lo": nw.Level.Estimate - half, ".level_change_ci_nw_adj.hi": nw.Level.Estimate + half,
				".reml_ar1.phi": reml.Phi, ".reml_ar1.sigma": reml.Sigma,
			}
			segmentedTerms(got, ".coef.", ".se_ols.", ols)
			segmentedTerms(got, "", ".se_nw_adj.", nw)
			segmentedTerms(got, ".reml_ar1.coef.", ".reml_ar1.se.", reml)
			raw := nw // without N/(N − terms)
			for _, b := range []*term{&raw.Intercept, &raw.Trend, &raw.Level, &raw.Slope} {
				b.SE *= math.Sqrt(float64(raw.DF) / float64(raw.N))
			}
			segmentedTerms(got, "", ".se_nw.", raw)

			want := map[string]float64{}
			segmentedFlat(t, want, "", expected.Its[model])
			for _, name := range []string{"intercept", "trend", "level_change", "slope_change"} {
				for _, notOurs := range []string{".se_hc1.", ".se_hc3."} {
					require.Contains(t, want, notOurs+name)
					delete(want, notOurs+name)
				}
			}
			require.Len(t, got, len(want))
			for key, w := range want {
				require.Contains(t, got, key)
				within := 1e-9
				if strings.HasPrefix(key, ".reml_ar1.") {
					within = 1e-5
				}
				require.InEpsilon(t, w, got[key], within, key)
			}
		})
	}
}
