// Package choose judges which of several alternatives to take, and how far to
// trust the choice: it ranks them by weighted criteria, says what other weights
// would say, and finds the set that covers most within its limits.
//
//	ranking, err := choose.Rank(alternatives, criteria)
//	doubt, err := choose.Acceptabilities(ctx, alternatives, criteria, choose.AcceptabilityOptions{})
//	best, err := choose.Best(ctx, choose.Problem{Items: items, Covers: audiences, Most: 4, Budget: 300})
//
// It knows nothing of pilots or communities; package pilot fills it from verdicts,
// and lets only those in that no veto keeps out: points never buy a veto back.
//
// # Ranking
//
// [Rank] gives each alternative the weighted sum of its values on scales that the
// caller fixes, the ranks that its known scores allow, and who dominates it.
// Stability says between which weights the leader stays first. [RankOrderCentroid]
// and [RankSum] are weights where only an order is known. [Acceptabilities] leaves
// the weights open and says how often each comes r-th.
//
// # Sets
//
// [Best] is proven best up to 40 items; beyond, it comes with a bound that no set
// can exceed. [Optima] lists the sets that cover as much, [Costs] what coverage
// costs, [Core] how often an item belongs to the best set whatever the weights, and
// [Waves] what to run next.
//
// # Conventions
//
// Zero values: of AcceptabilityOptions, 10,000 draws over all weightings; a score
// that is left out is unknown. Nothing depends on the order of alternatives or
// criteria; of items the order decides between sets that are equal in all else.
// Random numbers come from a seed, 0 unless stated: the same input gives the same
// answer on any number of cores. All functions are safe for concurrent use; there
// is no clock and no global state.
package choose
