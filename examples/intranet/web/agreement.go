package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

// seal seals a contract on a candidate, and notes its digest beside the slate. A pilot
// is sealed once; an agreement on it that was never sealed here gives way.
func (s *Service) seal(ctx context.Context, base int64, c contract.Contract) (contract.Sealed, store.Entry, error) {
	sealed, err := contract.Seal(c)
	if err != nil {
		return sealed, store.Entry{}, refused(err)
	}
	seals, err := s.options.Store.Seals(ctx)
	if err != nil {
		return sealed, store.Entry{}, err
	}
	if seals[c.Pilot].Digest != "" {
		return sealed, store.Entry{}, store.ErrSealed
	}
	entry, _, err := s.change(ctx, edit{
		base: base,
		seal: &store.Seal{Pilot: c.Pilot, Digest: sealed.Digest, By: person(ctx).Name, At: s.now()},
		apply: func(now *pilot.Slate) (string, error) {
			if candidateOf(*now, c.Pilot) < 0 {
				return "", wrong("pilot", "there is no candidate %.60q", c.Pilot)
			}
			putAgreement(now, pilot.Agreement{Sealed: sealed, Noted: sealed.Digest})
			return fmt.Sprintf("sealed the contract on %q", c.Pilot), nil
		},
	})
	return sealed, entry, err
}

// readings are what was read of the metric of a sealed contract.
type readings struct {
	Readings, Control metrics.Series
	Terms             *metrics.Terms // nil: those that are there stay
	Looks             int
	On                metrics.Date
}

// UnmarshalJSON refuses fields that aren't known, and reports all that is wrong at once.
func (r *readings) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return fmt.Errorf("want an object: %w", err)
	}
	if fields == nil {
		return errors.New("want an object, have null")
	}
	into := map[string]any{"readings": &r.Readings, "control": &r.Control, "terms": &r.Terms, "looks": &r.Looks, "on": &r.On}
	var faults []problem
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		v, known := into[name]
		if !known {
			faults = append(faults, problem{name, "unknown field"})
			continue
		}
		if err := json.Unmarshal(fields[name], v); err != nil {
			if name == "looks" {
				err = errors.New("want a whole number")
			}
			for _, p := range problems(err) {
				if p.Path != "" && p.Path[0] != '[' {
					p.Path = "." + p.Path
				}
				p.Path = name + p.Path
				faults = append(faults, p)
			}
		}
	}
	if faults != nil {
		return invalid(faults...)
	}
	return nil
}

// takes is the change that puts readings into the agreement on a pilot.
func takes(name string, r readings) edit {
	return edit{apply: func(now *pilot.Slate) (string, error) {
		i := agreementOn(*now, name)
		if i < 0 {
			return "", refuse(http.StatusNotFound, "there is no contract on such a candidate")
		}
		a := now.Agreements[i]
		a.Readings, a.Control, a.Looks, a.On = r.Readings, r.Control, r.Looks, r.On
		if r.Terms != nil {
			a.Terms = *r.Terms
		}
		putAgreement(now, a)
		return fmt.Sprintf("put %d readings of %q", r.Readings.Len(), name), nil
	}}
}

func (s *Service) apiPostAgreement(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	var c contract.Contract
	if err := read(r, &c); err != nil {
		return err
	}
	sealed, entry, err := s.seal(r.Context(), base, c)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", etag(entry.Number))
	return write(w, http.StatusCreated, map[string]any{"revision": entry, "sealed": sealed})
}

func (s *Service) apiPutReadings(w http.ResponseWriter, r *http.Request) error {
	base, err := s.base(r)
	if err != nil {
		return err
	}
	var sent readings
	if err := read(r, &sent); err != nil {
		return err
	}
	e := takes(r.PathValue("pilot"), sent)
	e.base = base
	entry, _, err := s.change(r.Context(), e)
	if err != nil {
		return err
	}
	return saved(w, http.StatusOK, entry)
}
