package community_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
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

func TestFoldWith(t *testing.T) {
	fold, err := community.FoldWith(map[string]string{
		"KM":                       "Knowledge &amp; Information Management (KIM)",
		"Knowledge mgmt":           "km", // by way of another correction
		" k.m. ":                   "Knowledge mgmt",
		"Medicine":                 "Clinical",   // and so what our own table calls medicine
		"Statisticians":            "Statistics", // against our own table
		"information  technoology": "Information technoology",
		"Contractor":               "",
		"Agency staff":             "Not reported",
		"ICT":                      "Information technology",
		"ict (x)":                  "INFORMATION TECHNOLOGY", // the same again
	})
	require.NoError(t, err)
	for spelling, want := range map[string]string{
		"km": km, "Knowledge Mgmt (KM)": km, "K.M.": km, "Knowledge & Information Management": km,
		"Medical": "Clinical", "medicine": "Clinical", "Clinical": "Clinical",
		"Statistics": "Statistics", "Statisticians": "Statistics",
		"Information Technoology": "Information technoology",
		"contractor":              "", "Agency Staff": "", "": "", "n/a": "",
		"ICT": "Information technology", "Law": "Law", "other": "Other",
		"Project & Programme Management": "Programme and project management",
	} {
		require.Equal(t, want, fold(spelling), "%q", spelling)
	}
}

func TestFoldWithNothing(t *testing.T) {
	for _, none := range []map[string]string{nil, {}, {"Law": "law"}} {
		fold, err := community.FoldWith(none)
		require.NoError(t, err)
		for spelling, want := range spellings {
			require.Equal(t, want, fold(spelling))
		}
	}
}

// The map that was given isn't looked at again.
func TestFoldWithKeepsNoMap(t *testing.T) {
	corrections := map[string]string{"KM": "Law"}
	fold, err := community.FoldWith(corrections)
	require.NoError(t, err)
	corrections["KM"], corrections["Law"] = "Policy", "Policy"
	require.Equal(t, "Law", fold("km"))
}

func TestFoldWithRefuses(t *testing.T) {
	_, err := community.FoldWith(map[string]string{
		"":             "Law",
		" N/A (x)":     "Law",
		"a":            "b",
		"b":            "c",
		"c":            "B",
		"into it":      "a",
		"ICT":          "Information technology",
		"I C T":        "Law",
		"ict (IT)":     "Law",
		"fine":         "Law",
		"stays itself": "Stays Itself",
	})
	require.EqualError(t, err, strings.Join([]string{
		`community: corrections[""]: says that nothing is known, and what isn't known stays unknown`,
		`community: corrections[" N/A (x)"]: says that nothing is known, and what isn't known stays unknown`,
		`community: corrections["ict (IT)"]: is the same spelling as "ICT" and has another name`,
		`community: corrections.a: leads in a circle: none of its names is the last`,
		`community: corrections.b: leads in a circle: none of its names is the last`,
		`community: corrections.c: leads in a circle: none of its names is the last`,
		`community: corrections["into it"]: leads in a circle: none of its names is the last`,
	}, "\n"))
	var e *community.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, `corrections[""]`, e.Path)
}

// foldProperties holds for every table and spelling: folding twice changes
// nothing, and what is corrected comes to the same as its correction.
func foldProperties(t *testing.T, corrections map[string]string, more ...string) {
	fold, err := community.FoldWith(corrections)
	again, errAgain := community.FoldWith(corrections)
	require.Equal(t, err, errAgain, "the order of a map makes no difference")
	if err != nil {
		require.Nil(t, fold)
		return
	}
	for from, to := range corrections {
		require.Equal(t, fold(to), fold(from), "%q stands for %q", from, to)
		more = append(more, from, to)
	}
	for _, s := range more {
		once := fold(s)
		require.Equal(t, once, fold(once), "%q in %q", s, corrections)
		require.Equal(t, once, again(s))
		if community.FoldProfession(s) == "" {
			require.Empty(t, once, "unknown stays unknown")
		}
	}
}

func TestFoldWithTwice(t *testing.T) {
	names := []string{"a", "B", "c (x)", "d & e", "Medical", "Medicine", "Statistics", "statisticians", "", "N/A", "Information technoology", "f", "g", "h"}
	made := 0
	for seed := range uint64(3000) {
		r := draw.From(t, seed, 2)
		corrections := map[string]string{}
		for range r.IntN(8) {
			corrections[names[r.IntN(len(names))]] = names[r.IntN(len(names))]
		}
		if _, err := community.FoldWith(corrections); err == nil {
			made++
		}
		foldProperties(t, corrections, names...)
	}
	require.Greater(t, made, 500, "tables that are good")
}

func FuzzFoldWith(f *testing.F) {
	f.Add("KM\nLaw\nLaw\nKM", "km")
	f.Add("Medicine\nMedical\nStatistics\n", "statisticians")
	f.Add("ı\nI\n(a)\n&amp;(b)\n\xff\nſ", "ſtatistics")
	f.Fuzz(func(t *testing.T, table, s string) {
		lines := strings.Split(table, "\n")
		corrections := map[string]string{}
		for i := 0; i+1 < len(lines); i += 2 {
			corrections[lines[i]] = lines[i+1]
		}
		foldProperties(t, corrections, s)
	})
}
