// Package web serves the slate of one organisation: pages for people, who need no
// script, and a JSON API for programs.
//
//	service, err := web.New(web.Options{Store: revisions, Tokens: tokens})
//	if err != nil {
//		return err
//	}
//	return web.Serve(ctx, listener, service)
//
// # Revisions
//
// Whatever changes the slate is a new revision, with who did it, when and what. A
// change names the revision that it was made on, and is refused if there is a newer
// one: a page shows again with what was typed and what changed meanwhile, the API
// answers 412. If a change changes nothing there is no new revision.
//
// # Who may do what
//
// A token gives a name and a role: a reader reads, an editor changes the slate too,
// an approver seals contracts too. Without tokens everybody who reaches the service
// reads, nobody writes, and only requests to a loopback name are answered. Nobody
// changes a contract that was sealed: its digest is noted beside the slate, and
// judging holds the contract against that.
//
// # Reading is cheap
//
// Each request asks the store for the number of the newest revision. The selection of
// that revision is worked out once, one at a time, and kept until there is a newer
// one: so a read after an acknowledged write never shows what was before it.
//
// # What it does not do
//
// It keeps no roster, only the counts. It has no accounts and no passwords, ends no
// TLS and believes no X-Forwarded header: a proxy does the one and needs not the
// other.
package web
