package picture

import (
	"fmt"
	"maps"
)

// Words is what pictures say, by key. A word may hold the marks of fmt for what
// is told, in the order of English's; %[2]s and the like take them in another.
type Words map[string]string

// english has every key.
var english = Words{
	"practice": "practice", "interest": "interest", "innovation": "innovation",
	"between practice and interest": "practice and interest", "between practice and innovation": "practice and innovation",
	"between interest and innovation": "interest and innovation", "mixed": "mixed",

	"triangle.titled":  "Where %s stands between practice, interest and innovation",
	"triangle.ring":    "A dashed ring is the middle of what is open, not a place that is known.",
	"triangle.title":   "Where the community stands between practice, interest and innovation",
	"triangle.lines":   "A tie counts from %s of the members on: the three lines part seven regions.",
	"triangle.none":    "No place is shown.",
	"triangle.one":     "%s: %s.",
	"triangle.nobody":  "%s: nobody is counted.",
	"triangle.open":    "%s: somewhere in the outlined area: %s.",
	"triangle.or":      " or ",
	"triangle.place":   "place",
	"triangle.nature":  "nature",
	"triangle.unknown": "cannot tell",
	"range":            "%s to %s",
	"number.group":     ",",
	"number.point":     ".",
	"number.percent":   "%s %%",

	"unmet": "not met", "unknown": "unknown",

	"ladder.title":    "How far the programme has come",
	"ladder.level":    "level",
	"ladder.reached":  "reached",
	"ladder.blocked":  "what stands in the way",
	"ladder.certain":  "reached",
	"ladder.passed":   "passed or reached",
	"ladder.possible": "possible",
	"ladder.not":      "not reached",
	"ladder.step":     "%s: %s.",
	"ladder.none":     "There are no levels.",

	"met": "met", "not applicable": "doesn't apply",
	"undetermined": "undetermined", "decline": "decline", "later": "later", "support": "support", "showcase": "showcase",
	"candidate": "candidate", "chosen": "chosen", "day": "day",
	"in": "%s, in %s", "least": "at least %s", "most": "at most %s",
	"candidates.none": "There are no candidates.",

	"rules.title":    "What the rules say of each candidate",
	"rules.decision": "decision",
	"rules.reported": "only reported",
	"rules.cell":     "%s, only reported",
	"rules.key":      "%s: %s",
	"rules.says":     "%s: %s; %s met, %s not met, %s unknown.",

	"ranks.title":    "How the candidates rank, and whether other weights would change that",
	"ranks.rank":     "rank",
	"ranks.possible": "possible ranks at these weights",
	"ranks.score":    "score",
	"ranks.share":    "share of weightings at rank %s",
	"ranks.word":     "possible: %s",
	"ranks.says":     "%s: rank %s, possible: %s.",
	"ranks.first":    "first in %s of weightings",
	"ranks.sentence": "First in %s of weightings.",
	"ranks.parts":    "The number in a part of a bar is the rank, its length how many weightings give it.",
	"ranks.draws":    "Shares are of %s draws, ± %s.",
	"ranks.reach":    "A dot is the rank, the bar around it all ranks that are possible.",

	"coverage.title":       "Whom the pilots convince",
	"coverage.function":    "managers of",
	"coverage.wins":        "wins they ask for",
	"coverage.has":         "wins chosen",
	"coverage.whether":     "convinced?",
	"coverage.convinced":   "convinced",
	"coverage.unconvinced": "not convinced",
	"coverage.unclear":     "not known",
	"coverage.note":        "wins asked for: %s; in the chosen set: %s",
	"coverage.never":       "no pilot convinces them",
	"coverage.chosen":      "%s (chosen)",
	"coverage.yes":         "counts with them",
	"coverage.no":          "doesn't count",
	"coverage.says":        "Managers of %s: %s; %s.",
	"coverage.none":        "No managers are to be convinced.",

	"lit.title":    "How many units are lit",
	"lit.axis":     "share of units that are lit",
	"lit.point":    "at",
	"lit.certain":  "lit for certain",
	"lit.possible": "perhaps lit, those included",
	"lit.of":       "units",
	"lit.share":    "share lit",
	"lit.tipped":   "enough to tip?",
	"lit.yes":      "enough to tip",
	"lit.no":       "not enough to tip",
	"lit.unknown":  "perhaps enough to tip",
	"lit.known":    "share known",
	"lit.range":    "from certainly lit to perhaps lit",
	"lit.between":  "%s–%s %%",
	"lit.tips":     "change tips at %s",
	"lit.says":     "%s: %s lit, %s.",
	"lit.none":     "Nothing is counted.",

	"frontier.title":    "What convincing costs",
	"frontier.cost":     "cost",
	"frontier.coverage": "weight of those convinced",
	"frontier.set":      "set of pilots",
	"frontier.nobody":   "no pilot",
	"frontier.says":     "%s for %s: %s.",
	"frontier.chosen":   "Chosen: %s.",
	"frontier.dot":      "a set that covers more than any that costs less",
	"frontier.none":     "There is no set to choose.",

	"chart.title":      "The metric over time",
	"chart.titled":     "%s over time",
	"chart.heading":    "%s; %s",
	"chart.higher":     "more is better",
	"chart.lower":      "less is better",
	"chart.reading":    "reading",
	"chart.signal":     "signal",
	"chart.signals":    "signal: a rule picks it out",
	"chart.before":     "before",
	"chart.after":      "after",
	"chart.centre":     "centre before: %s",
	"chart.limits":     "limits frozen before: %s",
	"chart.trial":      "trial limits, of few readings: %s",
	"chart.control":    "compared with",
	"chart.controlled": "compared with %s",
	"chart.without":    "expected without the change",
	"chart.says":       "%s readings before and %s after the change, from %s (%s) to %s (%s).",
	"chart.picked":     "Signals: %s.",
	"chart.drawn":      "Drawn beside them: %s.",
	"chart.end":        "Without the change %s would have been expected on %s.",
	"chart.none":       "There are no readings.",
	"chart.invalid":    "Nothing is drawn, since the chart isn't valid: %s",
}

// English returns every key with what it says in English, anew each time: to
// translate, change the values.
func English() Words { return maps.Clone(english) }

// Term is what the table says by a key that English may lack, such as "says." and the
// id of an embedder's own rule; text where it says nothing.
func (w Words) Term(key, text string) string {
	if translated, ok := w[key]; ok {
		return translated
	}
	return text
}

// Say tells something by its key, in English where the table lacks it, given what its
// marks stand for; of a key that nobody has it says the key.
func (w Words) Say(key string, args ...any) string {
	format, ok := w[key]
	if !ok {
		if format, ok = english[key]; !ok {
			return key
		}
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}
