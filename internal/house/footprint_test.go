package house

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/version"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/footprint.txt anew, and documents that are missing")

// growth is how much a binary may grow, as a share, before somebody has to look.
const growth = 0.10

const anew = "after a change on purpose, write the table anew with each Go that has a column: go test ./internal/house -run Footprint -update"

// What an embedder takes on with each package stands in testdata/footprint.txt: the
// modules that its binary is made of besides this one, the lines that go mod tidy
// writes into its go.sum, and the bytes that all functions of the package add to an
// empty program, whereas an embedder links those alone that it calls. More modules or
// lines, or a tenth more bytes, fail.
func TestFootprint(t *testing.T) {
	const golden = "testdata/footprint.txt"
	want := readFootprint(t, golden)
	fetch := exec.Command("go", "mod", "download") // as the go command does for the library's own tests
	fetch.Dir = root
	out, err := fetch.CombinedOutput()
	require.NoError(t, err, "%s", out)
	running := version.Lang(regexp.MustCompile(`^go[0-9.]+`).FindString(runtime.Version()))
	empty := embed(t, "")
	have := footprint{lowest: empty.lowest, rows: map[string]row{}}
	for _, pkg := range public(t) {
		e := embed(t, pkg)
		have.lowest = max(have.lowest, e.lowest)
		have.rows[pkg] = row{e.modules, e.sums, map[string]int{running: e.bytes - empty.bytes}}
	}
	if *update {
		for pkg, r := range have.rows {
			for of, bytes := range want.rows[pkg].bytes {
				if of != running {
					r.bytes[of] = bytes
				}
			}
		}
		require.NoError(t, os.WriteFile(golden, []byte(have.String()), 0o644))
		return
	}
	require.Equal(t, slices.Sorted(maps.Keys(want.rows)), slices.Sorted(maps.Keys(have.rows)), anew)
	if want.lowest != have.lowest {
		t.Errorf("an embedder needs Go %s, it was %s", have.lowest, want.lowest)
	}
	for _, pkg := range slices.Sorted(maps.Keys(have.rows)) {
		is, was := have.rows[pkg], want.rows[pkg]
		if is.modules > was.modules {
			t.Errorf("%s brings %d modules, it was %d", pkg, is.modules, was.modules)
		}
		if is.sums > was.sums {
			t.Errorf("%s brings %d lines to go.sum, it was %d", pkg, is.sums, was.sums)
		}
		bytes, ok := was.bytes[running] // each Go that the gate runs has a column
		if more := is.bytes[running] - bytes; ok && float64(more) > growth*float64(bytes) {
			t.Errorf("%s adds %d bytes, %+.0f%% of the %d that it was", pkg, is.bytes[running], 100*float64(more)/float64(bytes), bytes)
		}
	}
	if t.Failed() {
		t.Log(anew)
	}
}

// The gate runs the tests on the Go that go.mod names and on two newer ones, and the
// table has a column for each.
func TestGateRunsTheLowestGo(t *testing.T) {
	gate, err := os.ReadFile(root + "/.ci/run")
	require.NoError(t, err)
	want := readFootprint(t, "testdata/footprint.txt")
	for _, name := range []string{"oldest", "tools", "newest"} {
		found := regexp.MustCompile(`(?m)^` + name + `=(go[0-9.]+)`).FindSubmatch(gate)
		require.NotNil(t, found, name)
		for pkg, r := range want.rows {
			require.NotZero(t, r.bytes[version.Lang(string(found[1]))], "%s of %s", found[1], pkg)
		}
		if name == "oldest" {
			require.Equal(t, version.Lang("go"+want.lowest), version.Lang(string(found[1])))
		}
	}
}

// embedded is what the embedder of one package came to.
type embedded struct {
	lowest               string // Go that go mod tidy wrote into go.mod
	modules, sums, bytes int
}

// embed builds a program, in a module of its own, that links all of a package; none
// is the empty program. Nothing more is fetched than for the library's own tests, nor
// asked of a checksum database: it starts from the library's sums, of which go mod tidy
// keeps what the program needs.
func embed(t *testing.T, pkg string) embedded {
	dir := t.TempDir()
	absolute, err := filepath.Abs(root)
	require.NoError(t, err)
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		require.True(t, err == nil || os.IsNotExist(err) && name == "go.sum", "%v", err)
		return string(b)
	}
	run := func(ok bool, args ...string) string {
		command := exec.Command("go", args...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOOS=linux", "GOARCH=amd64", "GOAMD64=v1", "CGO_ENABLED=0")
		out, err := command.CombinedOutput()
		require.Equal(t, ok, err == nil, "go %s: %s", strings.Join(args, " "), out)
		return string(out)
	}
	const below = "module embedder\n\ngo 1.23.0\n"
	if pkg == "" {
		write("go.mod", below)
		write("main.go", "package main\n\nfunc main() {}\n")
	} else {
		write("go.mod", below+"\nrequire "+module+" v0.0.0\n\nreplace "+module+" => "+strconv.Quote(absolute)+"\n")
		write("main.go", uses(t, pkg))
		require.Contains(t, run(false, "build", "."), "updates to go.mod needed", "a lower Go is enough")
	}
	sums, err := os.ReadFile(filepath.Join(absolute, "go.sum"))
	require.NoError(t, err)
	write("go.sum", string(sums))
	run(true, "mod", "tidy")
	run(true, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", "out", ".")
	built, err := os.Stat(filepath.Join(dir, "out"))
	require.NoError(t, err)
	return embedded{
		lowest:  regexp.MustCompile(`(?m)^go (.*)$`).FindStringSubmatch(read("go.mod"))[1],
		modules: max(0, strings.Count(run(true, "version", "-m", "out"), "\n\tdep\t")-1),
		sums:    strings.Count(read("go.sum"), "\n"),
		bytes:   int(built.Size()),
	}
}

// uses is a program that has every exported function and method of a package.
func uses(t *testing.T, pkg string) string {
	var names []string
	for _, file := range parse(t, token.NewFileSet(), pkg, false) {
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || !d.Name.IsExported() {
				continue
			}
			require.Nil(t, d.Type.TypeParams, "%s: %s has no use without types", pkg, d.Name)
			if d.Recv == nil {
				names = append(names, "\tp."+d.Name.Name+",\n")
				continue
			}
			of := d.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if name, ok := of.(*ast.Ident); ok && name.IsExported() {
				names = append(names, "\t(*p."+name.Name+")."+d.Name.Name+",\n")
			}
		}
	}
	require.NotEmpty(t, names, pkg)
	slices.Sort(names)
	return fmt.Sprintf("package main\n\nimport (\n\t\"os\"\n\n\tp %q\n)\n\nvar all = []any{\n%s}\n\nfunc main() { os.Exit(len(all)) }\n", path.Join(module, pkg), strings.Join(names, ""))
}

// footprint is the table: rows by package, bytes by Go.
type footprint struct {
	lowest string
	rows   map[string]row
}

type row struct {
	modules, sums int
	bytes         map[string]int
}

func (f footprint) String() string {
	var columns []string
	for _, r := range f.rows {
		columns = slices.AppendSeq(columns, maps.Keys(r.bytes))
	}
	slices.Sort(columns)
	columns = slices.Compact(columns)
	var b strings.Builder
	fmt.Fprintf(&b, "lowest Go: %s\npackage\tmodules\tgo.sum lines\t%s\n", f.lowest, strings.Join(columns, "\t"))
	for _, pkg := range slices.Sorted(maps.Keys(f.rows)) {
		r := f.rows[pkg]
		fmt.Fprintf(&b, "%s\t%d\t%d", pkg, r.modules, r.sums)
		for _, column := range columns {
			fmt.Fprintf(&b, "\t%d", r.bytes[column])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// readFootprint reads the table; one that isn't there is empty, for -update.
func readFootprint(t *testing.T, name string) footprint {
	b, err := os.ReadFile(name)
	require.True(t, err == nil || os.IsNotExist(err) && *update, "%v", err)
	f := footprint{rows: map[string]row{}}
	var columns []string
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		cells := strings.Split(line, "\t")
		switch i {
		case 0:
			f.lowest = strings.TrimPrefix(line, "lowest Go: ")
		case 1:
			columns = cells[3:]
		default:
			require.Len(t, cells, 3+len(columns), line)
			var numbers []int
			for _, cell := range cells[1:] {
				n, err := strconv.Atoi(cell)
				require.NoError(t, err, line)
				numbers = append(numbers, n)
			}
			r := row{numbers[0], numbers[1], map[string]int{}}
			for k, column := range columns {
				r.bytes[column] = numbers[2+k]
			}
			f.rows[cells[0]] = r
		}
	}
	return f
}
