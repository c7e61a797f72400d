package study

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// AR(1) by restricted maximum likelihood, as R's nlme::gls with corAR1 and
// method "REML" (J.C. Pinheiro & D.M. Bates, Mixed-Effects Models in S and
// S-PLUS, 2000, chapter 5): two values g periods apart are correlated by φ^g.
// Such a series is whitened one value at a time,
//
//	u[1] = x[1],  u[i] = (x[i] − ρ·x[i−1]) / √(1−ρ²)  with ρ = φ^g,
//
// so X'V⁻¹X is a sum over the distinct gaps of a few fixed matrices times
// functions of ρ, and log|V| a sum of log(1−ρ²). The matrices are added up once;
// after that the likelihood at a φ costs the same for any number of values.
//
// The columns taken are those of Q and the residuals e of least squares, scaled
// to length 1. With M = [Q e]'V⁻¹[Q e], log|M| is log|Q'V⁻¹Q| + log RSS, and the
// last column of M⁻¹ is [−shift; 1]/RSS, where shift is what the coefficients
// move from least squares. The profile log-likelihood and its slope follow:
//
//	l  = −½[(N−p−1)·log RSS + log|M| + log|V|]
//	l' = −½[(N−p−1)·RSS'/RSS + tr(M⁻¹M') + (log|V|)']

const (
	// arSteps points of atanh φ on each side of 0, up to φ = 1−10⁻⁶, are tried;
	// between two of them a maximum is found by its slope. There can be several.
	arSteps  = 30
	arLimit  = 1 - 1e-6
	arBeside = 1e-3
	// arEdge is the φ from which on a series can't be told from one that never
	// comes back to its line (or that alternates for ever).
	arEdge = 1 - 1e-5
)

// restricted is the likelihood of one series and the room to compute it in.
type restricted struct {
	n, p, m    int
	size       float64 // length of e
	unit       int     // greatest common divisor of the gaps, which are counted in it
	first      []float64
	gaps       []arGap
	dv, u, inv []float64 // M', M = U'U and M⁻¹: upper triangles, row by row
}

// arGap has the sums over the neighbours so many periods apart. With
// k = sign − ρ, x[i] − ρx[i−1] is (x[i] − sign·x[i−1]) + k·x[i−1]: with the sign
// of ρ the first difference stays exact as ρ nears ±1, where the two cancel.
type arGap struct {
	gap, count  float64
	diff, cross [2][]float64 // for ρ ≥ 0, and below
	back        []float64
}

func newRestricted(d *segmentDesign, e []float64) *restricted {
	r := &restricted{n: d.n, p: d.p, m: d.p + 1, size: floats.Norm(e, 2)}
	for i := 1; i < d.n; i++ {
		for gap := d.t[i] - d.t[i-1]; gap != 0; {
			r.unit, gap = gap, r.unit%gap
		}
	}
	m := r.m
	room := make([]float64, 4*m*m+2*m)
	next := func(size int) []float64 {
		s := room[:size]
		room = room[size:]
		return s
	}
	r.first, r.dv, r.u, r.inv = next(m*m), next(m*m), next(m*m), next(m*m)
	now, before := next(m), next(m)
	index := map[int]int{}
	for i := range d.n {
		now, before = before, now
		copy(now, d.row(i))
		now[d.p] = e[i] / r.size
		if i == 0 {
			for j := range m {
				floats.AddScaled(r.first[j*m+j:(j+1)*m], now[j], now[j:])
			}
			continue
		}
		gap := (d.t[i] - d.t[i-1]) / r.unit
		at, seen := index[gap]
		if !seen {
			at = len(r.gaps)
			index[gap] = at
			room = make([]float64, 5*m*m)
			r.gaps = append(r.gaps, arGap{
				gap: float64(gap), back: next(m * m),
				diff: [2][]float64{next(m * m), next(m * m)}, cross: [2][]float64{next(m * m), next(m * m)},
			})
		}
		r.gaps[at].add(now, before)
	}
	return r
}

func (g *arGap) add(now, before []float64) {
	g.count++
	m := len(now)
	for i, a := range now {
		b := before[i]
		for j := i; j < m; j++ {
			k, x, y := i*m+j, now[j], before[j]
			g.diff[0][k] += (a - b) * (x - y)
			g.diff[1][k] += (a + b) * (x + y)
			g.cross[0][k] += (a-b)*y + b*(x-y)
			g.cross[1][k] += (a+b)*y + b*(x+y)
			g.back[k] += b * y
		}
	}
}

// at computes the log-likelihood at φ = tanh z and its slope by z; φ is here the
// correlation one unit of the gaps apart. Both are NaN where M can't be factored,
// and then take part in no comparison.
func (r *restricted) at(z float64) (logL, slope float64) {
	m, p := r.m, r.p
	phi := math.Tanh(z)
	copy(r.u, r.first)
	clear(r.dv)
	var logV, dLogV float64
	for i := range r.gaps {
		g := &r.gaps[i]
		rho, dRho := math.Pow(phi, g.gap), g.gap*math.Pow(phi, g.gap-1)
		s, k := 0, 1-rho
		if rho < 0 {
			s, k = 1, -1-rho
		}
		w := 1 / ((1 - rho) * (1 + rho))
		logV -= g.count * math.Log(w)
		dLogV -= g.count * 2 * rho * dRho * w
		w1, w2 := dRho*w, 2*rho*dRho*w*w
		for row := 0; row < m*m; row += m + 1 { // from the diagonal on
			to := row - row%m + m
			diff, cross, back := g.diff[s][row:to], g.cross[s][row:to], g.back[row:to]
			u, dv := r.u[row:to], r.dv[row:to]
			for j := range u {
				sum := diff[j] + k*(cross[j]+k*back[j])
				u[j] += w * sum
				dv[j] += w2*sum - w1*(cross[j]+2*k*back[j])
			}
		}
	}
	if _, ok := lapack64.Potrf(blas64.Symmetric{Uplo: blas.Upper, N: m, Stride: m, Data: r.u}); !ok {
		return math.NaN(), math.NaN()
	}
	copy(r.inv, r.u)
	lapack64.Potri(blas64.Triangular{Uplo: blas.Upper, Diag: blas.NonUnit, N: m, Stride: m, Data: r.inv})
	var logM, trace, quad float64
	for i := range m {
		logM += 2 * math.Log(r.u[i*m+i])
		for j := i; j < m; j++ {
			f := r.dv[i*m+j]
			if j > i {
				f *= 2
			}
			trace += f * r.inv[i*m+j]
			quad += f * r.inv[i*m+p] * r.inv[j*m+p]
		}
	}
	last := r.inv[p*m+p]
	rest := float64(r.n - p - 1)
	logL = -(-rest*math.Log(last) + logM + logV) / 2
	slope = -(rest*quad/last + trace + dLogV) / 2 * (1 - phi*phi)
	return logL, slope
}

// maximize finds the φ of the greatest likelihood.
func (r *restricted) maximize() restrictedFit {
	best, bestL := 0.0, math.Inf(-1) // at 0 M is the identity, so that can always be computed
	try := func(z, logL float64) {
		if logL > bestL {
			best, bestL = z, logL
		}
	}
	grid := r.grid()
	z0, logL0, slope0 := 0.0, 0.0, math.NaN()
	for i, z := range grid {
		logL, slope := r.at(z)
		switch {
		case math.IsNaN(slope0) && slope <= 0, i == len(grid)-1 && slope > 0:
			try(z, logL)
		case slope0 > 0 && math.IsNaN(slope):
			try(z0, logL0)
		case slope0 > 0 && slope <= 0:
			top := r.top(z0, z, slope0, slope)
			logL, _ := r.at(top)
			try(top, logL)
		}
		z0, logL0, slope0 = z, logL, slope
	}
	r.at(best) // leaves its matrices behind
	return r.fit(math.Tanh(best))
}

// grid is where the likelihood is tried. Where every gap is even, φ and −φ are
// the same series, and the one that isn't negative is meant. Where no two
// neighbours stand, 0 is always level, be it a valley or a top: the points beside
// it tell.
func (r *restricted) grid() []float64 {
	z := make([]float64, 0, 2*arSteps+3)
	step := math.Atanh(arLimit) / arSteps
	if r.unit%2 != 0 {
		for i := arSteps; i > 0; i-- {
			z = append(z, -step*float64(i))
		}
		z = append(z, -arBeside)
	}
	z = append(z, 0, arBeside)
	for i := 1; i <= arSteps; i++ {
		z = append(z, step*float64(i))
	}
	return z
}

// top is where the slope falls through 0 between a and b (C. Ridders, A new
// algorithm for computing a single root of a real continuous function, IEEE
// Trans. Circuits Syst. 26, 1979).
func (r *restricted) top(a, b, slopeA, slopeB float64) float64 {
	for b-a > 1e-13 && slopeB < 0 {
		mid := (a + b) / 2
		_, slope := r.at(mid)
		x := mid + (mid-a)*slope/math.Sqrt(slope*slope-slopeA*slopeB)
		if !(x > a && x < b) { // rounded onto an end, or NaN
			return min(max(x, a), b)
		}
		_, slopeX := r.at(x)
		lo, sLo, hi, sHi := min(mid, x), slope, max(mid, x), slopeX
		if x < mid {
			sLo, sHi = slopeX, slope
		}
		switch {
		case sHi > 0:
			a, slopeA = hi, sHi
		case sLo > 0:
			a, slopeA, b, slopeB = lo, sLo, hi, sHi
		default:
			b, slopeB = lo, sLo
		}
	}
	return b
}

// restrictedFit is the series fitted at the best φ.
type restrictedFit struct {
	phi    float64
	atEdge bool
	sigma  float64
	shift  []float64 // of the coefficients in the basis Q, from least squares
	u      []float64 // Q'V⁻¹Q = U'U, with rows of stride numbers
	stride int
}

// fit is the fit at the φ last computed, still that of one unit of the gaps.
func (r *restricted) fit(phi float64) restrictedFit {
	last := r.inv[r.p*r.m+r.p]
	f := restrictedFit{
		phi:    math.Copysign(math.Pow(math.Abs(phi), 1/float64(r.unit)), phi),
		atEdge: math.Abs(phi) >= arEdge,
		sigma:  r.size / math.Sqrt(last*float64(r.n-r.p)),
		shift:  make([]float64, r.p),
		u:      r.u, stride: r.m,
	}
	for j := range f.shift {
		f.shift[j] = -r.inv[j*r.m+r.p] / last * r.size
	}
	return f
}

// se is the standard error of g'β.
func (f *restrictedFit) se(g []float64) float64 {
	h := append([]float64(nil), g...)
	forward(f.u, f.stride, h)
	return f.sigma * floats.Norm(h, 2)
}
