package health

import "example.com/kmaturity/internal/strict"

// Error is one problem of something handed in: metrics.Error, with the fields
// Path, where it stands, and Err, what is wrong. List those in an error with
// metrics.Errors.
type Error = strict.Error
