package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

type reading struct {
	Path  string `json:"path"`
	Value any    `json:"value"`
}

// A failure stands in the place of a reading where a parser cannot read a file, or JSON cannot say what it read.
type failure struct {
	Path  string `json:"path"`
	Error string `json:"error"`
}

// read gives every YAML file below a folder as a parser reads it, by path: readings and failures.
func read(name, folder string) ([]any, error) {
	p, err := parserNamed(name)
	if err != nil {
		return nil, err
	}
	var paths []string
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".yaml" {
			paths = append(paths, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	answers := make([]any, len(paths))
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		relative, err := filepath.Rel(folder, path)
		if err != nil {
			return nil, err
		}
		if value, err := p.read(data); err != nil {
			answers[i] = failure{filepath.ToSlash(relative), err.Error()}
		} else {
			answers[i] = reading{filepath.ToSlash(relative), value}
		}
	}
	return answers, nil
}
