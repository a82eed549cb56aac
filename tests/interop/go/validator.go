package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// A fault is the place of a value and the keyword that refuses it.
type fault struct {
	Pointer string `json:"pointer"`
	Keyword string `json:"keyword"`
}

// The schemas of a folder, each compiled when it is first asked.
type schemas struct {
	folder   string
	compiled map[string]*jsonschema.Schema
}

func newSchemas(folder string) *schemas {
	return &schemas{folder, map[string]*jsonschema.Schema{}}
}

// faults tells what a schema, named by its kind, has against a document; nothing where the document is valid.
func (s *schemas) faults(name string, document any) ([]fault, error) {
	schema, found := s.compiled[name]
	if !found {
		var err error
		compiler := jsonschema.NewCompiler()
		compiler.DefaultDraft(jsonschema.Draft2020)
		if schema, err = compiler.Compile(filepath.Join(s.folder, name+".schema.json")); err != nil {
			return nil, err
		}
		s.compiled[name] = schema
	}
	err := schema.Validate(document)
	var refusal *jsonschema.ValidationError
	if errors.As(err, &refusal) {
		found := flatten(refusal, nil)
		slices.SortFunc(found, func(a, b fault) int { // the library goes through a map in no order
			return cmp.Or(cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Keyword, b.Keyword))
		})
		return found, nil
	}
	return nil, err
}

// flatten lists the errors of a tree; a node that only leads to others is none.
func flatten(refusal *jsonschema.ValidationError, found []fault) []fault {
	if keyword := keyword(refusal.ErrorKind); keyword != "" {
		found = append(found, fault{pointer(refusal.InstanceLocation), keyword})
	}
	for _, cause := range refusal.Causes {
		found = flatten(cause, found)
	}
	return found
}

// keyword names what refuses; it is empty for what only leads to a keyword.
func keyword(reason jsonschema.ErrorKind) string {
	switch reason.(type) {
	case *kind.Reference, *kind.AllOf:
		return ""
	case *kind.Not: // the one keyword that the library has no path for
		return "not"
	}
	if path := reason.KeywordPath(); len(path) > 0 {
		return path[0] // a path may go on with the name of a property
	}
	return ""
}

var escapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointer writes a place as RFC 6901 has it.
func pointer(location []string) string {
	var built strings.Builder
	for _, token := range location {
		built.WriteString("/" + escapes.Replace(token))
	}
	return built.String()
}
