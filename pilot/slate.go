package pilot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// SlateVersion is the version of the format of a Slate. A document of another
// version is refused.
const SlateVersion = 1

// Slate is all that is proposed in one organisation at one day: the whole input
// as one document.
type Slate struct {
	Version    int         `json:"version"`             // SlateVersion
	Programme  Programme   `json:"programme"`           // whose candidates they are
	Policy     Policy      `json:"policy,omitzero"`     // numbers of the rules; zero: the defaults
	Candidates []Candidate `json:"candidates"`          // all that is proposed
	Choice     *Choice     `json:"choice,omitempty"`    // nil: verdicts alone, nothing is ranked or chosen
	Agreements []Agreement `json:"agreements,omitzero"` // contracts on pilots, one a candidate at most
	Note       string      `json:"note,omitzero"`       // for whoever reads the document
}

// Validate reports everything that is wrong with the slate, in the order of its
// fields, given the embedder's own rules.
func (s *Slate) Validate(own ...Rule) error {
	_, err := s.compile(own)
	return err
}

// compile validates the slate and its programme.
func (s *Slate) compile(own []Rule) (*programme, error) {
	problems := strict.In("pilot")
	checkVersion(problems, s.Version, SlateVersion)
	p, err := s.Programme.compile(s.Policy)
	problems.Add("programme", err)
	problems.Add("policy", s.Policy.Validate(own...))
	known, first := s.Programme.names(), map[string]int{}
	for i := range s.Candidates {
		if problems.Full() {
			break
		}
		c, path := &s.Candidates[i], strict.Index("candidates", i)
		problems.Add(path, c.Validate())
		if at, twice := first[c.Name]; !twice {
			first[c.Name] = i
		} else if c.Name != "" {
			problems.Addf(strict.Join(path, "name"), "there is another candidate %q, %s", strict.Clip(c.Name), strict.Index("candidates", at))
		}
		problems.Add(path, c.validateIn(&s.Programme, known, own))
	}
	if s.Choice != nil {
		problems.Add("choice", s.Choice.validate(s))
		problems.Add("", s.checkRanking())
	}
	s.validateAgreements(problems)
	return p, problems.Err()
}

// UnmarshalJSON reads a slate strictly, and reports everything that is wrong
// with it at once, in order of appearance: unknown fields and fields that stand
// twice, wrong types, numbers that can't be, references to functions, metrics
// and rules that aren't there. A syntax error is reported last, and nothing
// after it. A slate whose policy names an embedder's own rules is read with
// ReadSlates.
func (s *Slate) UnmarshalJSON(data []byte) error { return s.unmarshal(data, nil) }

func (s *Slate) unmarshal(data []byte, own []Rule) error {
	type plain Slate
	return strict.Unmarshal("pilot", data, (*plain)(s), func() error { return s.Validate(own...) })
}

// maxDocument is how large a document may be, in bytes: our default.
const maxDocument = 64 << 20

// ReadSlates reads one slate, or an array of them, from JSON, as
// Slate.UnmarshalJSON does; own are the embedder's own rules that its policies
// may name. More than 64 MiB are refused without reading on.
func ReadSlates(r io.Reader, own ...Rule) ([]Slate, error) {
	problems := strict.In("pilot")
	problems.Add("", validateRules(own))
	if err := problems.Err(); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, maxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("pilot: %w", err)
	}
	if len(data) > maxDocument {
		problems.Addf("", "the document is larger than %d MiB", maxDocument>>20)
		return nil, problems.Err()
	}
	if !isArray(data) {
		var s Slate
		if err := s.unmarshal(data, own); err != nil {
			return nil, err
		}
		return []Slate{s}, nil
	}
	var all []plainSlate
	err = strict.Unmarshal("pilot", data, &all, func() error {
		if len(all) == 0 {
			problems.Absentf("", "there is no slate in the array")
		}
		for i := range all {
			if problems.Full() {
				break
			}
			problems.Add(strict.Index("", i), (*Slate)(&all[i]).Validate(own...))
		}
		return problems.Err()
	})
	if err != nil {
		return nil, err
	}
	slates := make([]Slate, len(all))
	for i := range all {
		slates[i] = Slate(all[i])
	}
	return slates, nil
}

// plainSlate is a Slate without its UnmarshalJSON, which knows no own rules.
type plainSlate Slate

// checkVersion refuses a document of another version.
func checkVersion(p *strict.Problems, have, want int) {
	switch have {
	case want:
	case 0:
		p.Absentf("version", "is missing: want %d", want)
	default:
		p.Addf("version", "want %d, the version of the format that is known here, have %d", want, have)
	}
}

func isArray(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("["))
}

// writeJSON writes a document of the package, indented, with a last newline.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("pilot: %w", err)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// WriteJSON writes the slate as an indented document that reads back as it is.
func (s Slate) WriteJSON(w io.Writer) error { return writeJSON(w, s) }

// sorted is the candidates by name, so that their order in a slate makes no
// difference.
func (s *Slate) sorted() []*Candidate {
	all := make([]*Candidate, len(s.Candidates))
	for i := range s.Candidates {
		all[i] = &s.Candidates[i]
	}
	slices.SortFunc(all, func(a, b *Candidate) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	return all
}
