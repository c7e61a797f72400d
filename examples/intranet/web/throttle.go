package web

import (
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

const (
	failuresAtOnce = 10              // wrong tokens from one address before it has to wait
	failureEvery   = 6 * time.Second // after which one more is allowed
	mostAddresses  = 10_000
)

// throttle slows down those who try tokens: after ten wrong ones from an address, no
// token from there is looked at until some seconds have passed. The same wrong token
// again counts once, so that a program with an old token locks nobody out who shares
// its address, as all do behind a proxy.
type throttle struct {
	mu sync.Mutex
	by map[netip.Prefix]*failures
}

type failures struct {
	count float64 // that haven't been waited for
	last  time.Time
	wrong []digest // the last ones, without repetition
}

// from is the address of a request, of IPv6 its network.
func from(r *http.Request) netip.Prefix {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 32
	if a := at.Addr().Unmap(); a.Is6() {
		bits = 64
	}
	p, _ := at.Addr().Unmap().WithZone("").Prefix(bits)
	return p
}

// wait is how long an address has to wait before a token from it is looked at.
func (t *throttle) wait(from netip.Prefix, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.by[from]
	if f == nil {
		return 0
	}
	f.pass(now)
	if f.count <= failuresAtOnce-1 {
		return 0
	}
	return time.Duration((f.count - (failuresAtOnce - 1)) * float64(failureEvery))
}

// failed notes a wrong token.
func (t *throttle) failed(from netip.Prefix, sum digest, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.by[from]
	if f == nil {
		if t.by == nil || len(t.by) >= mostAddresses {
			t.by = map[netip.Prefix]*failures{} // bounded; who fills it has as many addresses anyway
		}
		f = &failures{last: now}
		t.by[from] = f
	}
	f.pass(now)
	if slices.Contains(f.wrong, sum) {
		return
	}
	f.wrong = append(f.wrong, sum)
	if len(f.wrong) > failuresAtOnce {
		f.wrong = f.wrong[1:]
	}
	f.count++
}

// pass lets time pass.
func (f *failures) pass(now time.Time) {
	if d := now.Sub(f.last); d > 0 {
		f.count = max(0, f.count-float64(d)/float64(failureEvery))
		f.last = now
	}
}
