package maturity

import "example.com/kmaturity/internal/enum"

// SurveyStage is how far KM has come in the words of the Knoco surveys of 2014 and
// 2017, in order.
type SurveyStage uint8

// The stages of the survey. Their texts, "unknown", "early", "in progress" and
// "embedded", are frozen.
const (
	SurveyUnknown  SurveyStage = iota // none of them: KM has not begun, or nothing is said
	EarlyStages                       // "in the early stages of introducing KM"
	InProgress                        // "well in progress with KM"
	EmbeddedInWork                    // "KM is embedded in the way we work"
)

var surveyStages = enum.Names{"unknown", "early", "in progress", "embedded"}

// SurveyStages yields every stage, SurveyUnknown first.
func SurveyStages(yield func(SurveyStage) bool) {
	for i := range surveyStages {
		if !yield(SurveyStage(i)) {
			return
		}
	}
}

// ParseSurveyStage reads the text of a stage of the survey.
func ParseSurveyStage(s string) (SurveyStage, error) {
	v, err := surveyStages.Parse("SurveyStage", s)
	return SurveyStage(v), err
}

// String returns the stage's text, "SurveyStage(99)" for a value that is none.
func (s SurveyStage) String() string { return surveyStages.Text("SurveyStage", uint8(s)) }

// AppendText appends the stage's text; an invalid stage is an error.
func (s SurveyStage) AppendText(b []byte) ([]byte, error) {
	return surveyStages.Append("SurveyStage", b, uint8(s))
}

// MarshalText returns the stage's text; an invalid stage is an error.
func (s SurveyStage) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *SurveyStage) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSurveyStage(string(text))
	return err
}
