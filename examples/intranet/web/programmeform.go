package web

import (
	"fmt"
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// yesNoFacts are the measures of the journey that are answered with yes or no.
var yesNoFacts = []struct{ measure, asks string }{
	{maturity.KMChampionsNetwork, "Is there a network of KM champions?"},
	{maturity.KMCoreCompetence, "Is KM recognised as a core competence?"},
	{maturity.KMMetrics, "Are there KM metrics?"},
	{maturity.KMBaseline, "Is a baseline of them measured?"},
}

// programmeForm is the form for the organisation and its programme, with so many rows
// for functions and for metrics at least.
func programmeForm(base int64, p pilot.Programme, functions, metricRows int) *form {
	f := &form{Base: base, rows: map[string][]int{}}
	g := f.group("The organisation", "")
	f.add(g, "", field{Name: "organisation", Label: "Organisation", Kind: "text", Value: p.Organisation})
	f.add(g, "", field{Name: "asOf", Label: "As of", Hint: "The day that the slate speaks for; later evidence doesn't count.", Kind: "date", Value: p.AsOf.String()})

	g = f.group("Knowledge management itself", "Leave empty what isn't known: it is not taken for zero.")
	f.add(g, "", field{Name: "function", Label: "Function of the KM team", Kind: "select", Value: p.Function, Options: functionOptions(p)})
	f.add(g, "", field{Name: "area.id", Label: "Practice area", Hint: "Its id, as HR calls the main role.", Kind: "text", Value: p.Area.ID})
	f.addInterval(g, "area.practitioners", "Practitioners of KM", "Who have it as main role. The same number twice where it is known exactly.", p.Area.Practitioners)
	f.addInterval(g, "area.workforce", "Workforce", "Of the whole organisation.", p.Area.Workforce)
	f.add(g, "", field{Name: "area.faceToFace", Label: "Its people meet face to face, in one place", Kind: "checkbox", Value: tick(p.Area.FaceToFace)})
	for _, fact := range yesNoFacts {
		answer, last := answered(p.Facts, fact.measure)
		g := f.group(fact.asks, "")
		unit := "fact " + fact.measure
		f.add(g, unit, field{Name: unit, Label: "Answer", Kind: "select", Value: answer.String(), Options: texts(metrics.Answers)})
		f.add(g, unit, field{Name: unit + ".asOf", Label: "As of", Kind: "date", Value: last.AsOf.String()})
		f.add(g, unit, field{Name: unit + ".source", Label: "Who says so", Kind: "text", Value: last.Source})
	}
	for i := range max(functions, len(p.Functions)+spare) {
		var fn community.Function
		if i < len(p.Functions) {
			fn = p.Functions[i]
		}
		unit := fmt.Sprintf("functions[%d]", i)
		g := f.group(fmt.Sprintf("Function %d", i+1), "")
		f.add(g, unit, field{Name: unit + ".id", Label: "Id", Hint: "Empty the id to take the function out.", Kind: "text", Value: fn.ID})
		f.add(g, unit, field{Name: unit + ".name", Label: "Name", Kind: "text", Value: fn.Name})
		f.add(g, unit, field{Name: unit + ".kind", Label: "Kind", Kind: "select", Value: fn.Kind.String(), Options: texts(community.Kinds)})
		f.add(g, unit, field{Name: unit + ".supports", Label: "Supports", Hint: "Ids of the functions that it helps, with commas between.", Kind: "text", Value: strings.Join(fn.Supports, ", ")})
	}
	for i := range max(metricRows, len(p.Metrics)+spare) {
		var m metrics.Metric
		if i < len(p.Metrics) {
			m = p.Metrics[i]
		}
		unit := fmt.Sprintf("metrics[%d]", i)
		g := f.group(fmt.Sprintf("Metric %d", i+1), "")
		f.add(g, unit, field{Name: unit + ".id", Label: "Id", Hint: "Empty the id to take the metric out.", Kind: "text", Value: m.ID})
		f.add(g, unit, field{Name: unit + ".name", Label: "Name", Kind: "text", Value: m.Name})
		f.add(g, unit, field{Name: unit + ".unit", Label: "Unit", Kind: "text", Value: m.Unit})
		f.add(g, unit, field{Name: unit + ".better", Label: "Better is", Kind: "select", Value: m.Better.String(), Options: texts(metrics.Directions)})
		f.add(g, unit, field{Name: unit + ".hard", Label: "It is a business result itself", Kind: "checkbox", Value: tick(m.Hard)})
		f.add(g, unit, field{Name: unit + ".drives", Label: "Drives", Hint: "Ids of the metrics that move when it does, with commas between.", Kind: "text", Value: strings.Join(m.Drives, ", ")})
	}
	return f
}

// answered is the answer of the newest fact on a yes-no measure.
func answered(facts maturity.Evidence, measure string) (metrics.Answer, maturity.Fact) {
	var last maturity.Fact
	met := false
	for _, fact := range facts {
		if fact.Measure == measure && (!met || !fact.AsOf.Before(last.AsOf)) {
			last, met = fact, true
		}
	}
	if !met {
		return metrics.Unknown, last
	}
	if a, err := metrics.ParseAnswer(last.Answer); err == nil {
		return a, last
	}
	return last.Value.AtLeast(1), last
}

// programme is the programme that was typed; what the form has no field for is as it
// was.
func (f *form) programme(was pilot.Programme) pilot.Programme {
	p := was
	p.Organisation, p.AsOf, p.Function = f.get("organisation"), f.date("asOf"), f.get("function")
	p.Area.ID, p.Area.FaceToFace = f.get("area.id"), f.get("area.faceToFace") != ""
	p.Area.Practitioners = f.interval("area.practitioners", was.Area.Practitioners)
	p.Area.Workforce = f.interval("area.workforce", was.Area.Workforce)
	for _, fact := range yesNoFacts {
		p.Facts = f.fact(p.Facts, fact.measure)
	}
	p.Functions, p.Metrics = nil, nil
	f.rows["functions"], f.rows["metrics"] = nil, nil
	for i := 0; f.has(fmt.Sprintf("functions[%d].id", i)); i++ {
		at := fmt.Sprintf("functions[%d].", i)
		var fn community.Function
		if i < len(was.Functions) {
			fn = was.Functions[i]
		}
		old := strings.Join(fn.Supports, ", ")
		fn.ID, fn.Name = f.get(at+"id"), f.get(at+"name")
		var err error
		if fn.Kind, err = community.ParseKind(f.get(at + "kind")); err != nil {
			f.bad(at+"kind", "isn't one of them")
		}
		if text := f.get(at + "supports"); text != old {
			fn.Supports = ids(text)
		}
		if fn.ID != "" || i >= len(was.Functions) && (fn.Name != "" || fn.Supports != nil) {
			p.Functions = append(p.Functions, fn)
			f.rows["functions"] = append(f.rows["functions"], i)
		}
	}
	for i := 0; f.has(fmt.Sprintf("metrics[%d].id", i)); i++ {
		at := fmt.Sprintf("metrics[%d].", i)
		var m metrics.Metric
		if i < len(was.Metrics) {
			m = was.Metrics[i]
		}
		old := strings.Join(m.Drives, ", ")
		m.ID, m.Name, m.Unit, m.Hard = f.get(at+"id"), f.get(at+"name"), f.get(at+"unit"), f.get(at+"hard") != ""
		var err error
		if m.Better, err = metrics.ParseDirection(f.get(at + "better")); err != nil {
			f.bad(at+"better", "isn't one of them")
		}
		if text := f.get(at + "drives"); text != old {
			m.Drives = ids(text)
		}
		if m.ID != "" || i >= len(was.Metrics) && (m.Name != "" || m.Unit != "" || m.Drives != nil) {
			p.Metrics = append(p.Metrics, m)
			f.rows["metrics"] = append(f.rows["metrics"], i)
		}
	}
	return p
}

// fact puts an answer in the place of all facts on its measure, unless it was left as
// it is; unknown takes them away.
func (f *form) fact(facts maturity.Evidence, measure string) maturity.Evidence {
	name := "fact " + measure
	answer, err := metrics.ParseAnswer(f.get(name))
	if err != nil {
		f.bad(name, "isn't one of them")
		return facts
	}
	asOf, source := f.date(name+".asOf"), f.get(name+".source")
	was, last := answered(facts, measure)
	if answer == was && asOf == last.AsOf && source == last.Source {
		return facts
	}
	others := slices.DeleteFunc(slices.Clone(facts), func(x maturity.Fact) bool { return x.Measure == measure })
	if answer == metrics.Unknown {
		return others
	}
	return append(others, maturity.Fact{Measure: measure, Value: answer.Interval(), AsOf: asOf, Source: source})
}

// ids are the ids in a list with commas.
func ids(text string) []string {
	var all []string
	for id := range strings.SplitSeq(text, ",") {
		if id = strings.TrimSpace(id); id != "" {
			all = append(all, id)
		}
	}
	return all
}
