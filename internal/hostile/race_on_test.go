//go:build race

package hostile

const raced = true // bounds on time aren't held
