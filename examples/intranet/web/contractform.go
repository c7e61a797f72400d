package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

// contractForm is the form for a contract on a candidate, begun with what is known of
// it. The names of its fields are the paths in the contract's document.
func contractForm(base int64, c pilot.Candidate, p pilot.Programme) *form {
	f := &form{Base: base}
	g := f.group("What is agreed", "")
	f.add(g, "", field{Name: "problem", Label: "Business problem", Kind: "textarea", Value: c.Problem})
	options := []option{{"", "choose"}}
	for _, m := range p.Metrics {
		options = append(options, option{m.ID, named(m.Name, m.ID) + unitOf(m) + ", " + m.Better.String() + " is better"})
	}
	f.add(g, "", field{Name: "metric", Label: "Metric that decides", Kind: "select", Value: c.Benefit.Metric, Options: options})
	f.add(g, "", field{Name: "worth", Label: "Smallest change worth having", Hint: "In the unit of the metric, above 0.", Kind: "number"})
	f.add(g, "", field{Name: "method", Label: "Method", Hint: "How before and after are compared.", Kind: "select", Options: append([]option{{"", "choose"}}, texts(metrics.Methods, metrics.MethodUnknown, metrics.PooledPilots)...)})
	f.add(g, "", field{Name: "control", Label: "Control", Hint: "What it is compared with, where the method compares with something.", Kind: "text"})

	g = f.group("When", "")
	f.add(g, "", field{Name: "agreed", Label: "Agreed on", Kind: "date", Value: p.AsOf.String()})
	f.add(g, "", field{Name: "split.before.from", Label: "Baseline from", Kind: "date", Value: c.Benefit.Baseline.From.String()})
	f.add(g, "", field{Name: "split.before.to", Label: "Baseline to", Kind: "date", Value: c.Benefit.Baseline.To.String()})
	f.add(g, "", field{Name: "start", Label: "First day of the pilot", Kind: "date"})
	f.add(g, "", field{Name: "split.after.from", Label: "Pilot read from", Kind: "date"})
	f.add(g, "", field{Name: "split.after.to", Label: "Pilot read to", Kind: "date"})
	period := ""
	if c.Benefit.Baseline.Period != metrics.PeriodUnknown {
		period = c.Benefit.Baseline.Period.String()
	}
	f.add(g, "", field{Name: "period", Label: "How often it is read", Kind: "select", Value: period, Options: append([]option{{"", "choose"}}, texts(metrics.Periods, metrics.PeriodUnknown)...)})
	points := ""
	if x, ok := c.Benefit.Baseline.Points.Point(); ok {
		points = decimal(x)
	}
	f.add(g, "", field{Name: "baselineReadings", Label: "Readings of the baseline", Kind: "number", Value: points})
	f.add(g, "", field{Name: "looks", Label: "Looks", Hint: "The times that it may be read: on each line how many readings there are after by then, and the confidence level, such as 12 0.95. The end last.", Kind: "textarea"})

	g = f.group("What is done then", "Say for each conclusion what follows from it.")
	for _, d := range []struct{ name, label string }{
		{"better", "Better by what is worth having"}, {"little", "Better, not by that much"}, {"noEffect", "No effect shown"}, {"worse", "Worse"}, {"cannotTell", "It can't be told"},
	} {
		f.add(g, "", field{Name: "decisions." + d.name, Label: d.label, Kind: "text"})
	}
	f.add(g, "", field{Name: "decides", Label: "Who does it", Hint: "A manager of the business.", Kind: "text"})
	return f
}

// contract is the contract that was typed, on a candidate.
func (f *form) contract(name string, p pilot.Programme) contract.Contract {
	c := contract.Contract{
		Version: contract.Version, Pilot: name, Problem: f.get("problem"), Control: f.get("control"), Decides: f.get("decides"),
		Start: f.date("start"), Agreed: f.date("agreed"), BaselineReadings: f.whole("baselineReadings"),
		Split: metrics.Split{
			Before: metrics.Span{From: f.date("split.before.from"), To: f.date("split.before.to")},
			After:  metrics.Span{From: f.date("split.after.from"), To: f.date("split.after.to")},
		},
		Decisions: contract.Decisions{
			Better: f.get("decisions.better"), Little: f.get("decisions.little"), NoEffect: f.get("decisions.noEffect"),
			Worse: f.get("decisions.worse"), CannotTell: f.get("decisions.cannotTell"),
		},
	}
	c.Worth, _ = f.number("worth")
	c.Metric = metricOf(p, f.get("metric"))
	if text := f.get("method"); text != "" {
		var err error
		if c.Method, err = metrics.ParseMethod(text); err != nil {
			f.bad("method", "isn't one of them")
		}
	}
	if text := f.get("period"); text != "" {
		var err error
		if c.Period, err = metrics.ParsePeriod(text); err != nil {
			f.bad("period", "isn't one of them")
		}
	}
	for line := range strings.Lines(f.get("looks")) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		words := strings.Fields(line)
		var look contract.Look
		var err1, err2 error
		if len(words) == 2 {
			look.Readings, err1 = strconv.Atoi(words[0])
			look.Level, err2 = strconv.ParseFloat(words[1], 64)
		}
		if len(words) != 2 || err1 != nil || err2 != nil {
			f.bad("looks", fmt.Sprintf("want on each line a number of readings and a level, such as 12 0.95, have %.40q", strings.TrimSpace(line)))
		}
		c.Looks = append(c.Looks, look)
	}
	return c
}

// metricOf is a metric of the programme by id, zero if there is none.
func metricOf(p pilot.Programme, id string) metrics.Metric {
	if i := slices.IndexFunc(p.Metrics, func(m metrics.Metric) bool { return m.ID == id }); i >= 0 {
		return p.Metrics[i]
	}
	return metrics.Metric{}
}

// unitOf is the unit of a metric as it follows its name.
func unitOf(m metrics.Metric) string {
	if m.Unit == "" {
		return ""
	}
	return ", in " + m.Unit
}

// readingsForm is the form for what was read since a contract was sealed.
func readingsForm(base int64, a pilot.Agreement) *form {
	f := &form{Base: base}
	hint := "On each line a day and a value, such as 2026-01-31,397. All of them, before and after: they take the place of those that are there."
	g := f.group("Readings", "")
	f.add(g, "", field{Name: "readings", Label: "Readings of the metric", Hint: hint, Kind: "textarea", Value: lines(a.Readings)})
	f.add(g, "", field{Name: "control", Label: "Readings of the control", Hint: "Where one was agreed on.", Kind: "textarea", Value: lines(a.Control)})
	looks := ""
	if a.Looks > 0 {
		looks = strconv.Itoa(a.Looks)
	}
	f.add(g, "", field{Name: "looks", Label: "How often they were looked at by now", Hint: "This time included; a look agreed on that was left out counts. Empty while they are only collected: then nothing is settled yet.", Kind: "number", Value: looks})
	f.add(g, "", field{Name: "on", Label: "Day of settling", Hint: "Empty while they are only collected.", Kind: "date", Value: a.On.String()})
	return f
}

// readings are what was typed.
func (f *form) readings(was pilot.Agreement) readings {
	r := readings{Readings: was.Readings, Control: was.Control, Looks: f.whole("looks"), On: f.date("on")}
	for _, part := range []struct {
		name string
		s    *metrics.Series
	}{{"readings", &r.Readings}, {"control", &r.Control}} {
		text := f.get(part.name)
		if text == lines(*part.s) {
			continue
		}
		*part.s = metrics.Series{}
		if strings.TrimSpace(text) == "" {
			continue
		}
		shift := 0
		if first := strings.TrimSpace(text); first[0] >= '0' && first[0] <= '9' { // it has no header
			text, shift = "date,value\n"+text, 1
		}
		series, err := metrics.ReadSeries(strings.NewReader(text), metrics.SeriesColumns{})
		for _, p := range problems(err) {
			f.bad(part.name, typedLine(p, shift))
		}
		*part.s = series
	}
	return r
}

// typedLine is a problem in a table with the line in which it was typed.
func typedLine(p problem, shift int) string {
	var line int
	if _, err := fmt.Sscanf(p.Path, "line %d", &line); err == nil {
		return fmt.Sprintf("line %d%s: %s", line-shift, strings.TrimPrefix(p.Path, fmt.Sprintf("line %d", line)), p.Problem)
	}
	return p.Problem
}

// lines are readings as they are typed.
func lines(s metrics.Series) string {
	var b strings.Builder
	for p := range s.All() {
		fmt.Fprintf(&b, "%s,%s\n", p.Date, decimal(p.Value))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
