package main

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// page is a community as its page tells: how many are on its lists, and no word
// of what they do for a living.
type page struct {
	Slug  string           `json:"slug"`
	Title string           `json:"title"`
	Size  metrics.Interval `json:"size,omitzero"` // members: those of the largest list at least, of all lists together at most
	AsOf  metrics.Date     `json:"asOf,omitzero"` // the last day on which the size was edited
	Lists []list           `json:"lists"`
	// Nature is what the ties of the members tell: nothing, for none is known.
	Nature community.Nature `json:"nature"`
	First  point            `json:"first,omitzero"`  // the first size in the page's history
	Growth metrics.Interval `json:"growth,omitzero"` // the size now, as a multiple of the first
	// Back counts the edits by which the size certainly fell.
	Back int `json:"back,omitzero"`
	// Shared names the other pages that had the very same number on a day: then
	// it may have been copied, and is doubtful for all but one of them.
	Shared []string `json:"shared,omitzero"`
	Was    []string `json:"was,omitzero"` // earlier names of the page
}

// list is a mailing list of a community.
type list struct {
	Type    string           `json:"type,omitzero"`
	Members metrics.Interval `json:"members,omitzero"`
}

// point is the size on a day.
type point struct {
	AsOf metrics.Date     `json:"asOf"`
	Size metrics.Interval `json:"size"`
}

// pages reads the communities of a day and the history of their pages.
func pages(files fs.FS) (all []page, uncounted int, err error) {
	now, err := records(files, "data/communities_2025-04-09.csv", "slug", "title", "list_type", "members_raw")
	if err != nil {
		return nil, 0, err
	}
	then, err := records(files, "data/membership_history.csv", "commit_date", "commit", "slug", "title", "state", "list_type", "members_raw")
	if err != nil {
		return nil, 0, err
	}
	histories, was, shared, err := past(then)
	if err != nil {
		return nil, 0, err
	}
	bySlug := map[string]*page{}
	for _, r := range now {
		p := bySlug[r["slug"]]
		if p == nil {
			p = &page{Slug: r["slug"], Title: html.UnescapeString(r["title"]), Lists: []list{}}
			bySlug[p.Slug] = p
		}
		n, err := members(r["members_raw"])
		if err != nil {
			return nil, 0, fmt.Errorf("communities_2025-04-09.csv: %s: %w", p.Slug, err)
		}
		if r["list_type"] != "" || r["members_raw"] != "" {
			p.Lists = append(p.Lists, list{strings.ReplaceAll(strings.ToLower(r["list_type"]), "_", " "), n})
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(bySlug)) {
		p := bySlug[slug]
		p.Size = size(p.Lists)
		if p.Size.IsAnything() {
			if len(p.Lists) > 0 {
				uncounted++ // the others aren't communities, or meet elsewhere
			}
			continue
		}
		low, _ := p.Size.Low()
		p.Nature = community.Census{Unknown: community.Weight(low) * community.Person}.Nature()
		history := histories[slug]
		for i, h := range history {
			if i > 0 && h.Size.Sub(history[i-1].Size).AtLeast(0) == metrics.No {
				p.Back++
			}
			if i == 0 || h.Size != history[i-1].Size {
				p.AsOf = h.AsOf
			}
		}
		if len(history) > 0 {
			p.First = history[0]
			p.Growth = multiple(p.Size, p.First.Size)
		}
		p.Was, p.Shared = was[slug], shared[slug]
		all = append(all, *p)
	}
	slices.SortStableFunc(all, func(a, b page) int {
		x, _ := a.Size.Low()
		y, _ := b.Size.Low()
		return cmp.Compare(y, x)
	})
	return all, uncounted, nil
}

// edit is a size that one edit gave a page.
type edit struct {
	day   metrics.Date
	slug  string
	lists []list
}

// past follows the size of every page through its history, under all names that
// it had, and tells which other pages had the very same size on a day.
func past(rows []map[string]string) (histories map[string][]point, was, shared map[string][]string, err error) {
	edits, err := sizes(rows)
	if err != nil {
		return nil, nil, nil, err
	}
	renamed := renames(rows)
	final := func(slug string) string {
		for range len(renamed) {
			next, ok := renamed[slug]
			if !ok {
				break
			}
			slug = next
		}
		return slug
	}
	histories, was, shared = map[string][]point{}, map[string][]string{}, map[string][]string{}
	for _, old := range slices.Sorted(maps.Keys(renamed)) {
		was[final(old)] = append(was[final(old)], old)
	}
	same := map[point][]string{}
	for _, e := range edits {
		p := point{e.day, size(e.lists)}
		slug := final(e.slug)
		h := histories[slug]
		if last := len(h) - 1; last >= 0 && h[last].AsOf == e.day {
			h[last] = p // of a day the last edit
		} else {
			histories[slug] = append(h, p)
		}
		if !slices.Contains(same[p], slug) {
			same[p] = append(same[p], slug)
		}
	}
	for _, slugs := range same {
		for _, a := range slugs {
			for _, b := range slugs {
				if a != b && !slices.Contains(shared[a], b) {
					shared[a] = append(shared[a], b)
				}
			}
		}
	}
	for _, names := range shared {
		slices.Sort(names)
	}
	return histories, was, shared, nil
}

// sizes lists the edits that state a size, in order of day. Several lists of a
// page stand in rows of their own, together.
func sizes(rows []map[string]string) ([]edit, error) {
	var edits []edit
	commit := ""
	for _, r := range rows {
		n, err := members(r["members_raw"])
		if err != nil {
			return nil, fmt.Errorf("membership_history.csv: %s: %w", r["slug"], err)
		}
		if n.IsAnything() || r["state"] != "present" {
			continue
		}
		day, err := metrics.ParseDate(r["commit_date"][:min(len(r["commit_date"]), len("2006-01-02"))])
		if err != nil {
			return nil, fmt.Errorf("membership_history.csv: %w", err)
		}
		if last := len(edits) - 1; last < 0 || commit != r["commit"] || edits[last].slug != r["slug"] {
			edits = append(edits, edit{day: day, slug: r["slug"]})
		}
		commit = r["commit"]
		e := &edits[len(edits)-1]
		e.lists = append(e.lists, list{r["list_type"], n})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.day.Compare(b.day) })
	return edits, nil
}

// renames tells which page goes on as which: one is taken away, and a younger
// one of the same title is there, or the same edit brings the one new page that
// has the very number of members.
func renames(rows []map[string]string) map[string]string {
	type life struct {
		title, members string
		born           int
		here           bool
	}
	lives, renamed := map[string]*life{}, map[string]string{}
	for i := 0; i < len(rows); {
		gone := []string{}
		start := i
		for commit := rows[i]["commit"]; i < len(rows) && rows[i]["commit"] == commit; i++ {
			slug := rows[i]["slug"]
			if rows[i]["state"] != "present" {
				gone = append(gone, slug)
				continue
			}
			if lives[slug] == nil {
				lives[slug] = &life{born: i}
			}
			lives[slug].title, lives[slug].here = html.UnescapeString(rows[i]["title"]), true
			if n := rows[i]["members_raw"]; n != "" {
				lives[slug].members = n
			}
		}
		for _, slug := range gone {
			old := lives[slug]
			if old == nil {
				continue
			}
			old.here = false
			youngest := old.born
			for other, l := range lives {
				if l.here && l.born > youngest && l.title == old.title && old.title != "" {
					renamed[slug], youngest = other, l.born
				}
			}
			if youngest > old.born || old.members == "" {
				continue
			}
			var same []string
			for other, l := range lives {
				if l.here && l.born >= start && l.members == old.members {
					same = append(same, other)
				}
			}
			if len(same) == 1 {
				renamed[slug] = same[0]
			}
		}
	}
	return renamed
}

// size is how many people are on lists that may share members: those of the
// largest at least and of all together at most. A list whose members aren't
// counted may have any number of them.
func size(lists []list) metrics.Interval {
	if !slices.ContainsFunc(lists, func(l list) bool { return !l.Members.IsAnything() }) {
		return metrics.Anything()
	}
	most, all := 0., metrics.Exactly(0)
	for _, l := range lists {
		low, _ := l.Members.Low()
		most = max(most, low)
		all = all.Add(l.Members)
	}
	if high, ok := all.High(); ok {
		return metrics.MustBetween(most, high)
	}
	return metrics.From(most)
}

// multiple is a over b.
func multiple(a, b metrics.Interval) metrics.Interval {
	low, _ := a.Low()
	most, _ := b.High()
	least, _ := b.Low()
	high, bounded := a.High()
	if least == 0 || most == 0 {
		return metrics.Anything()
	}
	if !bounded {
		return metrics.From(low / most)
	}
	return metrics.MustBetween(low/most, high/least)
}

var count = regexp.MustCompile(`^(\d+|\d{1,3}(,\d{3})+)$`)

// members reads a number of members such as 975 or 1,530. A blank is unknown,
// not zero.
func members(s string) (metrics.Interval, error) {
	if s == "" {
		return metrics.Anything(), nil
	}
	if !count.MatchString(s) {
		return metrics.Anything(), fmt.Errorf("want a number of members, have %q", s)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		return metrics.Anything(), err
	}
	return metrics.Exactly(float64(n)), nil
}

// records reads a table with these columns, each row by their names.
func records(files fs.FS, name string, columns ...string) ([]map[string]string, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var at []int
	for _, c := range columns {
		i := slices.Index(header, c)
		if i < 0 {
			return nil, fmt.Errorf("%s: there is no column %q", name, c)
		}
		at = append(at, i)
	}
	var rows []map[string]string
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		row := map[string]string{}
		for i, c := range columns {
			row[c] = strings.TrimSpace(fields[at[i]])
		}
		rows = append(rows, row)
	}
}
