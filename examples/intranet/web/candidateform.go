package web

import (
	"fmt"
	"slices"
	"strconv"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// spare is how many empty rows a list in a form has for more.
const spare = 2

// texts are the options for the values of an enum, but for those left out.
func texts[T interface {
	comparable
	fmt.Stringer
}](all func(func(T) bool), without ...T) []option {
	var out []option
	for v := range all {
		if !slices.Contains(without, v) {
			out = append(out, option{v.String(), v.String()})
		}
	}
	return out
}

// functionOptions are the functions of a programme, and that it isn't known.
func functionOptions(p pilot.Programme) []option {
	all := []option{{"", "not known"}}
	for _, f := range p.Functions {
		all = append(all, option{f.ID, named(f.Name, f.ID)})
	}
	return all
}

// named is a name with its id, or the id alone.
func named(name, id string) string {
	if name == "" || name == id {
		return id
	}
	return name + " (" + id + ")"
}

// candidateForm is the form for what decides about a candidate. The names of its
// fields are the paths in the candidate's document. It has so many rows for endorsers
// at least.
func candidateForm(base int64, c pilot.Candidate, p pilot.Programme, rows int) *form {
	f := &form{Base: base, rows: map[string][]int{}}
	g := f.group("The proposal", "")
	f.add(g, "", field{Name: "name", Label: "Name", Kind: "text", Value: c.Name})
	f.add(g, "", field{Name: "problem", Label: "Business problem", Hint: "What it is to solve, in the words of the business.", Kind: "textarea", Value: c.Problem})
	offer := ""
	if c.Offer != pilot.OfferUnknown {
		offer = c.Offer.String()
	}
	f.add(g, "", field{Name: "offer", Label: "Proposed as", Kind: "select", Value: offer, Options: append([]option{{"", "choose"}}, texts(pilot.Offers, pilot.OfferUnknown)...)})
	f.add(g, "", field{Name: "announced", Label: "A supporting network that is to be announced as public proof after all", Kind: "checkbox", Value: tick(c.Announced)})

	g = f.group("Where it belongs", "Leave empty what isn't known: it is not taken for zero.")
	f.add(g, "", field{Name: "function", Label: "Function", Hint: "The part of the organisation whose community it is.", Kind: "select", Value: c.Function, Options: functionOptions(p)})
	f.add(g, "", field{Name: "area.id", Label: "Practice area", Hint: "Its id, as HR calls the main role. Of KM's own, the figures stand in the programme: leave those below empty.", Kind: "text", Value: c.Area.ID})
	f.addInterval(g, "area.practitioners", "Practitioners", "Who have it as main role. The same number twice where it is known exactly.", c.Area.Practitioners)
	f.add(g, "", field{Name: "area.faceToFace", Label: "They meet face to face, in one place", Kind: "checkbox", Value: tick(c.Area.FaceToFace)})

	g = f.group("Members of the community", "Count all four, or leave all empty. Who isn't known counts as unknown.")
	for _, part := range []struct {
		name, label string
		w           community.Weight
	}{
		{"practising", "Practising: it is their main role", c.Community.Practising},
		{"interested", "Interested: it isn't, and they want to know", c.Community.Interested},
		{"innovating", "Innovating: they make a practice that isn't there yet", c.Community.Innovating},
		{"unknown", "Unknown", c.Community.Unknown},
	} {
		value := ""
		if c.Community.Total() > 0 {
			value = part.w.String()
		}
		f.add(g, "community", field{Name: "community." + part.name, Label: part.label, Kind: "number", Value: value})
	}

	g = f.group("Benefit", "")
	metric := []option{{"", "not known"}}
	for _, m := range p.Metrics {
		metric = append(metric, option{m.ID, named(m.Name, m.ID)})
	}
	f.add(g, "", field{Name: "benefit.metric", Label: "Metric", Hint: "By which the benefit is to be shown.", Kind: "select", Value: c.Benefit.Metric, Options: metric})
	f.add(g, "", field{Name: "benefit.noMetric", Label: "Nothing that it does is measured", Kind: "checkbox", Value: tick(c.Benefit.NoMetric)})
	f.addInterval(g, "benefit.baseline.points", "Readings of the baseline", "Taken before anything was changed; 0 if there are none.", c.Benefit.Baseline.Points)
	period := ""
	if c.Benefit.Baseline.Period != metrics.PeriodUnknown {
		period = c.Benefit.Baseline.Period.String()
	}
	f.add(g, "", field{Name: "benefit.baseline.period", Label: "How often it is read", Kind: "select", Value: period, Options: append([]option{{"", "not known"}}, texts(metrics.Periods, metrics.PeriodUnknown)...)})

	g = f.group("Endorsement", "")
	f.add(g, "", field{Name: "claimed", Label: "Success is claimed already", Kind: "checkbox", Value: tick(c.Claimed)})
	f.add(g, "endorsers", field{Name: "endorsers", Label: "It is known that nobody speaks for it", Kind: "checkbox", Value: tick(c.Endorsers != nil && len(c.Endorsers) == 0)})
	for i := range max(rows, len(c.Endorsers)+spare) {
		var e pilot.Endorser
		if i < len(c.Endorsers) {
			e = c.Endorsers[i]
		}
		f.addEndorser(i, e, p)
	}

	g = f.group("Audience", "The functions whose managers it is to convince.")
	for _, function := range p.Functions {
		heard := slices.ContainsFunc(c.Audience, func(a pilot.Audience) bool { return a.Function == function.ID })
		f.add(g, "", field{Name: heardBy(function.ID), Label: named(function.Name, function.ID), Kind: "checkbox", Value: tick(heard)})
	}
	return f
}

// heardBy is the name of the field for an audience.
func heardBy(function string) string { return "audience " + strconv.Quote(function) }

func (f *form) addEndorser(i int, e pilot.Endorser, p pilot.Programme) {
	unit := fmt.Sprintf("endorsers[%d]", i)
	g := f.group(fmt.Sprintf("Endorser %d", i+1), "")
	f.add(g, unit, field{Name: unit + ".name", Label: "Who speaks for it", Hint: "Empty the name to take the endorser out.", Kind: "text", Value: e.Name})
	f.add(g, unit, field{Name: unit + ".function", Label: "Their function", Kind: "select", Value: e.Function, Options: functionOptions(p)})
	f.add(g, unit, field{Name: unit + ".gained", Label: "Did their own unit gain", Kind: "select", Value: e.Gained.String(), Options: texts(metrics.Answers)})
}

// candidate is the candidate that was typed; what the form has no field for is as it
// was.
func (f *form) candidate(was pilot.Candidate, p pilot.Programme) pilot.Candidate {
	c := was
	c.Name, c.Problem, c.Function = f.get("name"), f.get("problem"), f.get("function")
	c.Offer = pilot.OfferUnknown
	if text := f.get("offer"); text != "" {
		var err error
		if c.Offer, err = pilot.ParseOffer(text); err != nil {
			f.bad("offer", "isn't one of them")
		}
	}
	c.Announced, c.Claimed = f.get("announced") != "", f.get("claimed") != ""
	c.Area.ID, c.Area.FaceToFace = f.get("area.id"), f.get("area.faceToFace") != ""
	c.Area.Practitioners = f.interval("area.practitioners", was.Area.Practitioners)
	c.Community = f.census(was.Community)
	c.Benefit.Metric, c.Benefit.NoMetric = f.get("benefit.metric"), f.get("benefit.noMetric") != ""
	c.Benefit.Baseline.Points = f.interval("benefit.baseline.points", was.Benefit.Baseline.Points)
	c.Benefit.Baseline.Period = metrics.PeriodUnknown
	if text := f.get("benefit.baseline.period"); text != "" {
		var err error
		if c.Benefit.Baseline.Period, err = metrics.ParsePeriod(text); err != nil {
			f.bad("benefit.baseline.period", "isn't one of them")
		}
	}
	c.Endorsers = f.endorsers(len(was.Endorsers))
	c.Audience = nil
	for _, a := range was.Audience { // in the order in which they stand
		if f.get(heardBy(a.Function)) != "" {
			c.Audience = append(c.Audience, a)
		}
	}
	for _, function := range p.Functions {
		a := pilot.Audience{Function: function.ID}
		if f.get(heardBy(function.ID)) != "" && !slices.Contains(c.Audience, a) {
			c.Audience = append(c.Audience, a)
		}
	}
	return c
}

// census is the count of members: of nobody where all fields are empty.
func (f *form) census(was community.Census) community.Census {
	c := was
	parts := []struct {
		name string
		w    *community.Weight
	}{{"practising", &c.Practising}, {"interested", &c.Interested}, {"innovating", &c.Innovating}, {"unknown", &c.Unknown}}
	empty := 0
	for _, part := range parts {
		*part.w = 0
		if f.get("community."+part.name) == "" {
			empty++
		}
	}
	if empty == len(parts) {
		return c
	}
	for _, part := range parts {
		text := f.get("community." + part.name)
		if text == "" {
			f.bad("community."+part.name, "is empty: say 0 if there are none, and count those of whom it isn't known as unknown")
			continue
		}
		w, err := community.ParseWeight(text)
		if err != nil {
			f.bad("community."+part.name, "want a number of people such as 12 or 0.5")
		}
		*part.w = w
	}
	return c
}

// endorsers are those that were typed: nil where nothing is known of any. Of the first,
// as many as there were, those without a name are taken out.
func (f *form) endorsers(were int) []pilot.Endorser {
	var all []pilot.Endorser
	f.rows["endorsers"] = nil
	for i := 0; f.has(fmt.Sprintf("endorsers[%d].name", i)); i++ {
		at := fmt.Sprintf("endorsers[%d].", i)
		e := pilot.Endorser{Name: f.get(at + "name"), Function: f.get(at + "function")}
		var err error
		if e.Gained, err = metrics.ParseAnswer(f.get(at + "gained")); err != nil {
			f.bad(at+"gained", "isn't one of them")
		}
		if e.Name != "" || i >= were && e != (pilot.Endorser{}) {
			all = append(all, e)
			f.rows["endorsers"] = append(f.rows["endorsers"], i)
		}
	}
	if f.get("endorsers") != "" {
		if all != nil {
			f.bad("endorsers", "somebody does, below")
		}
		return []pilot.Endorser{}
	}
	return all
}
