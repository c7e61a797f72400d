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

// participation is how somebody takes part.
type participation uint8

const (
	peripheral participation = iota
	isActive
	isCore
)

// takesPart is how a person of that many months takes part.
func (o *observation) takesPart(gave int) participation {
	switch {
	case gave == 0:
		return peripheral
	case o.Months >= MinMonths && float64(gave)/float64(o.Months) >= o.CoreMonths:
		return isCore
	}
	return isActive
}

// activity puts the figures together. What an outsider did whose id is alike to a
// member's may be that member's: then the member took part as far as both do.
func (o *observation) activity() Activity {
	a := Activity{Kind: o.Kind, Months: o.Months}
	var core, active, visits, contributors, contributions, made, brought, joined bounds
	members, all := int64(0), o.stranger
	for _, p := range o.people {
		if p.member == metrics.Yes {
			members++
		}
		both := p.with()
		least, most := o.takesPart(bits.OnesCount64(p.gave)), o.takesPart(bits.OnesCount64(both.gave))
		for is, b := range map[participation]*bounds{isActive: &active, isCore: &core} {
			switch {
			case o.Months < MinMonths && most != peripheral:
				b.add(p.member.And(metrics.Unknown), 1)
			case least == is && most == is:
				b.add(p.member, 1)
			case least <= is && is <= most:
				b.add(p.member.And(metrics.Unknown), 1)
			}
		}
		count := func(b *bounds, is metrics.Answer, own, with int64) {
			b.add(is, own)
			b.add(is.And(metrics.Unknown), with-own)
		}
		count(&visits, p.member, int64(bits.OnesCount64(p.there)), int64(bits.OnesCount64(both.there)))
		count(&contributors, p.member, int64(bits.OnesCount64(p.gave)), int64(bits.OnesCount64(both.gave)))
		count(&contributions, p.member, p.contributions, both.contributions)
		count(&made, p.member.And(metrics.AnswerOf(!p.organiser)), p.contributions, both.contributions)
		all += p.contributions
		by := p.byMember
		if p.alike != nil && p.alike.joined && p.alike.byMember != by {
			by = metrics.Unknown
		}
		switch {
		case p.joined:
			joined.sure++
			brought.add(by, 1)
		case p.alike != nil && p.alike.joined:
			joined.maybe++
			brought.add(p.alike.byMember.And(metrics.Unknown), 1)
		}
	}
	if o.Members != nil {
		a.Members = metrics.Exactly(float64(members))
	}
	a.Visitors = visits.over(o.Months)
	whole := o.logged[Contributed] || o.logged[Asked] && o.logged[Answered]
	if !o.logged[Visited] {
		a.Visitors = atLeast(a.Visitors)
	}
	switch {
	case whole:
		a.Core, a.Active = core.over(1), active.over(1)
		a.Contributors, a.Contributions = contributors.over(o.Months), contributions.over(o.Months)
		a.ActivityByMembers = Portion{made.over(1), metrics.Exactly(float64(all))}
	case o.logged[Asked], o.logged[Answered]: // the other half isn't logged
		a.Core = atLeast(core.over(1))
		a.Contributors, a.Contributions = atLeast(contributors.over(o.Months)), atLeast(contributions.over(o.Months))
	}
	if o.logged[Joined] {
		a.GrowthByMembers = Portion{brought.over(1), joined.over(1)}
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
