package strict

import (
	"strconv"
	"strings"
)

// kind is what a JSON value is; none is no value at all.
type kind uint8

const (
	none kind = iota
	null
	boolean
	number
	text
	array
	object
)

// String returns the kind in the words of JSON.
func (k kind) String() string {
	return [...]string{"no value", "null", "true or false", "a number", "a string", "an array", "an object"}[k]
}

// node is a value of the document, as the range of bytes that hold it.
type node struct {
	kind       kind
	flawed     bool // a string with a flaw that is reported already
	open       bool // an object or array that a syntax error broke off
	start, end int
	items      []node   // of an array
	members    []member // of an object, in order
	index      map[string]int
}

// member is a key of an object with its value.
type member struct {
	key   string
	at    int
	skip  bool // the key is a duplicate or has a flaw, reported already
	value node
}

// scanned is how many members are searched one by one; beyond that an index is
// kept, or an object of many keys would take quadratic time.
const scanned = 16

func (n *node) add(m member) {
	n.members = append(n.members, m)
	switch {
	case m.skip:
	case n.index != nil:
		n.index[m.key] = len(n.members) - 1
	case len(n.members) > scanned:
		n.index = make(map[string]int, 2*len(n.members))
		for i := range n.members {
			if !n.members[i].skip {
				n.index[n.members[i].key] = i
			}
		}
	}
}

// find returns the member of an object, or nil.
func (n *node) find(key string) *member {
	if n.index != nil {
		if i, ok := n.index[key]; ok {
			return &n.members[i]
		}
		return nil
	}
	for i := range n.members {
		if m := &n.members[i]; m.key == key && !m.skip {
			return m
		}
	}
	return nil
}

// child returns the value one step below n, as cut names it, or nil.
func (n *node) child(first string) *node {
	switch n.kind {
	case object:
		if m := n.find(first); m != nil {
			return &m.value
		}
	case array:
		digits, ok := strings.CutPrefix(first, "[")
		i, err := strconv.Atoi(strings.TrimSuffix(digits, "]"))
		if ok && err == nil && i >= 0 && i < len(n.items) {
			return &n.items[i]
		}
	}
	return nil
}

// locate returns the offset at which a problem at path, seen from n, belongs:
// the start of the value there, or else the end of the innermost object or array
// on the way that there is.
func (n *node) locate(path string) int {
	for path != "" {
		first, rest := cut(path)
		next := n.child(first)
		if next == nil {
			return n.tail()
		}
		n, path = next, rest
	}
	return n.start
}

// lacks reports whether path, seen from n, leads out of an object or array that
// was read to its end, so that nothing further can stand there.
func (n *node) lacks(path string) bool {
	for path != "" {
		first, rest := cut(path)
		next := n.child(first)
		if next == nil {
			return !n.open && (n.kind == object || n.kind == array)
		}
		n, path = next, rest
	}
	return false
}

func (n *node) tail() int {
	switch {
	case n.open:
		return n.end
	case n.kind == object || n.kind == array:
		return n.end - 1
	}
	return n.start
}

// mend returns the bytes of n as a whole document. For a node that is broken off
// these are what was read of it, closed: a json.Unmarshaler may count on valid
// JSON, and need not know of the syntax error that is reported anyway.
func (n *node) mend(data []byte) []byte {
	if !n.open {
		return data[n.start:n.end:n.end]
	}
	var closers []byte
	end := n.start
	for last := n; last != nil; {
		switch {
		case !last.open:
			end, last = last.end, nil
		case last.kind == object:
			end, closers = last.start+1, append(closers, '}')
			last = last.lastMember()
		default:
			end, closers = last.start+1, append(closers, ']')
			last = last.lastItem()
		}
	}
	mended := append([]byte(nil), data[n.start:end]...)
	for i := len(closers) - 1; i >= 0; i-- {
		mended = append(mended, closers[i])
	}
	return mended
}

func (n *node) lastMember() *node {
	if len(n.members) == 0 {
		return nil
	}
	return &n.members[len(n.members)-1].value
}

func (n *node) lastItem() *node {
	if len(n.items) == 0 {
		return nil
	}
	return &n.items[len(n.items)-1]
}
