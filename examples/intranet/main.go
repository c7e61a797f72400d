// Intranet is a small web service for one organisation's slate: the KM lead edits it,
// managers read what follows, the HR system posts rosters.
//
// Without arguments it starts on a loopback address with invented data in a temporary
// database, for everybody to read and nobody to write. See -help and README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/examples/intranet/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// settings are what the flags say.
type settings struct {
	listen, db, tokens string
	demonstration      bool
	secureCookie       bool
	origins            []string
}

const usage = `Usage: intranet [flags]
       intranet token ROLE NAME   prints a new token for a reader, editor or approver,
                                  and its line for the file of tokens

`

// run is the program until ctx ends: 0 done, 1 it failed, 2 the input is bad.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "token" {
		return token(args[1:], stdout, stderr)
	}
	var s settings
	flags := flag.NewFlagSet("intranet", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&s.listen, "listen", "127.0.0.1:8080", "`address` to listen on; one that isn't loopback needs -tokens")
	flags.StringVar(&s.db, "db", "", "database: a `file`, or postgres://…; without it a temporary one with demonstration data")
	flags.BoolVar(&s.demonstration, "demonstration", false, "put invented data into a database that is empty")
	flags.StringVar(&s.tokens, "tokens", "", "`file` of tokens; without it everybody reads and nobody writes")
	flags.BoolVar(&s.secureCookie, "secure-cookie", false, "have browsers send the cookie over HTTPS alone")
	flags.Func("origin", "`origin` from which forms may be sent too, such as https://km.example; may be repeated", func(o string) error {
		s.origins = append(s.origins, o)
		return http.NewCrossOriginProtection().AddTrustedOrigin(o)
	})
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "intranet: unexpected %q\n", flags.Arg(0))
		return 2
	}
	options, err := s.options(stderr)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	if err := s.serve(ctx, options, stdout); err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// token prints a new token, which is kept nowhere, and the line that lets it in.
func token(args []string, stdout, stderr io.Writer) int {
	if len(args) != 2 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	role, err := web.ParseRole(args[0])
	var secret, line string
	if err == nil {
		secret, line, err = web.NewToken(role, args[1])
	}
	if err != nil {
		fmt.Fprintln(stderr, "intranet:", err)
		return 2
	}
	fmt.Fprintf(stdout, "token: %s\nline:  %s\n", secret, line)
	return 0
}

// options checks what doesn't need the database.
func (s *settings) options(stderr io.Writer) (web.Options, error) {
	o := web.Options{Origins: s.origins, SecureCookie: s.secureCookie, Log: slog.New(slog.NewJSONHandler(stderr, nil))}
	if s.tokens == "" {
		if !loopback(s.listen) {
			return o, fmt.Errorf("intranet: %s isn't a loopback address: others can reach it, so it needs -tokens", s.listen)
		}
		return o, nil
	}
	f, err := os.Open(s.tokens)
	if err != nil {
		return o, fmt.Errorf("intranet: %w", err)
	}
	defer f.Close()
	o.Tokens, err = web.ReadTokens(f)
	return o, err
}

// loopback reports whether nobody but this machine can reach an address.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

// serve opens the database, serves it until ctx ends, and closes it last.
func (s *settings) serve(ctx context.Context, o web.Options, stdout io.Writer) (err error) {
	dsn := s.db
	if dsn == "" {
		folder, err := os.MkdirTemp("", "intranet")
		if err != nil {
			return fmt.Errorf("intranet: %w", err)
		}
		defer os.RemoveAll(folder)
		dsn, s.demonstration = filepath.Join(folder, "demonstration.db"), true
	}
	revisions, err := store.Open(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, revisions.Close()) }()
	if s.demonstration {
		if err := demonstrate(ctx, revisions); err != nil {
			return err
		}
	}
	o.Store = revisions
	service, err := web.New(o)
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return fmt.Errorf("intranet: %w", err)
	}
	fmt.Fprintf(stdout, "http://%s/\n", l.Addr())
	return web.Serve(ctx, l, service)
}
