package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A kitCase is one document of the kit with the verdict that it should get.
type kitCase struct {
	Name    string  `json:"name"`
	Path    string  `json:"path"`
	Schema  string  `json:"schema"`
	Valid   bool    `json:"valid"`
	Pointer string  `json:"pointer"`
	Keyword *string `json:"keyword"`
}

type disagreement struct {
	Case     string `json:"case"`
	Judge    string `json:"judge"`
	Expected any    `json:"expected"`
	Found    any    `json:"found"`
}

type counts struct {
	Cases         int `json:"cases"`
	Skipped       int `json:"skipped"`
	Verdicts      int `json:"verdicts"`
	Disagreements int `json:"disagreements"`
}

// A reader is a parser, or the validator itself, which reads JSON.
type reader interface {
	judge() string
	read(data []byte) (any, error)
}

type jsonReader struct{}

func (jsonReader) judge() string { return validator }

func (jsonReader) read(data []byte) (any, error) {
	return jsonschema.UnmarshalJSON(bytes.NewReader(data))
}

func (p parser) judge() string { return p.name }

func readersOf(path string) []reader {
	if filepath.Ext(path) != ".yaml" {
		return []reader{jsonReader{}}
	}
	readers := make([]reader, len(parsers))
	for i, p := range parsers {
		readers[i] = p
	}
	return readers
}

// conform judges the cases of a conformance kit by the schemas beside it; one that no schema can see is skipped.
func conform(kit string) ([]disagreement, counts, error) {
	var total counts
	data, err := os.ReadFile(filepath.Join(kit, "index.json"))
	if err != nil {
		return nil, total, err
	}
	var index struct {
		Version int       `json:"version"`
		Cases   []kitCase `json:"cases"`
	}
	if err := json.Unmarshal(data, &index); err != nil {
		return nil, total, err
	}
	if index.Version != 1 {
		return nil, total, fmt.Errorf("the index of the kit has version %d, not 1", index.Version)
	}
	judges := newSchemas(filepath.Join(kit, "..", "schema"))
	documents := kitFiles{kit, map[string][][]byte{}}
	var found []disagreement
	for _, one := range index.Cases {
		if !one.Valid && one.Keyword == nil { // linking or portability, which no schema sees
			total.Skipped++
			continue
		}
		total.Cases++
		data, err := documents.read(one.Path)
		if err != nil {
			return nil, total, err
		}
		for _, reader := range readersOf(one.Path) {
			total.Verdicts++
			difference, err := compare(judges, one, reader, data)
			if err != nil {
				return nil, total, err
			}
			if difference != nil {
				total.Disagreements++
				found = append(found, *difference)
			}
		}
	}
	return found, total, nil
}

// kitFiles reads the files of a kit, each JSON Lines file once.
type kitFiles struct {
	folder string
	lines  map[string][][]byte
}

// read gives a file, or for "<file>#<n>" the line of that number, counted from 0.
func (k kitFiles) read(path string) ([]byte, error) {
	file, fragment, isLine := strings.Cut(path, "#")
	if lines, cached := k.lines[file]; isLine && cached {
		return lineOf(lines, fragment)
	}
	data, err := os.ReadFile(filepath.Join(k.folder, filepath.FromSlash(file)))
	if err != nil || !isLine {
		return data, err
	}
	k.lines[file] = bytes.Split(data, []byte("\n"))
	return lineOf(k.lines[file], fragment)
}

func lineOf(lines [][]byte, fragment string) ([]byte, error) {
	number, err := strconv.Atoi(fragment)
	if err != nil || number < 0 || number >= len(lines) {
		return nil, fmt.Errorf("no line %s in the file of the case", fragment)
	}
	return lines[number], nil
}

// compare gives nothing where the verdict is the one that the case wants; an error is a schema that cannot be used.
func compare(judges *schemas, one kitCase, reader reader, data []byte) (*disagreement, error) {
	difference := &disagreement{Case: one.Name, Judge: reader.judge(), Expected: "valid"}
	var wanted fault
	if !one.Valid {
		wanted = fault{one.Pointer, *one.Keyword}
		difference.Expected = wanted
	}
	document, err := reader.read(data)
	if err != nil {
		difference.Found = "not read: " + err.Error()
		return difference, nil
	}
	faults, err := judges.faults(one.Schema, document)
	if err != nil {
		return nil, err
	}
	if one.Valid == (len(faults) == 0) && (one.Valid || slices.Contains(faults, wanted)) {
		return nil, nil
	}
	difference.Found = faults
	if len(faults) == 0 {
		difference.Found = "valid"
	}
	return difference, nil
}
