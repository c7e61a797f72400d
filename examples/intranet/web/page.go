package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/pilot"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed static/style.css
var style []byte

// pages are the templates by name, each with what all share.
var pages = parsePages("overview", "candidate", "contract", "programme", "history", "login", "failure")

var layout = template.Must(template.ParseFS(templateFiles, "templates/layout.html"))

func parsePages(names ...string) map[string]*template.Template {
	functions := template.FuncMap{
		"reason":  func(f pilot.Finding) string { return reason(f.Finding) },
		"because": func(f maturity.Finding) string { return reason(f) },
		"step":    step, "capital": capital, "moment": moment,
		"segment": url.PathEscape,
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		t := template.New(name + ".html").Funcs(functions)
		all[name] = template.Must(t.ParseFS(templateFiles, "templates/"+name+".html", "templates/shared.html"))
	}
	return all
}

// content is what a page's own template is given.
type content struct {
	Role Role
	Data any
}

// Editor reports whether who looks at it may change the slate.
func (c content) Editor() bool { return c.Role >= Editor }

// Approver reports whether who looks at it may seal a contract.
func (c content) Approver() bool { return c.Role >= Approver }

// frame is what is around a page's own part.
type frame struct {
	Title, Path string
	Who         Person
	Open        bool // there are no tokens
	Main        template.HTML
}

// page answers with a page.
func (s *Service) page(w http.ResponseWriter, r *http.Request, status int, title, name string, data any) error {
	var b bytes.Buffer
	if err := pages[name].Execute(&b, content{person(r.Context()).Role, data}); err != nil {
		return err
	}
	return s.frame(w, r, status, title, b.Bytes())
}

// cachedPage answers with a page of a revision, whose own part is made once for each
// role.
func (s *Service) cachedPage(w http.ResponseWriter, r *http.Request, st *state, title, name string, data func() any) error {
	role := person(r.Context()).Role
	main, err := st.cached(name+" "+role.String(), func(b *bytes.Buffer) error {
		return pages[name].Execute(b, content{role, data()})
	})
	if err != nil {
		return err
	}
	return s.frame(w, r, http.StatusOK, title, main)
}

func (s *Service) frame(w http.ResponseWriter, r *http.Request, status int, title string, main []byte) error {
	var b bytes.Buffer
	err := layout.Execute(&b, frame{
		Title: title, Path: r.URL.Path, Who: person(r.Context()), Open: s.options.Tokens == nil,
		Main: template.HTML(main), // made by a template of ours
	})
	if err != nil {
		return err
	}
	return writeBytes(w, status, "text/html; charset=utf-8", b.Bytes())
}

// failPage tells people what went wrong. Who has to sign in first is led there, unless
// they sent something, which would be lost on the way.
func (s *Service) failPage(w http.ResponseWriter, r *http.Request, f *failure) {
	f.headers(w)
	title, name, data := fmt.Sprintf("Error %d: %s", f.Status, f.Title), "failure", any(f)
	if f.Status == http.StatusUnauthorized {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			http.Redirect(w, r, "/login?"+url.Values{"next": {local(r.URL.RequestURI())}}.Encode(), http.StatusSeeOther)
			return
		}
		title, name, data = "Error: Sign in", "login", loginPage{Next: "/", Ended: true}
	}
	if err := s.page(w, r, f.Status, title, name, data); err != nil {
		s.options.Log.Error("failed", "request", f.Request, "route", r.Pattern, "error", err.Error())
		http.Error(w, f.Detail, f.Status)
	}
}

// getIcon answers what every browser asks for unasked: there is none.
func (s *Service) getIcon(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Service) getStyle(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Cache-Control", "public, max-age=3600")
	return writeBytes(w, http.StatusOK, "text/css; charset=utf-8", style)
}
