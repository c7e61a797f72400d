package study

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"example.com/kmaturity/internal/draw"
)

// segmentedReference is the textbook's version: the whole covariance matrix, its
// inverse and a columns matrix as they are written down.
type segmentedReference struct {
	x, y *mat.Dense
	t    []int
}

func segmentedDense(in segmentedInput) segmentedReference {
	n := len(in.y)
	r := segmentedReference{y: mat.NewDense(n, 1, append([]float64(nil), in.y...)), t: in.t}
	if r.t == nil {
		for i := range n {
			r.t = append(r.t, i+1)
		}
	}
	columns := 4
	if in.season > 1 {
		columns += in.season - 1
	}
	r.x = mat.NewDense(n, columns, nil)
	for i, p := range r.t {
		r.x.Set(i, 0, 1)
		r.x.Set(i, 1, float64(p))
		if i >= in.change {
			r.x.Set(i, 2, 1)
			r.x.Set(i, 3, float64(p-r.t[in.change]))
		}
		if in.season > 1 {
			if month := (in.start - 1 + p - 1) % in.season; month > 0 {
				r.x.Set(i, 3+month, 1)
			}
		}
	}
	return r
}

// at is the restricted log-likelihood at φ, up to a constant, with the
// coefficients, their covariance and the marginal standard deviation.
func (r segmentedReference) at(t *testing.T, phi float64) (logL float64, b, cov *mat.Dense, sigma float64) {
	n, p := r.x.Dims()
	v := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			v.Set(i, j, math.Pow(phi, math.Abs(float64(r.t[i]-r.t[j]))))
		}
	}
	var inv, xv, xvx, xvy, fitted, e, ve, rss mat.Dense
	require.NoError(t, inv.Inverse(v))
	xv.Mul(r.x.T(), &inv)
	xvx.Mul(&xv, r.x)
	xvy.Mul(&xv, r.y)
	cov, b = &mat.Dense{}, &mat.Dense{}
	require.NoError(t, cov.Inverse(&xvx))
	b.Mul(cov, &xvy)
	fitted.Mul(r.x, b)
	e.Sub(r.y, &fitted)
	ve.Mul(&inv, &e)
	rss.Mul(e.T(), &ve)
	sigma = math.Sqrt(rss.At(0, 0) / float64(n-p))
	logV, _ := mat.LogDet(v)
	logX, _ := mat.LogDet(&xvx)
	cov.Scale(sigma*sigma, cov)
	return -(float64(n-p)*math.Log(rss.At(0, 0)) + logV + logX) / 2, b, cov, sigma
}

// of is c'b with its standard error.
func (segmentedReference) of(c []float64, b, cov *mat.Dense) term {
	k := mat.NewDense(len(c), 1, c)
	var estimate, half, variance mat.Dense
	estimate.Mul(k.T(), b)
	half.Mul(cov, k)
	variance.Mul(k.T(), &half)
	return term{estimate.At(0, 0), math.Sqrt(variance.At(0, 0))}
}

func segmentedSameTerm(t *testing.T, want, got term, within float64, name string) {
	t.Helper()
	require.InDelta(t, want.Estimate, got.Estimate, within*(math.Abs(want.Estimate)+want.SE), name)
	require.InDelta(t, want.SE, got.SE, within*want.SE, name+", standard error")
}

// segmentedAR makes an AR(1) series of standard deviation 1 at the periods t.
func segmentedAR(r *rand.Rand, t []int, phi float64) []float64 {
	y := make([]float64, len(t))
	for i := range y {
		y[i] = r.NormFloat64()
		if i > 0 {
			rho := math.Pow(phi, float64(t[i]-t[i-1]))
			y[i] = rho*y[i-1] + math.Sqrt(1-rho*rho)*y[i]
		}
	}
	return y
}

func segmentedPeriods(n int) []int {
	t := make([]int, n)
	for i := range t {
		t[i] = i + 1
	}
	return t
}

func segmentedRandom(r *rand.Rand) segmentedInput {
	in := segmentedInput{method: segmentsREML}
	seasonal, gaps := r.IntN(3) == 0, r.IntN(2) == 0
	n := 8 + r.IntN(30)
	if seasonal {
		in.season, in.start = 4, 1+r.IntN(4)
		n += 12
	}
	at := r.IntN(5)
	for range n {
		at++
		if gaps && r.IntN(6) == 0 {
			at += 1 + r.IntN(2)
		}
		in.t = append(in.t, at)
	}
	in.change = n/2 + r.IntN(2)
	in.y = segmentedAR(r, in.t, -0.6+1.4*r.Float64())
	for i, p := range in.t {
		in.y[i] += 20 + 0.1*float64(p)
	}
	if !gaps && at == n {
		in.t = nil
	}
	return in
}

func TestSegmentedAgainstReference(t *testing.T) {
	Alone(t)
	r := draw.From(t, 1, 2)
	var gaps, seasons, edges int
	for range 40 {
		in := segmentedRandom(r)
		f, err := fitSegmented(in)
		require.NoError(t, err)
		ref := segmentedDense(in)
		if in.t != nil {
			gaps++
		}
		if in.season > 0 {
			seasons++
		}
		best := math.Inf(-1)
		for phi := -0.995; phi < 0.999; phi += 0.01 {
			logL, _, _, _ := ref.at(t, phi)
			best = max(best, logL)
		}
		if f.PhiAtEdge {
			edges++
			logL, _, _, _ := ref.at(t, f.Phi*0.999/math.Abs(f.Phi))
			require.GreaterOrEqual(t, logL, best, "%+v", in)
			continue
		}
		logL, b, cov, sigma := ref.at(t, f.Phi)
		require.GreaterOrEqual(t, logL, best-1e-9, "φ %v: %+v", f.Phi, in)
		for _, near := range []float64{-1e-4, 1e-4} {
			l, _, _, _ := ref.at(t, f.Phi+near)
			require.Greater(t, logL, l, "φ %v is no maximum", f.Phi)
		}
		require.InEpsilon(t, sigma, f.Sigma, 1e-8)
		segmentedSameTerms(t, in, ref, b, cov, f, 1e-8)
	}
	require.Greater(t, gaps, 10)
	require.Greater(t, seasons, 5)
	require.Less(t, edges, 10)
}

// segmentedSameTerms compares every combination reported.
func segmentedSameTerms(t *testing.T, in segmentedInput, ref segmentedReference, b, cov *mat.Dense, f segmentedFit, within float64) {
	t.Helper()
	n, p := ref.x.Dims()
	without := make([]float64, p) // mean row of the after values, had nothing changed
	with := make([]float64, p)    // what the change adds to it
	for i := in.change; i < n; i++ {
		for j := range p {
			x := ref.x.At(i, j) / float64(n-in.change)
			if j == 2 || j == 3 {
				with[j] += x
			} else {
				without[j] += x
			}
		}
	}
	end, unit := make([]float64, p), make([]float64, 4)
	end[2], end[3] = 1, ref.x.At(n-1, 3)
	mean := ref.of(with, b, cov)
	count := float64(n - in.change)
	segmentedSameTerm(t, mean, f.MeanEffect, within, "mean effect")
	segmentedSameTerm(t, term{mean.Estimate * count, mean.SE * count}, f.CumulativeEffect, within, "cumulative effect")
	segmentedSameTerm(t, ref.of(end, b, cov), f.EffectAtEnd, within, "effect at the end")
	cf := ref.of(without, b, cov)
	segmentedSameTerm(t, cf, f.CounterfactualMean, within, "counterfactual")
	require.InDelta(t, mean.Estimate/cf.Estimate, f.Relative, within)
	for j, got := range []term{f.Intercept, f.Trend, f.Level, f.Slope} {
		clear(unit)
		unit[j] = 1
		segmentedSameTerm(t, ref.of(append(append([]float64(nil), unit...), make([]float64, p-4)...), b, cov), got, within, [4]string{"b0", "b1", "b2", "b3"}[j])
	}
	var fitted mat.Dense
	fitted.Mul(ref.x, b)
	for i := range n {
		require.InDelta(t, fitted.At(i, 0), f.Fitted[i], within*100)
		effect := 0.0
		if i >= in.change {
			effect = f.Level.Estimate + f.Slope.Estimate*ref.x.At(i, 3)
		}
		require.InDelta(t, fitted.At(i, 0)-effect, f.Counterfactual[i], within*100)
	}
}

// TestSegmentedOLSAndNeweyWestAgainstReference has Newey-West as a dense matrix
// of weights, in which a missing period is missing.
func TestSegmentedOLSAndNeweyWestAgainstReference(t *testing.T) {
	r := draw.From(t, 3, 4)
	for range 40 {
		in := segmentedRandom(r)
		ref := segmentedDense(in)
		_, b, cov, sigma := ref.at(t, 0)
		in.method = segmentsOLS
		f, err := fitSegmented(in)
		require.NoError(t, err)
		require.Zero(t, f.Phi)
		require.InEpsilon(t, sigma, f.Sigma, 1e-9)
		segmentedSameTerms(t, in, ref, b, cov, f, 1e-9)

		in.method, in.lags = segmentsNeweyWest, r.IntN(6)
		f, err = fitSegmented(in)
		require.NoError(t, err)
		n, p := ref.x.Dims()
		var fitted, e, xs, half mat.Dense
		fitted.Mul(ref.x, b)
		e.Sub(ref.y, &fitted)
		s := mat.NewDense(n, n, nil)
		for i := range n {
			for j := range n {
				lag := math.Abs(float64(ref.t[i] - ref.t[j]))
				s.Set(i, j, max(0, 1-lag/float64(in.lags+1))*e.At(i, 0)*e.At(j, 0))
			}
		}
		cov.Scale(1/(sigma*sigma), cov)
		half.Mul(cov, ref.x.T())
		xs.Mul(&half, s)
		var nw mat.Dense
		nw.Mul(&xs, half.T())
		nw.Scale(float64(n)/float64(n-p), &nw)
		require.InEpsilon(t, sigma, f.Sigma, 1e-9)
		segmentedSameTerms(t, in, ref, b, &nw, f, 1e-8)
	}
}
