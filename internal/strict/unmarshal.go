package strict

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// Unmarshal decodes the JSON document data into v, which must be a non-nil
// pointer, and then calls check, unless nil, on what was decoded: check looks at
// v, and reports problems by paths within the document. Fields that the document
// doesn't hold are zero, whatever they were before.
//
// The error is nil or of type Errors, named for package pkg: at most 1,000
// problems in order of the document, then one that counts the rest. On any
// problem *v is left as it was.
//
// Of the problems of check, those at places where decoding found one already, or
// around or inside of them, are left out as its echoes, and so are those marked
// with ErrAbsent when a syntax error hides where it might still have come: not
// what an object lacks that was read to its end. If v as a
// whole couldn't be decoded, check isn't called.
//
// A type within v whose pointer is a json.Unmarshaler or else an
// encoding.TextUnmarshaler decodes itself, and its Errors become problems below
// its place. Of v itself only the latter is heeded, so that an UnmarshalJSON
// method may call Unmarshal on its receiver.
func Unmarshal(pkg string, data []byte, v any, check func() error) error {
	pointer := reflect.ValueOf(v)
	if pointer.Kind() != reflect.Pointer || pointer.IsNil() {
		return Errors{{Err: fmt.Errorf("cannot decode into %T: want a non-nil pointer", v), pkg: pkg}}
	}
	target := pointer.Elem()
	doc := parse(data)
	fresh := reflect.New(target.Type()).Elem()
	d := decoder{doc: doc}
	if doc.root.kind != none && !doc.root.flawed {
		d.shaped(&doc.root, fresh, nil, shapeOf(fresh.Type()))
	}

	before := reflect.New(target.Type()).Elem()
	before.Set(target)
	target.Set(fresh)
	keep := false
	defer func() {
		if !keep { // deferred, as check might panic
			target.Set(before)
		}
	}()

	all := slices.Concat(doc.flaws.list, d.list)
	more := doc.flaws.more + d.more
	var faulty places
	for _, f := range all {
		faulty.add(f.path)
	}
	// Beyond the limit not every fault of decoding is listed, so a check couldn't
	// be told to pass over its echoes.
	if check != nil && doc.root.kind != none && !faulty.set && more == 0 {
		checked := doc.checked(&faulty, check())
		all = append(all, checked.list...)
		more += checked.more
	}
	list := doc.report(pkg, all, more)
	if keep = len(list) == 0; keep {
		return nil
	}
	list[0].partial = fresh
	return list
}

// checked returns the problems in the error of a check, except echoes.
func (doc *document) checked(faulty *places, err error) findings {
	var fs findings
	for _, part := range parts(err) {
		path := ""
		if e, ok := part.(*Error); ok {
			path, part = e.Path, e.Err
		}
		if rest, ok := part.(remainder); ok {
			fs.more += rest.count
			continue
		}
		hidden := doc.syntax != nil && errors.Is(part, ErrAbsent) && !doc.root.lacks(path)
		if hidden || faulty.meets(path) || doc.echoes(path, part) {
			continue
		}
		// Not bounded here: these are in the order of the check, and the limit
		// is on the first in order of the document.
		fs.list = append(fs.list, finding{doc.root.locate(path), path, part})
	}
	return fs
}

// echoes reports whether a problem that a type or a check found at path comes
// only of one that parsing found: a flaw found again in the same place, or the
// zero value left where the syntax error took the value away.
func (doc *document) echoes(path string, err error) bool {
	if doc.lost != "" && within(path, doc.lost) {
		return true
	}
	if _, ok := err.(flaw); !ok {
		return false
	}
	return doc.flaws.more > 0 || slices.ContainsFunc(doc.flaws.list, func(f finding) bool { return f.path == path })
}

// report puts the problems in order and cuts them to the limit, with the syntax
// error last.
func (doc *document) report(pkg string, all []finding, more int) Errors {
	slices.SortStableFunc(all, func(a, b finding) int { return cmp.Compare(a.at, b.at) })
	room := limit
	if doc.syntax != nil {
		room--
	}
	rest := remainder{more, doc.flaws.more}
	for ; len(all) > room; all = all[:len(all)-1] {
		rest.count++
		if _, ok := all[len(all)-1].err.(flaw); ok {
			rest.flaws++
		}
	}
	if doc.syntax != nil {
		all = append(all, finding{err: doc.syntax})
	}
	if rest.count > 0 {
		all = append(all, finding{err: rest})
	}
	list := make(Errors, len(all))
	for i, f := range all {
		list[i] = &Error{Path: f.path, Err: f.err, pkg: pkg}
	}
	return list
}
