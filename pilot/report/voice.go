package report

import (
	"fmt"
	"maps"
	"strings"
	"unicode"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// Words is what reports and their pictures say, by key: see English.
type Words = picture.Words

// English returns every key with what it says in English, anew each time. To
// translate, change the values; what a table lacks is said in English. A value has the
// marks of English's, %s for what is told, in the same order; %[2]s and the like take
// them in another, and %% is a per cent sign. Check holds a table against that.
//
// "language" and "direction" are those of the page's html element, such as "de" and
// "ltr"; "number.point" is the decimal point and "number.group" what stands between
// thousands.
//
// Beside the sentences of reports and pictures the table has the texts of enums, as
// "decision.later"; what rules and criteria say, as "says.R6-frontline", "remedy." and
// "find."; what warnings say, as "warning.too few points" and "cure."; and units, as
// "unit.practitioners". An embedder's own rules are looked up in the same way, and
// say what they say themselves where there is no such key. What a clash of
// constraints and a breach of an agreement say comes as it is.
func English() Words {
	all := picture.English()
	maps.Copy(all, english)
	for kind, texts := range terms() {
		for _, text := range texts {
			all[kind+"."+text] = text
		}
	}
	for r := range pilot.Rules {
		all["says."+r.ID], all["remedy."+r.ID], all["find."+r.ID] = r.Says, r.Remedy, r.Find
		if unit := r.Measure.Unit; unit != "" {
			all["unit."+unit] = unit
		}
	}
	for _, c := range maturity.Journey().Criteria {
		all["says."+c.ID], all["remedy."+c.ID] = c.Says, c.Remedy
	}
	for k := range metrics.WarningKinds {
		all["warning."+k.String()], all["cure."+k.String()] = k.Says(), k.Remedy()
	}
	return all
}

// voice is how a report speaks: the words of a language and its numbers.
type voice struct{ words Words }

// say tells something by its key.
func (v voice) say(key string, args ...any) string {
	format, ours := english[key]
	if !ours {
		return v.words.Say(key, args...)
	}
	if theirs, ok := v.words[key]; ok {
		format = theirs
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// term is a text that another package fixed, such as that of an enum, in the
// report's language. What stands there in a selection from outside may be any text.
func (v voice) term(kind, text string) string {
	return v.words.Term(kind+"."+text, name(text))
}

// own is what a rule or a criterion says itself, unless the language has it.
func (v voice) own(kind, id, text string) string {
	return v.words.Term(kind+"."+id, name(text))
}

// name is a name from outside, kept from turning the direction of the sentence
// around it.
func name(s string) string {
	s = clean(s)
	if strings.ContainsFunc(s, leftwards) {
		return "\u2068" + s + "\u2069" // an isolate, which ends where the name does
	}
	return s
}

// leftwards reports whether a character stands in one of the blocks that Unicode keeps
// for scripts from right to left, their marks included.
func leftwards(r rune) bool {
	return 0x590 <= r && r <= 0x8ff || 0xfb1d <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff || 0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff
}

func names(all []string) []string {
	told := make([]string, len(all))
	for i, s := range all {
		told[i] = name(s)
	}
	return told
}

// listed are names in a row.
func (v voice) listed(all []string) string {
	if len(all) == 0 {
		return v.say("nothing")
	}
	return strings.Join(names(all), ", ")
}

// clean keeps a text from outside from moving the reader's cursor or turning the
// direction of the text: control and format characters become spaces, but for the
// two that join letters or keep them apart.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r&0xfffe == 0xfffe: // the last are no characters
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
