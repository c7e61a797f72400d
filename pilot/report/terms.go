package report

import (
	"fmt"
	"iter"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// terms are the texts that other packages fixed, by kind.
func terms() map[string][]string {
	return map[string][]string{
		"answer": texts(metrics.Answers), "method": texts(metrics.Methods), "reason": texts(metrics.Reasons),
		"conclusion": texts(metrics.Conclusions), "period": texts(metrics.Periods),
		"saving": {metrics.Saving{Hard: metrics.Yes}.Kind(), metrics.Saving{Hard: metrics.No}.Kind(), metrics.Saving{}.Kind()},
		"type":   texts(community.Types),
		"form":   texts(community.Forms),
		"lever":  texts(community.Levers),
		"stage":  texts(maturity.Stages),
		"offer":  texts(pilot.Offers), "decision": texts(pilot.Decisions),
		"why":  {maturity.WhyLater, maturity.WhyNoMeasure, maturity.WhySilent, maturity.WhyUnused, maturity.WhyScope, pilot.WhyNoRule},
		"unit": {"practitioners", "practitioners (heads)", "practitioners (FTE)", "of the workforce", "practising members"},
	}
}

// texts are all values of an enum, in words.
func texts[T fmt.Stringer](all iter.Seq[T]) (texts []string) {
	for x := range all {
		texts = append(texts, x.String())
	}
	return texts
}
