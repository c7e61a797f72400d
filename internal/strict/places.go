package strict

// places is a set of paths, as a tree of their steps, that answers whether a
// path meets one of the set in time linear in its own length, however many there
// are.
type places struct {
	below map[string]*places
	set   bool
}

func (p *places) add(path string) {
	for path != "" {
		var first string
		first, path = cut(path)
		next := p.below[first]
		if next == nil {
			if p.below == nil {
				p.below = map[string]*places{}
			}
			next = &places{}
			p.below[first] = next
		}
		p = next
	}
	p.set = true
}

// meets reports whether path equals, contains or lies within one of the set.
func (p *places) meets(path string) bool {
	for !p.set {
		if path == "" {
			return p.below != nil
		}
		var first string
		first, path = cut(path)
		if p = p.below[first]; p == nil {
			return false
		}
	}
	return true
}
