package main

import (
	"encoding/json"
	"reflect"

	"example.com/kmaturity/community"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

// ties is the combiner: it takes a community's census from its members. An
// engine may cut the members into any bundles, count each where it lies and
// merge the counts in any order, since Census.Add is associative and
// commutative and the zero Census is the census of nobody. Weights are whole
// millionths, so no order rounds differently, and what is too large stays at
// community.MaxWeight in every order.
type ties struct {
	Topic string // folded as the roster's main roles are; it travels to the workers as JSON
}

// CreateAccumulator is the census of nobody.
func (t *ties) CreateAccumulator() community.Census { return community.Census{} }

// AddInput lets Count judge the member, so that its rules stand in one place.
func (t *ties) AddInput(c community.Census, m community.Member) (community.Census, error) {
	one, _, err := community.CountSlice(t.Topic, []community.Member{m})
	return c.Add(one), err
}

// MergeAccumulators is the census of two parts.
func (t *ties) MergeAccumulators(c, d community.Census) community.Census { return c.Add(d) }

// ExtractOutput is the census as it stands.
func (t *ties) ExtractOutput(c community.Census) community.Census { return c }

// The coders. Beam writes a struct as a row, and a Census is one of five varints:
// exact to the last digit and readable from its other languages. A Member isn't
// left to it: a row leaves out unexported fields without a word, and with them
// the day of Member.AsOf.
func init() {
	register.Combiner2[community.Census, community.Member](&ties{})
	beam.RegisterType(reflect.TypeFor[community.Census]())
	beam.RegisterType(reflect.TypeFor[source]())
	beam.RegisterCoder(reflect.TypeFor[community.Member](), encodeMember, decodeMember)
}

func encodeMember(m community.Member) ([]byte, error) { return json.Marshal(m) }

func decodeMember(data []byte) (m community.Member, err error) {
	err = json.Unmarshal(data, &m)
	return m, err
}
