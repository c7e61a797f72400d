package strict

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestKey is how many bytes of a key a path shows. Without a bound, a
// thousand problems below one huge key would each repeat it.
const longestKey = 64

// Join puts path in front of more, which is itself a path: "a" and "b" give
// "a.b", "a" and "[3]" give "a[3]". Either may be empty.
func Join(path, more string) string {
	switch {
	case path == "":
		return more
	case more == "":
		return path
	case more[0] == '[':
		return path + more
	}
	return path + "." + more
}

// Index returns the path of element i of the array at path: "a" and 3 give "a[3]".
func Index(path string, i int) string {
	return path + "[" + strconv.Itoa(i) + "]"
}

// Key returns the path of the member key of the object at path, for a key that
// comes from a document: "a" and "b" give "a.b", but "b.c" gives a["b.c"], and
// what a long key has beyond 64 bytes is left out.
func Key(path, key string) string {
	return string(appendKey([]byte(path), key))
}

func appendKey(b []byte, key string) []byte {
	if plain(key) {
		if len(b) > 0 {
			b = append(b, '.')
		}
		return append(b, key...)
	}
	b = append(b, '[')
	b = strconv.AppendQuote(b, shorten(key, longestKey))
	return append(b, ']')
}

// plain reports whether key can stand in a path without quotes.
func plain(key string) bool {
	if key == "" || len(key) > longestKey {
		return false
	}
	for i, r := range key {
		if strings.ContainsRune(`.[]":\`, r) || unicode.IsSpace(r) || !unicode.IsGraphic(r) {
			return false
		}
		if r == utf8.RuneError && !strings.HasPrefix(key[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// shorten cuts s to at most n bytes, at a letter's edge, and marks the cut.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := 0; i < utf8.UTFMax && n > 0 && !utf8.RuneStart(s[n]); i++ {
		n--
	}
	return s[:n] + "…"
}

// step is one step of a path, linked to the steps before it. Reading keeps steps
// rather than paths, since most places have no problem and need no text.
type step struct {
	up    *step
	key   string
	index int
	array bool // index counts, not key
}

// path returns the path that ends in s; nil is the whole document.
func (s *step) path() string { return string(s.append(nil)) }

func (s *step) append(b []byte) []byte {
	if s == nil {
		return b
	}
	b = s.up.append(b)
	if !s.array {
		return appendKey(b, s.key)
	}
	b = append(b, '[')
	b = strconv.AppendInt(b, int64(s.index), 10)
	return append(b, ']')
}

// cut takes the first step off path: the key, or the index as "[3]". A path that
// isn't well formed is still cut, so that every path is used up in linear time.
func cut(path string) (first, rest string) {
	if strings.HasPrefix(path, `["`) {
		if quoted, err := strconv.QuotedPrefix(path[1:]); err == nil {
			if key, err := strconv.Unquote(quoted); err == nil && strings.HasPrefix(path[1+len(quoted):], "]") {
				return key, strings.TrimPrefix(path[len(quoted)+2:], ".")
			}
		}
		return path, ""
	}
	i := strings.IndexAny(path[1:], ".[") + 1
	if i == 0 {
		return path, ""
	}
	return path[:i], strings.TrimPrefix(path[i:], ".")
}

// within reports whether path is the place at, or lies inside it.
func within(path, at string) bool {
	rest, ok := strings.CutPrefix(path, at)
	return ok && (at == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Clip shortens what an error quotes to 40 bytes, at a letter's edge.
func Clip(s string) string { return shorten(s, 40) }
