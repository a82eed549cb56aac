package main

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

type verdict struct {
	Valid  bool    `json:"valid"`
	Errors []fault `json:"errors,omitempty"`
}

// judge gives the verdict on each line of a file of {"schema": kind, "document": ...}.
func judge(folder, documents string) ([]verdict, error) {
	data, err := os.ReadFile(documents)
	if err != nil {
		return nil, err
	}
	judges := newSchemas(folder)
	var verdicts []verdict
	for line := range bytes.Lines(data) {
		var request struct {
			Schema   string          `json:"schema"`
			Document json.RawMessage `json:"document"`
		}
		if err := json.Unmarshal(line, &request); err != nil {
			return nil, err
		}
		// The validator's own reader keeps numbers as they are written.
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(request.Document))
		if err != nil {
			return nil, err
		}
		faults, err := judges.faults(request.Schema, document)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, verdict{len(faults) == 0, faults})
	}
	return verdicts, nil
}
