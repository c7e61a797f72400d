//go:build !cgo

package main

import "context"

func init() { engines = []string{sqlite} }

func openDuckDB(context.Context) (*engine, error) {
	return nil, bad("-engine duckdb: this program was built without cgo, which DuckDB needs")
}
