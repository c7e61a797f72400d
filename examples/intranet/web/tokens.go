package web

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// digest is the SHA-256 of a token or a session: what is kept instead of it.
type digest [sha256.Size]byte

// Tokens are the tokens that open the service, as their digests.
type Tokens struct{ all []token }

type token struct {
	digest digest
	person Person
}

// ReadTokens reads a file of tokens: on each line a role, a name and the SHA-256 of a
// token in hexadecimal. Empty lines and those that begin with # are passed over. A
// name may stand on several lines, with one role; a token is one person's. All faults are reported at once,
// each with its line; a file without a token is one.
func ReadTokens(r io.Reader) (*Tokens, error) {
	var (
		t     Tokens
		wrong []error
		roles = map[string]Role{}
		lines = bufio.NewScanner(r)
		n     int
	)
	bad := func(format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("tokens: line %d: "+format, append([]any{n}, args...)...))
	}
	for lines.Scan() {
		n++
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 3 {
			bad("want a role, a name and the SHA-256 of a token, have %d words", len(fields))
			continue
		}
		role, err := ParseRole(fields[0])
		if err != nil {
			bad("%w", err)
		}
		name := fields[1]
		switch {
		case !utf8.ValidString(name):
			bad("the name isn't UTF-8")
		case strings.ContainsFunc(name, unicode.IsControl):
			bad("the name has control characters")
		}
		if before, met := roles[name]; met && before != role {
			bad("%.40q is %s already: a name has one role", name, before)
		}
		roles[name] = role
		sum, err := hex.DecodeString(fields[2])
		if err != nil || len(sum) != sha256.Size {
			bad("the third word isn't a SHA-256 in hexadecimal")
			continue
		}
		if digest(sum) == sha256.Sum256(nil) {
			bad("the third word is the SHA-256 of nothing: whoever sends an empty token would be %.40q", name)
		}
		if i := slices.IndexFunc(t.all, func(x token) bool { return x.digest == digest(sum) && x.person.Name != name }); i >= 0 {
			bad("the token is %.40q's already: nobody could tell who sent it", t.all[i].person.Name)
		}
		t.all = append(t.all, token{digest(sum), Person{name, role}})
	}
	if err := lines.Err(); err != nil {
		wrong = append(wrong, fmt.Errorf("tokens: %w", err))
	}
	if len(t.all) == 0 && len(wrong) == 0 {
		wrong = append(wrong, errors.New("tokens: there is none in the file"))
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return &t, nil
}

// find is whose token it is. It takes as long for a wrong one as for a right one.
func (t *Tokens) find(sum digest) (Person, bool) {
	var found Person
	ok := 0
	for i := range t.all {
		same := subtle.ConstantTimeCompare(t.all[i].digest[:], sum[:])
		if same == 1 {
			found = t.all[i].person
		}
		ok |= same
	}
	return found, ok == 1
}

// NewToken makes a token of 256 random bits, and the line that lets somebody in with
// it.
func NewToken(role Role, name string) (secret, line string, err error) {
	if _, err := ParseRole(role.String()); err != nil {
		return "", "", err
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) || len(strings.Fields(name)) != 1 {
		return "", "", fmt.Errorf("want a name without spaces, have %.40q", name)
	}
	secret = random()
	sum := sha256.Sum256([]byte(secret))
	return secret, fmt.Sprintf("%s %s %s", role, name, hex.EncodeToString(sum[:])), nil
}

// random is 256 random bits as text.
func random() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
