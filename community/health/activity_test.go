package health_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

func TestActivityFaults(t *testing.T) {
	for _, row := range []struct{ why, text, want string }{
		{"nothing known", `{}`, ""},
		{"null", `null`, "health: want an object, have null"},
		{"a whole one", `{"kind":"managed","months":6,"members":{"low":90,"high":110},"core":12,"active":18,"visitors":60.5,"contributors":20,
			"contributions":55.25,"activityByMembers":{"count":40,"of":55},"growthByMembers":{"of":3},"supportFTE":0.2,
			"factors":{"online":"yes","charter":"no"},"topics":[{"name":"welds","questions":3,"answers":9}]}`, ""},
		{"wider than others allow is no fault", `{"members":{"low":10,"high":50},"visitors":{"low":0,"high":60},"core":{"low":0,"high":70}}`, ""},
		{"negative members", `{"members":-1}`, "health: members: want a number of 0 or more, have -1"},
		{"a range that starts below 0", `{"core":{"low":-1,"high":4}}`, "health: core: want a number of 0 or more, have [-1, 4]"},
		{"negative months", `{"months":-2}`, "health: months: want a number of 0 or more, have -2"},
		{"months in words", `{"months":"six"}`, "health: months: want a number, have a string"},
		{"members in words", `{"members":"many"}`, `health: members: want a number, or an object with low and high, have "many"`},
		{"a number beyond float64", `{"members":1e999}`, "health: members: "},
		{"no kind", `{"kind":"online"}`, `health: kind: unknown kind "online": want one of unknown, managed, open online`},
		{"a field that isn't", `{"lurkers":4}`, `health: lurkers: unknown field`},
		{"a field twice", `{"core":4,"core":5}`, `health: core: duplicate key`},
		{"more core than members", `{"members":10,"core":11}`, "health: core: 11 core members are more than the members, 10"},
		{"more active than members", `{"members":10,"active":11}`, "health: active: 11 active members are more than the members, 10"},
		{"both together", `{"members":10,"core":6,"active":5}`, "health: active: 5 active members beside a core of 6 are more than the members, 10"},
		{"a core in a community of nobody", `{"members":0,"core":1}`, "health: core: 1 core members are more than the members, 0"},
		{"more visitors than members", `{"members":10,"visitors":11}`, "health: visitors: 11 visitors are more than the members, 10"},
		{"more contributors than visitors", `{"visitors":10,"contributors":{"low":11,"high":12}}`, "health: contributors: [11, 12] contributors are more than the visitors, 10, whom they are among"},
		{"fewer contributions than contributors", `{"contributors":10,"contributions":9}`, "health: contributions: 9 contributions are fewer than the contributors, 10, who make at least one each"},
		{"contributions by nobody", `{"visitors":0,"contributions":3}`, "health: contributions: 3 contributions, but nobody contributes"},
		{"a part above its whole", `{"activityByMembers":{"count":6,"of":5}}`, "health: activityByMembers.count: 6 contributions by members are more than all, 5"},
		{"a negative part", `{"growthByMembers":{"count":-6}}`, "health: growthByMembers.count: want a number of 0 or more, have -6"},
		{"no factor", `{"factors":{"budget":"yes"}}`, "health: factors.budget: unknown factor"},
		{"the unknown factor", `{"factors":{"unknown":"yes"}}`, "health: factors.unknown: unknown is no factor"},
		{"no answer", `{"factors":{"online":"maybe"}}`, `health: factors.online: unknown answer "maybe"`},
		{"a topic without a name", `{"topics":[{"questions":1}]}`, "health: topics[0].name: is missing"},
		{"a topic of spaces", `{"topics":[{"name":" "}]}`, "health: topics[0].name: is missing"},
		{"a topic twice", `{"topics":[{"name":"a"},{"name":"a"}]}`, `health: topics[1].name: there is another topic "a"`},
		{"negative questions", `{"topics":[{"name":"a","questions":-1}]}`, "health: topics[0].questions: want a number of 0 or more, have -1"},
		{"all at once", `{"members":-1,"months":-1,"topics":[{"name":"a","answers":-1}]}`, "health: members: want a number of 0 or more, have -1\nhealth: months: want a number of 0 or more, have -1\nhealth: topics[0].answers: want a number of 0 or more, have -1"},
	} {
		t.Run(row.why, func(t *testing.T) {
			a := health.Activity{Months: 99}
			err := json.Unmarshal([]byte(row.text), &a)
			if row.want == "" {
				require.NoError(t, err)
				require.NotEqual(t, 99, a.Months, "what isn't there is zero")
				require.NoError(t, a.Validate())
				return
			}
			require.ErrorContains(t, err, row.want)
			require.Equal(t, 99, a.Months, "left alone")
		})
	}
}

func TestActivityInAProgram(t *testing.T) {
	err := health.Activity{Kind: 9, Factors: map[health.Factor]metrics.Answer{99: metrics.Yes, health.Online: 7}}.Validate()
	require.EqualError(t, err, "health: kind: Kind(9) is no kind of community\nhealth: factors.online: Answer(7) is no answer\nhealth: factors.Factor(99): Factor(99) is no factor")
	_, err = health.Check(health.Activity{Members: exactly(-1)}, health.Options{Limits: health.Limits{Small: -1}})
	require.EqualError(t, err, "health: members: want a number of 0 or more, have -1\nhealth: options.limits.small: want a number of members above 0, have -1")
}

func TestPortionShare(t *testing.T) {
	for _, row := range []struct {
		why       string
		count, of metrics.Interval
		want      metrics.Interval
	}{
		{"nothing known", metrics.Anything(), metrics.Anything(), between(0, 1)},
		{"counts", exactly(3), exactly(4), exactly(.75)},
		{"of nothing", exactly(0), exactly(0), between(0, 1)},
		{"of perhaps nothing", exactly(0), between(0, 4), between(0, 1)},
		{"the part makes the whole at least as large", between(3, 4), between(2, 6), between(.5, 1)},
		{"a whole without end", exactly(3), metrics.From(4), between(0, .75)},
		{"a share alone", between(.6, .7), exactly(1), between(.6, .7)},
		{"rounded to what is shown", exactly(1), exactly(3), exactly(.333333333333)},
		{"a part without end", metrics.From(3), exactly(4), between(.75, 1)},
		{"a contradiction says nothing", exactly(5), exactly(4), between(0, 1)},
		{"open ends close", metrics.Above(3), exactly(4), between(.75, 1)},
	} {
		p := health.Portion{Count: row.count, Of: row.of}
		if row.why == "a contradiction says nothing" {
			require.Error(t, p.Validate())
			continue
		}
		require.NoError(t, p.Validate())
		require.Equal(t, row.want, p.Share(), row.why)
	}
}
