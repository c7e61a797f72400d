package community

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/kmaturity/internal/strict"
)

// ourCorrections are spellings met in UK government returns of 2011 to 2015 that
// no rule folds: a misspelling, an order of words, and two pairs of names for
// one profession.
var ourCorrections = map[string]string{
	"information technoology":          "information technology",
	"medical":                          "medicine",
	"project and programme management": "programme and project management",
	"statistics":                       "statisticians",
}

// FoldProfession gives the spellings of one profession one name: case, spaces,
// "&" or "&amp;" for "and", and an abbreviation added in brackets make no
// difference, and a few spellings are corrected by a table:
//
//	"Information Technoology"           Information technology
//	"Medical"                           Medicine
//	"Project and Programme Management"  Programme and project management
//	"Statistics"                        Statisticians
//
// "Knowledge & Information  Management (KIM)" gives "Knowledge and information
// management". Names that say that nothing is known, such as "Not reported",
// "Unknown" or "N/A", give "". "Other" stays: it is known to be something else,
// though never a practice area. Folding twice changes nothing. [FoldWith] adds
// corrections of the caller's own.
func FoldProfession(name string) string { return foldBy(ourCorrections, name) }

// FoldWith makes a fold for RosterOptions that does what FoldProfession does and
// corrects more spellings, each given with the name to put in its place:
//
//	fold, err := community.FoldWith(map[string]string{
//		"KM":         "Knowledge and information management",
//		"Medicine":   "Clinical", // and so "Medical" too
//		"Contractor": "",         // says nothing of a profession: unknown
//	})
//
// Spellings and names are folded by FoldProfession's rules before they are
// compared, and the result has their form: "ICT" gives "Ict". A name that is
// itself corrected is followed to the last one. Where the caller's corrections
// and FoldProfession's own contradict each other the caller's hold; a spelling
// that stands for itself is left alone by both. Folding twice changes nothing,
// whatever the corrections are; a topic to compare main roles with needs the same
// fold. Equal maps make equal folds, safe for concurrent use; the map is not kept.
//
// All that is wrong is reported at once: a spelling that says that nothing is
// known, which stays unknown; two that fold to the same and have different
// names; corrections that lead in a circle.
func FoldWith(corrections map[string]string) (fold func(string) string, err error) {
	p := strict.In("community")
	next := map[string]string{}
	given := map[string]string{} // by folded spelling, the one that it was given as
	for _, spelling := range slices.Sorted(maps.Keys(corrections)) {
		from, to := plainForm(spelling), known(plainForm(corrections[spelling]))
		before, twice := given[from]
		switch {
		case known(from) == "":
			p.Addf(strict.Key("corrections", spelling), "says that nothing is known, and what isn't known stays unknown")
		case twice && next[from] != to:
			p.Addf(strict.Key("corrections", spelling), "is the same spelling as %q and has another name", strict.Clip(before))
		default:
			given[from], next[from] = spelling, to
		}
	}
	// Our own corrections give way where they would lead back to themselves.
	for _, from := range slices.Sorted(maps.Keys(ourCorrections)) {
		if _, ok := next[from]; ok {
			continue
		}
		next[from] = ourCorrections[from]
		if _, ok := last(next, from); !ok {
			delete(next, from)
		}
	}
	settled := make(map[string]string, len(next))
	for _, from := range slices.Sorted(maps.Keys(next)) {
		to, ok := last(next, from)
		if !ok {
			p.Addf(strict.Key("corrections", given[from]), "leads in a circle: none of its names is the last")
		}
		settled[from] = to
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return func(name string) string { return foldBy(settled, name) }, nil
}

// last follows corrections, each from a name to the next, to one that nothing
// corrects or that stands for itself. It reports false if there is none: what is
// longer than all corrections together runs in a circle.
func last(next map[string]string, name string) (string, bool) {
	for range len(next) + 1 {
		to, ok := next[name]
		if !ok || to == name {
			return name, true
		}
		name = to
	}
	return "", false
}

// foldBy folds a name by the rules and by corrections that lead to a last name
// at once.
func foldBy(corrections map[string]string, name string) string {
	s := plainForm(name)
	if c, ok := corrections[s]; ok {
		s = c
	}
	s = known(s)
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// plainForm is a name in small letters, without what makes no difference. The
// plain form of a plain form is itself.
func plainForm(name string) string {
	// Upper first: "ı" and "ſ" have capitals of their own, but those have other
	// small letters, and folding twice must change nothing.
	s := strings.ToLower(strings.ToUpper(strings.Join(strings.Fields(name), " ")))
	s = strings.ReplaceAll(s, "&amp;", "&")
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "&", " and ")), " ")
	for strings.HasSuffix(s, ")") {
		i := strings.LastIndexByte(s, '(')
		if i < 1 || strings.ContainsRune(s[i:], ' ') {
			break // words in brackets say more than an abbreviation
		}
		s = strings.TrimSpace(s[:i])
	}
	return s
}

// known is a plain form, or "" if it says that nothing is known.
func known(plain string) string {
	switch plain {
	case "not reported", "unknown", "not known", "not stated", "n/a", "-":
		return ""
	}
	return plain
}

// isArea reports whether a profession is a practice area: "Other" lumps
// together what isn't listed.
func isArea(profession string) bool { return profession != "Other" }
