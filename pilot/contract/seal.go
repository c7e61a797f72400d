package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"example.com/kmaturity/internal/strict"
)

// Sealed is a contract with its digest.
type Sealed struct {
	Contract Contract `json:"contract"` // as it was agreed
	Digest   string   `json:"digest"`   // hexadecimal SHA-256 of the contract's canonical encoding
}

// Seal validates a contract and seals it. Note the digest where those who run the
// pilot can't change it.
func Seal(c Contract) (Sealed, error) {
	if err := c.Validate(); err != nil {
		return Sealed{}, err
	}
	s := Sealed{Contract: c, Digest: c.digest()}
	if s.Digest == "" {
		p := strict.In("contract")
		p.Addf("", "has no encoding to take a digest of")
		return Sealed{}, p.Err()
	}
	return s, nil
}

// digest is over the contract's JSON as this package writes it: fields in one
// order, no spaces, numbers in their shortest form. The word and version before it
// keep it apart from digests of anything else. It is empty where there is no JSON
// of the contract, which is of none that is valid.
func (c Contract) digest() string {
	if len(c.Metric.Drives) == 0 {
		c.Metric.Drives = nil // an empty list is content of the same kind as none
	}
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(append([]byte("kmaturity contract 1\n"), b...))
	return hex.EncodeToString(sum[:])
}

// Intact reports whether the contract is what was sealed.
func (s Sealed) Intact() bool { return s.Digest != "" && s.Digest == s.Contract.digest() }

// UnmarshalJSON reads a sealed contract strictly: one without a digest is refused,
// and so is a version that isn't known. That it isn't intact is no fault of the
// document, whatever was made of it: Settle tells it.
func (s *Sealed) UnmarshalJSON(data []byte) error {
	type plain Contract // not validated when it was edited
	var read struct {
		Contract plain  `json:"contract"`
		Digest   string `json:"digest"`
	}
	err := strict.Unmarshal("contract", data, &read, func() error {
		p := strict.In("contract")
		c := Contract(read.Contract)
		switch {
		case Sealed{Contract: c, Digest: read.Digest}.Intact():
			p.Add("contract", c.Validate())
		case c.Version != Version:
			p.Addf("contract.version", "want %d, have %d", Version, c.Version)
		}
		if read.Digest == "" {
			p.Absentf("digest", "is missing")
		}
		return p.Err()
	})
	if err == nil {
		*s = Sealed{Contract: Contract(read.Contract), Digest: read.Digest}
	}
	return err
}
