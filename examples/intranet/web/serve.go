package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The limits of a connection.
const (
	headerTime = 5 * time.Second
	readTime   = 20 * time.Second // less than stopTime: who dawdles, unknown to us perhaps, has no stop cut anybody off
	writeTime  = 60 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 25 * time.Second // for what is in flight when it stops
)

// server is the HTTP server of a service.
func server(s *Service) *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn),

		DisableGeneralOptionsHandler: true, // every answer has the service's headers
	}
}

// Serve answers on the listener until ctx ends. Then it stops in this order: the
// service says that it isn't ready, nothing new is accepted, and what is in flight has
// 25 seconds to finish. When Serve returns, nothing uses the store any more, unless
// it returns an error that says so.
func Serve(ctx context.Context, l net.Listener, s *Service) error {
	web := server(s)
	served := make(chan error, 1)
	go func() { served <- web.Serve(l) }()
	select {
	case err := <-served:
		s.Close()
		return fmt.Errorf("web: %w", err)
	case <-ctx.Done():
	}
	s.Drain()
	limited, done := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer done()
	err := web.Shutdown(limited)
	s.Close()
	if err != nil {
		_ = web.Close()
		return fmt.Errorf("web: requests in flight were cut off: %w", err)
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("web: %w", err)
	}
	return nil
}
