package main

import (
	"runtime/debug"
	"strings"
)

const validator = "santhosh-tekuri/jsonschema/v6"

type component struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type aboutAnswer struct {
	Language  string      `json:"language"`
	Parsers   []component `json:"parsers"`
	Validator component   `json:"validator"`
}

// about names the parsers and the validator, with the versions that this program was built with.
func about() aboutAnswer {
	versions := map[string]string{}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, module := range build.Deps {
			versions[module.Path] = strings.TrimPrefix(module.Version, "v")
		}
	}
	answer := aboutAnswer{Language: "Go", Validator: component{validator, versions["github.com/"+validator]}}
	for _, p := range parsers {
		answer.Parsers = append(answer.Parsers, component{p.name, versions[p.module]})
	}
	return answer
}
