package enum

import (
	"strings"
	"testing"
)

var stages = Names{"unknown", "tried", "embedded", "", "routine"}

func TestText(t *testing.T) {
	tests := []struct {
		name string
		v    uint8
		want string
	}{
		{"zero", 0, "unknown"},
		{"named", 2, "embedded"},
		{"without a text", 3, "Stage(3)"},
		{"last", 4, "routine"},
		{"just out of range", 5, "Stage(5)"},
		{"far out of range", 255, "Stage(255)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := stages.Text("Stage", tt.v); got != tt.want {
				t.Errorf("Text(%d) = %q, want %q", tt.v, got, tt.want)
			}
		})
	}
}

func TestAppend(t *testing.T) {
	got, err := stages.Append("Stage", []byte("at "), 1)
	if err != nil || string(got) != "at tried" {
		t.Errorf("Append(1) = %q, %v", got, err)
	}
	for _, v := range []uint8{3, 5, 255} {
		got, err := stages.Append("Stage", []byte("at "), v)
		if err == nil || !strings.HasPrefix(err.Error(), "no text for Stage(") {
			t.Errorf("Append(%d): error %v", v, err)
		}
		if string(got) != "at " {
			t.Errorf("Append(%d) changed the buffer to %q", v, got)
		}
	}
}

func TestParse(t *testing.T) {
	list := "want one of unknown, tried, embedded, routine"
	tests := []struct {
		name, typ, in string
		want          uint8
		err           string
	}{
		{"exact", "Stage", "embedded", 2, ""},
		{"zero has a text", "Stage", "unknown", 0, ""},
		{"letter lost", "Stage", "embeded", 0, `unknown stage "embeded": ` + list + `; did you mean "embedded"?`},
		{"case matters", "Stage", "Tried", 0, `unknown stage "Tried": ` + list + `; did you mean "tried"?`},
		{"letters swapped", "NetworkForm", "rotuine", 0, `unknown network form "rotuine": ` + list + `; did you mean "routine"?`},
		{"nothing near", "USSDMenu", "x", 0, `unknown ussd menu "x": ` + list},
		{"empty is never a text", "Stage", "", 0, `unknown stage "": ` + list},
		{"space matters", "Stage", " tried", 0, `unknown stage " tried": ` + list + `; did you mean "tried"?`},
		{"long text cut", "Stage", strings.Repeat("é", 5000), 0, `unknown stage "` + strings.Repeat("é", 32) + `…": ` + list},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := stages.Parse(tt.typ, tt.in)
			text := ""
			if err != nil {
				text = err.Error()
			}
			if got != tt.want || text != tt.err {
				t.Errorf("Parse = %d, %q\nwant    %d, %q", got, text, tt.want, tt.err)
			}
		})
	}
}

func TestRoundTrip(t *testing.T) {
	for v, text := range stages {
		if text == "" {
			continue
		}
		b, err := stages.Append("Stage", nil, uint8(v))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := stages.Parse("Stage", string(b)); err != nil || int(got) != v {
			t.Errorf("%q came back as %d, %v, want %d", b, got, err, v)
		}
	}
}

func TestParseTableLongerThanUint8(t *testing.T) {
	long := make(Names, 300)
	long[299] = "late"
	if v, err := long.Parse("Stage", "late"); err == nil {
		t.Errorf("Parse = %d for a text no uint8 can stand for", v)
	}
}

func TestNear(t *testing.T) {
	table := Names{"", "id", "name", "asOf", "practitioners"}
	tests := []struct{ name, in, want string }{
		{"case only", "ASOF", "asOf"},
		{"swap", "nmae", "name"},
		{"lost", "nam", "name"},
		{"added", "names", "name"},
		{"changed", "practicioners", "practitioners"},
		{"two changed", "praktizioners", "practitioners"},
		{"three changed", "praktizoiners!", ""},
		{"case and a letter", "As_Of", "asOf"},
		{"too short for a likeness", "at", ""},
		{"known already", "name", ""},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := table.Near(tt.in); got != tt.want {
				t.Errorf("Near(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestSuccessDoesNotAllocate(t *testing.T) {
	buf := make([]byte, 0, 16)
	n := testing.AllocsPerRun(100, func() {
		_ = stages.Text("Stage", 2)
		b, _ := stages.Append("Stage", buf, 2)
		_ = b
		_, _ = stages.Parse("Stage", "routine")
	})
	if n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
