package community_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

// spellings holds every spelling in testdata/uk-organograms, and what it folds to.
var spellings = map[string]string{
	"":                                     "",
	"Communications":                       "Communications",
	"economics":                            "Economics",
	"Economics":                            "Economics",
	"Finance":                              "Finance",
	"Human resources":                      "Human resources",
	"Human Resources":                      "Human resources",
	"Information Technology":               "Information technology",
	"information technology":               "Information technology",
	"Information Technoology":              "Information technology",
	"Internal Audit":                       "Internal audit",
	"Knowledge & Information Management":   km,
	"Knowledge and Information Management": km,
	"Knowledge and Information Management (KIM)": km,
	"Law":                                    "Law",
	"Medical":                                "Medicine",
	"Medicine":                               "Medicine",
	"Operational delivery":                   "Operational delivery",
	"Operational Delivery":                   "Operational delivery",
	"Operational Research":                   "Operational research",
	"Other":                                  "Other",
	"Planning":                               "Planning",
	"Policy":                                 "Policy",
	"Post-doc Research scientist":            "Post-doc research scientist",
	"Procurement":                            "Procurement",
	"Programme and Project Management (PPM)": "Programme and project management",
	"Project & Programme Management":         "Programme and project management",
	"Project and Programme Management (PPM)": "Programme and project management",
	"Property & Asset Management":            "Property and asset management",
	"Property and Asset Management":          "Property and asset management",
	"Property and asset management":          "Property and asset management",
	"Psychology":                             "Psychology",
	"Research Scientist":                     "Research scientist",
	"Science & Engineering":                  "Science and engineering",
	"Science and Engineering":                "Science and engineering",
	"Social Research":                        "Social research",
	"Statisticians":                          "Statisticians",
	"statisticians":                          "Statisticians",
	"Statistics":                             "Statisticians",
	"Tax Professionals":                      "Tax professionals",
	"Vets":                                   "Vets",
}

func TestFoldProfession(t *testing.T) {
	for spelling, want := range spellings {
		require.Equal(t, want, community.FoldProfession(spelling), "%q", spelling)
	}
	for _, row := range []struct{ why, spelling, want string }{
		{"as in the return of 2021", "Digital, Data &amp; Technology", "Digital, data and technology"},
		{"in capitals", "DIGITAL, DATA &AMP; TECHNOLOGY", "Digital, data and technology"},
		{"without spaces", "Science&Engineering", "Science and engineering"},
		{"spaces of all kinds", "\tKnowledge  &\u00a0Information Management\r\n(KIM) ", km},
		{"brackets on brackets", "Economics (GES) (Gov)", "Economics"},
		{"no space before", "Economics(GES)", "Economics"},
		{"words in brackets say more", "Analyst (operational research)", "Analyst (operational research)"},
		{"nothing but brackets", "(KIM)", "(kim)"},
		{"one letter before", "A(KIM)", "A"},
		{"a bracket that is never opened", "Law)", "Law)"},
		{"brackets within", "Law (UK) policy", "Law (uk) policy"},
		{"not reported", "Not reported", ""},
		{"unknown", " UNKNOWN ", ""},
		{"not known", "Not known", ""},
		{"not stated", "Not  Stated", ""},
		{"not applicable", "N/A", ""},
		{"a dash", "-", ""},
		{"spaces", "   ", ""},
		{"unknown with an abbreviation", "Not reported (NR)", ""},
		{"other in capitals", "OTHER", "Other"},
		{"other with more", "Other (misc)", "Other"},
		{"another alphabet", "ÖKONOMIE", "Ökonomie"},
		{"a letter whose capital has another small letter", "ınformation technoology", "Information technology"},
		{"and another", "ſtatistics", "Statisticians"},
		{"no letters", "10", "10"},
	} {
		t.Run(row.why, func(t *testing.T) {
			require.Equal(t, row.want, community.FoldProfession(row.spelling))
		})
	}
}

// Folding twice changes nothing, whatever letter stands where.
func TestFoldProfessionTwice(t *testing.T) {
	check := func(s string) {
		once := community.FoldProfession(s)
		if twice := community.FoldProfession(once); once != twice {
			t.Errorf("%q gives %q, and that %q", s, once, twice)
		}
	}
	for spelling := range spellings {
		check(spelling)
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) || r > unicode.MaxLatin1 && !unicode.IsSpace(r) && unicode.ToUpper(r) == r && unicode.ToLower(r) == r {
			continue // stands for itself
		}
		check(string(r) + "nformation technoology")
		check(string(r))
		check("&" + string(r) + "&amp;amp;(" + string(r) + ")")
	}
	check(strings.Repeat("(a)", 100))
	check("\xff\xfe")
}
