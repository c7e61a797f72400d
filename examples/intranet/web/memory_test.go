package web

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"example.com/kmaturity/examples/intranet/store"
)

// memory is a Store without a database.
type memory struct {
	mu    sync.Mutex
	all   []store.Revision
	seals map[string]store.Seal

	broken error         // what every call answers
	hold   chan struct{} // Save waits for it, if there is one
	saving chan struct{} // told when a Save waits
}

func (m *memory) lock(ctx context.Context) error {
	m.mu.Lock()
	if m.broken != nil {
		return m.broken
	}
	return ctx.Err()
}

func (m *memory) Ready(ctx context.Context) error {
	defer m.mu.Unlock()
	return m.lock(ctx)
}

func (m *memory) Current(ctx context.Context) (store.Revision, error) {
	defer m.mu.Unlock()
	if err := m.lock(ctx); err != nil {
		return store.Revision{}, err
	}
	if len(m.all) == 0 {
		return store.Revision{}, store.ErrNone
	}
	return m.all[len(m.all)-1], nil
}

func (m *memory) At(ctx context.Context, number int64) (store.Revision, error) {
	defer m.mu.Unlock()
	if err := m.lock(ctx); err != nil {
		return store.Revision{}, err
	}
	if number < 1 || number > int64(len(m.all)) {
		return store.Revision{}, store.ErrNone
	}
	return m.all[number-1], nil
}

func (m *memory) History(ctx context.Context, before int64, most int) ([]store.Entry, error) {
	defer m.mu.Unlock()
	if err := m.lock(ctx); err != nil {
		return nil, err
	}
	var out []store.Entry
	for _, r := range slices.Backward(m.all) {
		if len(out) < most && (before == 0 || r.Number < before) {
			out = append(out, r.Entry)
		}
	}
	return out, nil
}

func (m *memory) Seals(ctx context.Context) (map[string]store.Seal, error) {
	defer m.mu.Unlock()
	return maps.Clone(m.seals), m.lock(ctx)
}

func (m *memory) Save(ctx context.Context, base int64, c store.Change) (store.Entry, error) {
	if m.hold != nil {
		m.saving <- struct{}{}
		<-m.hold
	}
	defer m.mu.Unlock()
	if err := m.lock(ctx); err != nil {
		return store.Entry{}, err
	}
	if n := int64(len(m.all)); base != n {
		return store.Entry{}, &store.Conflict{Base: base, Current: n}
	}
	if _, twice := m.seals[pilotOf(c)]; twice {
		return store.Entry{}, store.ErrSealed
	}
	var b bytes.Buffer
	r := store.Revision{Entry: store.Entry{Number: base + 1, By: c.By, At: c.At, What: c.What}}
	if err := c.Slate.WriteJSON(&b); err != nil {
		return store.Entry{}, err
	}
	if err := json.Unmarshal(b.Bytes(), &r.Slate); err != nil {
		return store.Entry{}, err
	}
	m.all = append(m.all, r)
	if c.Seal != nil {
		m.seals[c.Seal.Pilot] = *c.Seal
	}
	return r.Entry, nil
}

func pilotOf(c store.Change) string {
	if c.Seal == nil {
		return ""
	}
	return c.Seal.Pilot
}
