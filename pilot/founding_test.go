package pilot_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// scenario is one row of the founding text as a table: a proposal changed in
// one respect, the claim it rests on, what the claim's rule finds and what is
// decided.
type scenario struct {
	claim   string
	reason  string
	from    func() *proposal
	change  func(*proposal)
	rule    string
	outcome maturity.Outcome
	lowest  pilot.Decision
	highest pilot.Decision
}

const (
	met     = maturity.Met
	unmet   = maturity.Unmet
	unknown = maturity.Unknown
	na      = maturity.NotApplicable

	decline  = pilot.Decline
	later    = pilot.Later
	support  = pilot.Support
	showcase = pilot.Showcase
)

// founding is the founding text: N. Milton, Why you should not make the KM CoP
// your first Community, 2020, claims R1 to R9.
var founding = []scenario{
	// R1: a community stands between practice, interest and innovation.
	{"R1", "ties that are all known tell the nature", frontline, none, pilot.RuleNature, met, showcase, showcase},
	{"R1", "an early KM community lies between interest and innovation", champions, none, pilot.RuleNature, met, support, support},
	{"R1", "a few unknown ties can't change the nature", frontline, census(120, 20, 0, 0, 14), pilot.RuleNature, met, showcase, showcase},
	{"R1", "enough unknown ties leave it open", frontline, census(120, 20, 0, 0, 40), pilot.RuleNature, unknown, showcase, showcase},
	{"R1", "of nobody the nature can't be told", champions, census(0, 0, 0, 0, 0), pilot.RuleNature, unknown, support, support},

	// R2: only main roles make practitioners, and a practice area needs many.
	{"R2", "exactly a hundred practitioners are enough", frontline, practitioners(metrics.Exactly(100)), pilot.RulePracticeArea, met, showcase, showcase},
	{"R2", "ninety-nine are not, yet", frontline, practitioners(metrics.Exactly(99)), pilot.RulePracticeArea, unmet, later, later},
	{"R2", "a fraction short is short", frontline, practitioners(metrics.Exactly(99.999999)), pilot.RulePracticeArea, unmet, later, later},
	{"R2", "an estimate across the floor decides nothing", frontline, practitioners(metrics.MustBetween(80, 120)), pilot.RulePracticeArea, unknown, later, showcase},
	{"R2", "an unknown head count isn't a small one", frontline, practitioners(metrics.Anything()), pilot.RulePracticeArea, unknown, later, showcase},
	{"R2", "twenty who meet face to face are enough", frontline, faceToFace(20), pilot.RulePracticeArea, met, showcase, showcase},
	{"R2", "nineteen who meet face to face aren't", frontline, faceToFace(19), pilot.RulePracticeArea, unmet, later, later},
	{"R2", "interest doesn't make practitioners", frontline, practitioners(metrics.Exactly(0)), pilot.RulePracticeArea, unmet, later, later},

	// R3: a showcase represents the communities that follow.
	{"R3", "half of the members practising is enough", frontline, census(70, 70, 0, 0, 0), pilot.RuleMembersPractise, met, showcase, showcase},
	{"R3", "less than half isn't", frontline, census(69, 70, 0, 0, 0), pilot.RuleMembersPractise, unmet, later, later},
	{"R3", "those whose main role is elsewhere count in the whole", frontline, census(69, 0, 0, 70, 0), pilot.RuleMembersPractise, unmet, later, later},
	{"R3", "members of unknown role may practise", frontline, census(60, 60, 0, 0, 20), pilot.RuleMembersPractise, unknown, later, showcase},
	{"R3", "of an uncounted community nothing is known", frontline, census(0, 0, 0, 0, 0), pilot.RuleMembersPractise, unknown, later, showcase},

	// R4: managers believe managers who gained; the KM team's word weighs nothing.
	{"R4", "a manager who gained speaks for it", frontline, none, pilot.RuleEndorsement, met, showcase, showcase},
	{"R4", "KM praising KM convinces nobody", frontline, endorsers(pilot.Endorser{Name: "head of KM", Function: "km", Gained: metrics.Yes}), pilot.RuleEndorsement, unmet, later, later},
	{"R4", "praise beside a manager's word takes nothing away from it", frontline, endorsers(
		pilot.Endorser{Name: "head of KM", Function: "km", Gained: metrics.Yes}, pilot.Endorser{Name: "rig manager", Function: "drilling", Gained: metrics.Yes}), pilot.RuleEndorsement, met, showcase, showcase},
	{"R4", "who gained nothing convinces nobody", frontline, endorsers(pilot.Endorser{Name: "rig manager", Function: "drilling", Gained: metrics.No}), pilot.RuleEndorsement, unmet, later, later},
	{"R4", "whether they gained isn't known", frontline, endorsers(pilot.Endorser{Name: "rig manager", Function: "drilling"}), pilot.RuleEndorsement, unknown, later, showcase},
	{"R4", "a claim of success that nobody supports", frontline, endorsers(), pilot.RuleEndorsement, unmet, later, later},
	{"R4", "nobody knows who supports it", frontline, func(p *proposal) { p.candidate.Endorsers = nil }, pilot.RuleEndorsement, unknown, later, showcase},
	{"R4", "until success is claimed nobody has to vouch for it", frontline, func(p *proposal) {
		p.candidate.Claimed, p.candidate.Endorsers = false, []pilot.Endorser{}
	}, pilot.RuleEndorsement, unmet, showcase, showcase},

	// R5: without a baseline no saving can be shown.
	{"R5", "six readings are a baseline", frontline, baseline(metrics.Exactly(6)), pilot.RuleBaseline, met, showcase, showcase},
	{"R5", "five aren't yet", frontline, baseline(metrics.Exactly(5)), pilot.RuleBaseline, unmet, later, later},
	{"R5", "no baseline is no zero, and no showcase", frontline, baseline(metrics.Exactly(0)), pilot.RuleBaseline, unmet, later, later},
	{"R5", "whether there is one isn't known", frontline, baseline(metrics.Anything()), pilot.RuleBaseline, unknown, later, showcase},
	{"R5", "about half a year isn't certainly enough", frontline, baseline(metrics.MustBetween(4, 8)), pilot.RuleBaseline, unknown, later, showcase},

	// R6: a support function is never frontline, even when KM is mature.
	{"R6", "a frontline function", frontline, none, pilot.RuleFrontline, met, showcase, showcase},
	{"R6", "KM's own, with KM embedded, is still a support function's", kmCoP, function("km"), pilot.RuleFrontline, unmet, decline, decline},
	{"R6", "so is finance, however large", frontline, function("finance"), pilot.RuleFrontline, unmet, decline, decline},
	{"R6", "and whoever supports those who support", frontline, function("audit"), pilot.RuleFrontline, unmet, decline, decline},
	{"R6", "a function that may be frontline leaves all open", frontline, function("open"), pilot.RuleFrontline, unknown, decline, showcase},
	{"R6", "so does one that isn't named", frontline, function(""), pilot.RuleFrontline, unknown, decline, showcase},
	{"R6", "nothing unknown saves a support function without a baseline", frontline, func(p *proposal) {
		p.candidate.Function, p.candidate.Benefit = "finance", metrics.Benefit{}
	}, pilot.RuleFrontline, unmet, decline, decline},

	// R7: a showcase needs demonstrable business benefit; no score buys a veto back.
	{"R7", "a hard metric of the business", frontline, none, pilot.RuleHardMetric, met, showcase, showcase},
	{"R7", "a metric one step away is indirect", frontline, metric("stuck-pipes"), pilot.RuleHardMetric, unmet, later, later},
	{"R7", "one two steps away is too", frontline, metric("questions"), pilot.RuleHardMetric, unmet, later, later},
	{"R7", "a metric that drives nothing shows the business nothing", frontline, metric("page-views"), pilot.RuleHardMetric, unmet, later, later},
	{"R7", "which metric it moves isn't known", frontline, metric(""), pilot.RuleHardMetric, unknown, later, showcase},
	{"R7", "more people and more readings don't buy a hard metric", frontline, func(p *proposal) {
		p.candidate.Benefit.Metric = "questions"
		p.candidate.Area.Practitioners = metrics.Exactly(50_000)
		p.candidate.Benefit.Baseline.Points = metrics.Exactly(1000)
	}, pilot.RuleHardMetric, unmet, later, later},

	// R8: KM's own is no public pilot before KM is embedded, and may be run quietly.
	{"R8", "KM's own once KM is embedded, where knowledge is the business", kmCoP, none, pilot.RuleKMPracticeArea, met, showcase, showcase},
	{"R8", "not before it is a recognised competence", kmCoP, fact(maturity.KMCoreCompetence, metrics.Exactly(0)), pilot.RuleKMCompetence, unmet, later, later},
	{"R8", "not before there are KM metrics", kmCoP, fact(maturity.KMMetrics, metrics.Exactly(0)), pilot.RuleKMMetrics, unmet, later, later},
	{"R8", "not before their baseline is measured", kmCoP, fact(maturity.KMBaseline, metrics.Exactly(0)), pilot.RuleKMBaseline, unmet, later, later},
	{"R8", "not while KM is no practice area", kmCoP, kmPractitioners(metrics.Exactly(99)), pilot.RuleKMPracticeArea, unmet, later, later},
	{"R8", "not while there are no KM posts", kmCoP, kmPractitioners(metrics.Exactly(0)), pilot.RuleKMPosts, unmet, later, later},
	{"R8", "perhaps, if it is a competence", kmCoP, fact(maturity.KMCoreCompetence, metrics.Anything()), pilot.RuleKMCompetence, unknown, later, showcase},
	{"R8", "a community of the business doesn't wait for KM", frontline, fact(maturity.KMCoreCompetence, metrics.Exactly(0)), pilot.RuleKMCompetence, na, showcase, showcase},
	{"R8", "champions are supported as a network", champions, none, pilot.RuleTopic, met, support, support},
	{"R8", "champions announced as public proof are not", champions, func(p *proposal) { p.candidate.Announced = true }, pilot.RuleNotAnnounced, unmet, decline, decline},
	{"R8", "a supporting network has KM as its topic", champions, func(p *proposal) {
		p.candidate.Area = community.PracticeArea{ID: "drilling engineering"}
	}, pilot.RuleTopic, unmet, decline, decline},

	// R9: first champions, then roles, then a community of practice.
	{"R9", "a community of practice once KM is embedded", champions, none, pilot.RuleForm, met, support, support},
	{"R9", "champions come first", champions, stage(0, community.NetworkOfChampions), pilot.RuleForm, met, support, support},
	{"R9", "a community of practice doesn't", champions, stage(0, community.CommunityOfPractice), pilot.RuleForm, unmet, support, support},
	{"R9", "with roles the network changes its nature", champions, stage(1, community.MixedNetwork), pilot.RuleForm, met, support, support},
	{"R9", "champions alone no longer fit then", champions, stage(1, community.NetworkOfChampions), pilot.RuleForm, unmet, support, support},
	{"R9", "the form isn't said", champions, stage(1, community.FormUnknown), pilot.RuleForm, unknown, support, support},
	{"R9", "the stage isn't known", champions, func(p *proposal) { p.kmPractitioners(metrics.Anything()) }, pilot.RuleForm, unknown, support, support},
}

func none(*proposal) {}

func census(p, i, n, e, u int64) func(*proposal) {
	return func(x *proposal) {
		x.candidate.Community = community.Census{Practising: people(p), Interested: people(i), Innovating: people(n), Elsewhere: people(e), Unknown: people(u)}
	}
}

func practitioners(n metrics.Interval) func(*proposal) {
	return func(p *proposal) { p.candidate.Area.Practitioners = n }
}

func faceToFace(n float64) func(*proposal) {
	return func(p *proposal) {
		p.candidate.Area.Practitioners, p.candidate.Area.FaceToFace = metrics.Exactly(n), true
	}
}

func endorsers(all ...pilot.Endorser) func(*proposal) {
	return func(p *proposal) { p.candidate.Endorsers = append([]pilot.Endorser{}, all...) }
}

func baseline(points metrics.Interval) func(*proposal) {
	return func(p *proposal) { p.candidate.Benefit.Baseline.Points = points }
}

func function(id string) func(*proposal) {
	return func(p *proposal) { p.candidate.Function = id }
}

func metric(id string) func(*proposal) {
	return func(p *proposal) { p.candidate.Benefit.Metric = id }
}

func fact(measure string, value metrics.Interval) func(*proposal) {
	return func(p *proposal) { p.fact(measure, value) }
}

func kmPractitioners(n metrics.Interval) func(*proposal) {
	return func(p *proposal) { p.kmPractitioners(n) }
}

func stage(kmPosts float64, form community.Form) func(*proposal) {
	return func(p *proposal) {
		p.kmPractitioners(metrics.Exactly(kmPosts))
		p.candidate.Form = form
	}
}

// check is what is wrong with a row, nothing if it holds.
func (s *scenario) check(policy pilot.Policy) string {
	p := s.from()
	s.change(p)
	p.policy = policy
	v, err := p.screen()
	if err != nil {
		return err.Error()
	}
	f, ok := v.Finding(s.rule)
	switch {
	case !ok:
		return "there is no finding of " + s.rule
	case f.Claim != s.claim:
		return s.rule + " rests on " + f.Claim
	case f.Outcome != s.outcome:
		return s.rule + " is " + f.Outcome.String()
	case v.Lowest != s.lowest || v.Highest != s.highest:
		return "decided " + v.Lowest.String() + " to " + v.Highest.String()
	}
	return ""
}

func TestFoundingText(t *testing.T) {
	require.GreaterOrEqual(t, len(founding), 40)
	for i := range founding {
		s := &founding[i]
		t.Run(s.claim+" "+s.reason, func(t *testing.T) {
			require.Empty(t, s.check(pilot.Policy{}))
		})
	}
}

// Taking the rules of a claim out of force must fail that claim's rows and no
// others: each row rests on its claim alone, and no rule is without a row.
func TestRowsRestOnTheirClaim(t *testing.T) {
	for claim := range claims() {
		var rules []string
		for r := range pilot.Rules {
			if r.Claim != claim {
				rules = append(rules, r.ID)
			}
		}
		for i := range founding {
			s := &founding[i]
			failed := s.check(pilot.Policy{Rules: rules}) != ""
			require.Equal(t, s.claim == claim, failed, "without %s: %s %s", claim, s.claim, s.reason)
		}
	}
}

// Each single rule is needed by some row too.
func TestEveryRuleHasARow(t *testing.T) {
	for out := range pilot.Rules {
		if out.Claim == "" {
			continue // claim and problem-led aren't of the founding text
		}
		var rules []string
		for r := range pilot.Rules {
			if r.ID != out.ID {
				rules = append(rules, r.ID)
			}
		}
		require.True(t, slices.ContainsFunc(founding, func(s scenario) bool { return s.check(pilot.Policy{Rules: rules}) != "" }), out.ID)
	}
}

func claims() map[string]bool {
	all := map[string]bool{}
	for r := range pilot.Rules {
		if r.Claim != "" {
			all[r.Claim] = true
		}
	}
	return all
}

func TestAllNineClaimsHaveRules(t *testing.T) {
	require.Len(t, claims(), 9)
}
