package strict_test

import (
	"fmt"

	"example.com/kmaturity/internal/strict"
)

func ExampleUnmarshal() {
	type plan struct {
		Name string   `json:"name"`
		Days []uint16 `json:"days"`
	}
	var p plan
	data := []byte(`{"days": [7, "14"], "dayz": []}`)
	err := strict.Unmarshal("pilot", data, &p, func() error {
		bad := strict.In("pilot")
		if p.Name == "" {
			bad.Absentf("name", "is missing")
		}
		return bad.Err()
	})
	fmt.Println(err)
	for e := range strict.All(err) {
		fmt.Printf("at %q\n", e.Path)
	}
	// Output:
	// pilot: days[1]: want a number, have a string
	// pilot: dayz: unknown field; did you mean "days"?
	// pilot: name: is missing
	// at "days[1]"
	// at "dayz"
	// at "name"
}
