package report

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check reports everything that is wrong with a table of words, by key: keys that no
// report and no picture asks for, and values whose marks aren't those of English's. A
// report says in English what has such a value. What a rule, a criterion, a warning or a
// unit says itself may have any key that English describes.
func Check(w Words) error {
	all := English()
	var wrong []error
	for _, key := range slices.Sorted(maps.Keys(w)) {
		english, known := all[key]
		kind, _, _ := strings.Cut(key, ".")
		switch {
		case !known && !slices.Contains([]string{"says", "remedy", "find", "warning", "cure", "unit", "figure", "stage"}, kind):
			wrong = append(wrong, fmt.Errorf("report: %s: nothing is said by this key", key))
		case known && !fits(w[key], english):
			wrong = append(wrong, fmt.Errorf("report: %s: want the marks of %q, have %q", key, english, w[key]))
		}
	}
	return errors.Join(wrong...)
}

// sound is a table without the values that don't fit.
func sound(w Words) Words {
	if len(w) == 0 {
		return nil
	}
	all := English()
	kept := maps.Clone(w)
	maps.DeleteFunc(kept, func(key, text string) bool {
		english, known := all[key]
		return known && !fits(text, english)
	})
	return kept
}

// fits reports whether a text has the marks of another: those of the same places, in
// any order.
func fits(text, english string) bool {
	have, ok := marks(text)
	want, _ := marks(english)
	return ok && maps.Equal(have, want)
}

// marks are the places that a text tells of, from 1: %s tells of the next, %[2]s of the
// second, and %% of none. It isn't ok if there is another mark.
func marks(text string) (places map[int]bool, ok bool) {
	places = map[int]bool{}
	next := 1
	for {
		_, rest, found := strings.Cut(text, "%")
		if !found {
			return places, true
		}
		switch {
		case strings.HasPrefix(rest, "%"):
			text = rest[1:]
		case strings.HasPrefix(rest, "s"):
			places[next] = true
			next++
			text = rest[1:]
		case len(rest) > 3 && rest[0] == '[' && '1' <= rest[1] && rest[1] <= '9' && rest[2:4] == "]s":
			next = int(rest[1] - '0')
			places[next] = true
			next++
			text = rest[4:]
		default:
			return nil, false
		}
	}
}
