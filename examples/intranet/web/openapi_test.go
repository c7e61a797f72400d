package web

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"
)

// description is openapi.json, and what leads a request to its operation in it.
var description = sync.OnceValues(func() (*openapi3.T, routers.Router) {
	openapi3filter.RegisterBodyDecoder("application/problem+json", openapi3filter.JSONBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/schema+json", openapi3filter.JSONBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/jsonl", openapi3filter.PlainBodyDecoder)
	openapi3filter.RegisterBodyDecoder("text/csv", openapi3filter.PlainBodyDecoder)
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(openAPI)
	if err != nil {
		panic(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		panic(err)
	}
	return doc, router
})

// described holds an answer of the API against its description, and the request too
// where it was taken.
func described(t *testing.T, method, path, body string, header []string, g got) {
	t.Helper()
	_, router := description()
	r, err := http.NewRequestWithContext(context.Background(), method, "http://127.0.0.1"+path, strings.NewReader(body))
	require.NoError(t, err)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	route, params, err := router.FindRoute(r)
	require.NoError(t, err, "%s %s isn't described", method, path)
	options := &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	if g.status < 400 {
		require.NoError(t, openapi3filter.ValidateRequest(context.Background(), in), "the request of %s %s", method, path)
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: g.status, Header: g.header, Body: io.NopCloser(strings.NewReader(g.body)), Options: options}
	require.NoError(t, openapi3filter.ValidateResponse(context.Background(), out), "the answer of %s %s: %d %s", method, path, g.status, g.body)
}

func TestDescriptionIsValid(t *testing.T) {
	doc, _ := description()
	require.NoError(t, doc.Validate(context.Background()))
}

// Every route of the API is described, and every one described is served.
func TestDescriptionIsComplete(t *testing.T) {
	doc, _ := description()
	described := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			described[method+" "+api+path] = true
		}
	}
	served := map[string]bool{}
	for _, r := range routes {
		if strings.HasPrefix(r.path, api+"/") {
			served[r.method+" "+r.path] = true
		}
	}
	require.Equal(t, served, described)
}

// The checks above aren't blind: an answer that isn't described is found.
func TestDescriptionFindsOtherAnswers(t *testing.T) {
	_, router := description()
	r, err := http.NewRequestWithContext(context.Background(), "GET", "http://127.0.0.1"+api+"/history", nil)
	require.NoError(t, err)
	route, params, err := router.FindRoute(r)
	require.NoError(t, err)
	for _, bad := range []got{
		{418, http.Header{"Content-Type": {"application/json"}}, `{"entries":[]}`},
		{200, http.Header{"Content-Type": {"text/plain"}}, `{"entries":[]}`},
		{200, http.Header{"Content-Type": {"application/json"}}, `{"entries":[{"number":0,"by":"","at":"2026-01-01T00:00:00Z","what":""}]}`},
		{200, http.Header{"Content-Type": {"application/json"}}, `{"entries":[],"more":1}`},
	} {
		options := &openapi3filter.Options{IncludeResponseStatus: true}
		in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
		out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: bad.status, Header: bad.header, Body: io.NopCloser(strings.NewReader(bad.body)), Options: options}
		require.Error(t, openapi3filter.ValidateResponse(context.Background(), out), bad.body)
	}
}
