// Package community judges what kind of group a community is, and whether its
// subject is a practice area: who gathers, and around what.
//
//	topic := community.FoldProfession("Knowledge & Information Management")
//	roster := community.ReadRoster(file, community.RosterOptions{}) // a CSV extract of a personnel system
//	census, _, err := community.Count(topic, roster)
//	if err != nil {
//		return err // every faulty row, with its line
//	}
//	area := community.PracticeArea{ID: topic, Practitioners: census.Practitioners(), Workforce: metrics.Exactly(10409.22)}
//	fmt.Println(census.Nature())                               // practice, between practice and interest, …
//	fmt.Println(area.Established(community.Threshold{}))       // yes, no or unknown
//	fmt.Println(area.Shortfall(community.Threshold{}).Missing) // practitioners still to come
//
// # Who practises
//
// A [Member] practises a topic only if it is their main role; interest and
// passion don't make a practitioner (R2). [Count] takes the [Census] of a
// community's ties, in heads or full-time equivalents. Censuses of parts add up
// to the census of the whole in any order, exactly, since a [Weight] is a whole
// number of millionths. A main role that isn't known may be the topic: then the
// practitioners are an interval, from those known to those possible.
//
// # The triangle
//
// The [Nature] of a community is a place in a triangle whose corners are the
// pure types: practice, interest and innovation. A tie counts from a quarter of
// the members on ([DefaultCounting], ours; [Census.NatureAt] takes another share
// below a third). Three lines so cut the triangle into seven regions, one for
// each [Type]: where one tie counts the community is of that type, where two do
// it lies between them, where all three do it is mixed. An early community of
// knowledge management people lies between interest and innovation (R1). Members
// of unknown tie leave a range of places open, and exactly the types that some
// allocation of them reaches are possible; the nature is certain if that is one.
//
// # From practitioners to a practice area
//
// A [PracticeArea] is established when enough people have it as their main role:
// by default 100, or 20 who meet face to face; a [Threshold] says otherwise.
// [PracticeArea.Shortfall] says what is missing, whether the organisation is
// large enough to get there at all, and whether a central team of the usual size
// could supply it, and [Shortfall.Near] whether it is a near-miss. [Areas] takes
// every area of an organisation in one pass, [Returns] those of every unit and day.
//
// # Everybody once
//
// An organisation's records list people in several rows and systems. [Persons]
// counts everybody once, by id, settles the main role of those with several, and
// tells every conflict: what sources disagree about isn't known.
//
// # Over time
//
// [Histories] follows practice areas over their returns, and [Flags] what isn't
// news in them: returns that cover more or fewer, repeat the one before, or give
// a role another name. [Trace] follows a community through the triangle: whether
// it drifts towards practice, when it would cross a line at its pace, and whether
// new main roles turned it.
//
// # Networks
//
// A [Charter] says how a network is set up and whether it owes a deliverable. The
// two go together, as in a community of practice or of purpose, or they are a
// mismatch that a [Fix] mends. What is known of the [Form] is a [Network], the
// forms that are possible.
//
// # Functions
//
// An [Organisation] knows which functions are frontline and who supports whom.
// [Organisation.Steps] is how far a function is from the frontline, a range
// where kinds aren't known. What is frontline is for the organisation to say.
//
// # Conventions
//
// Zero values: of a Tie, Type, Kind, Basis and Lever, unknown; of a Census, the
// census of nobody, whose Nature can't be told and is zero too; of a Weight in a
// Member, one person; of a Threshold, RosterOptions and Columns, the defaults.
// Faults are reported all at once, each as an [*Error] with the path of its
// place, which in a roster is "line 2, column 5".
//
// All values are plain or can't be changed once built, and are safe for
// concurrent use; a sequence from [ReadRoster] belongs to one goroutine and can
// be ranged over once. There is no clock, no randomness, no global state and no
// output. The order of members, rows and functions makes no difference, and
// equal input gives equal answers, byte for byte once encoded.
//
// The package doesn't guess: not a tie from a job title, not a main role from a
// blank, not what an organisation's frontline is. It matches people by id alone,
// never by name, and knows nothing of what a community says or does, only of who
// is in it: package health judges that. A return that lists only a part of an
// organisation can't be told from a whole one by itself, only by a jump beside
// the one before: say so in [PracticeArea.Scope].
//
// R1 and R2 are statements of N. Milton, "Why you should not make the KM CoP
// your first Community", 2020
// <http://www.nickmilton.com/2020/09/why-you-should-not-make-km-cop-your.html>.
package community
