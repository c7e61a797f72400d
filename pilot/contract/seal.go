package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"example.com/kmaturity/internal/strict"
)

// Sealed is a contract with its digest.
type Sealed struct {
	Contract Contract `json:"contract"`
	Digest   string   `json:"digest"` // hexadecimal SHA-256 of the contract's canonical encoding
}

// Seal validates a contract and seals it. Note the digest where those who run the
// pilot can't change it.
func Seal(c Contract) (Sealed, error) {
	if err := c.Validate(); err != nil {
		return Sealed{}, err
	}
	return Sealed{Contract: c, Digest: c.digest()}, nil
}

// digest is over the contract's JSON as this package writes it: fields in one
// order, no spaces, numbers in their shortest form. The word and version before it
// keep it apart from digests of anything else.
func (c Contract) digest() string {
	if len(c.Metric.Drives) == 0 {
		c.Metric.Drives = nil // an empty list is content of the same kind as none
	}
	b, err := json.Marshal(c)
	if err != nil {
		return "" // of a valid contract it can't be
	}
	sum := sha256.Sum256(append([]byte("kmaturity contract 1\n"), b...))
	return hex.EncodeToString(sum[:])
}

// Intact reports whether the contract is what was sealed.
func (s Sealed) Intact() bool { return s.Digest != "" && s.Digest == s.Contract.digest() }

// UnmarshalJSON reads a sealed contract strictly. That it isn't intact is no fault
// of the document: Settle tells it.
func (s *Sealed) UnmarshalJSON(data []byte) error {
	type plain Sealed
	var read plain
	err := strict.Unmarshal("contract", data, &read, nil)
	if err == nil {
		*s = Sealed(read)
	}
	return err
}
