package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
	"example.com/kmaturity/pilot/report/picture"
)

// outputs are files to write the answer to.
type outputs struct{ html, markdown, pictures string }

// write writes those that were asked for, each whole or not at all, and says on w
// which they are.
func (o outputs) write(w io.Writer, all []pilot.Selection) error {
	for _, page := range []struct {
		name  string
		write func(io.Writer, ...pilot.Selection) error
	}{{o.html, report.HTML}, {o.markdown, report.Markdown}} {
		if page.name == "" {
			continue
		}
		var b bytes.Buffer
		if err := page.write(&b, all...); err != nil {
			return err
		}
		if err := put(page.name, b.Bytes()); err != nil {
			return err
		}
		fmt.Fprintln(w, "written:", page.name)
	}
	if o.pictures == "" {
		return nil
	}
	drawn := report.Pictures(all...)
	if err := o.draw(drawn); err != nil {
		return err
	}
	fmt.Fprintf(w, "written: %d pictures in %s\n", len(drawn), o.pictures)
	return nil
}

// draw writes pictures, each to a file named by its id.
func (o outputs) draw(all []picture.Picture) error {
	if err := os.MkdirAll(o.pictures, 0o755); err != nil {
		return fmt.Errorf("programme: -svg: %w", err)
	}
	for _, p := range all {
		if err := put(filepath.Join(o.pictures, p.ID+".svg"), []byte(p.String()+"\n")); err != nil {
			return err
		}
	}
	return nil
}

// put writes a file beside the one that is meant, and moves it there when it is
// whole.
func put(name string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".programme-*")
	if err != nil {
		return fmt.Errorf("programme: %w", err)
	}
	defer os.Remove(f.Name()) // fails where it was moved
	_, err = f.Write(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("programme: %w", err)
	}
	return nil
}
