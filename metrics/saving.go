package metrics

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Terms say how a change becomes a saving. The zero value counts it in the
// metric's own unit, without a cap, to nobody's account, and at an unknown
// distance from a hard business metric.
type Terms struct {
	// Unit is what the readings add up to over a period, "deaths" of a metric in
	// deaths a month per 1,000 men, and always to be stated of a rate; empty: the
	// metric's unit. It names, and converts nothing.
	Unit string `json:"unit,omitzero"`
	// Price is what one unit of the metric is worth: 40 EUR an hour. Without one
	// the saving is counted in the metric's own unit.
	Price Quantity `json:"price,omitzero"`
	// Cap is the cost of not knowing: what lacking the knowledge costs in the
	// period after, which no saving from knowing can exceed
	// <http://www.nickmilton.com/2019/08/how-to-estimate-size-of-km-prize.html>.
	Cap Quantity `json:"cap,omitzero"`
	// Attribution is the share of the change that is put down to KM, from 0 to
	// 1. Without one the saving is that of everything that changed, and says so.
	Attribution Interval `json:"attribution,omitzero"`
	// Distance is how many steps the metric is from a hard business metric
	// (Benefit.Distance): at 1 and more a saving is indirect (R6, Milton 2020).
	Distance Interval `json:"distance,omitzero"`
}

// Saving is a change in hours or money over the whole period after, low end
// first: what a sceptic has to grant.
type Saving struct {
	Claim Claim `json:"claim"` // what may be claimed, or why nothing
	// Bank is the amount to bank: the low end of Amount where there is a claim,
	// else nothing.
	Bank   Quantity `json:"bank,omitzero"`
	Amount Quantity `json:"amount,omitzero"` // with the change's interval carried through; negative for a loss
	// Expected is what the period after would have come to without the change,
	// at its own volume: at the baseline's mean, or at what a control or the trend
	// before says in its place. Actual is what it came to.
	Expected Quantity `json:"expected,omitzero"`
	Actual   Quantity `json:"actual,omitzero"`
	// Uneven says that Expected less Actual, at the baseline's mean or at its rate
	// over all it was counted of, lies outside what the change allows: the periods
	// with most volume went another way than the rest. Then nothing is claimed.
	Uneven bool `json:"uneven,omitzero"`
	// NoInterval and NoVolume say why a saving is not computable: the change has no
	// interval or direction; or nobody said what the readings add up to, since the
	// metric's kind is neither a count nor an amount and it is no rate.
	NoInterval  bool     `json:"noInterval,omitzero"`
	NoVolume    bool     `json:"noVolume,omitzero"`
	Capped      bool     `json:"capped,omitzero"`      // the cost of not knowing cut it
	Attribution Interval `json:"attribution,omitzero"` // as stated; Anything: nobody stated a share
	Hard        Answer   `json:"hard"`                 // No: indirect, the metric is a step or more from a hard one
}

// leastErrors is how many standard errors a change must come to before a saving
// is claimed from it: 2.
const leastErrors = 2

// Saving works out what the change was worth over the period after: what that
// period would have come to without it, less what it came to.
//
// Nothing is claimed unless the conclusion is Better, the estimate comes to two
// standard errors, and no warning says that the number itself leans one way
// (WarningKind.BarsSaving). Without readings before, the answer is NotComputable and
// ErrNoBaseline. Terms that can't hold (a negative price or cap, a share above
// 1, a cap in another unit than the price) are errors, all at once.
func (c Change) Saving(t Terms) (Saving, error) {
	if err := t.check(c.Unit); err != nil {
		return Saving{}, err
	}
	if c.Before.Points == 0 {
		return Saving{Attribution: t.Attribution, Hard: t.Distance.AtMost(0)}, fmt.Errorf("metrics: before: %w", ErrNoBaseline)
	}
	s := Saving{Attribution: t.Attribution, Hard: t.Distance.AtMost(0)}
	s.NoInterval, s.NoVolume = c.Gain().IsAnything(), !(c.After.Volume > 0) || !finite(c.After.Volume)
	if s.NoInterval || s.NoVolume {
		return s, nil
	}
	volume, unit := Exactly(c.After.Volume), cmp.Or(t.Unit, c.Unit)
	without := c.After.Mean - c.Estimate // the mean without the change
	if c.Method == MannWhitney && c.Control == nil {
		without = c.Before.Mean // a shift of medians is no difference of means
	}
	s.Expected = Quantity{Exactly(round12(without)).Times(volume).middle(), unit}
	s.Actual = Quantity{Exactly(c.After.Total), unit}
	amount := c.Gain().Times(volume)
	s.Uneven = c.uneven(s.Expected.Value, s.Actual.Value, amount)
	if c.Control == nil && !c.Method.ModelsTrend() {
		// A rate's baseline by what it was counted of, large months and small ones;
		// nothing is known of it where that is nothing.
		overall := Exactly(round12(c.Before.Total / c.Before.Volume * c.After.Volume))
		s.Uneven = s.Uneven || c.uneven(overall, s.Actual.Value, amount)
	}
	s.Amount = Quantity{amount, unit}
	if t.Price.Unit != "" {
		price, _ := Measure{Kind: Count}.Resolve(t.Price.Value) // checked above; a price is never below 0
		s.Amount = Quantity{amount.Times(price), t.Price.Unit}
	}
	if t.Cap.Unit != "" {
		uncapped := s.Amount.Value
		s.Amount.Value = uncapped.least(t.Cap.Value)
		s.Capped = s.Amount.Value != uncapped
	}
	if !t.Attribution.IsAnything() {
		share, _ := Measure{Kind: Share}.Resolve(t.Attribution)
		s.Amount.Value = s.Amount.Value.Times(share)
	}
	s.Claim = NothingToClaim
	s.Bank = Quantity{Exactly(0), s.Amount.Unit}
	low, ok := s.Amount.Value.Low()
	if ok && low > 0 && c.Conclusion() == Better && !s.Uneven && !c.barred() && c.twoErrors() {
		s.Claim = Claimed
		s.Bank.Value = Exactly(low)
	}
	return s, nil
}

// barred reports whether a warning bars any saving.
func (c Change) barred() bool {
	return slices.ContainsFunc(c.Warnings, func(w Warning) bool { return w.Kind.BarsSaving() })
}

// twoErrors reports whether the estimate comes to two standard errors, or where
// the method has none, whether its p is as small as that of two normal ones.
func (c Change) twoErrors() bool {
	if p, ok := c.P.Point(); ok && c.SE == 0 {
		return p <= 0.0455 // 2·(1 - Φ(2))
	}
	return math.Abs(c.Estimate) >= leastErrors*c.SE
}

// uneven reports whether what was expected less what came is better or worse by
// more than the change allows.
func (c Change) uneven(expected, actual, amount Interval) bool {
	total := expected.Sub(actual)
	if c.Better == Higher {
		total = total.Neg()
	}
	return total.Within(amount) == No
}

// comparesMeans reports whether the estimate is the mean after less the mean
// before.
func (m Method) comparesMeans() bool { return m == Welch || m == WelchEffective || m == Paired }

// check reports what is wrong with the terms, for a metric of a unit.
func (t Terms) check(unit string) error {
	p := strict.In("metrics")
	t.validate(p, "terms")
	if own := cmp.Or(t.Price.Unit, t.Unit, unit); t.Cap.Unit != "" && t.Cap.Unit != own {
		p.Addf("terms.cap.unit", "%q caps a saving in %q: %w", strict.Clip(t.Cap.Unit), strict.Clip(own), ErrUnits)
	}
	return p.Err()
}

// Validate reports everything that is wrong with the terms by themselves.
func (t Terms) Validate() error {
	p := strict.In("metrics")
	t.validate(p, "")
	return p.Err()
}

func (t Terms) validate(p *strict.Problems, path string) {
	at := func(field string) string { return strict.Join(path, field) }
	positive := Measure{Kind: Count}
	for _, q := range []struct {
		field string
		q     Quantity
	}{{"price", t.Price}, {"cap", t.Cap}} {
		if q.q.Unit == "" && !q.q.IsZero() {
			p.Absentf(at(q.field+".unit"), "is missing")
		}
		if q.q.Unit != "" && q.q.Value.IsAnything() {
			p.Absentf(at(q.field+".value"), "is missing")
		} else if _, err := positive.Resolve(q.q.Value); err != nil {
			p.Addf(at(q.field+".value"), "want 0 or more, have %s", q.q.Value)
		}
	}
	if _, err := (Measure{Kind: Share}).Resolve(t.Attribution); err != nil {
		p.Add(at("attribution"), err)
	}
	if _, err := positive.Resolve(t.Distance); err != nil {
		p.Add(at("distance"), err)
	}
}

// middle is a product that is known but for its last digit as one number.
func (i Interval) middle() Interval {
	if r := i.Rounded(); r.ends&(hasLow|hasHigh) == hasLow|hasHigh && r.low == r.high {
		return r
	}
	return i
}

// least is what is known of the smaller of two numbers, the second 0 or more, with
// its ends closed.
func (i Interval) least(j Interval) Interval {
	a, b := i.extremes(), j.extremes()
	low, high := min(a[0], max(b[0], 0)), min(a[1], b[1])
	l, _ := bounded(low, high, endsOf(low, high)) // low is never above high
	return l
}

// Kind names the saving: hard, indirect, or not known to be hard.
func (s Saving) Kind() string {
	switch s.Hard {
	case Yes:
		return "hard saving"
	case No:
		return "indirect saving"
	}
	return "saving not known to be a hard one"
}

// String is one line for a log.
func (s Saving) String() string {
	switch s.Claim {
	case Claimed:
		return fmt.Sprintf("%s: at least %s (%s)", s.Kind(), s.Bank, s.Amount)
	case NothingToClaim:
		return fmt.Sprintf("nothing to claim (%s)", s.Amount)
	}
	why := ""
	if s.NoInterval {
		why += ": there is no interval"
	}
	if s.NoVolume {
		why += ": nobody said what the readings add up to (the metric's kind is neither count nor amount)"
	}
	return s.Claim.String() + why
}

// UnmarshalJSON reads a saving strictly: what is to be banked is the low end of
// the amount where there is a claim, and nothing where there is none.
func (s *Saving) UnmarshalJSON(data []byte) error {
	type plain Saving
	return strict.Unmarshal("metrics", data, (*plain)(s), func() error {
		p := strict.In("metrics")
		bank, known := s.Bank.Value.Point()
		low, ok := s.Amount.Value.Low()
		switch {
		case s.Claim == Claimed && !(known && bank > 0):
			p.Addf("bank", "%s is nothing to bank", s.Bank)
		case s.Claim == Claimed && !(ok && low == bank && s.Bank.Unit == s.Amount.Unit):
			p.Addf("bank", "%s isn't the low end of %s", s.Bank, s.Amount)
		case s.Claim == NothingToClaim && !(known && bank == 0):
			p.Addf("bank", "there is nothing to claim, and %s to bank", s.Bank)
		}
		return p.Err()
	})
}

// UnmarshalJSON reads terms strictly.
func (t *Terms) UnmarshalJSON(data []byte) error {
	type plain Terms
	return strict.Unmarshal("metrics", data, (*plain)(t), func() error { return t.Validate() })
}
