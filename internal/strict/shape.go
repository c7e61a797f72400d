package strict

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"

	"example.com/kmaturity/internal/enum"
)

var (
	jsonUnmarshaler = reflect.TypeFor[json.Unmarshaler]()
	jsonMarshaler   = reflect.TypeFor[json.Marshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	textMarshaler   = reflect.TypeFor[encoding.TextMarshaler]()
	jsonNumber      = reflect.TypeFor[json.Number]()
)

// shape is what there is to know of a Go type before decoding into it.
type shape struct {
	json, text  bool // decodes itself, through a method of its pointer
	base64      bool // bytes, which encoding/json writes as a string
	unsupported bool
	fields      map[string]field // of a struct, by their names in JSON
	names       enum.Names
}

// field is a field of a struct or of one embedded in it.
type field struct {
	index       []int
	unsupported bool
}

var shapes sync.Map // of *shape, by reflect.Type

func shapeOf(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape)
	}
	pointer := reflect.PointerTo(t)
	sh := &shape{json: pointer.Implements(jsonUnmarshaler), text: pointer.Implements(textUnmarshaler)}
	switch t.Kind() {
	case reflect.Struct:
		sh.fields, sh.names = fieldsOf(t)
	case reflect.Slice:
		elem := t.Elem()
		to := reflect.PointerTo(elem)
		sh.base64 = elem.Kind() == reflect.Uint8 &&
			!to.Implements(jsonMarshaler) && !to.Implements(textMarshaler) &&
			!to.Implements(jsonUnmarshaler) && !to.Implements(textUnmarshaler)
	case reflect.Map:
		key := t.Key()
		sh.unsupported = key.Kind() != reflect.String && !reflect.PointerTo(key).Implements(textUnmarshaler)
	case reflect.Pointer:
		sh.unsupported = endless(t)
	case reflect.String:
		sh.unsupported = t == jsonNumber
	case reflect.Interface, reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128:
		sh.unsupported = true
	}
	known, _ := shapes.LoadOrStore(t, sh)
	return known.(*shape)
}

// endless reports whether t is a pointer to itself (type p *p), or so many
// pointers deep that it may as well be.
func endless(t reflect.Type) bool {
	for range deepest {
		if t.Kind() != reflect.Pointer {
			return false
		}
		t = t.Elem()
	}
	return true
}

// fieldsOf returns the fields that encoding/json would give a struct: those of
// embedded structs count as its own unless they have a name. Level by level, a
// name found further out hides those further in; on one level, a name from a tag
// wins over a name from Go; and what is ambiguous still is left out.
func fieldsOf(t reflect.Type) (map[string]field, enum.Names) {
	type embedded struct {
		t     reflect.Type
		index []int
		stuck bool // behind a nil pointer that reflection may not set
	}
	type candidate struct {
		field
		tagged bool
	}
	fields := map[string]field{}
	hidden := map[string]bool{}
	var names enum.Names
	seen := map[reflect.Type]bool{t: true}
	for level := []embedded{{t: t}}; len(level) > 0; {
		var next []embedded
		var order []string
		found := map[string][]candidate{}
		for _, at := range level {
			for i := range at.t.NumField() {
				sf := at.t.Field(i)
				tag := sf.Tag.Get("json")
				if tag == "-" {
					continue
				}
				inner, stuck := sf.Type, at.stuck
				if sf.Anonymous && inner.Kind() == reflect.Pointer {
					inner = inner.Elem()
					stuck = stuck || !sf.IsExported()
				}
				isStruct := inner.Kind() == reflect.Struct
				if !sf.IsExported() && !(sf.Anonymous && isStruct) {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				index := append(at.index[:len(at.index):len(at.index)], i)
				if sf.Anonymous && isStruct && name == "" {
					if !seen[inner] {
						seen[inner] = true
						next = append(next, embedded{inner, index, stuck})
					}
					continue
				}
				tagged := name != ""
				if !tagged {
					name = sf.Name
				}
				if found[name] == nil {
					order = append(order, name)
				}
				quoted := strings.Contains(","+options+",", ",string,")
				// A field of an unexported embedded type that has a name of its
				// own can't be set through reflection.
				unset := stuck || !sf.IsExported()
				found[name] = append(found[name], candidate{field{index, unset || quoted}, tagged})
			}
		}
		for _, name := range order {
			if hidden[name] {
				continue
			}
			hidden[name] = true
			list, tagged := found[name], []candidate(nil)
			for _, c := range list {
				if c.tagged {
					tagged = append(tagged, c)
				}
			}
			if len(list) > 1 {
				list = tagged
			}
			if len(list) == 1 {
				fields[name] = list[0].field
				names = append(names, name)
			}
		}
		level = next
	}
	return fields, names
}
