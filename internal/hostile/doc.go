// Package hostile holds the tests of hostile use: more than anybody would hand in,
// documents that nobody wrote by mistake, readers and writers that fail at any byte,
// everything at once from many goroutines, and contexts that end whenever they like.
// What is asked is always the same: a clear error or a right answer, in time and memory
// that grow with the input and no faster, and nothing left behind.
//
// # Sizes
//
// The ordinary run has slates of 10,000 candidates. KMATURITY_HUGE=1 asks for a slate
// of 1,000,000 and a roster of as many rows; by what 10,000 candidates take, 12 KB and
// 0.1 ms each, that is 12 GB of memory and two minutes:
//
//	KMATURITY_HUGE=1 go test ./internal/hostile -run Huge -v
//
// Tests of time compare a size with a tenth of it, so that the machine makes no
// difference. Under the race detector their bounds aren't held.
//
// # Documents
//
// Every exported type that reads itself from JSON stands in one table, which is held
// against the sources. FuzzDecoders and the tests of documents go through all of it,
// starting from documents of each type that the library itself wrote.
package hostile
