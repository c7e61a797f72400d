package enum

import "strings"

// Near returns the text of the table that s was most likely meant to be: one
// that differs only by case, else the nearest within two letters added, lost,
// changed or swapped. It returns "" when there is none. A difference that makes
// up more than half of the text is no likeness, so "id" is not near "at".
func (n Names) Near(s string) string {
	const furthest = 2
	for _, text := range n {
		if text != "" && text != s && strings.EqualFold(text, s) {
			return text
		}
	}
	var letters []rune
	best, nearest := "", furthest+1
	for _, text := range n {
		// A letter is at most four bytes, so a text whose length in bytes is
		// further off than that can't be near; it saves work on long input.
		if text == "" || text == s || len(s) > len(text)+4*furthest || len(text) > len(s)+4*furthest {
			continue
		}
		if letters == nil {
			letters = []rune(strings.ToLower(s))
		}
		other := []rune(strings.ToLower(text))
		d := distance(letters, other)
		if d < nearest && 2*d <= max(len(letters), len(other)) {
			best, nearest = text, d
		}
	}
	return best
}

// distance counts the letters to add, lose, change or swap with a neighbour to
// make b of a (optimal string alignment). Three rows of the table are enough,
// as a swap looks back two.
func distance(a, b []rune) int {
	before := make([]int, len(b)+1)
	above := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := above[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(above[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
