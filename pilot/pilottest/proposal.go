package pilottest

import (
	"math/rand/v2"
	"reflect"

	"example.com/kmaturity/pilot"
)

// proposal is a candidate in its programme.
type proposal struct {
	Candidate pilot.Candidate
	Programme pilot.Programme
}

// clone shares nothing with the proposal.
func (p *proposal) clone() *proposal {
	var c proposal
	reflect.ValueOf(&c).Elem().Set(deep(reflect.ValueOf(*p)))
	return &c
}

// deep copies a value with all that it points to.
func deep(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if c.Field(i).CanSet() { // what isn't exported here is a plain value
				c.Field(i).Set(deep(v.Field(i)))
			}
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				c.Index(i).Set(deep(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			c.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for _, k := range v.MapKeys() {
				c.SetMapIndex(k, deep(v.MapIndex(k)))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(deep(v.Elem()))
		}
	}
	return c
}

// wipe overwrites all that is shared by whoever kept a part of the proposal.
func (p *proposal) wipe() { wipe(reflect.ValueOf(p).Elem()) }

func wipe(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				wipe(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			wipe(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		v.Clear()
	case reflect.Pointer:
		if !v.IsNil() {
			wipe(v.Elem())
			v.Elem().SetZero()
		}
	}
}

// shuffle puts all that has no order in another one.
func (p *proposal) shuffle(r *rand.Rand) {
	for _, l := range p.lists() {
		r.Shuffle(l.length, l.swap)
	}
}

// list is one that has no order.
type list struct {
	name   string
	length int
	swap   func(i, k int)
}

// lists are all that have no order, in one.
func (p *proposal) lists() []list {
	all := []list{
		{"functions", len(p.Programme.Functions), reflect.Swapper(p.Programme.Functions)},
		{"metrics", len(p.Programme.Metrics), reflect.Swapper(p.Programme.Metrics)},
		{"facts of the programme", len(p.Programme.Facts), reflect.Swapper(p.Programme.Facts)},
		{"facts", len(p.Candidate.Facts), reflect.Swapper(p.Candidate.Facts)},
		{"endorsers", len(p.Candidate.Endorsers), reflect.Swapper(p.Candidate.Endorsers)},
		{"audience", len(p.Candidate.Audience), reflect.Swapper(p.Candidate.Audience)},
		{"elements", len(p.Candidate.Elements), reflect.Swapper(p.Candidate.Elements)},
	}
	for _, f := range p.Programme.Functions {
		all = append(all, list{"what functions support", len(f.Supports), reflect.Swapper(f.Supports)})
	}
	for _, m := range p.Programme.Metrics {
		all = append(all, list{"what metrics drive", len(m.Drives), reflect.Swapper(m.Drives)})
	}
	return all
}
