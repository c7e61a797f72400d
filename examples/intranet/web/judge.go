package web

import (
	"context"
	"errors"
	"slices"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
)

// judge works out the selection of a slate. Every contract is held against the digest
// that was noted for its pilot, whatever the slate says was noted: who edits the slate
// can't move the goalposts. Where time was up before the choice was made it is the
// best so far, and unfinished.
func judge(ctx context.Context, slate pilot.Slate, seals map[string]store.Seal) (selection pilot.Selection, unfinished bool, err error) {
	slate.Agreements = slices.Clone(slate.Agreements)
	for i := range slate.Agreements {
		a := &slate.Agreements[i]
		a.Noted = seals[a.Sealed.Contract.Pilot].Digest
	}
	selection, err = pilot.Select(slate, pilot.SelectOptions{Methods: methods.Study(), Context: ctx})
	if err != nil && errors.Is(err, ctx.Err()) && selection.Chosen != nil {
		return selection, true, nil
	}
	return selection, false, err
}
