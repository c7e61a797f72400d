package web

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
)

// state is a revision and what was made of it. Nothing in it is changed but pages.
type state struct {
	store.Revision
	seals      map[string]store.Seal
	selection  pilot.Selection
	unfinished bool  // time was up before the choice was made
	err        error // why there is no selection

	mu    sync.Mutex
	pages map[string]*made // by name; there are as many names as there are pages and roles
}

// states keep the newest revision that was judged, and no other: so memory is bounded
// by two of them, for while one is worked out the one before is still read.
type states struct {
	newest atomic.Pointer[state]
	turn   chan struct{} // holds one: who judges
}

func newStates() states { return states{turn: make(chan struct{}, 1)} }

// number is that of the newest revision, 0 if there is none.
func (s *Service) number(ctx context.Context) (int64, error) {
	entries, err := s.options.Store.History(ctx, 0, 1)
	if err != nil || len(entries) == 0 {
		return 0, err
	}
	return entries[0].Number, nil
}

// newest is the newest revision, judged: at least the one that is current now. It is
// store.ErrNone if there is none. One is worked out at a time; who waits for it takes
// what was worked out meanwhile if it is as new, so that many readers between many
// writes wait for two of them at most.
func (s *Service) newest(ctx context.Context) (*state, error) {
	n, err := s.number(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, store.ErrNone
	}
	if st := s.states.newest.Load(); st != nil && st.Number >= n {
		return st, nil
	}
	select {
	case s.states.turn <- struct{}{}:
		defer func() { <-s.states.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if st := s.states.newest.Load(); st != nil && st.Number >= n {
		return st, nil
	}
	revision, err := s.options.Store.Current(ctx)
	if err != nil {
		return nil, err
	}
	seals, err := s.options.Store.Seals(ctx)
	if err != nil {
		return nil, err
	}
	st := &state{Revision: revision, seals: seals, pages: map[string]*made{}}
	work, done := context.WithTimeout(s.work, s.options.Judging) // others wait for it, so it doesn't end with this request
	defer done()
	st.selection, st.unfinished, st.err = judge(work, st.Slate, seals)
	if s.work.Err() != nil {
		return nil, s.work.Err()
	}
	s.states.newest.Store(st)
	return st, nil
}

// current is the newest revision as it is now, to be changed; of none it is number 0
// with an empty slate. It isn't judged.
func (s *Service) current(ctx context.Context) (store.Revision, error) {
	n, err := s.number(ctx)
	if err != nil {
		return store.Revision{}, err
	}
	if st := s.states.newest.Load(); st != nil && st.Number == n {
		return st.Revision, nil
	}
	r, err := s.options.Store.Current(ctx)
	if errors.Is(err, store.ErrNone) {
		return store.Revision{Slate: pilot.Slate{Version: pilot.SlateVersion, Candidates: []pilot.Candidate{}}}, nil
	}
	return r, err
}

// made is a page of a revision, once it is made.
type made struct {
	once sync.Once
	page []byte
	err  error
}

// cached is a page of a revision, made once, and one page beside the others.
func (st *state) cached(name string, make func(*bytes.Buffer) error) ([]byte, error) {
	st.mu.Lock()
	m := st.pages[name]
	if m == nil {
		m = new(made)
		st.pages[name] = m
	}
	st.mu.Unlock()
	m.once.Do(func() {
		m.err = errors.New("web: the page broke off when it was made") // unless it returns
		var b bytes.Buffer
		m.err = make(&b)
		m.page = b.Bytes()
	})
	return m.page, m.err
}
