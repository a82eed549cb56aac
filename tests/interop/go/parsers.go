package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	goccy "github.com/goccy/go-yaml"
	yaml3 "go.yaml.in/yaml/v3"
	yaml4 "go.yaml.in/yaml/v4"
)

// A parser is a YAML parser that programs in Go use, with its defaults.
type parser struct {
	name      string
	module    string
	unmarshal func(data []byte, value any) error
}

var parsers = []parser{
	{"goccy/go-yaml", "github.com/goccy/go-yaml", goccy.Unmarshal},
	{"go.yaml.in/yaml/v3", "go.yaml.in/yaml/v3", yaml3.Unmarshal},
	{"go.yaml.in/yaml/v4", "go.yaml.in/yaml/v4", yaml4.Unmarshal},
}

// read gives the value of a text; what JSON cannot say exactly is refused.
func (p parser) read(data []byte) (any, error) {
	var value any
	if err := p.unmarshal(data, &value); err != nil {
		return nil, err
	}
	return value, requireJSON(value)
}

func parserNamed(name string) (parser, error) {
	index := slices.IndexFunc(parsers, func(p parser) bool { return p.name == name })
	if index < 0 {
		names := make([]string, len(parsers))
		for i, p := range parsers {
			names[i] = p.name
		}
		return parser{}, fmt.Errorf("no parser %s: there are %s", name, strings.Join(names, ", "))
	}
	return parsers[index], nil
}

// requireJSON fails on what JSON cannot say exactly: a time, a number that is not finite, a key that is no string.
func requireJSON(value any) error {
	switch value := value.(type) {
	case nil, bool, string, int, int64, uint64:
		return nil
	case float64:
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return fmt.Errorf("JSON has no %v", value)
		}
		return nil
	case []any:
		for _, item := range value {
			if err := requireJSON(item); err != nil {
				return err
			}
		}
		return nil
	case map[string]any:
		for _, member := range value {
			if err := requireJSON(member); err != nil {
				return err
			}
		}
		return nil
	default:
		return fmt.Errorf("JSON has no %T %v", value, value)
	}
}
