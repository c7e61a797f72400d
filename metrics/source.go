package metrics

// Source says where a rule or a number comes from.
type Source struct {
	Title string `json:"title"`         // author and title, or "our default"
	Year  int    `json:"year,omitzero"` // of publication; 0 where it has none
	URL   string `json:"url,omitzero"`  // where it can be read; empty: not on the web
}

// OurDefault is the source of a number that no publication gives: the library
// chose it, says so, and lets the caller change it.
func OurDefault() Source { return Source{Title: "our default"} }

// CallersChoice is the source of a number that the caller set in place of a
// default.
func CallersChoice() Source { return Source{Title: "set by the caller"} }

// IsZero reports whether no source is given.
func (s Source) IsZero() bool { return s == Source{} }

// String returns the title with its year and address, as far as known.
func (s Source) String() string {
	text := s.Title
	if s.Year != 0 {
		text += " (" + number(float64(s.Year)) + ")"
	}
	if s.URL != "" {
		text += " <" + s.URL + ">"
	}
	return text
}
