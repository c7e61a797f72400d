package pilot

import "example.com/kmaturity/internal/strict"

// Error is one problem of something handed in, with the path of its place:
// the same type as metrics.Error.
type Error = strict.Error
