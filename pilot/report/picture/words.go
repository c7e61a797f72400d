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

	"unmet": "not met", "unknown": "unknown",

	"ladder.title":    "How far the programme has come",
	"ladder.level":    "level",
	"ladder.reached":  "reached",
	"ladder.blocked":  "what stands in the way",
	"ladder.certain":  "reached",
	"ladder.possible": "possible",
	"ladder.not":      "not reached",
	"ladder.step":     "%s: %s.",
	"ladder.none":     "There are no levels.",
}

// English returns every key with what it says in English, anew each time: to
// translate, change the values.
func English() Words { return maps.Clone(english) }

// say tells something by its key.
func (w Words) say(key string, args ...any) string {
	format, ok := w[key]
	if !ok {
		format = english[key]
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}
