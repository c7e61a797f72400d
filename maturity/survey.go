package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Figure is a published number of years.
type Figure struct {
	Stage     SurveyStage    `json:"stage"`          // of the survey
	Estimator Estimator      `json:"estimator"`      // what kind of number it is
	Years     float64        `json:"years"`          // of doing KM
	About     bool           `json:"about,omitzero"` // read off a graph
	Source    metrics.Source `json:"source"`         // where it was published
}

// PublishedYears are the published figures of an estimator, in order of stage; none
// for one that is unknown.
//
// The means, 3.5 years early, 8.2 in progress and 11.8 embedded, are of the Knoco survey
// of 2014. It asked for how many years an organisation had been doing KM and at which
// stage it was, so they are the age of programmes found there, not how long they stay.
// Half have crossed to in progress after about 4 years and to embedded after about 20:
// the surveys of 2014 and 2017 together, just over 750 organisations.
func PublishedYears(e Estimator) []Figure {
	switch e {
	case MeanYearsAt:
		s := metrics.Source{
			Title: "N. Milton, How long does KM really take to bed in?", Year: 2014,
			URL: "http://www.nickmilton.com/2014/08/how-long-does-km-really-take-to-bed-in.html",
		}
		return []Figure{{EarlyStages, e, 3.5, false, s}, {InProgress, e, 8.2, false, s}, {EmbeddedInWork, e, 11.8, false, s}}
	case YearsHalfCrossed:
		s := metrics.Source{
			Title: "N. Milton, How long it really takes to embed KM", Year: 2017,
			URL: "https://www.nickmilton.com/2017/06/how-long-it-really-takes-to-embed.html",
		}
		return []Figure{{InProgress, e, 4, true, s}, {EmbeddedInWork, e, 20, true, s}}
	}
	return nil
}

// JourneySurvey says which levels of Journey are which stages of the survey: a champions
// network early, roles established in progress, embedded embedded. Not started is none.
// The reading is our default.
func JourneySurvey() map[string]SurveyStage {
	return map[string]SurveyStage{
		ChampionsNetwork.String(): EarlyStages,
		RolesEstablished.String(): InProgress,
		Embedded.String():         EmbeddedInWork,
	}
}

// AgeOptions say how a history is held against published figures.
type AgeOptions struct {
	Estimator Estimator              // which figures; it must be said
	Start     metrics.Date           // the day since when KM has been done; none: not known, at the latest that of the first assessment
	Stages    map[string]SurveyStage // of levels, by id; a level without one is before them all; nil: JourneySurvey for Journey
}

// AgeComparison is a unit's years beside a published figure.
type AgeComparison struct {
	Figure Figure `json:"figure"`         // the published one
	Level  string `json:"level,omitzero"` // id: under MeanYearsAt, of the stay
	// Years is for how long KM had been done: under MeanYearsAt while the unit was found
	// at the level; under YearsHalfCrossed when it came as far as the stage, without an
	// upper end if it hasn't.
	Years  metrics.Interval `json:"years,omitzero"`
	Longer metrics.Answer   `json:"longer"` // whether Years is more than the figure; a mean and a median aren't limits
}

// Compare holds a history against the published years of one estimator. Under
// MeanYearsAt there is a comparison for each stay at a level that is certain and has a
// stage, under YearsHalfCrossed one for each figure.
//
// It is an error, which names every fault at once, if no estimator is named, no stages
// are given for another model than Journey, a stage is given to a level that isn't
// there, a higher level has a lower stage, or the start lies after a day on which the
// unit was for certain at a stage.
func (h History) Compare(o AgeOptions) ([]AgeComparison, error) {
	p := strict.In("maturity")
	figures := PublishedYears(o.Estimator)
	if len(figures) == 0 {
		p.Addf("estimator", "want mean years at or years half crossed, have %s", o.Estimator)
	}
	stages := o.Stages
	if stages == nil && h.Model == journeyID {
		stages = JourneySurvey()
	}
	if stages == nil {
		p.Absentf("stages", "are missing: which levels of %q are which stages of the survey isn't known", strict.Clip(h.Model))
	}
	level, last := map[string]bool{}, SurveyUnknown
	for _, id := range h.Levels {
		level[id] = true
		path := strict.Key("stages", id)
		if stages[id] < last {
			p.Addf(path, "want %s or later, as a lower level has it, have %s", last, stages[id])
		}
		if stages[id] > EmbeddedInWork {
			p.Addf(path, "there is no %s", stages[id])
		}
		last = max(last, stages[id])
	}
	for _, id := range sortedKeys(stages) {
		if !level[id] {
			p.Absentf(strict.Key("stages", id), "there is no level %q", strict.Clip(id))
		}
	}
	for _, s := range h.Stays {
		if stages[s.Lowest] != SurveyUnknown && s.From.Before(o.Start) {
			p.Addf("start", "%s is after %s, when KM had come to %q", o.Start, s.From, strict.Clip(s.Lowest))
			break
		}
	}
	if err := p.Err(); err != nil || len(h.Stays) == 0 {
		return nil, err
	}
	if o.Estimator == MeanYearsAt {
		return h.found(o.Start, stages, figures), nil
	}
	return h.crossed(o.Start, stages, figures), nil
}

// age is for how long KM had been done on a day.
func (h History) age(start, day metrics.Date) metrics.Interval {
	if start.IsZero() {
		return metrics.From(years(h.Stays[0].From, day))
	}
	return metrics.Exactly(max(0, years(start, day)))
}

func comparison(f Figure, level string, age metrics.Interval) AgeComparison {
	return AgeComparison{f, level, age, age.Within(metrics.Above(f.Years))}
}

// found compares the age at each stay.
func (h History) found(start metrics.Date, stages map[string]SurveyStage, figures []Figure) (all []AgeComparison) {
	for _, s := range h.Stays {
		for _, f := range figures {
			if s.Lowest == s.Highest && stages[s.Lowest] == f.Stage {
				all = append(all, comparison(f, s.Lowest, h.age(start, s.From).Hull(h.age(start, s.To))))
			}
		}
	}
	return all
}

// crossed compares the age when the unit first came as far as each stage: after the last
// assessment that excludes it, and by the first that is certain of it.
func (h History) crossed(start metrics.Date, stages map[string]SurveyStage, figures []Figure) (all []AgeComparison) {
	for _, f := range figures {
		age := metrics.From(0)
		for _, s := range h.Stays {
			if stages[s.Highest] < f.Stage {
				if low, ok := h.age(start, s.To).Low(); ok && low > 0 {
					age = metrics.Above(low)
				}
			} else if stages[s.Lowest] >= f.Stage {
				if high, ok := h.age(start, s.From).High(); ok {
					age, _ = age.Intersect(metrics.UpTo(high))
				}
				break
			}
		}
		all = append(all, comparison(f, "", age))
	}
	return all
}
