package strict

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// decoder fills Go values from the nodes of a document. A value that has a
// problem is left as far as it got; Unmarshal sees to it that it isn't kept.
type decoder struct {
	doc *document
	findings
}

func (d *decoder) failf(at int, s *step, format string, args ...any) {
	if d.full() {
		d.more++
		return
	}
	d.add(at, s, fmt.Errorf(format, args...))
}

func (d *decoder) raw(n *node) string { return string(d.doc.data[n.start:n.end]) }

// want reports a value of another kind than the Go type takes.
func (d *decoder) want(what string, n *node, s *step) {
	have := n.kind.String()
	if n.kind == boolean {
		have = d.raw(n)
	}
	d.failf(n.start, s, "want %s, have %s", what, have)
}

// value decodes n, which is at s, into v.
func (d *decoder) value(n *node, v reflect.Value, s *step) {
	sh := shapeOf(v.Type())
	if !sh.json {
		d.shaped(n, v, s, sh)
		return
	}
	if !n.flawed {
		self := v.Addr().Interface().(json.Unmarshaler)
		err := self.UnmarshalJSON(n.mend(d.doc.data))
		d.adopt(n, s, err)
		keep(v, err)
	}
}

// keep gives v what was decoded of it in spite of the problems in err.
func keep(v reflect.Value, err error) {
	list, ok := err.(Errors)
	if !ok || len(list) == 0 {
		return
	}
	if p := list[0].partial; p.IsValid() && p.CanConvert(v.Type()) {
		v.Set(p.Convert(v.Type()))
	}
}

// shaped decodes n into v without regard to a method UnmarshalJSON of v.
func (d *decoder) shaped(n *node, v reflect.Value, s *step, sh *shape) {
	if sh.text {
		if str, ok := d.str(n, s); ok {
			self := v.Addr().Interface().(encoding.TextUnmarshaler)
			d.adopt(n, s, self.UnmarshalText([]byte(str)))
		}
		return
	}
	if sh.unsupported {
		d.unsupported(n.start, s, v.Type())
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if n.kind != null {
			fresh := reflect.New(v.Type().Elem())
			d.value(n, fresh.Elem(), s)
			v.Set(fresh)
		}
	case reflect.Struct:
		d.object(n, v, s, sh)
	case reflect.Map:
		if n.kind != null {
			d.mapping(n, v, s)
		}
	case reflect.Slice:
		switch {
		case n.kind == null:
		case sh.base64:
			d.bytes(n, v, s)
		default:
			d.slice(n, v, s)
		}
	case reflect.Array:
		d.array(n, v, s)
	case reflect.String:
		if str, ok := d.str(n, s); ok {
			v.SetString(str)
		}
	case reflect.Bool:
		d.bool(n, v, s)
	default:
		d.number(n, v, s)
	}
}

func (d *decoder) unsupported(at int, s *step, t reflect.Type) {
	d.failf(at, s, "cannot be decoded into the Go type %s", t)
}

func (d *decoder) object(n *node, v reflect.Value, s *step, sh *shape) {
	if n.kind != object {
		d.want("an object", n, s)
		return
	}
	here := step{up: s}
	for i := range n.members {
		m := &n.members[i]
		if m.skip {
			continue
		}
		here.key = m.key
		f, ok := sh.fields[m.key]
		switch {
		case !ok && d.full():
			d.more++
		case !ok:
			if near := sh.names.Near(m.key); near != "" {
				d.failf(m.at, &here, "unknown field; did you mean %q?", near)
			} else {
				d.failf(m.at, &here, "unknown field")
			}
		case f.unsupported:
			d.unsupported(m.at, &here, v.Type())
		default:
			d.value(&m.value, reach(v, f.index), &here)
		}
	}
}

// reach returns a field of v, making the embedded structs on the way there.
func reach(v reflect.Value, index []int) reflect.Value {
	for _, i := range index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

func (d *decoder) mapping(n *node, v reflect.Value, s *step) {
	if n.kind != object {
		d.want("an object", n, s)
		return
	}
	t := v.Type()
	byText := reflect.PointerTo(t.Key()).Implements(textUnmarshaler)
	v.Set(reflect.MakeMapWithSize(t, len(n.members)))
	here := step{up: s}
	for i := range n.members {
		m := &n.members[i]
		if m.skip {
			continue
		}
		here.key = m.key
		key := reflect.New(t.Key())
		if byText {
			err := key.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(m.key))
			if d.adopt(&node{kind: text, start: m.at}, &here, err) {
				continue
			}
			if v.MapIndex(key.Elem()).IsValid() {
				d.failf(m.at, &here, "duplicate key in other words")
				continue
			}
		} else {
			key.Elem().SetString(m.key)
		}
		elem := reflect.New(t.Elem()).Elem()
		d.value(&m.value, elem, &here)
		v.SetMapIndex(key.Elem(), elem)
	}
}

func (d *decoder) slice(n *node, v reflect.Value, s *step) {
	if n.kind != array {
		d.want("an array", n, s)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	d.items(n, v, s)
}

func (d *decoder) array(n *node, v reflect.Value, s *step) {
	if n.kind != array {
		d.want("an array", n, s)
		return
	}
	have, want := len(n.items), v.Len()
	switch {
	case have > want:
		d.failf(n.start, s, "want %d elements, have %d", want, have)
	case have < want && !n.open:
		// An array decoded anew by a json.Unmarshaler may be short only because
		// a syntax error cut it off, hence the mark.
		d.add(n.start, s, absent{fmt.Errorf("want %d elements, have %d", want, have)})
	}
	d.items(n, v, s)
}

func (d *decoder) items(n *node, v reflect.Value, s *step) {
	here := step{up: s, array: true}
	for i := range min(len(n.items), v.Len()) {
		here.index = i
		d.value(&n.items[i], v.Index(i), &here)
	}
}

// adopt adds the problems in an error that the type of node n reported, each
// below s, and reports whether there were any. They are in order already, so
// none is placed before the one ahead of it.
func (d *decoder) adopt(n *node, s *step, err error) bool {
	if err == nil {
		return false
	}
	list := parts(err)
	base, at := s.path(), n.start
	for _, part := range list {
		path := base
		if e, ok := part.(*Error); ok {
			path, part = Join(base, e.Path), e.Err
			at = max(at, n.locate(e.Path))
		} else if n.open {
			continue // it may well be that the rest of the document isn't there
		}
		if rest, ok := part.(remainder); ok {
			d.more += rest.count - rest.flaws
			continue
		}
		if d.doc.echoes(path, part) {
			continue
		}
		if n.open && errors.Is(part, ErrAbsent) {
			continue
		}
		if d.full() {
			d.more++
			continue
		}
		d.list = append(d.list, finding{at, path, part})
	}
	return len(list) > 0
}
