package health

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Band is a range that an indicator has in communities of one kind and size,
// according to a source. Bands are data: hand in others with Options.
type Band struct {
	ID        string           `json:"id"`            // to refer to it by
	Indicator Indicator        `json:"indicator"`     // what it is for
	Kind      Kind             `json:"kind"`          // never unknown: no band is for both kinds
	Size      Size             `json:"size,omitzero"` // SizeUnknown: for every size
	Range     metrics.Interval `json:"range"`         // the numbers that are usual
	Source    metrics.Source   `json:"source"`        // where the range comes from
}

// About is how far from a number that is published as a rule of thumb, or as a
// trend with wide scatter, still counts as that number: by a factor of 2 either
// way. Our default.
const About = 2

// Sources of the bands. Where we had to read a range out of a number, or to work
// one out, the title says so.
var (
	wenger        = metrics.Source{Title: "E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice", Year: 2002}
	wengerDerived = metrics.Source{Title: "the rest, worked out from E. Wenger, R. McDermott, W. M. Snyder, Cultivating Communities of Practice", Year: 2002}
	nielsen       = metrics.Source{Title: "our reading, within a factor of 2, of J. Nielsen, The 90-9-1 rule for participation inequality", Year: 2006,
		URL: "http://www.nngroup.com/articles/participation-inequality/"}
	nielsenDerived = metrics.Source{Title: "the rest, worked out from our reading of J. Nielsen, The 90-9-1 rule for participation inequality", Year: 2006,
		URL: "http://www.nngroup.com/articles/participation-inequality/"}
	buzz     = metrics.Source{Title: "N. Milton, How loud is a buzzing community of practice?", Year: 2012, URL: buzzURL}
	buzzMark = metrics.Source{Title: "our reading, as a level to reach, of N. Milton, How loud is a buzzing community of practice?", Year: 2012, URL: buzzURL}
	buzzWork = metrics.Source{Title: "the product of the three, worked out from our reading of N. Milton, How loud is a buzzing community of practice?", Year: 2012, URL: buzzURL}
	support  = metrics.Source{Title: "our reading, within a factor of 2, of N. Milton, Survey on CoP resources", Year: 2011,
		URL: "https://www.nickmilton.com/2011/09/survey-on-cop-resources.html"}
)

const buzzURL = "http://www.nickmilton.com/2012/07/how-loud-is-buzzing-community-of.html"

// Bands returns the default bands, anew each time.
//
// Managed communities have a core of 10 to 15 % and another 15 to 20 % who are
// active (Wenger, McDermott and Snyder 2002); the rest, 65 to 75 %, is worked
// out from these. Of open online communities a rule of thumb has 1 % who
// contribute most, 9 % who do now and then, and 90 % who only read (Nielsen 2006). It has no range: ours is a factor of 2 either way, 0.5
// to 2 %, 4.5 to 18 %, and with 5 to 20 % of contributors in all a rest of 80 to
// 95 %.
//
// A month's activity in a large or a small community of practice (Milton 2012,
// after the National College for School Leadership) is given as a level of good
// buzz: 10 or 75 % of the members visit, 15 or 50 % of the visitors contribute. We
// hold those as levels to reach: more is no fault. Each contributor makes 2 to 3,
// or 4 to 5, contributions, held as published. Contributions per member-month are
// the product of the three, at least 0.03 or 1.5. These are levels
// of communities of practice, whose members are known, and so never held against
// open ones; for sizes between nothing is published.
//
// Support is a trend of about 1.5 FTE for 1,000 members in an informal survey,
// with wide scatter; it need not be linear. It was seen after communities were
// left out that were only starting, that meet face to face or that do research: of
// those it says nothing. Ours is a factor of 2 either way, 0.75 to 3. It says what
// is usual, not what is enough.
func Bands() []Band {
	rest := func(low, high float64) metrics.Interval { return share01(1-high, 1-low) }
	return []Band{
		{"core-managed", CoreShare, Managed, SizeUnknown, share01(.10, .15), wenger},
		{"active-managed", ActiveShare, Managed, SizeUnknown, share01(.15, .20), wenger},
		{"peripheral-managed", PeripheralShare, Managed, SizeUnknown, rest(.10+.15, .15+.20), wengerDerived},
		{"core-open", CoreShare, OpenOnline, SizeUnknown, share01(.01/About, .01*About), nielsen},
		{"active-open", ActiveShare, OpenOnline, SizeUnknown, share01(.09/About, .09*About), nielsen},
		{"peripheral-open", PeripheralShare, OpenOnline, SizeUnknown, rest(.10/About, .10*About), nielsenDerived},
		{"visiting-small", VisitingShare, Managed, Small, metrics.From(.75), buzzMark},
		{"contributing-small", ContributingShare, Managed, Small, metrics.From(.50), buzzMark},
		{"each-small", ContributionsEach, Managed, Small, share01(4, 5), buzz},
		{"per-member-small", ContributionsPerMember, Managed, Small, metrics.From(.75 * .50 * 4), buzzWork},
		{"visiting-large", VisitingShare, Managed, Large, metrics.From(.10), buzzMark},
		{"contributing-large", ContributingShare, Managed, Large, metrics.From(.15), buzzMark},
		{"each-large", ContributionsEach, Managed, Large, share01(2, 3), buzz},
		{"per-member-large", ContributionsPerMember, Managed, Large, metrics.From(.10 * .15 * 2), buzzWork},
		{"support-managed", SupportLoad, Managed, SizeUnknown, share01(1.5/About, 1.5*About), support},
	}
}

// share01 is a range with its ends at the decimals that they are meant to be.
func share01(low, high float64) metrics.Interval { return metrics.MustBetween(low, high).Rounded() }

// fits reports whether the band is for that indicator, kind and size.
func (b Band) fits(i Indicator, k Kind, s Size) bool {
	return b.Indicator == i && b.Kind == k && (b.Size == SizeUnknown || b.Size == s)
}

// find returns the index of the band for that indicator, kind and size, -1 if
// there is none.
func find(bands []Band, i Indicator, k Kind, s Size) int {
	for n, b := range bands {
		if b.fits(i, k, s) {
			return n
		}
	}
	return -1
}

// place says where a number lies, as seen from the band, and whether within.
func (b Band) place(have metrics.Interval) (Place, metrics.Answer) {
	within := have.Within(b.Range)
	switch within {
	case metrics.Yes:
		return Within, within
	case metrics.No:
		if low, ok := b.Range.Low(); ok {
			edge := metrics.From(low)
			if b.Range.LowOpen() {
				edge = metrics.Above(low)
			}
			if have.Within(edge) == metrics.No {
				return Below, within
			}
		}
		return Above, within // an interval outside a band lies on one side of it
	}
	return PlaceUnknown, within
}

// validate reports what is wrong with the bands: what is no indicator, kind or
// size, a band without a range, and two bands for one case.
func validate(p *strict.Problems, path string, bands []Band) {
	for n, b := range bands {
		at := func(field string) string { return strict.Join(strict.Index(path, n), field) }
		if b.Indicator == IndicatorUnknown || b.Indicator > SupportLoad {
			p.Addf(at("indicator"), "%s is no indicator", b.Indicator)
		}
		if b.Kind != Managed && b.Kind != OpenOnline {
			p.Addf(at("kind"), "a band is for one kind of community, managed or open online, have %s", b.Kind)
		}
		if b.Size > Large {
			p.Addf(at("size"), "%s is no size", b.Size)
		}
		if b.Range.IsAnything() {
			p.Absentf(at("range"), "is missing")
		}
		for m, c := range bands[:n] {
			if b.Indicator == c.Indicator && b.Kind == c.Kind && (b.Size == c.Size || b.Size == SizeUnknown || c.Size == SizeUnknown) {
				p.Addf(strict.Index(path, n), "%s has a band for that already, %s", strict.Index(path, m), strict.Clip(c.ID))
				break
			}
		}
	}
}

// UnmarshalJSON reads a band strictly.
func (b *Band) UnmarshalJSON(data []byte) error {
	type plain Band
	return strict.Unmarshal("health", data, (*plain)(b), nil)
}
