package main

// The story to the letter: all the founding text's reasons against the KM
// community, the advice, and the two that are better.
func Example() {
	main()
	// Output:
	// KM community of practice (public showcase), nature: between interest and innovation: decline
	//   not met: its subject is an established practice area: a large group has it as main role (R2-practice-area)
	//   not met: it represents the communities that will follow: enough of its members practise (R3-members-practise)
	//   not met: business managers outside the KM team who gained speak for it; the KM team's own word weighs nothing (R4-endorsement)
	//   not met: a baseline is measured: without one no saving can be computed (R5-baseline)
	//   not met: its function is frontline: a support function's metrics are a step away from hard business metrics, even when KM is mature (R6-frontline)
	//   not met: its benefit is measured by a hard business metric (R7-hard-metric)
	//   not met: KM posts exist as main roles (R8-km-posts)
	//   not met: KM is an established practice area (R8-practice-area)
	//   not met: KM metrics exist (R8-km-metrics)
	//   not met: it names the business problem that it addresses (problem-led)
	//   instead a supporting network, a network of champions; a community of practice once KM is embedded
	// network of KM champions (supporting network), nature: between interest and innovation: support
	// drilling engineers (public showcase), nature: practice: showcase
}
