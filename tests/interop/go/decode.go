package main

import (
	"encoding/json"
	"fmt"
	"os"

	"nsatu-data/interop/internal/bundle"
)

//go:generate go tool go-jsonschema --struct-name-from-title --tags json,yaml --capitalization ID,URL --package bundle --output internal/bundle/bundle.go $NSATU_TYPES

// decode reads a bundle into the generated types, which refuse what does not fit.
func decode(path string) (bundle.Bundle, error) {
	var decoded bundle.Bundle
	data, err := os.ReadFile(path)
	if err != nil {
		return decoded, err
	}
	if err := json.Unmarshal(data, &decoded); err != nil {
		return decoded, fmt.Errorf("no Bundle: %w", err)
	}
	return decoded, nil
}
