package web

import (
	"net/http"
	"strings"
	"time"
)

// The limits of a request: of what is sent, and of how long it may take.
const (
	mostBody   = 2 << 20
	mostRoster = 64 << 20

	workTime   = 20 * time.Second
	rosterTime = 2 * time.Minute
)

// route is one address of the service and one method.
type route struct {
	method, path string
	role         Role // the least that it needs
	handle       func(*Service, http.ResponseWriter, *http.Request) error
}

// large reports whether a route takes rosters.
func (t route) large() bool { return t.path == api+"/rosters" }

// api is where the addresses for programs begin.
const api = "/api/v1"

// forPrograms reports whether a path is answered with JSON.
func forPrograms(path string) bool { return path == api || strings.HasPrefix(path, "/api/") }

// routes are all that is answered.
var routes = []route{
	{"GET", "/healthz", Nobody, (*Service).getHealth},
	{"GET", "/readyz", Nobody, (*Service).getReady},
	{"GET", "/style.css", Nobody, (*Service).getStyle},
	{"GET", "/favicon.ico", Nobody, (*Service).getIcon},
	{"GET", "/login", Nobody, (*Service).getLogin},
	{"POST", "/login", Nobody, (*Service).postLogin},
	{"POST", "/logout", Nobody, (*Service).postLogout},

	{"GET", "/{$}", Reader, (*Service).getOverview},
	{"GET", "/candidates/new", Editor, (*Service).getNew},
	{"POST", "/candidates/new", Editor, (*Service).postNew},
	{"GET", "/candidates/{name}", Reader, (*Service).getCandidate},
	{"POST", "/candidates/{name}", Editor, (*Service).postCandidate},
	{"POST", "/candidates/{name}/remove", Editor, (*Service).postRemove},
	{"GET", "/candidates/{name}/contract", Reader, (*Service).getContract},
	{"POST", "/candidates/{name}/contract", Approver, (*Service).postContract},
	{"POST", "/candidates/{name}/readings", Editor, (*Service).postReadings},
	{"GET", "/programme", Reader, (*Service).getProgramme},
	{"POST", "/programme", Editor, (*Service).postProgramme},
	{"GET", "/report", Reader, (*Service).getReport},
	{"GET", "/history", Reader, (*Service).getHistory},
	{"GET", "/history/{number}", Reader, (*Service).getRevision},

	{"GET", api + "/slate", Reader, (*Service).apiGetSlate},
	{"PUT", api + "/slate", Editor, (*Service).apiPutSlate},
	{"GET", api + "/selection", Reader, (*Service).apiGetSelection},
	{"GET", api + "/candidates/{name}", Reader, (*Service).apiGetCandidate},
	{"PUT", api + "/candidates/{name}", Editor, (*Service).apiPutCandidate},
	{"DELETE", api + "/candidates/{name}", Editor, (*Service).apiDeleteCandidate},
	{"POST", api + "/rosters", Editor, (*Service).apiPostRoster},
	{"POST", api + "/agreements", Approver, (*Service).apiPostAgreement},
	{"PUT", api + "/agreements/{pilot}/readings", Editor, (*Service).apiPutReadings},
	{"GET", api + "/history", Reader, (*Service).apiGetHistory},
	{"GET", api + "/openapi.json", Reader, (*Service).apiGetOpenAPI},
	{"GET", api + "/schemas/slate.json", Reader, (*Service).apiGetSlateSchema},
	{"GET", api + "/schemas/selection.json", Reader, (*Service).apiGetSelectionSchema},
}
