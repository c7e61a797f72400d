// Package enum holds the texts of named uint8 enums, so that each enum's
// String, AppendText, UnmarshalText and Parse are one line apiece and all fail
// in the same words.
package enum

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names is the table of texts of an enum, indexed by value. An empty text marks
// a value that has none: it is neither written nor read. A table is never
// changed once made, so it is safe for concurrent use.
type Names []string

// longest is how many bytes of an unknown text an error repeats; the text comes
// from a document that anyone may have written.
const longest = 64

// Text returns the text of v. A value without one is shown as its type and
// number, "Stage(13)", so that a String method built on it is total.
func (n Names) Text(typ string, v uint8) string {
	if int(v) < len(n) && n[v] != "" {
		return n[v]
	}
	return typ + "(" + strconv.Itoa(int(v)) + ")"
}

// Append appends the text of v to b. A value without a text is an error and
// leaves b as it was, so that what is written can always be read back.
func (n Names) Append(typ string, b []byte, v uint8) ([]byte, error) {
	if int(v) < len(n) && n[v] != "" {
		return append(b, n[v]...), nil
	}
	return b, fmt.Errorf("no text for %s", n.Text(typ, v))
}

// Parse returns the value whose text is exactly s. The error names the texts
// there are and, when one is near s, suggests it.
func (n Names) Parse(typ string, s string) (uint8, error) {
	for i, text := range n {
		if i > 255 {
			break
		}
		if text == s && text != "" {
			return uint8(i), nil
		}
	}
	return 0, n.unknown(typ, s)
}

func (n Names) unknown(typ, s string) error {
	known := make([]string, 0, len(n))
	for _, text := range n {
		if text != "" {
			known = append(known, text)
		}
	}
	shown := s
	if len(shown) > longest {
		cut := longest
		for cut > longest-utf8.UTFMax && !utf8.RuneStart(shown[cut]) {
			cut--
		}
		shown = shown[:cut] + "…"
	}
	msg := fmt.Sprintf("unknown %s %q: want one of %s", words(typ), shown, strings.Join(known, ", "))
	if near := n.Near(s); near != "" {
		msg += fmt.Sprintf("; did you mean %q?", near)
	}
	return errors.New(msg)
}

// words splits the name of a Go type into lower-case words: "NetworkForm" is
// "network form", "USSDMenu" is "ussd menu".
func words(typ string) string {
	var b strings.Builder
	runes := []rune(typ)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			afterLower := !unicode.IsUpper(runes[i-1])
			beforeLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
