// Package models has the published maturity models of knowledge management (KM)
// as data for package maturity: their levels, their areas, and the rule by which a
// level is reached where one is published.
//
//	model, err := models.New(models.GKMMM, maturity.WeakestArea)
//	if err != nil {
//		return err
//	}
//	a, err := model.Assess(maturity.Evidence{
//		{Measure: "people", Value: metrics.Exactly(3)}, // an assessor gave it level 3
//		{Measure: "process", Answer: "Aware"},          // or named the level
//		{Measure: "technology", Value: metrics.MustBetween(2, 4)},
//	}, maturity.Options{})
//	fmt.Println(a.Lowest, a.Highest, a.Gaps) // aware aware [process-defined technology-defined]
//
// # What is published and what is ours
//
// Names and rules are facts, and each model names its source; the questions of
// assessments are their publishers', and none is here. So the measure of an area
// is the level that an assessor gave it, from 1 for the lowest, under the area's
// id: that measure, levels as numbers, and the wording of criteria are ours. Of
// ISO 30401:2018 it is whether all that a clause requires is met, yes or no.
//
//	id                          levels                                                gate
//	apqc/levels-of-km-maturity  Initiate, Develop, Standardize, Optimize, Innovate    cut-offs not published
//	siemens/kmmm                Initial, Repeated, Defined, Managed, Optimizing       profile
//	pee-kankanhalli/g-kmmm      Initial, Aware, Defined, Managed, Optimizing          not verified
//	infosys/kmm                 Default, Reactive, Aware, Convinced, Sharing          not verified
//	tcs/5ikm3                   Initial, Intent, Initiative, Intelligent, Innovative  not verified
//	iso/30401                   Not conforming, Conforming                            every requirement
//
// Where the rule isn't published, or isn't verified, [New] takes none for granted:
// the caller chooses among the gates that fit, and an error names them. [All] tells
// of each model which gates those are, and its Note what to know about it.
//
// Models share the names of levels, and those of APQC are often confused with
// those of the CMM. A model is told apart by id and version, which here is the
// year; two assessments are comparable if their gates are the same too. An answer
// in words that is no level of the model is an error.
//
// # From one model to another
//
// [Crosswalk] sets levels beside the stages of a KM programme, those of
// [maturity.Journey]. No source gives these correspondences: all are ours.
//
// # Conventions
//
// The zero [maturity.Gate] asks for the published rule. Each call of New returns a
// model of its own, free to be tuned under an id or a version of one's own; what is
// yielded can be kept and changed. There is no state, no clock, and no output: all
// functions are safe for concurrent use and answer the same each time. Errors are
// of type [*maturity.Error]; errors.Is tells [ErrModel] from [ErrGate].
//
// The package doesn't ask questions, doesn't turn answers into the level of an
// area, and doesn't say that one model is better than another.
package models
