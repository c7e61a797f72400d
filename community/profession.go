package community

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// corrections are spellings met in UK government returns of 2011 to 2015 that
// no rule folds: a misspelling, an order of words, and two pairs of names for
// one profession.
var corrections = map[string]string{
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
// though never a practice area. Folding twice changes nothing.
func FoldProfession(name string) string {
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
	if c, ok := corrections[s]; ok {
		s = c
	}
	switch s {
	case "", "not reported", "unknown", "not known", "not stated", "n/a", "-":
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// isArea reports whether a profession is a practice area: "Other" lumps
// together what isn't listed.
func isArea(profession string) bool { return profession != "Other" }
