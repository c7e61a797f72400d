package strict

import (
	"encoding/base64"
	"reflect"
	"strconv"
	"strings"
)

// str returns the string that n is; for any other node ok is false and the
// problem is reported, now or before.
func (d *decoder) str(n *node, s *step) (string, bool) {
	if n.kind != text {
		d.want("a string", n, s)
		return "", false
	}
	if n.flawed {
		return "", false
	}
	return unquote(d.doc.data[n.start+1 : n.end-1]), true
}

func (d *decoder) bool(n *node, v reflect.Value, s *step) {
	if n.kind != boolean {
		d.want("true or false", n, s)
		return
	}
	v.SetBool(d.doc.data[n.start] == 't')
}

func (d *decoder) bytes(n *node, v reflect.Value, s *step) {
	str, ok := d.str(n, s)
	if !ok {
		return
	}
	b, err := base64.StdEncoding.Strict().DecodeString(str)
	if err != nil {
		d.failf(n.start, s, "want bytes in base64: %w", err)
		return
	}
	v.SetBytes(b)
}

func (d *decoder) number(n *node, v reflect.Value, s *step) {
	if n.kind != number {
		d.want("a number", n, s)
		return
	}
	raw, bits := d.raw(n), v.Type().Bits()
	if v.CanFloat() {
		f, err := strconv.ParseFloat(raw, bits)
		if err != nil {
			d.failf(n.start, s, "number out of range")
			return
		}
		v.SetFloat(f)
		return
	}
	if strings.ContainsAny(raw, ".eE") {
		d.failf(n.start, s, "want a whole number without fraction or exponent, have %s", shorten(raw, 20))
		return
	}
	if v.CanInt() {
		i, err := strconv.ParseInt(raw, 10, bits)
		switch {
		case err != nil:
			d.failf(n.start, s, "number out of range: want 0 to %d", ^uint64(0)>>(65-bits))
			return
		case i < 0: // all whole numbers of documents are counts
			d.failf(n.start, s, "want a number of 0 or more, have %d", i)
			return
		}
		v.SetInt(i)
		return
	}
	u, err := strconv.ParseUint(strings.TrimPrefix(raw, "-"), 10, bits)
	if err != nil || u != 0 && raw[0] == '-' {
		d.failf(n.start, s, "number out of range: want 0 to %d", ^uint64(0)>>(64-bits))
		return
	}
	v.SetUint(u)
}
