package picture

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode"
)

// margin is left free beside a picture.
const margin = 10.

const bold = `font-weight="bold"`

// character is the width of a character that is wide enough for most fonts.
const character = 7.

// cells is how many characters wide a rune is: those of East Asia and emoji take
// two.
func cells(r rune) int {
	if r >= 0x1100 && (r < 0x1e00 || r >= 0x2e80) {
		return 2
	}
	return 1
}

// long is how many characters wide words are.
func long(s string) (n int) {
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// width is how much room words take.
func width(s string) float64 { return character * float64(long(s)) }

// fit shortens words to so much room.
func fit(s string, room float64) string { return clip(s, max(1, int(room/character))) }

// clip shortens a name to so many characters.
func clip(s string, most int) string {
	if long(s) <= most {
		return s
	}
	head, _ := split(s, most-1)
	return head + "…"
}

// split parts words after so many characters.
func split(s string, most int) (head, tail string) {
	n := 0
	for i, r := range s {
		if n += cells(r); n > most {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// wrap breaks a text into lines of at most so many characters, 2 or more, within a
// word only if it is longer than a line.
func wrap(s string, most int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(s) {
		for long(word) > most {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			head, tail := split(word, most)
			lines, word = append(lines, head), tail
		}
		if line != "" && long(line)+1+long(word) > most {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

// escape makes text of a name from outside: what XML doesn't take, and what turns
// the direction of text or moves a cursor, becomes a space.
func escape(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune("<>&'\"", r) }) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
