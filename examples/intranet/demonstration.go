package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/examples/intranet/web"
	"example.com/kmaturity/pilot"
)

// demonstration is an invented organisation's slate, with a contract that was kept.
//
//go:embed demonstration.json
var demonstration []byte

// demonstrate puts the demonstration data into a store that has no revision yet: the
// slate, then each contract as it is sealed, then its readings.
func demonstrate(ctx context.Context, revisions web.Store) error {
	if _, err := revisions.Current(ctx); !errors.Is(err, store.ErrNone) {
		return err
	}
	var slate pilot.Slate
	if err := json.Unmarshal(demonstration, &slate); err != nil {
		return err
	}
	agreed := slate.Agreements
	slate.Agreements = nil
	const by = "demonstration"
	now := time.Now()
	entry, err := revisions.Save(ctx, 0, store.Change{Slate: slate, By: by, At: now, What: "invented data"})
	if err != nil {
		return err
	}
	for _, a := range agreed {
		name := a.Sealed.Contract.Pilot
		bare := pilot.Agreement{Sealed: a.Sealed, Noted: a.Sealed.Digest}
		for _, step := range []struct {
			agreement pilot.Agreement
			what      string
			seal      *store.Seal
		}{
			{bare, "sealed the contract on %q", &store.Seal{Pilot: name, Digest: a.Sealed.Digest, By: by, At: now}},
			{a, "put the readings of %q", nil},
		} {
			with := slate
			with.Agreements = append(slate.Agreements[:len(slate.Agreements):len(slate.Agreements)], step.agreement)
			entry, err = revisions.Save(ctx, entry.Number, store.Change{Slate: with, By: by, At: now, What: fmt.Sprintf(step.what, name), Seal: step.seal})
			if err != nil {
				return err
			}
		}
		slate.Agreements = append(slate.Agreements, a)
	}
	return nil
}
