package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
)

type sliced struct {
	Slices        int `json:"slices"`
	Disagreements int `json:"disagreements"`
}

// sliceAll slices the words of every pointer and sentence of a bundle, as strings in Go count, and verifies them.
func sliceAll(bundleFile, textFile string) (sliced, error) {
	var found sliced
	data, err := os.ReadFile(bundleFile)
	if err != nil {
		return found, err
	}
	text, err := os.ReadFile(textFile)
	if err != nil {
		return found, err
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return found, err
	}
	eachCounted(value, func(start, end int, digest string) {
		found.Slices++
		sum := sha256.Sum256(text[min(start, len(text)):min(end, len(text))])
		if hex.EncodeToString(sum[:]) != digest {
			found.Disagreements++
		}
	})
	return found, nil
}

func eachCounted(value any, visit func(start, end int, digest string)) {
	switch value := value.(type) {
	case []any:
		for _, inner := range value {
			eachCounted(inner, visit)
		}
	case map[string]any:
		if span, counted := value["utf8"].(map[string]any); counted {
			start, _ := span["start"].(float64)
			end, _ := span["end"].(float64)
			digest, _ := value["sha256"].(string)
			visit(int(start), int(end), digest)
		}
		for _, inner := range value {
			eachCounted(inner, visit)
		}
	}
}
