package models

import (
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The ids of the models, publisher and name. They are frozen.
const (
	APQC     = "apqc/levels-of-km-maturity"
	Siemens  = "siemens/kmmm"
	GKMMM    = "pee-kankanhalli/g-kmmm"
	Infosys  = "infosys/kmm"
	FiveIKM3 = "tcs/5ikm3"
	ISO30401 = "iso/30401"
)

// outline is what a publication gives of a model: levels and areas by name.
type outline struct {
	Entry
	levels []string
	areas  []area
	clause bool // areas are clauses, met or not, and have no levels of their own
}

// area is an area of an outline; its weight is used where scores are.
type area struct {
	id, name string
	in       string
	weight   float64
}

// ours is what no publication gives of any model but ISO 30401.
const ours = " Ours are the measures (the level that an assessor gave an area, 1 for the lowest), the levels as numbers and the wording of the criteria; no question of an assessment is copied."

// published are the models, each call making them anew.
func published() []outline {
	people, process, technology := area{id: "people", name: "People"}, area{id: "process", name: "Process"}, area{id: "technology", name: "Technology"}
	return []outline{
		{
			Entry: Entry{
				ID: APQC, Version: "2007", Name: "APQC's Levels of Knowledge Management Maturity",
				Source: metrics.Source{Title: "C. Hubert and D. Lemons, APQC's Levels of Knowledge Management Maturity", Year: 2007},
				Gates:  []maturity.Gate{maturity.WeakestArea, maturity.Profile, maturity.Weighted},
				Note: "2007 is the year in which the model was developed; the article came out again later. The levels are not those of the CMM, with which they are often confused. The names of the 12 capabilities and of the four areas that they belong to are from APQC's published Levels of KM Maturity; they aren't checked against its assessment tool. " +
					"The cut-offs between levels aren't published: the gate is the caller's choice. Under the gate weighted the four areas weigh the same, and so do the capabilities of each: our default." + ours,
			},
			levels: []string{"Initiate", "Develop", "Standardize", "Optimize", "Innovate"},
			areas: []area{
				{id: "strategy", name: "Strategy"},
				{id: "objectives", name: "Objectives", in: "strategy"},
				{id: "business-case", name: "Business case", in: "strategy"},
				{id: "budget", name: "Budget", in: "strategy"},
				people,
				{id: "resources", name: "Resources", in: "people"},
				{id: "governance-structure", name: "Governance structure", in: "people"},
				{id: "change-management", name: "Change management", in: "people"},
				{id: "communication", name: "Communication", in: "people"},
				process,
				{id: "knowledge-flow-process", name: "Knowledge flow process", in: "process"},
				{id: "km-approaches", name: "KM approaches", in: "process"},
				{id: "measurement", name: "Measurement", in: "process"},
				{id: "content-and-it", name: "Content & IT"},
				{id: "content-management-process", name: "Content management process", in: "content-and-it"},
				{id: "information-technology", name: "Information technology", in: "content-and-it"},
			},
		},
		{
			Entry: Entry{
				ID: Siemens, Version: "2002", Name: "Siemens KMMM",
				Source:    metrics.Source{Title: "K. Ehms and M. Langen, Holistic Development of Knowledge Management with KMMM, Siemens", Year: 2002},
				Gates:     []maturity.Gate{maturity.Profile},
				Published: true,
				Note:      "Each key area has a level, and the whole has none." + ours,
			},
			levels: []string{"Initial", "Repeated", "Defined", "Managed", "Optimizing"},
			areas: []area{
				{id: "strategy", name: "Strategy & knowledge goals"},
				{id: "environment", name: "Environment & partnerships"},
				{id: "people", name: "People & competencies"},
				{id: "collaboration", name: "Collaboration & culture"},
				{id: "leadership", name: "Leadership & support"},
				{id: "knowledge-structures", name: "Knowledge structures & knowledge forms"},
				{id: "technology", name: "Technology & infrastructure"},
				{id: "processes", name: "Processes, roles & organization"},
			},
		},
		{
			Entry: Entry{
				ID: GKMMM, Version: "2009", Name: "General KM Maturity Model (G-KMMM)",
				Source: metrics.Source{
					Title: "L. G. Pee and A. Kankanhalli, A Model of Organisational Knowledge Management Maturity Based on People, Process, and Technology",
					Year:  2009, URL: "https://doi.org/10.1142/S0219649209002270",
				},
				Gates: []maturity.Gate{maturity.WeakestArea, maturity.Profile},
				Note:  "By what is reported, an area asks for all practices of the level and below; neither that nor how areas make up the whole is verified: the gate is the caller's choice." + ours,
			},
			levels: []string{"Initial", "Aware", "Defined", "Managed", "Optimizing"},
			areas:  []area{people, process, technology},
		},
		{
			Entry: Entry{
				ID: Infosys, Version: "2000", Name: "Infosys KMM",
				Source: metrics.Source{Title: "V. P. Kochikar, The Knowledge Management Maturity Model: A Staged Framework for Leveraging Knowledge, talk at KMWorld 2000, Santa Clara", Year: 2000},
				Gates:  []maturity.Gate{maturity.WeakestArea, maturity.Profile},
				Note:   "Each level has prerequisites that must be met, and key result areas for people, process and technology; they aren't listed here. Whether an area may run ahead of the whole isn't verified: the gate is the caller's choice." + ours,
			},
			levels: []string{"Default", "Reactive", "Aware", "Convinced", "Sharing"},
			areas:  []area{people, process, technology},
		},
		{
			Entry: Entry{
				ID: FiveIKM3, Version: "2004", Name: "5iKM3",
				Source: metrics.Source{Title: "S. K. Mohanty and M. Chand, 5iKM3 Knowledge Management Maturity Model, Tata Consultancy Services", Year: 2004},
				Gates:  []maturity.Gate{maturity.Weighted, maturity.WeakestArea, maturity.Profile},
				Note: "The contribution of people to KM is put at 70 %, of process at 20 %, of technology at 10 %; that is reported at second hand (Rao, 2004), and that they weigh a score is our reading. They count under the gate weighted alone. " +
					"The pillars are also named People and culture, Process, policies and strategy, and Technology and infrastructure; the paper is cited as of 2004 and of 2005. How shares become a level isn't verified: the gate is the caller's choice. " +
					"That a score is the weighted mean of the places of levels, counted from 0, and the level its whole part, is ours." + ours,
			},
			levels: []string{"Initial", "Intent", "Initiative", "Intelligent", "Innovative"},
			areas: []area{
				{id: people.id, name: people.name, weight: 0.7},
				{id: process.id, name: process.name, weight: 0.2},
				{id: technology.id, name: technology.name, weight: 0.1},
			},
		},
		{
			Entry: Entry{
				ID: ISO30401, Version: "2018", Name: "ISO 30401, Knowledge management systems: Requirements",
				Source:    metrics.Source{Title: "ISO 30401:2018, Knowledge management systems: Requirements", Year: 2018, URL: "https://www.iso.org/standard/68683.html"},
				Gates:     []maturity.Gate{maturity.Staged, maturity.WeakestArea},
				Published: true,
				Note: "Not a maturity model: a management system conforms if it meets every requirement of clauses 4 to 10, and else it doesn't. Staged and weakest area say the same of the whole as long as every clause applies, as the standard has it; weakest area says it of each clause too, and never passes one that is said not to apply. " +
					"Its amendments aren't in the model: that of 2022, and that of 2024 on climate change, which adds to clauses 4.1 and 4.2. Ours are the two levels as levels, the measures (whether all that a clause requires is met) and the wording of the criteria; no requirement is copied.",
			},
			levels: []string{"Not conforming", "Conforming"},
			areas: []area{
				{id: "context", name: "Clause 4, Context of the organization"},
				{id: "leadership", name: "Clause 5, Leadership"},
				{id: "planning", name: "Clause 6, Planning"},
				{id: "support", name: "Clause 7, Support"},
				{id: "operation", name: "Clause 8, Operation"},
				{id: "performance-evaluation", name: "Clause 9, Performance evaluation"},
				{id: "improvement", name: "Clause 10, Improvement"},
			},
			clause: true,
		},
	}
}
