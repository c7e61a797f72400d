package house

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func readme(t *testing.T) string {
	b, err := os.ReadFile(root + "/README.md")
	require.NoError(t, err)
	return string(b)
}

// blocks returns the fenced blocks of a language in the README.
func blocks(t *testing.T, language string) []string {
	var all []string
	parts := strings.Split(readme(t), "```"+language+"\n")
	for _, part := range parts[1:] {
		block, _, ok := strings.Cut(part, "```")
		require.True(t, ok)
		all = append(all, block)
	}
	return all
}

// quoted returns what stands between single backquotes in the README's text.
func quoted(t *testing.T) []string {
	text := regexp.MustCompile("(?s)```.*?```").ReplaceAllString(readme(t), "")
	var all []string
	for _, found := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	return all
}

// run runs a command in a folder and returns what it printed.
func run(t *testing.T, dir, name string, args ...string) string {
	command := exec.Command(name, args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s %s: %s", name, strings.Join(args, " "), out)
	return string(out)
}

// callers run the Go examples of the README, in their order. The last one is a test
// itself.
var callers = []string{
	`got, err := screen(120)
	if err != nil || !strings.HasPrefix(got, "undetermined [] [") {
		t.Fatal(got, err)
	}`,
	`if err := standing(strings.NewReader("Job Family,FTE\nLaw,120\nRecords,3\n")); err != nil {
		t.Fatal(err)
	}`,
	`export := "month,hours\n"
	for i := range 24 {
		export += fmt.Sprintf("%d-%02d-01,%d\n", 2024+i/12, 1+i%12, 100+i%3-20*(i/15))
	}
	if err := benefit(strings.NewReader(export)); err != nil {
		t.Fatal(err)
	}`,
	`var sealed contract.Sealed
	var change metrics.Change
	for name, into := range map[string]any{"contract": &sealed, "change": &change} {
		doc, err := os.ReadFile(name + ".json")
		if err == nil {
			err = json.Unmarshal(doc, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	again, err := agree(sealed.Contract)
	if err != nil || again.Digest != sealed.Digest {
		t.Fatal(again.Digest, err)
	}
	if decision, err := settle(again, sealed.Digest, change); err != nil || decision == "" {
		t.Fatal(decision, err)
	}`,
	``,
}

// The Go examples of the README compile as they stand and do what they say, each in
// a package that isn't there.
func TestReadmeExamplesRun(t *testing.T) {
	examples := blocks(t, "go")
	require.Len(t, examples, len(callers), "one for each kind of use")
	absolute, err := filepath.Abs(root)
	require.NoError(t, err)
	for i, example := range examples {
		require.LessOrEqual(t, strings.Count(example, "\n"), 24)
		temp := t.TempDir()
		files := map[string]string{"example.go": "package readme\n\n" + example, "call_test.go": "package readme\n\nimport (\n" + imported(callers[i]) + ")\n\nfunc TestCall(t *testing.T) {\n\t" + callers[i] + "\n}\n"}
		if strings.Contains(example, "testing.T") {
			files = map[string]string{"example_test.go": "package readme\n\n" + example}
		}
		replace := map[string]string{}
		for name, text := range files {
			require.NoError(t, os.WriteFile(filepath.Join(temp, name), []byte(text), 0o644))
			replace[filepath.Join(absolute, "internal", "readme", name)] = filepath.Join(temp, name)
		}
		overlay, err := json.Marshal(map[string]any{"Replace": replace})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(temp, "overlay.json"), overlay, 0o644))
		require.NoError(t, os.Mkdir(filepath.Join(temp, "testdata"), 0o755))
		for name, from := range map[string]string{"contract.json": "v0.1.0/contract", "change.json": "v0.1.0/change", "testdata/slates.json": "2026-11-24-5af22e9/slate"} {
			doc, err := os.ReadFile(filepath.Join(documents, from+".json"))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(temp, name), doc, 0o644))
		}
		run(t, root, "go", "test", "-c", "-vet=off", "-overlay", filepath.Join(temp, "overlay.json"), "-o", filepath.Join(temp, "out"), module+"/internal/readme")
		require.Contains(t, run(t, temp, filepath.Join(temp, "out"), "-test.v"), "--- PASS", "example %d", i)
	}
}

// imported is the imports that a caller needs.
func imported(caller string) string {
	var lines strings.Builder
	lines.WriteString("\t\"testing\"\n")
	for _, pkg := range []string{"encoding/json", "fmt", "os", "strings", module + "/metrics", module + "/pilot/contract"} {
		if strings.Contains(caller, pkg[strings.LastIndex(pkg, "/")+1:]+".") {
			lines.WriteString("\t" + strconv.Quote(pkg) + "\n")
		}
	}
	return lines.String()
}

// Every command of the README is one that the gate runs as it stands there, or one
// that a test below runs.
func TestReadmeCommandsAreRun(t *testing.T) {
	var gate strings.Builder
	for _, script := range []string{".ci/run", ".api/test", ".ci/fuzz"} { // the gate runs the others
		b, err := os.ReadFile(filepath.Join(root, script))
		require.NoError(t, err)
		gate.WriteString(strings.ReplaceAll(string(b), `\`, "")) // where it looks for a line of the README by a pattern
	}
	commands := strings.Split(strings.TrimSpace(strings.Join(blocks(t, "sh"), "")), "\n")
	for _, text := range quoted(t) {
		if text = strings.Join(strings.Fields(text), " "); strings.HasPrefix(text, "go ") || strings.HasPrefix(text, ".api/diff") || strings.HasPrefix(text, ".ci/fuzz") || strings.HasPrefix(text, ".ci/mutation") {
			commands = append(commands, text)
		}
	}
	require.Contains(t, commands, "go test ./...")
	ran := map[string]func(*testing.T, string){"go doc .": tour, "old=": rename, `go run ./examples/community -columns "id=`: together}
	for _, command := range commands {
		if slices.ContainsFunc(strings.Split(gate.String(), "\n"), func(line string) bool {
			return !strings.HasPrefix(strings.TrimSpace(line), "#") && regexp.MustCompile(regexp.QuoteMeta(command)+`($|[^\w./-])`).MatchString(line)
		}) {
			continue
		}
		found := false
		for prefix, test := range ran {
			if strings.HasPrefix(command, prefix) {
				t.Run(prefix, func(t *testing.T) { test(t, command) })
				delete(ran, prefix)
				found = true
				break
			}
		}
		require.True(t, found, "nothing runs %q", command)
	}
	require.Empty(t, ran, "the README doesn't have it any more")
}

func tour(t *testing.T, command string) {
	require.Contains(t, run(t, root, "sh", "-c", command), "guided tour")
}

// together runs the example's program on three files of the kinds that it is told.
func together(t *testing.T, command string) {
	temp := t.TempDir()
	run(t, root, "go", "build", "-o", filepath.Join(temp, "program"), "./examples/community")
	for name, text := range map[string]string{
		"hr.csv":     "Staff No,Job\n1,Geology\n2,Geology\n3,Drilling\n",
		"list.jsonl": "{\"id\": \"1\", \"main role\": \"Geology\"}\n{\"id\": \"3\"}\n",
		"log.csv":    "member,date,act\n1,2024-02-03,contribution\n3,2024-03-03,visit\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(temp, name), []byte(text), 0o644))
	}
	run(t, temp, "sh", "-c", strings.Replace(command, "go run ./examples/community", "./program", 1))
}

// rename gives the library another name, in a copy of it, which still builds.
func rename(t *testing.T, command string) {
	temp := t.TempDir()
	require.NoError(t, fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == ".git" || d.Name() == "node_modules" {
			return fs.SkipDir
		}
		to := filepath.Join(temp, name)
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err == nil {
			err = os.WriteFile(to, b, 0o644)
		}
		return err
	}))
	run(t, temp, "git", "init", "-q")
	run(t, temp, "git", "add", ".")
	export, err := os.ReadFile(filepath.Join(temp, ".api", "v0.1.0"))
	require.NoError(t, err)
	run(t, temp, "bash", "-c", command)
	require.Equal(t, "your.host/kmaturity\n", run(t, temp, "go", "list", "-m"))
	run(t, temp, "go", "build", "-trimpath", "./...") // whose results are kept, wherever the copy stands
	left, err := exec.Command("git", "-C", temp, "grep", "-Il", module).CombinedOutput()
	require.Error(t, err, "%s", left)
	untouched, err := os.ReadFile(filepath.Join(temp, ".api", "v0.1.0"))
	require.NoError(t, err)
	require.Equal(t, export, untouched, "a line put into a binary file spoils it")
}

// What the README links to here, or names as a script, is there.
func TestReadmeNamesWhatIsThere(t *testing.T) {
	var names []string
	for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(readme(t), -1) {
		if !strings.Contains(link[1], "://") {
			names = append(names, link[1])
		}
	}
	for _, text := range quoted(t) {
		if strings.HasPrefix(text, ".") {
			names = append(names, strings.Fields(text)[0])
		}
	}
	require.Greater(t, len(names), 10)
	for _, name := range names {
		_, err := os.Stat(filepath.Join(root, name))
		require.NoError(t, err, "the README names %s", name)
	}
}

// The README's table of packages has a row for each, and none for another.
func TestReadmeListsThePackages(t *testing.T) {
	_, table, found := strings.Cut(readme(t), "\n## The packages\n")
	require.True(t, found)
	table, _, _ = strings.Cut(table, "\n## ")
	var rows []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(table, -1) {
		rows = append(rows, row[1])
	}
	require.ElementsMatch(t, public(t), rows, "packages, and rows of the README's table")
}

// Every flag that the README names is one of a program that it speaks of.
func TestReadmeFlagsExist(t *testing.T) {
	var programs strings.Builder
	require.NoError(t, fs.WalkDir(os.DirFS(filepath.Join(root, "examples")), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			b, err := os.ReadFile(filepath.Join(root, "examples", name))
			require.NoError(t, err)
			programs.Write(b)
		}
		return err
	}))
	named := 0
	for _, text := range quoted(t) {
		if name, ok := strings.CutPrefix(strings.Fields(text)[0], "-"); ok {
			flag := regexp.MustCompile(`flags\.\w+\((&[\w.]+, )?"` + regexp.QuoteMeta(name) + `"`)
			require.True(t, flag.MatchString(programs.String()), "the README names the flag -%s, which no program in examples has", name)
			named++
		}
	}
	require.Greater(t, named, 20)
}
