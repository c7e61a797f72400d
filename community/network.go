package community

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// How a network is set up and what it owes go together in two ways and fail in
// two others (Milton 2014, who has only the community of practice in the corner
// above left; that its nature makes it another there is our extension):
//
//	              owes nothing              owes a deliverable
//	 informal     by its nature:            deliverable without formality:
//	              community of practice,    add formality
//	              of interest, …
//	 formal       formality without a       community of purpose
//	              deliverable: relax it
//
// Each of the two questions may be unknown and the nature may have several
// types, so what is known of the form is a set.

// Charter is how a network is set up. The zero value knows nothing.
type Charter struct {
	// Formal answers whether leader and members are appointed, with time and
	// money for it. A charter, a facilitator and a business case alone don't
	// make a network formal: a community of practice may have them too.
	Formal metrics.Answer `json:"formal,omitzero"`
	// Contracted answers whether it owes the business a deliverable that was
	// agreed on.
	Contracted metrics.Answer `json:"contracted,omitzero"`
}

var twoTypes = metrics.Source{Title: "N. Milton, Two types of business networks", Year: 2014, URL: "https://www.nickmilton.com/2014/01/two-types-of-business-networks.html"}

// Source is the text that says which of the combinations work.
func (Charter) Source() metrics.Source { return twoTypes }

// Network is what form a network has, as far as is known: the forms that it may
// have. In the zero value there is none, for nobody is there. Networks are
// compared by ==.
type Network struct {
	possible uint16 // bit f is set if the form f is possible
}

// Equal is ==, for packages that compare by method.
func (s Network) Equal(t Network) bool { return s == t }

// Network returns the forms that a network of that nature may have. A nature
// of nobody gives none, whatever the charter says.
func (c Charter) Network(n Nature) Network {
	var s Network
	if n.IsZero() {
		return s
	}
	maybe := func(a metrics.Answer, want metrics.Answer) bool {
		return a == want || a != metrics.Yes && a != metrics.No
	}
	formal, informal := maybe(c.Formal, metrics.Yes), maybe(c.Formal, metrics.No)
	contracted, free := maybe(c.Contracted, metrics.Yes), maybe(c.Contracted, metrics.No)
	for _, f := range []struct {
		possible bool
		form     Form
	}{{formal && contracted, CommunityOfPurpose}, {formal && free, FormalityAlone}, {informal && contracted, DeliverableAlone}} {
		if f.possible {
			s.possible |= 1 << f.form
		}
	}
	if informal && free {
		for t := range n.Possible() {
			s.possible |= 1 << t.form()
		}
	}
	return s
}

// form is the form of an informal network that owes nothing. The names are ours
// where two ties count: of KM networks, champions lie between interest and
// innovation, and a mixed network has role holders and champions together; we
// take them for networks of any topic.
func (t Type) form() Form {
	switch t {
	case Practice:
		return CommunityOfPractice
	case Interest:
		return CommunityOfInterest
	case Innovation:
		return InnovationCommunity
	case InterestInnovation:
		return NetworkOfChampions
	}
	return MixedNetwork
}

// Form returns the one form that is possible, FormUnknown if it can't be told.
func (s Network) Form() Form {
	for f := range s.Possible() {
		if s.possible == 1<<f {
			return f
		}
		break
	}
	return FormUnknown
}

// Is answers whether the network has that form.
func (s Network) Is(f Form) metrics.Answer {
	switch {
	case f == FormUnknown || s.possible == 0:
		return metrics.Unknown
	case f > DeliverableAlone || s.possible&(1<<f) == 0:
		return metrics.No
	case s.possible == 1<<f:
		return metrics.Yes
	}
	return metrics.Unknown
}

// Possible yields the forms that are possible, in the order of their values;
// none if nobody is counted.
func (s Network) Possible() iter.Seq[Form] {
	return func(yield func(Form) bool) {
		for f := NetworkOfChampions; f <= DeliverableAlone; f++ {
			if s.possible&(1<<f) != 0 && !yield(f) {
				return
			}
		}
	}
}

// Mismatch answers whether formality and deliverable fail to go together.
func (s Network) Mismatch() metrics.Answer {
	const mismatches = 1<<FormalityAlone | 1<<DeliverableAlone
	switch {
	case s.possible == 0:
		return metrics.Unknown
	case s.possible&mismatches == 0:
		return metrics.No
	case s.possible&^mismatches == 0:
		return metrics.Yes
	}
	return metrics.Unknown
}

// String returns the form, or the forms that are possible, for people.
func (s Network) String() string {
	var texts []string
	for f := range s.Possible() {
		texts = append(texts, f.String())
	}
	switch last := len(texts) - 1; last {
	case -1:
		return "cannot tell: nobody is counted"
	case 0:
		return texts[0]
	default:
		return strings.Join(texts[:last], ", ") + " or " + texts[last]
	}
}

// MarshalJSON writes the possible forms as a list.
func (s Network) MarshalJSON() ([]byte, error) {
	return json.Marshal(slices.AppendSeq([]Form{}, s.Possible()))
}

// UnmarshalJSON reads what MarshalJSON wrote. A form that stands twice is
// refused.
func (s *Network) UnmarshalJSON(data []byte) error {
	var all []Form
	var read Network
	err := strict.Unmarshal("community", data, &all, func() error {
		p := strict.In("community")
		for i, f := range all {
			switch {
			case f == FormUnknown:
				p.Addf(strict.Index("", i), "%q is no form", f)
			case read.possible&(1<<f) != 0:
				p.Addf(strict.Index("", i), "%q stands twice", f)
			}
			read.possible |= 1 << f
		}
		return p.Err()
	})
	if err == nil {
		*s = read
	}
	return err
}

// UnmarshalJSON reads a charter strictly.
func (c *Charter) UnmarshalJSON(data []byte) error {
	type plain Charter
	return strict.Unmarshal("community", data, (*plain)(c), nil)
}
