package hostile

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// spot is an object or a number of a document.
type spot struct {
	path       string
	key        string // the object's first
	start, end int    // of the number; where the object's fields start
	number     bool
}

// byID are the objects that have the ids of others as their fields.
var byID = regexp.MustCompile(`(^|\.)(scores|chosen\.core|chosen\.ranking\.(weights|stability))$`)

// spots lists the objects with fields, and the numbers, of a document, one for each
// path without its indexes.
func spots(t testing.TB, text string) (all []spot) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	seen := map[string]bool{}
	add := func(s spot) {
		if kind := fmt.Sprint(index.ReplaceAllString(s.path, ""), s.number); !seen[kind] {
			seen[kind] = true
			all = append(all, s)
		}
	}
	token := func() json.Token {
		x, err := d.Token()
		require.NoError(t, err, text)
		return x
	}
	var walk func(path string)
	walk = func(path string) {
		switch x := token().(type) {
		case json.Number:
			end := int(d.InputOffset())
			add(spot{path: path, start: end - len(x), end: end, number: true})
		case json.Delim:
			start := int(d.InputOffset())
			for i := 0; d.More(); i++ {
				if x == '[' {
					walk(fmt.Sprintf("%s[%d]", path, i))
					continue
				}
				key := token().(string)
				if i == 0 {
					add(spot{path: path, key: key, start: start})
				}
				walk(under(path, key))
			}
			token()
		}
	}
	walk("")
	return all
}

var (
	index = regexp.MustCompile(`\[[0-9]+\]`)
	plain = regexp.MustCompile(`^[\pL\pN_-]+$`)
)

// under is the path of a key.
func under(path, key string) string {
	switch {
	case !plain.MatchString(key):
		return fmt.Sprintf("%s[%q]", path, key)
	case path == "":
		return key
	}
	return path + "." + key
}

// Wherever in a document a key stands twice, a field is one that nobody knows, a number
// is beyond all numbers or a count is below 0, each type refuses it and says where.
func TestEveryPlaceIsReadStrictly(t *testing.T) {
	tried, counts := 0, 0
	refuses := func(typ reflect.Type, text, path, says string) {
		tried++
		err := reflect.New(typ).Interface().(json.Unmarshaler).UnmarshalJSON([]byte(text))
		for e := range metrics.Errors(err) {
			if e.Path == path && strings.Contains(e.Error(), says) {
				return
			}
		}
		t.Errorf("%s: want %q at %q, have %.300v: %.2000s", typ, says, path, err, text)
	}
	for _, d := range some(t) {
		if d.of == of[community.Weight]() {
			continue // a number alone has no places
		}
		for _, s := range spots(t, d.text) {
			before, after := d.text[:s.start], d.text[s.start:]
			if s.number {
				for _, odd := range []string{"1e999", "-1e999"} {
					refuses(d.of, before+odd+d.text[s.end:], s.path, "")
				}
				if err := reflect.New(d.of).Interface().(json.Unmarshaler).UnmarshalJSON([]byte(before + "0.5" + d.text[s.end:])); err != nil && strings.Contains(err.Error(), "whole number") {
					refuses(d.of, before+"-1"+d.text[s.end:], s.path, "want a number of 0 or more, have -1")
					counts++
				}
				continue
			}
			key, err := json.Marshal(s.key)
			require.NoError(t, err)
			refuses(d.of, before+string(key)+":null,"+after, under(s.path, s.key), "duplicate key")
			if !byID.MatchString(s.path) {
				refuses(d.of, before+`"nobodysField":null,`+after, under(s.path, "nobodysField"), "unknown f")
			}
		}
	}
	require.Greater(t, tried, 3000)
	require.Greater(t, counts, 100)
}
