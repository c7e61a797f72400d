package picture

import (
	"math"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/choose"
)

// Ranks draws a bar for each candidate, in order of the ranking: the share of
// weightings in which it comes first, second and so on, from left to right. The
// number of the rank stands in every part that has room for it. Beside it is the
// rank that it has and those that its scores leave open. Without an acceptability,
// or for a candidate that it doesn't have, those ranks alone are drawn: a bar from
// the first possible to the last, with a dot where it stands.
func Ranks(o Options, r choose.Ranking, a *choose.Acceptability) Picture {
	p := Picture{
		ID: id(o.ID, "ranks"), Title: o.Words.Say("ranks.title"), width: 360,
		Table: Table{Columns: []string{o.Words.Say("candidate"), o.Words.Say("ranks.rank"), o.Words.Say("ranks.possible"), o.Words.Say("ranks.score")}},
	}
	shares := map[string][]float64{}
	places := 0 // ranks that shares are known of
	if a != nil {
		for i, candidate := range a.IDs {
			if i < len(a.Ranks) {
				shares[candidate] = a.Ranks[i]
				places = max(places, len(a.Ranks[i]))
			}
		}
	}
	for k := range places {
		p.Table.Columns = append(p.Table.Columns, o.Words.Say("ranks.share", itoa(k+1)))
	}

	var c canvas
	var says []string
	y := 20.
	for _, x := range r.Ranked {
		possible := o.possible(x.Ranks)
		told, ok := shares[x.ID]
		word := fit(o.Words.Say("ranks.word", possible), 170)
		c.text(point{margin, y}, "start", bold, fit(itoa(x.Rank)+". "+x.ID, p.width-2*margin-width(word)-10))
		c.text(point{p.width - margin, y}, "end", "", word)
		say := o.Words.Say("ranks.says", clip(x.ID, 60), itoa(x.Rank), possible)
		if ok {
			c.parts(y+8, p.width, told)
			c.text(point{margin, y + 39}, "start", "", fit(o.Words.Say("ranks.first", o.Words.percentage(first(told))), p.width-2*margin))
			say += " " + o.Words.Say("ranks.sentence", o.Words.percentage(first(told)))
			y += 60
		} else {
			c.reach(y+16, p.width, x, len(r.Ranked))
			y += 38
		}
		row := []string{x.ID, itoa(x.Rank), possible, o.Words.amount(x.Score, 3)}
		for k := range places {
			cell := "?"
			if k < len(told) {
				cell = o.Words.percentage(told[k])
			}
			row = append(row, cell)
		}
		p.Table.Rows = append(p.Table.Rows, row)
		says = append(says, say)
	}
	if len(says) > 0 {
		note := o.Words.Say("ranks.reach")
		switch {
		case len(shares) > 0 && a.Exact:
			note = o.Words.Say("ranks.parts")
		case len(shares) > 0:
			note = o.Words.Say("ranks.parts") + " " + o.Words.Say("ranks.draws", o.Words.exact(float64(a.Draws)), o.Words.percentage(2*a.SE))
		}
		says = append(says, note)
		y = c.paragraph(point{margin, y}, p.width-margin, note)
	}
	p.done(&c, y-8, says, o.Words.Say("candidates.none"))
	return p
}

// first is the share of weightings in which one comes first.
func first(shares []float64) float64 {
	if len(shares) == 0 {
		return 0
	}
	return shares[0]
}

// parts draws a bar of the shares of ranks, darker the better the rank, each with a
// line at its end and its number where that has room.
func (c *canvas) parts(y, right float64, shares []float64) {
	const faint = 0.04
	box := func(x, long, opacity float64, style string) {
		c.put(`<rect x="`, number(x), `" y="`, number(y), `" width="`, number(long), `" height="17" fill-opacity="`, number(opacity), `"`, style, `/>`)
	}
	box(margin, right-2*margin, faint, ` stroke="currentColor" stroke-width="0.75"`)
	from := margin
	var ends strings.Builder
	for k, share := range shares {
		long := min(share*(right-2*margin), right-margin-from)
		if !(long >= 0.05) { // on paper nothing
			continue
		}
		if opacity := 0.45 * math.Pow(0.6, float64(k)); opacity > faint {
			box(from, long, opacity, "")
		}
		if s := itoa(k + 1); long > width(s)+4 {
			c.text(point{from + long/2, y + 13}, "middle", "", s)
		}
		from += long
		ends.WriteString("M" + number(from) + " " + number(y) + "v17")
	}
	if ends.Len() > 0 {
		c.put(`<path d="`, ends.String(), `" fill="none" stroke="currentColor" stroke-width="0.75"/>`)
	}
}

// reach draws the ranks that are possible among so many.
func (c *canvas) reach(y, right float64, x choose.Ranked, n int) {
	scale := axis{low: 1, high: float64(max(n, 2)), from: margin + 6, to: right - margin - 6}
	low, high := scale.low, float64(n)
	if least, ok := x.Ranks.Low(); ok {
		low = least
	}
	if greatest, ok := x.Ranks.High(); ok {
		high = greatest
	}
	c.line([]point{{scale.from, y}, {scale.to, y}}, thin)
	c.line([]point{{scale.at(low), y}, {scale.at(high), y}}, `fill="none" stroke="currentColor" stroke-width="5" stroke-opacity="0.4"`)
	c.dot(point{scale.at(float64(x.Rank)), y}, 5, "")
}

// possible is the ranks that are possible, in words.
func (o Options) possible(ranks metrics.Interval) string {
	low, hasLow := ranks.Low()
	high, hasHigh := ranks.High()
	switch {
	case !hasLow || !hasHigh:
		return "?"
	case low == high:
		return o.Words.exact(low)
	}
	return o.Words.Say("range", o.Words.exact(low), o.Words.exact(high))
}
