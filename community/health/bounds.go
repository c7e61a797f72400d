package health

import (
	"maps"
	"math/bits"
	"slices"

	"example.com/kmaturity/metrics"
)

func (o *observation) result() Notes {
	n := o.notes
	n.OutsiderIDs, n.Alike, n.Twice = o.outsiders.ids, o.alike.ids, o.twice.ids
	for _, p := range o.people {
		if p.joined && p.byMember == metrics.Unknown {
			n.Unattributed++
		}
	}
	return n
}

// bounds counts what is sure, and what there may be beside it.
type bounds struct{ sure, maybe int64 }

func (b *bounds) add(is metrics.Answer, n int64) {
	switch is {
	case metrics.Yes:
		b.sure += n
	case metrics.Unknown:
		b.maybe += n
	}
}

// over is the interval of the count, divided.
func (b bounds) over(n int) metrics.Interval {
	i, _ := metrics.Between(float64(b.sure)/float64(n), float64(b.sure+b.maybe)/float64(n))
	return i
}

// activity puts the figures together.
func (o *observation) activity() Activity {
	a := Activity{Kind: o.Kind, Months: o.Months}
	var core, active, visits, contributors, contributions, made, brought bounds
	members, all, joined := int64(0), o.stranger, int64(0)
	for _, p := range o.people {
		if p.member == metrics.Yes {
			members++
		}
		gave := bits.OnesCount64(p.gave)
		regular := o.Months >= MinMonths && float64(gave)/float64(o.Months) >= o.CoreMonths
		switch {
		case gave > 0 && o.Months < MinMonths:
			core.add(p.member.And(metrics.Unknown), 1)
			active.add(p.member.And(metrics.Unknown), 1)
		case regular:
			core.add(p.member, 1)
		case gave > 0:
			active.add(p.member, 1)
		}
		visits.add(p.member, int64(bits.OnesCount64(p.there)))
		contributors.add(p.member, int64(gave))
		contributions.add(p.member, p.contributions)
		made.add(p.member.And(metrics.AnswerOf(!p.organiser)), p.contributions)
		all += p.contributions
		if p.joined {
			joined++
			brought.add(p.byMember, 1)
		}
	}
	if o.Members != nil {
		a.Members = metrics.Exactly(float64(members))
	}
	a.Visitors = visits.over(o.Months)
	if !o.logged[Visited] {
		a.Visitors = atLeast(a.Visitors)
	}
	if o.logged[Contributed] || o.logged[Asked] || o.logged[Answered] {
		a.Core, a.Active = core.over(1), active.over(1)
		a.Contributors, a.Contributions = contributors.over(o.Months), contributions.over(o.Months)
		a.ActivityByMembers = Portion{made.over(1), metrics.Exactly(float64(all))}
	}
	if o.logged[Joined] {
		a.GrowthByMembers = Portion{brought.over(1), metrics.Exactly(float64(joined))}
	}
	a.Topics = o.sorted()
	return a
}

// sorted lists the topics by name. What has no topic may be on any.
func (o *observation) sorted() []Topic {
	none := o.topics[""]
	if none == nil {
		none = new(tally)
	}
	var topics []Topic
	for _, name := range slices.Sorted(maps.Keys(o.topics)) {
		if name == "" {
			continue
		}
		t := o.topics[name]
		topic := Topic{Name: name}
		if o.logged[Asked] {
			topic.Questions = bounds{t.asked, t.maybeAsked + none.asked + none.maybeAsked}.over(1)
		}
		if o.logged[Answered] {
			topic.Answers = bounds{t.answered, t.maybeAnswered + none.answered + none.maybeAnswered}.over(1)
		}
		topics = append(topics, topic)
	}
	return topics
}
