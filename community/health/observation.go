package health

import (
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// person is what somebody did in the months.
type person struct {
	member        metrics.Answer
	organiser     bool
	there, gave   uint64 // bit m is set: was active, contributed in month m
	contributions int64
	joined        bool
	byMember      metrics.Answer // whether a member brought them
	alike         *person        // what people of ids alike did, who may be this one; nil: nothing
}

// with is what the person did if those of ids alike are the same.
func (p *person) with() person {
	both := *p
	if a := p.alike; a != nil {
		both.there |= a.there
		both.gave |= a.gave
		both.contributions += a.contributions
	}
	return both
}

// observation is an activity under way.
type observation struct {
	Community
	starts   []metrics.Date // of the months, and the day after them
	people   map[string]*person
	spelt    map[string][]string // the ids that come to one without case and spaces
	logged   [Joined + 1]bool    // acts that occur at all
	inside   int
	stranger int64 // contributions by outsiders
	topics   map[string]*tally
	notes    Notes

	outsiders, alike, twice few
}

// tally counts the questions and answers on a topic: by people known to belong,
// and by those who may.
type tally struct{ asked, maybeAsked, answered, maybeAnswered int64 }

func (c Community) open() (*observation, error) {
	o := &observation{Community: c, people: map[string]*person{}, spelt: map[string][]string{}, topics: map[string]*tally{}}
	p := strict.In("health")
	if c.Kind > OpenOnline {
		p.Addf("kind", "%s is no kind of community", c.Kind)
	}
	if c.From.IsZero() {
		p.Absentf("from", "is missing")
	}
	if c.Months < 1 || c.Months > mostMonths {
		p.Addf("months", "want 1 to %d, have %d", mostMonths, c.Months)
	} else if !c.From.IsZero() {
		for m := range c.Months + 1 {
			o.starts = append(o.starts, c.From.AddMonths(m))
		}
		if o.starts[c.Months].IsZero() {
			p.Addf("months", "%d months from %s on leave the calendar", c.Months, c.From)
		}
	}
	switch {
	case c.CoreMonths == 0:
		o.CoreMonths = CoreMonths
	case !(c.CoreMonths > 0 && c.CoreMonths <= 1):
		p.Addf("coreMonths", "want a share above 0 and up to 1, have %v", c.CoreMonths)
	}
	for _, list := range []struct {
		path string
		ids  []string
	}{{"members", c.Members}, {"organisers", c.Organisers}} {
		for i, id := range list.ids {
			if o.fold(id) == "" {
				p.Absentf(strict.Index(list.path, i), "is missing: an id without letters is nobody's")
			}
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	for _, id := range c.Members {
		id = o.fold(id)
		if _, met := o.people[id]; met {
			o.twice.add(id)
			continue
		}
		o.meet(id).member = metrics.Yes
	}
	for _, id := range c.Organisers {
		o.meet(o.fold(id)).organiser = true
	}
	return o, nil
}

func (o *observation) fold(id string) string {
	id = strings.TrimSpace(id)
	if o.Fold != nil {
		id = strings.TrimSpace(o.Fold(id))
	}
	return id
}

// meet returns the person with that id, and makes one if there is none.
func (o *observation) meet(id string) *person {
	if p := o.people[id]; p != nil {
		return p
	}
	o.compare(id)
	p := &person{member: metrics.No}
	if o.Members == nil {
		p.member = metrics.Unknown
	}
	o.people[id] = p
	o.spelt[bare(id)] = append(o.spelt[bare(id)], id)
	return p
}

// compare notes an id that differs only by case or spaces from another.
func (o *observation) compare(id string) {
	if others := o.spelt[bare(id)]; len(others) > 0 {
		o.alike.add(others[0])
		o.alike.add(id)
	}
}

// maybe notes what somebody did, who is no member by their very id, for every
// member whose id is alike: it may be them.
func (o *observation) maybe(e Event, month int, count int64) {
	asked := false
	for _, id := range o.spelt[bare(e.Member)] {
		p := o.people[id]
		if p.member != metrics.Yes && !p.organiser {
			continue
		}
		if !asked && (e.Act == Asked || e.Act == Answered) && !o.isOrganiser(e.Member) {
			o.ask(&person{member: metrics.Unknown}, e, count)
			asked = true
		}
		if p.member != metrics.Yes {
			continue
		}
		if p.alike == nil {
			p.alike = &person{}
		}
		if e.Act == Joined {
			p.alike.brought(o.broughtBy(e))
			continue
		}
		p.alike.there |= 1 << month
		if e.Act.contributes() {
			p.alike.gave |= 1 << month
			p.alike.contributions += count
		}
	}
}

func (o *observation) isOrganiser(id string) bool {
	p := o.people[id]
	return p != nil && p.organiser
}

// bare is an id without case and spaces.
func bare(id string) string {
	return strings.ToLower(strings.ToUpper(strings.Join(strings.Fields(id), "")))
}

// month is the number of the month that a day lies in, and false if it lies in
// none.
func (o *observation) month(d metrics.Date) (int, bool) {
	i, exact := slices.BinarySearchFunc(o.starts, d, metrics.Date.Compare)
	if !exact {
		i--
	}
	return i, i >= 0 && i < o.Months
}

func (o *observation) add(e Event) {
	o.notes.Events++
	if o.notes.First.IsZero() || e.Date.Before(o.notes.First) {
		o.notes.First = e.Date
	}
	if e.Date.After(o.notes.Last) {
		o.notes.Last = e.Date
	}
	o.logged[e.Act] = true
	month, ok := o.month(e.Date)
	if !ok {
		o.notes.Outside++
		return
	}
	o.inside++
	count := max(e.Count, 1)
	p := o.people[e.Member]
	if p == nil && o.Members != nil {
		o.notes.Outsiders++
		o.compare(e.Member)
		o.outsiders.add(e.Member)
		if e.Act.contributes() {
			o.stranger += count
		}
		o.maybe(e, month, count)
		return
	}
	if p == nil {
		p = o.meet(e.Member)
	}
	if p.organiser {
		o.notes.Organisers++
	}
	if p.member == metrics.No {
		o.maybe(e, month, count)
	}
	if e.Act == Joined {
		if !p.organiser || p.member != metrics.No { // or it is no new member
			p.brought(o.broughtBy(e))
		}
		return
	}
	p.there |= 1 << month
	if e.Act.contributes() {
		p.gave |= 1 << month
		p.contributions += count
	}
	if e.Act == Asked || e.Act == Answered {
		o.ask(p, e, count)
	}
}

// brought notes whether a member brought somebody new: unknown if two events
// contradict one another.
func (p *person) brought(by metrics.Answer) {
	if p.joined && p.byMember != by {
		by = metrics.Unknown
	}
	p.joined, p.byMember = true, by
}

// broughtBy answers whether a member brought a new one: unknown if that isn't
// said, or if they came by themselves.
func (o *observation) broughtBy(e Event) metrics.Answer {
	id := o.fold(e.By)
	if id == "" || id == e.Member {
		return metrics.Unknown
	}
	q := o.people[id]
	if q == nil && o.Members != nil {
		o.compare(id)
	}
	if q == nil || q.member == metrics.No {
		for _, other := range o.spelt[bare(id)] {
			if other != id && o.people[other].member == metrics.Yes {
				return metrics.Unknown // it may be theirs
			}
		}
	}
	switch {
	case q != nil && q.organiser, q == nil && o.Members != nil:
		return metrics.No
	case q != nil:
		return q.member
	}
	return metrics.Unknown
}

func (o *observation) ask(p *person, e Event, count int64) {
	topic := strings.TrimSpace(e.Topic)
	t := o.topics[topic]
	if t == nil {
		t = new(tally)
		o.topics[topic] = t
	}
	// Organisers answer for the community, so theirs count too.
	belongs := p.member == metrics.Yes || p.organiser
	switch {
	case e.Act == Asked && belongs:
		t.asked += count
	case e.Act == Asked:
		t.maybeAsked += count
	case belongs:
		t.answered += count
	default:
		t.maybeAnswered += count
	}
}

// few keeps the first ids of those added, in order, each once: the same ones in
// whatever order they come.
type few struct{ ids []string }

func (f *few) add(id string) {
	i, met := slices.BinarySearch(f.ids, id)
	if met || i == mostIDs {
		return
	}
	f.ids = slices.Insert(f.ids, i, strings.Clone(id))
	f.ids = f.ids[:min(len(f.ids), mostIDs)]
}
