// Package health judges what a community does, as package community judges who
// is in it.
//
//	log := health.ReadLog(file, health.LogOptions{}) // a CSV export: member, date, act
//	activity, notes, err := health.Observe(log, health.Community{
//		Kind: health.Managed, From: metrics.MustDate("2024-01-01"), Months: 6, Members: ids, Organisers: team,
//	})
//	if err != nil {
//		return err // every faulty row, with its line
//	}
//	activity.SupportFTE = metrics.Exactly(0.5) // what no log holds
//	checkup, err := health.Check(activity, health.Options{})
//	fmt.Println(notes.Outsiders, "events by people who aren't members")
//	fmt.Print(checkup)
//
// # Figures and findings
//
// An [Activity] is what is known of a community: how many take part, how often,
// made by whom. Every figure is a [metrics.Interval] and optional; what isn't
// given is unknown, never zero. [Check] works the [Indicator]s out, each with its
// denominator, and holds them against a [Band]: the range that communities of
// that [Kind] and [Size] have by some source. A [Finding] says below, within or
// above only if every number inside the figures does; else it names the fields
// that would decide.
//
// Figures hang together (contributors are among the visitors, visitors among the
// members), so each is cut to what the others allow, and a share is worked out
// from numerator and denominator jointly.
//
// # Which band
//
// How many take part in a managed community says nothing of an open online one,
// nor the other way round, so a band is for one kind and is never held against the
// other. Where the kind isn't known, or the size isn't known well enough, every
// band that may be right is named, and the finding is certain only if all agree.
// [Why] says which case it was. Levels of monthly activity are published for small
// and for large communities; between them there is no band, and so no answer.
// [Bands] has the numbers with their sources, and what in them is our reading.
//
// # Life cycle, questions, success factors
//
// [LifeLimits.Stage] finds the stage of the life cycle from the shares of activity
// and growth that members make. Its source is about online communities that
// somebody manages; that it serves for both kinds is our reading. [Cuts.Sort]
// puts topics into the question [Quadrant]. [Survey.Next] names the success factor
// to see to next. Uplifts are from a survey in which factors come together: they
// overlap, rank, and are never added up, here or by anybody.
//
// # Logs
//
// [ReadLog] reads a log as a stream and reports every fault with its line.
// [Observe] counts people by the month. Who isn't in the list of members is never
// counted as a member; their events are noted. An act that a log never has is taken
// as not logged, not as never done.
//
// # Conventions
//
// Zero values: of an enum, unknown; of an Activity, nothing known; of Options,
// Limits, LifeLimits, Cuts, Survey, LogOptions and LogColumns, the defaults; of a
// Portion, nothing known. Faults are reported all at once, each as an [*Error]
// with the path of its place, or with its line and column in a log.
//
// Values are plain and safe for concurrent use as long as nobody changes them; a
// sequence from ReadLog belongs to one goroutine and can be ranged over once.
// There is no clock, no randomness, no global state and no output. The order of
// events, members and factors makes no difference, and equal input gives equal
// answers, byte for byte once encoded.
//
// The package doesn't judge whether a band is a goal: bands say what others have.
// It gives no grade over all findings, and doesn't tell the fourth stage of the
// life cycle, nor the part of the third that rests on surveys of the sense of community. It doesn't match
// people by name, takes nobody for another by the likeness of ids, doesn't weigh people who joined late by
// their time, and reads no contributions, only counts them. The level of activity
// published for learning groups around one event isn't offered: nothing in the
// figures tells such a group.
package health
