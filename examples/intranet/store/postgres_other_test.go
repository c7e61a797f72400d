//go:build !unix

package store

import (
	"os"
	"testing"
)

// server is the address of the server that KMATURITY_POSTGRES names. One is
// started on Unix alone.
func server(t *testing.T) string {
	t.Helper()
	dsn := os.Getenv("KMATURITY_POSTGRES")
	if dsn == "" {
		t.Skip("KMATURITY_POSTGRES names no server")
	}
	return dsn
}
