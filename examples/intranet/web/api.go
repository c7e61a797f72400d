package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"example.com/kmaturity/examples/intranet/schema"
	"example.com/kmaturity/examples/intranet/store"
)

//go:embed openapi.json
var openAPI []byte

// write answers with JSON.
func write(w http.ResponseWriter, status int, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	return writeBytes(w, status, "application/json", b.Bytes())
}

// writeBytes answers with a document.
func writeBytes(w http.ResponseWriter, status int, kind string, body []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // who doesn't take it is gone
	return nil
}

// read reads a document of JSON into v, whose own UnmarshalJSON is strict.
func read(r *http.Request, v json.Unmarshaler) error {
	data, err := body(r)
	if err != nil {
		return err
	}
	return refused(v.UnmarshalJSON(data))
}

// body is what was sent, if it is JSON.
func body(r *http.Request) ([]byte, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, "send application/json")
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, unread(err)
	}
	return data, nil
}

// unread is why a body couldn't be read to its end.
func unread(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return refuse(http.StatusBadRequest, "what was sent broke off")
}

// saved answers a change with the revision that is current after it.
func saved(w http.ResponseWriter, status int, entry store.Entry) error {
	w.Header().Set("ETag", etag(entry.Number))
	return write(w, status, entry)
}

// static answers with a document that is part of the program.
func static(w http.ResponseWriter, kind string, body []byte) error {
	w.Header().Set("Cache-Control", "private, no-cache")
	return writeBytes(w, http.StatusOK, kind, body)
}

func (s *Service) apiGetOpenAPI(w http.ResponseWriter, _ *http.Request) error {
	return static(w, "application/json", openAPI)
}

func (s *Service) apiGetSlateSchema(w http.ResponseWriter, _ *http.Request) error {
	return static(w, "application/schema+json", schema.Slate())
}

func (s *Service) apiGetSelectionSchema(w http.ResponseWriter, _ *http.Request) error {
	return static(w, "application/schema+json", schema.Selection())
}

func (s *Service) getHealth(w http.ResponseWriter, _ *http.Request) error {
	return writeBytes(w, http.StatusOK, "text/plain; charset=utf-8", []byte("alive\n"))
}

func (s *Service) getReady(w http.ResponseWriter, r *http.Request) error {
	status, text := http.StatusOK, "ready\n"
	if s.draining.Load() {
		status, text = http.StatusServiceUnavailable, "stopping\n"
	} else if err := s.options.Store.Ready(r.Context()); err != nil {
		s.options.Log.Error("not ready", "error", err.Error())
		status, text = http.StatusServiceUnavailable, "the store can't be read\n"
	}
	return writeBytes(w, status, "text/plain; charset=utf-8", []byte(text))
}

// historyMost is how many entries of the history are listed at a time.
const historyMost = 50

func (s *Service) apiGetHistory(w http.ResponseWriter, r *http.Request) error {
	before, most, err := window(r)
	if err != nil {
		return err
	}
	number, err := s.number(r.Context())
	if err != nil || unchanged(w, r, number) {
		return err
	}
	entries, err := s.options.Store.History(r.Context(), before, most)
	if err != nil {
		return err
	}
	if entries == nil {
		entries = []store.Entry{}
	}
	return write(w, http.StatusOK, map[string]any{"entries": entries})
}

// window is the part of the history that a query asks for.
func window(r *http.Request) (before int64, most int, err error) {
	most = historyMost
	var wrong []problem
	if v := r.URL.Query().Get("before"); v != "" {
		if before, err = strconv.ParseInt(v, 10, 64); err != nil || before < 1 {
			wrong = append(wrong, problem{"before", "want the number of a revision, 1 or more"})
		}
	}
	if v := r.URL.Query().Get("most"); v != "" {
		if most, err = strconv.Atoi(v); err != nil || most < 1 || most > 1000 {
			wrong = append(wrong, problem{"most", "want a number from 1 to 1000"})
		}
	}
	if wrong != nil {
		return 0, 0, invalid(wrong...)
	}
	return before, most, nil
}
